"""A plain list as the answer about places or activities: "digging", "warhammer n crochet", "the precinct"."""

import re

from mapping.model import Kind
from nlu.extraction import lexicons
from nlu.extraction.chat import Message
from nlu.extraction.sightings import Sighting
from nlu.extraction.spotting import CALENDAR, Spots

LONGEST = 14
WORDS_IN_ONE = 3
PARTING = frozenset({",", ".", "and", "/", "or", "then", "also", "plus", "-", ";", "but", "(", ")", "!", ":", "&", "+"})
COMPANY = frozenset(
    (
        "with at in on near by round every when for most all each once twice from before after until till where if "
        "because cos since to unless about again alone daily weekly weekends nights"
    ).split()
)
TELLING = frozenset("i we it he she they u me that which who was is are were lol haha".split())
GOES_BEFORE = frozenset("playing going making doing watching using learning".split())
OTHER_WORDS = ("role", "anybody", "not a person", "own home", "country", "brand")
VERBAL = frozenset({"VBD", "VBZ", "MD"})
KINDS = {
    "activities.do": Kind.ACTIVITY,
    "activities.stopped": Kind.ACTIVITY,
    "activities.else": Kind.ACTIVITY,
    "places.go": Kind.PLACE,
    "places.comfort": Kind.PLACE,
    "places.avoid": Kind.PLACE,
    "places.else": Kind.PLACE,
}


def find_bare_answers(spots: Spots, sightings: list[Sighting], asked: str | None) -> list[Sighting]:
    """What a short answer to a question about places or activities names, where no list of ours knows the word."""
    kind, message = KINDS.get(asked or ""), spots.message
    if kind is None or {"?", "you", "your"} & set(message.low[:LONGEST]):
        return []
    found = []
    for start, end in _parts(message, sightings):
        if start > 0 and len(message) > LONGEST:
            break
        start, end = _trimmed(message, start, end, kind)
        owner = _owner(message, sightings, start, end) if kind is Kind.PLACE else None
        start = owner.end + 1 if owner else start
        taken = any(start <= at < end for s in sightings for at in (s.start, s.end - 1))
        if 0 < end - start <= WORDS_IN_ONE and not taken and _names_it(spots, start, end, kind):
            label = message.said(owner.start if owner else start, end)
            found.append(Sighting(start, end, kind, kind.value, label, owner=owner))
    return found


def _owner(message: Message, sightings: list[Sighting], start: int, end: int) -> Sighting | None:
    """Whose it is: dad in "my dads grave"."""
    beings = (s for s in sightings if s.is_being and s.start == start and s.end < end - 1)
    return next((s for s in beings if message.low[s.end] == "'s"), None)


def _parts(message: Message, sightings: list[Sighting]) -> list[tuple[int, int]]:
    """The stretches between commas and "and", and around what is found already in a list without them."""
    inside = {at for s in sightings if s.kind is Kind.PLACE for at in range(s.start, s.end)}
    first = [at for at, low in enumerate(message.low) if low in PARTING or at in inside]
    cuts = [-1, *first, len(message)]
    return [(a + 1, b) for a, b in zip(cuts, cuts[1:]) if b > a + 1]


def _trimmed(message: Message, start: int, end: int, kind: Kind) -> tuple[int, int]:
    """The part without "i do a bit of" before it, "and that" and "with kai" behind it."""
    if start and message.low[start] in COMPANY and message.low[start - 1] not in PARTING:
        return start, start
    openers = _opening("activity opening" if kind is Kind.ACTIVITY else "place opening")
    said = " ".join(message.low[start:end])
    opening = openers.match(said + " ")
    start += len(opening[0].split()) if opening else 0
    end = next((at for at in range(start + 1, end) if message.low[at] in COMPANY | TELLING | CALENDAR), end)
    while end > start and message.low[end - 1] in lexicons.words_of("phrases.txt", "answer ending"):
        end -= 1
    return start, end


def _opening(heading: str) -> re.Pattern[str]:
    return lexicons.opening("phrases.txt", heading)


def _names_it(spots: Spots, start: int, end: int, kind: Kind) -> bool:
    message, words = spots.message, spots.message.low[start:end]
    if start and message.low[start - 1] in ("i", "we", "to", "'ve", "'m", "can", "ca"):
        return False
    words = words[:-1] if len(words) > 1 and words[-1] == "'s" else words
    if set(words) & CALENDAR:
        return False
    ruled_out = lexicons.words_of("phrases.txt", "no answer")
    if words[-1] in ruled_out or set(words) & ruled_out - GOES_BEFORE or not all(_plain(word) for word in words):
        return False
    if any(message.doc[at].pos_ == "PRON" for at in range(start, end)):
        return False
    if end - start > 1 and any(message.doc[at].tag_ in VERBAL for at in range(start, end)):
        return False
    felt = lexicons.pattern("feelings.txt", "hinders").search(" ".join(words))
    return not felt and all(_fits(spots, at, kind, last=at == end - 1) for at in range(start, end))


def _plain(word: str) -> bool:
    """A word somebody could say: no keys struck at random."""
    if re.search(r"[bcdfghjklmnpqrstvwxz]{5,}", word):
        return False
    return word.replace("-", "").isalnum() and bool(re.search(r"[aeiouy\d]", word) or len(word) == 3) or word == "'s"


def _fits(spots: Spots, at: int, kind: Kind, *, last: bool) -> bool:
    """Whether the word may be part of the name; the last one has to be a thing or a doing."""
    low, spot = spots.message.low[at], spots.by_word.get(at)
    if spot and spot.has(*OTHER_WORDS) and not spot.has("activity", "doing"):
        return bool(spot.has("own home")) and not last
    doing = low.endswith("ing") and low not in lexicons.words_of("activities.txt", "routine")
    if not last:
        return len(low) > 1 and (low.endswith("ing") or spots.message.doc[at].pos_ != "VERB")
    if low.endswith("ing"):
        return doing and kind is Kind.ACTIVITY and spots.english.is_doing(low)
    pointed = kind is Kind.PLACE and at > 0 and spots.message.low[at - 1] in ("the", "my", "'s")
    thing = spots.english.noun(low) or pointed and spots.english.thing(low)
    return len(low) > 2 and (thing or not spots.english.everyday(low))


def is_hobby(text: str) -> bool:
    """Whether these words alone name something the lists know as a thing to do or to watch: "telly", "fishing", "bingo"."""
    cut = list(lexicons.pieces(text.strip(" .,!").lower()))
    sorts = {meaning.sort for end, meanings in lexicons.book().at(cut, 0) if end == len(cut) for meaning in meanings} if cut else set()
    return bool(sorts & {"screen", "activity", "doing"})
