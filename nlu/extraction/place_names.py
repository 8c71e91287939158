"""Places by their own names: towns and countries, "the Red Lion", "St Chad's", a place in another tongue."""

from mapping.model import Kind
from nlu.extraction import lexicons
from nlu.extraction.sightings import Sighting
from nlu.extraction.spotting import CALENDAR, Spot, Spots

NAMED_WHERE = frozenset({"in", "to", "from", "near", "at", "around", "towards", "into", "of", "for", "outside"})
FURTHER_WHERE = frozenset("by via past up down over across through round nr leaving visiting leave visit".split())
BESIDE = frozenset(
    "live lives lived living dey go goes went gone going move moved moves then uni college uni. by over up down".split()
)
AFTER_THE = frozenset("at to in down from near by round outside inside past leave up off around behind into".split())
NOT_PLACES = lexicons.words_of("place_names.txt", "not a name")
MOVED_FROM = (("grew", "up"), ("brought", "up"), ("born", "and"), ("come", "originally"))


def named_place(spots: Spots, spot: Spot, asked: str | None) -> Sighting | None:
    """Towns, suburbs and countries: after "in", "to", "from", beside their person, or as an answer about places."""
    message = spots.message
    if spot.has("brand capital"):
        return _capital_brand(spots, spot)
    if not spot.has("locality", "locality word", "country") or spot.has("role", "activity", "not a person"):
        return None
    previous = message.low[spot.start - 1] if spot.start else ""
    if previous == "the" and spot.start > 1 and not message.capital(spot.start):
        return None
    if spot.has("locality word") and not (message.capital(spot.start) and previous in NAMED_WHERE | FURTHER_WHERE):
        return None
    if message.doc[spot.start].pos_ in ("VERB", "ADV", "ADP", "AUX", "DET") and not message.capital(spot.start):
        return None
    if not _said_where(spots, spot, previous, asked):
        return None
    token = message.doc[spot.end - 1]
    describes = token.dep_ == "compound" and token.head.i == token.i + 1
    if describes and message.low[token.i + 1] not in ("way", "side", "town"):
        return None
    place = Sighting(spot.start, spot.end, Kind.PLACE, "locality", message.said(spot.start, spot.end))
    place.current = not _long_left(message.low, spot.start)
    return place


def _said_where(spots: Spots, spot: Spot, previous: str, asked: str | None) -> bool:
    """Whether the words around a town say that it is one."""
    message, start = spots.message, spot.start
    capital, following = message.capital(start), message.low[spot.end : spot.end + 1]
    if previous in NAMED_WHERE or previous in FURTHER_WHERE and (capital or following in (["way"], ["side"])):
        return True
    if asked and asked.startswith("places.") and (message.begins(start) or previous in (",", "and", "or")):
        return True
    if not capital or message.begins(start):
        owns = following == ["'s"] and message.doc[spot.end].tag_ == "VBZ"
        return capital and owns and spots.english.everyday(message.low[start]) is False
    before_it = spots.by_word.get(start - 1)
    kin = before_it is not None and before_it.end == start and before_it.has("role") is not None
    return previous in BESIDE | {"and", ","} or kin and message.low[start] not in lexicons.surnames()


def _long_left(low: list[str], start: int) -> bool:
    """Whether it is where somebody grew up or moved away from."""
    earlier = low[max(0, start - 3) : start]
    return earlier[-2:] == ["moved", "from"] or any(tuple(earlier[-3:-1]) == pair for pair in MOVED_FROM)


def _capital_brand(spots: Spots, spot: Spot) -> Sighting | None:
    """A shop whose name is an everyday word: "at Next"."""
    message = spots.message
    previous = message.low[spot.start - 1] if spot.start else ""
    if message.capital(spot.start) and previous in ("at", "in", "to", "from", "for", "near", "outside"):
        return Sighting(spot.start, spot.end, Kind.PLACE, "brand", message.said(spot.start, spot.end))
    return None


def capital_names(spots: Spots, beings: list[Sighting], found: list[Sighting]) -> list[Sighting]:
    """Places by a name nobody listed, where the writer's capitals show them; the learned ear finds the rest."""
    message, homes = spots.message, _strange_places(spots, beings + found)
    for at in range(len(message) - 1):
        if (
            message.low[at] in ("st", "saint")
            and message.capital(at + 1)
            and not any(s.start <= at < s.end for s in beings + found)
        ):
            end = at + 2 + (message.low[at + 2 : at + 3] in (["'s"], ["'"])) + (message.low[at + 1] == ".")
            homes.append(Sighting(at, end, Kind.PLACE, "place", message.said(at, end)))
    homes += _after_at_the(spots, beings + found + homes)
    return homes


def _with_s(spots: Spots, end: int) -> int:
    """Take in the "'s" of a shop's name: "in Doherty's"."""
    message = spots.message
    if message.low[end : end + 1] != ["'s"] or message.doc[end].tag_ == "VBZ":
        return end
    owned = end + 1 < len(message) and message.doc[end + 1].pos_ in ("NOUN", "PROPN", "ADJ")
    return end if owned else end + 1


def _after_at_the(spots: Spots, taken: list[Sighting]) -> list[Sighting]:
    """Pubs and halls by their own names: "at the Red Lion"."""
    message, found = spots.message, []
    for at in range(2, len(message)):
        if (
            message.low[at - 1] != "the"
            or message.low[at - 2] not in AFTER_THE
            or not message.capital(at)
            or any(s.start <= at < s.end for s in taken)
        ):
            continue
        end = at + 1
        while (
            end < len(message)
            and message.capital(end)
            and message.words[end].text.isalpha()
            and end not in (s.start for s in taken)
        ):
            end += 1
        shouted = sum(word.text.isupper() for word in message.words) > len(message) / 3
        letters = message.words[at].text.isupper() and (shouted or message.words[at].text in NOT_PLACES)
        ruled_out = at in spots.by_word and spots.by_word[at].has("group", "group name", "role", "activity", "brand")
        if all(message.low[i] not in CALENDAR for i in range(at, end)) and not letters and not ruled_out:
            end = _with_s(spots, end)
            found.append(Sighting(at, end, Kind.PLACE, "place", message.said(at, end)))
    return found


def _strange_places(spots: Spots, taken: list[Sighting]) -> list[Sighting]:
    """Places in another tongue or by a name nobody listed: "we go to kościół"."""
    message, found = spots.message, []
    for at in range(2, len(message)):
        start = at - 1 - (message.low[at - 1] in ("the", "my"))
        if (
            start < 1
            or message.low[start] not in ("at", "to")
            or not spots.strange(at)
            or any(s.start <= at < s.end for s in taken)
        ):
            continue
        if message.doc[start - 1].lemma_ in ("go", "be", "come", "walk", "drive", "pop", "get") and message.doc[
            at
        ].pos_ in ("NOUN", "PROPN", "X"):
            found.append(Sighting(at, at + 1, Kind.PLACE, "place", message.said(at, at + 1)))
    return found
