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
    r"\b(?:(?:both|all|baith) (?:two |three |four |of )?(?:of |o )?(?:them|em)|they (?:both|all)|them both|(?:the )?(?:two|pair|three|lot) of them|the (?:both|baith) (?:of|o) (?:them|em)|"
    r"(?:neither|none|either) of (?:them|em)|^both(?= (?:help|are|support|listen|care|make|drive|stress|get|really|always|so|do)\b))\b"
)
OTHER = re.compile(r"\b(?:(?:the )?other (?:one|wan|lad|girl|boy|twin|1)|(?:the )?other(?= is| 's| can| goes|$|[.,]))\b")
NEITHER = re.compile(r"\b(?:neither|none) of (?:them|em)\b")
SAME = re.compile(r"\b(?:same|likewise|ditto)(?: goes| thing)? (?:with|for|as) ")


def add_pair(
    message: Message, sightings: list[Sighting], subject: Mention | None, known: Sequence[Mention]
) -> list[Sighting]:
    """The two people "both of them" means, where the message names nobody: the last two on the map.

    A question about somebody who is not among them leaves it at that one.
    """
    text = " ".join(message.low)
    match = PAIR.search(text)
    if match is None or any(s.is_being and s.start >= 0 and s.sort != "about" for s in sightings):
        return _add_other(message, text, sightings, subject, known)
    people = [m for m in known if m.kind is Kind.PERSON and m.current]
    count = 3 if "three" in match[0] else 4 if "four" in match[0] else 2
    pair = people[-count:]
    if subject and fold(subject.label) not in {fold(m.label) for m in pair}:
        pair = beside(subject, known, count)
    if len(pair) < 2:
        return sightings
    at = _word_at(message, match.start())
    here = {fold(s.known.label): s for s in sightings if s.known}
    found = [here.get(fold(m.label)) or from_known(m, at) for m in pair]
    for one in found:
        one.also_at.append(at)
    return [*found, *(s for s in sightings if s not in found)]


def _word_at(message: Message, place: int) -> int:
    """Which word stands at this place of the words in one line. One word may hold a space: "t'other" is "the other"."""
    end = 0
    for at, low in enumerate(message.low):
        end += len(low) + 1
        if place < end:
            return at
    return len(message) - 1


def beside(subject: Mention, known: Sequence[Mention], count: int = 2) -> list[Mention]:
    """The one asked about with those told of beside them who are the same to the participant: two sons, two cats."""
    at = next((i for i, m in enumerate(known) if m.label == subject.label), None)
    if at is None:
        return []
    alike = [i for i, m in enumerate(known) if m.kind is subject.kind and m.relation == subject.relation and m.relation]
    near = sorted(alike, key=lambda i: (abs(i - at), -i))[:count]
    return [known[i] for i in sorted(near)] if len(near) == count else []


def _add_other(
    message: Message, text: str, sightings: list[Sighting], subject: Mention | None, known: Sequence[Mention]
) -> list[Sighting]:
    """ "The other one": who stands beside the one asked about."""
    match = OTHER.search(text)
    pair = beside(subject, known) if match and subject else []
    other = next((m for m in pair if subject and m.label != subject.label), None)
    if match is None or other is None or any(s.known and s.known.label == other.label for s in sightings):
        return sightings
    at = _word_at(message, match.start())
    end = _word_at(message, match.end() - 1) + 1
    kept = [s for s in sightings if not at <= s.start < end or s.sort == "about"]
    one = from_known(other, at)
    one.sort = "other one"
    one.also_at.append(at)
    return [*kept, one]


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
        at = _word_at(message, match.end() - 1) + 1
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
