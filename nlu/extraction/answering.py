"""Reading a message as the answer to the question that was asked."""

import re
from dataclasses import replace

from mapping.model import Answer, Impact, Kind, Mention, is_formal
from nlu.extraction import answers, lexicons
from nlu.extraction.attributes import closeness_in, frequency_in
from nlu.extraction.chat import Message
from nlu.extraction.context import fold
from nlu.extraction.pronouns import from_known
from nlu.extraction.sightings import Sighting
from nlu.extraction.spotting import Spots

ASIDE = re.compile(
    r"\b(?:forgot|by the way|btw|before i forget|meant to say|who can see|who sees|undo|what (?:is|does|do|"
    r"have|'s)|how (?:do|does|long)|can you|show me|\?)"
)


FAMILIES = ("person.", "place.", "activity.", "links.")


MEANS = {
    "work": "colleague",
    "job": "colleague",
    "office": "colleague",
    "neighbours": "neighbour",
    "family": "other",
    "next door": "neighbour",
}


def foreign(spots: Spots) -> bool:
    """Whether hardly a word of the message is English."""
    words = [at for at, low in enumerate(spots.message.low) if low.isalpha()]
    strange = [at for at in words if spots.strange(at) or not low_known(spots, at)]
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
) -> list[Sighting]:
    """The sightings with the one the question was about among them, where the message speaks of it."""
    asked = asked or ""
    if foreign(spots):
        return [s for s in sightings if s.known]
    if answer in (Answer.NOBODY, Answer.NO_MORE) and not subject:
        return [s for s in sightings if s.known and answer is Answer.NOBODY]
    if subject is None:
        _answer_lists(message, sightings, asked)
        return sightings
    named = next((s for s in sightings if s.known and fold(s.known.label) == fold(subject.label)), None)
    if named is None and (outside or _speaks_of(message, sightings, asked, answer)):
        named = outside or from_known(subject, 0)
        named.also_at.append(0)
        if asked == "person.name" and not _take_name(message, spots, sightings, named, subject):
            pass
        sightings = [named, *[s for s in sightings if s is not named]]
    if named is not None and asked == "person.relation":
        sightings = _take_relation(message, sightings, named)
    elif named is not None and asked == "person.name":
        sightings = [
            s
            for s in sightings
            if not (s is not named and s.sort == "name" and s.known is None and s.label == named.label)
        ]
    if named is not None and asked.startswith("links."):
        named.also_at += [s.start for s in sightings if s is not named]
    return sightings


def _speaks_of(message: Message, sightings: list[Sighting], asked: str, answer: Answer | None) -> bool:
    if not asked.startswith(FAMILIES) or answer in (Answer.SKIP,):
        return False
    text = " ".join(message.low)
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
        subject.formal if subject.formal is not None else is_formal(subject.relation),
    )
    return True


def _take_relation(message: Message, sightings: list[Sighting], named: Sighting) -> list[Sighting]:
    """ "cousin", "shes my cpn", "my brothers mrs", "work": what the person asked about is to the participant."""
    roles = [s for s in sightings if s is not named and s.sort == "role" and s.kind is Kind.PERSON and not s.known]
    chosen = next((s for s in roles if s.owner is not None), None) or next((s for s in roles if s.start <= 6), None)
    if chosen is not None:
        _give_relation(named, chosen)
        return [s for s in sightings if s is not chosen]
    text = " ".join(message.low).strip(" .!")
    for end, meanings in lexicons.book().at(
        message.low, 1 if message.low[0] in ("a", "my", "an", "the", "just", "from") and len(message) > 1 else 0
    ):
        role = next((m for m in meanings if m.sort == "role" and not m.several), None)
        if role:
            relation = {"other formal": "other", "other informal": "other"}.get(role.value, role.value)
            named.relation, named.formal = relation, True if role.value == "other formal" else is_formal(relation)
            named.relation_words = message.said(end - 1, end)
            return sightings
    if re.search(r"work(?:ed)? (?:together|with)", text):
        named.relation = named.relation or "colleague"
    place = next((s for s in sightings if s.kind is Kind.PLACE and s.start <= 4), None)
    if named.relation is None and place and place.label.lower() in MEANS:
        named.relation = MEANS[place.label.lower()]
    elif named.relation is None and text in MEANS:
        named.relation = MEANS[text]
    if place is not None:
        named.also_at.append(place.start)
    return sightings


def _give_relation(named: Sighting, role: Sighting) -> None:
    named.relation, named.relation_words, named.formal = role.relation, role.relation_words, role.formal
    named.owner, named.current = role.owner, named.current and role.current


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
    if asked == "people.hard":
        for sighting in [s for s in sightings if s.is_being][:1]:
            sighting.impact = sighting.impact or Impact.HINDERS
    if asked == "places.avoid":
        for sighting in [s for s in sightings if s.kind is Kind.PLACE]:
            sighting.impact = sighting.impact or Impact.HINDERS
    if asked == "places.comfort":
        for sighting in [s for s in sightings if s.kind is Kind.PLACE and s.current]:
            sighting.impact = sighting.impact or Impact.HELPS
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
        about.closeness = about.closeness or closeness_in(text)
    if asked == "person.frequency":
        about.frequency = about.frequency or frequency_in(text)
