"""What is said of two at once or of one as of another: "both of them help", "neither of them", "same with my dad"."""

import re
from collections.abc import Sequence

from mapping.model import Impact, Kind, Mention
from nlu.extraction import feelings
from nlu.extraction.chat import Message
from nlu.extraction.context import fold
from nlu.extraction.pronouns import from_known
from nlu.extraction.sightings import Sighting

PAIR = re.compile(
    r"\b(?:both of (?:them|em)|they both|them both|the (?:two|pair) of them|(?:neither|none|either) of (?:them|em))\b"
)
NEITHER = re.compile(r"\b(?:neither|none) of (?:them|em)\b")
SAME = re.compile(r"\b(?:same|likewise|ditto)(?: goes| thing)? (?:with|for|as) ")


def add_pair(
    message: Message, sightings: list[Sighting], subject: Mention | None, known: Sequence[Mention]
) -> list[Sighting]:
    """The two people "both of them" means, where the message names nobody: the last two on the map.

    A question about somebody who is not among them leaves it at that one.
    """
    match = PAIR.search(" ".join(message.low))
    if match is None or any(s.is_being and s.start >= 0 and s.sort != "about" for s in sightings):
        return sightings
    people = [m for m in known if m.kind is Kind.PERSON and m.current][-2:]
    if len(people) < 2 or subject and fold(subject.label) not in {fold(m.label) for m in people}:
        return sightings
    at = len(" ".join(message.low)[: match.start()].split())
    here = {fold(s.known.label): s for s in sightings if s.known}
    pair = [here.get(fold(m.label)) or from_known(m, at) for m in people]
    for one in pair:
        one.also_at.append(at)
    return [*pair, *(s for s in sightings if s not in pair)]


def share(message: Message, sightings: list[Sighting], subject: Mention | None, known: Sequence[Mention]) -> None:
    """Give each of a pair, and whoever it is the same with, what was said of the other."""
    text = " ".join(message.low)
    if PAIR.search(text):
        pair = [s for s in sightings if s.sort == "about" and s.kind is Kind.PERSON]
        said = Impact.NEITHER if NEITHER.search(text) else next((s.impact for s in pair if s.impact), None)
        for one in pair if len(pair) > 1 or said is Impact.NEITHER else []:
            one.impact = said
    match = SAME.search(text)
    if match:
        at = len(text[: match.end()].split())
        _felt_before(text[: match.start()], [s for s in sightings if 0 <= s.start < at and s.is_being])
        earlier = [s for s in sightings if 0 <= s.start < at]
        _same_again([s for s in sightings if s.start >= at], earlier, subject, known)


def _felt_before(text: str, earlier: list[Sighting]) -> None:
    felt = feelings.felt_in(text) if earlier and not any(s.impact for s in earlier) else None
    if felt:
        earlier[-1].impact, earlier[-1].impact_words = felt


def _same_again(
    later: list[Sighting], earlier: list[Sighting], subject: Mention | None, known: Sequence[Mention]
) -> None:
    told = next((s for s in reversed(earlier) if s.impact), None)
    for one in [s for s in later if s.impact is None and s.is_being]:
        others = [m for m in known if m.impact and (not one.known or fold(m.label) != fold(one.known.label))]
        about = subject if subject in others else None
        source = told or about or (others[-1] if others and not earlier else None)
        if source:
            one.impact, one.impact_words = source.impact, source.impact_words
        if told:
            one.frequency, one.closeness = one.frequency or told.frequency, one.closeness or told.closeness
