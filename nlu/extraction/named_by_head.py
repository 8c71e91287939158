"""Places named by what they are: "Tooting market", "Peel Park", "the baptist church", "hanley bus station"."""

from mapping.model import Kind
from nlu.extraction import lexicons
from nlu.extraction.sightings import Sighting
from nlu.extraction.spotting import CALENDAR, Spots

LONGEST_NAME = 3
HEADS = frozenset(lexicons.pieces(w) for w in lexicons.words_of("place_names.txt", "name head"))
KINDS = lexicons.words_of("place_names.txt", "kind of place")
OPENERS = frozenset(
    "in at to from near into round around outside by towards via over through down up past along across on off behind "
    "inside under opposite the our my local , and or n".split()
)
NOT_IN_NAME = OPENERS | frozenset(
    "of for with a an i we is was like love hate this that his her their then after".split()
)
STREETS = frozenset("road lane street avenue close crescent terrace row".split())
PLAIN_IN_LOWER = frozenset(
    (
        "close row general royal point seat water waters line house court works plant unit peak bowl"
    ).split()
)

DONE = frozenset({"works", "waters"})  # what somebody does as well: "Dave works at Tesco" names no place, "the Dalzell works" does


def headed_names(spots: Spots, beings: list[Sighting], found: list[Sighting], asked: str | None) -> list[Sighting]:
    """Places whose name is made of capitals or of a town, and a word for a kind of place."""
    made: list[Sighting] = []
    if spots.message.source.isupper():
        return made
    at = 1
    while at < len(spots.message):
        end = _head_end(spots, at)
        start = _name_start(spots, at, beings, asked) if end > at else at
        if start < at and not _within_longer(found, start, end):
            end = _longer(spots, end)
            made.append(Sighting(start, end, Kind.PLACE, "place", spots.message.said(start, end)))
        at = max(end, at + 1)
    return made


def _head_end(spots: Spots, at: int) -> int:
    """Where the word for a kind of place that begins here ends, or the same word."""
    low = spots.message.low
    return next((at + n for n in (3, 2, 1) if tuple(low[at : at + n]) in HEADS and at + n <= len(low)), at)


def _longer(spots: Spots, end: int) -> int:
    """Take in a second head: "Epsom general hospital"."""
    further = _head_end(spots, end) if end < len(spots.message) else end
    return further if further > end and spots.message.low[end - 1] not in STREETS else end


def _within_longer(found: list[Sighting], start: int, end: int) -> bool:
    return any(s.start <= start and end <= s.end for s in found)


def _name_start(spots: Spots, at: int, beings: list[Sighting], asked: str | None) -> int:
    """Where the name before its head begins: over capitals, or one town or kind in small letters."""
    message, start = spots.message, at
    while start > max(0, at - LONGEST_NAME) and _capital_part(spots, start - 1, beings):
        start -= 1
    if start < at:
        alone = at - start == 1 and message.begins(start) and not _town(spots, start)
        plain = alone and spots.english.everyday(message.low[start]) and not message.capital(at)
        done = message.low[at] in DONE and not message.capital(at) and message.low[max(0, start - 1)] != "the"
        return at if plain or done or not _may_follow(spots, start) else start
    if message.low[at] in PLAIN_IN_LOWER or message.capital(at):
        return at
    start = _small_start(spots, at, asked)
    return start if start < at and _clear(beings, start) and _may_follow(spots, start, small=True) else at


def _small_start(spots: Spots, at: int, asked: str | None) -> int:
    """A town or a kind of people before a head in small letters: "hanley bus station", "polish club"."""
    before = spots.by_word.get(at - 1)
    low = spots.message.low[at - 1]
    if low in KINDS:
        return at - 1 - (at > 1 and f"{spots.message.low[at - 2]} {low}" in KINDS)
    if before and before.end == at and before.has("locality", "country"):
        return before.start
    if low in NOT_IN_NAME or low in CALENDAR:
        return at
    places = bool(asked) and asked.startswith("places.") and spots.message.begins(at - 1)
    alone = spots.message.low[at + 1 : at + 2] in ([], ["."], [","], ["and"], ["!"])
    return at - 1 if places and alone and before is None and low.isalpha() and len(low) > 2 else at


def _clear(beings: list[Sighting], start: int) -> bool:
    return not any(b.start <= start < b.end and b.sort != "name" for b in beings)


def _capital_part(spots: Spots, at: int, beings: list[Sighting]) -> bool:
    message, low = spots.message, spots.message.low[at]
    if low in ("'s", "s") and at and message.capital(at - 1):
        return False
    spot = spots.by_word.get(at)
    if low in CALENDAR | NOT_IN_NAME or spot and spot.has("role", "ex", "brand", "another's home", "title", "own home"):
        return False
    return message.capital(at) and message.words[at].text.replace("-", "").isalpha() and _clear(beings, at)


def _town(spots: Spots, at: int) -> bool:
    spot = spots.by_word.get(at)
    known = spots.message.low[at] in KINDS or bool(spot and spot.has("locality", "locality word", "country"))
    return known or spots.strange(at)


def _may_follow(spots: Spots, start: int, *, small: bool = False) -> bool:
    """Whether a name of a place may stand here: after "at", "the" or the like, or where a sentence begins."""
    previous = spots.message.low[start - 1] if start else ""
    if previous in OPENERS or spots.message.begins(start):
        return True
    return not small and previous not in ("'s", "mr", "mrs", "dr", "uncle", "auntie", "aunt", "miss", "ms")
