"""Reading a message as the answer to the question that was asked."""

import re
from collections.abc import Sequence
from dataclasses import replace

from mapping.model import Answer, Impact, Kind, Mention
from nlu.extraction import answers, lexicons, relation_answers, speaking_of
from nlu.extraction.attributes import closeness_in
from nlu.extraction.chat import Message
from nlu.extraction.context import fold, is_role_word
from nlu.extraction.pronouns import from_known
from nlu.extraction.rhythms import frequency_in
from nlu.extraction.role_words import told_formal
from nlu.extraction.sightings import Sighting
from nlu.extraction.spotting import Spots

LONG = 12
ASIDE = re.compile(
    r"\b(?:forgot|by the way|btw|before i forget|meant to say|who can see|who sees|undo|what (?:is|does|do|"
    r"have|'s)|how (?:do|does|long)|can you|show me|\?)"
)


CALLED = re.compile(
    r"\b(?:(?:his|her|their|its) name(?: (?:has come|came|just came) (?:back )?to me)?(?: 's| is| was|:| :)|(?:he|she|they|it) (?:'s|is|are) called|(?:her|his|their) names)\b"
)
FAMILIES = ("person.", "place.", "activity.", "links.")


def foreign(spots: Spots, asked: str = "") -> bool:
    """Whether hardly a word of the message is English. A list of names in answer to who there is ("tayo, kwesi and ebo") is none."""
    low = spots.message.low
    if asked.startswith("people.") and ({"and", "&"} & set(low) or "," in low and lexicons.names() & set(low)):
        return False
    words = [at for at, word in enumerate(low) if word.isalpha()]
    named = lexicons.names() if asked.startswith("people.") else frozenset()
    strange = [at for at in words if low[at] not in named and (spots.strange(at) or not low_known(spots, at))]
    return len(words) >= 4 and len(strange) > 0.5 * len(words)


def low_known(spots: Spots, at: int) -> bool:
    """Whether a word is English, a name or in the lists."""
    return spots.english.knows(spots.message, at) or at in spots.by_word or spots.message.low[at] in lexicons.names()


def answer_in_context(
    message: Message,
    spots: Spots,
    sightings: list[Sighting],
    outside: Sighting | None,
    subject: Mention | None,
    asked: str | None,
    answer: Answer | None,
    known: Sequence[Mention] = (),
) -> list[Sighting]:
    """The sightings with the one the question was about among them, where the message speaks of it."""
    asked = asked or ""
    if foreign(spots, asked) and not any(s.sort == "name" and s.relation not in (None, "other") for s in sightings):
        return [s for s in sightings if s.known]
    if answer in (Answer.NOBODY, Answer.NO_MORE) and not subject:
        return [s for s in sightings if s.known and answer is Answer.NOBODY]
    if subject is None:
        _answer_lists(message, sightings, asked)
        return sightings
    named = next((s for s in sightings if s.known and fold(s.known.label) == fold(subject.label)), None)
    if named is None and (outside or _speaks_of(message, sightings, asked, answer, subject)):
        named = outside or from_known(subject, 0)
        named.also_at.append(0)
        if asked == "person.name" and not _take_name(message, spots, sightings, named, subject):
            pass
        if asked != "person.name" and is_role_word(subject.label) and CALLED.search(" ".join(message.low)):
            _take_name(message, spots, sightings, named, subject)
            sightings = [s for s in sightings if s is named or s.sort != "name" or fold(s.label) != fold(named.label)]
        sightings = [named, *[s for s in sightings if s is not named]]
    if named is not None and asked == "person.relation":
        sightings = relation_answers.take_relation(message, sightings, named, known)
    elif named is not None and asked == "person.name":
        sightings = [
            s
            for s in sightings
            if not (s is not named and s.sort == "name" and fold(s.label) == fold(named.label) and not s.dropped)
        ]
    if named is not None and asked.startswith("links."):
        named.also_at += [s.start for s in sightings if s is not named]
    return sightings


def _speaks_of(message: Message, sightings: list[Sighting], asked: str, answer: Answer | None, subject: Mention) -> bool:
    if not asked.startswith(FAMILIES) or answer in (Answer.SKIP,):
        return False
    text = " ".join(message.low)
    if not ASIDE.search(text.replace("?", "")) and speaking_of.answers_first(message, sightings, asked, subject):
        return True
    if ASIDE.search(text) or "?" in text:
        return False
    if asked.startswith("links.") or asked in ("person.relation", "person.name"):
        return True
    others = [s for s in sightings if s.start >= 0 and not s.dropped]
    family = asked.partition(".")[0]
    rivals = [s for s in others if (s.is_being if family == "person" else s.kind.value == family)]
    return not rivals or len(message) <= 3


def _take_name(message: Message, spots: Spots, sightings: list[Sighting], named: Sighting, subject: Mention) -> bool:
    """ "Jo", "her names Jo": the name of someone on the map by role."""
    learned = next((s for s in sightings if s.sort == "name" and s.known is None), None)
    if learned is None:
        at = next((i + 1 for i, w in enumerate(message.low) if w in ("is", "'s", "called", "names", "name")), 0)
        end = spots.name_end(at, expected=True)
        if end == at:
            return False
        label = message.said(at, end)
    else:
        label = learned.label
    named.label = label
    named.aliases.append(subject.label)
    named.known = replace(subject, label=label)
    named.relation, named.formal = (
        subject.relation,
        told_formal(subject),
    )
    return True


def _answer_lists(message: Message, sightings: list[Sighting], asked: str) -> None:
    """Names listed after a question carry what the question says of them."""
    for sighting in sightings:
        if sighting.known or sighting.sort != "name" or sighting.kind is not Kind.PERSON:
            continue
        if asked == "people.friends" and (
            sighting.relation is None or (sighting.relation == "other" and sighting.owner is None)
        ):
            sighting.relation, sighting.formal = "friend", False
        if (
            asked == "people.home"
            and sighting.relation is None
            and re.search(r"\b(?:supported|shared|hostel|housing|house share)\b", " ".join(message.low))
        ):
            sighting.relation, sighting.formal = "roommate", False


def answer_attributes(
    message: Message, sightings: list[Sighting], subject: Mention | None, asked: str | None, answer: Answer | None
) -> None:
    """Write the answer's own attribute (impact, ring, rhythm) into what was asked about."""
    asked = asked or ""
    _asked_for(message, sightings, asked)
    about = next(
        (
            s
            for s in sightings
            if subject and s.known and (fold(s.known.label) == fold(subject.label) or subject.label in s.aliases)
        ),
        None,
    )
    if about is None or subject is None:
        return
    answers.said_of_about(message, asked, about)
    text = " ".join(message.low)
    if asked == "person.closeness":
        speaking_of.tell_rings(message, sightings, about, subject)
        about.closeness = about.closeness or closeness_in(text)
    if asked == "person.frequency":
        about.frequency = frequency_in(text) or about.frequency


def _asked_for(message: Message, sightings: list[Sighting], asked: str) -> None:
    """Who is named as hard hinders, a place to avoid hinders, a place of comfort helps, with whoever is there."""
    told = [s for s in sightings if s.sort not in ("locality", "about") and s not in _owners(message, sightings)]
    if asked == "people.hard":
        for sighting in _first_told(message, told)[: 1 if len(message) > LONG else None]:
            kept = sighting.impact is Impact.MIXED or sighting.impact is Impact.HELPS and not answers.hedged(message)
            sighting.impact = sighting.impact if kept else Impact.HINDERS
    if asked == "places.avoid":
        for sighting in [s for s in told if not s.is_being]:
            sighting.impact = sighting.impact or Impact.HINDERS
    if asked == "places.comfort":
        places = [s for s in told if s.kind is Kind.PLACE and s.current] or [s for s in told if not s.is_being]
        start = min((s.start for s in places), default=0)
        for sighting in [*places, *[s for s in told if places and s not in places and s.start <= start + LONG]]:
            sighting.impact = sighting.impact or Impact.HELPS


def _first_told(message: Message, told: list[Sighting]) -> list[Sighting]:
    """What the first sentence names."""
    end = next((at for at, low in enumerate(message.low) if at and low in ".!?" and told and at > told[0].start), 999)
    first = [s for s in told if s.start < end]
    return [s for s in first if s.is_being] if first and first[0].is_being else first


def _owners(message: Message, sightings: list[Sighting]) -> list[Sighting]:
    """Those named only to say whose: Nazia's brother in "imran's sister"."""
    return [s.owner for s in sightings if s.owner and message.low[s.owner.end : s.owner.end + 1] in (["'s"], ["'"])]
