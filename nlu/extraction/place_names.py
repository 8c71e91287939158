"""Places by their own names: towns and countries, "the Red Lion", "St Chad's", a place in another tongue."""

from mapping.model import Kind
from nlu.extraction.sightings import Sighting
from nlu.extraction.spotting import CALENDAR, Spot, Spots

NAMED_WHERE = frozenset({"in", "to", "from", "near", "at", "around", "towards", "into", "of", "for", "outside"})


def named_place(spots: Spots, spot: Spot, asked: str | None) -> Sighting | None:
    """Towns, suburbs and countries: after "in", "to", "from", or as an answer about places."""
    message = spots.message
    if not spot.has("locality", "locality word", "country") or spot.has("role", "activity", "not a person"):
        return None
    previous = message.low[spot.start - 1] if spot.start else ""
    if previous == "the" and spot.start > 1 and not message.capital(spot.start):
        return None
    where = previous in NAMED_WHERE or (previous in ("and", ",") and message.capital(spot.start) and spot.start > 1)
    if spot.has("locality word") and not (where and message.capital(spot.start)):
        return None
    if message.doc[spot.start].pos_ in ("VERB", "ADV", "ADP", "AUX", "DET") and not message.capital(spot.start):
        return None
    if not where and not (asked and asked.startswith("places.") and message.begins(spot.start)):
        return None
    token = message.doc[spot.end - 1]
    if token.dep_ in ("compound",) and token.head.i > token.i and token.head.i == token.i + 1:
        return None
    return Sighting(spot.start, spot.end, Kind.PLACE, "locality", message.said(spot.start, spot.end))


def capital_names(spots: Spots, beings: list[Sighting], found: list[Sighting]) -> list[Sighting]:
    """Places by a name nobody listed, where the writer's capitals and the parser's own sense of names show them."""
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
    for span in message.doc.ents:
        if span.label_ not in ("GPE", "LOC", "FAC", "ORG"):
            continue
        start = span.start + (message.low[span.start] in ("the", "a", "my"))
        if start >= span.end or any(s.start < span.end and start < s.end for s in beings + found) or start == 0:
            continue
        if not all(message.capital(at) for at in range(start, span.end)) or message.low[start - 1] not in (
            "in",
            "at",
            "to",
            "near",
            "the",
            "from",
        ):
            continue
        if any(
            at in spots.by_word and not spots.by_word[at].has("locality", "country", "place")
            for at in range(start, span.end)
        ):
            continue
        if span.label_ == "ORG" and message.low[start - 1] not in ("at", "in"):
            continue
        homes.append(Sighting(start, span.end, Kind.PLACE, "locality", message.said(start, span.end)))
    return homes


def _after_at_the(spots: Spots, taken: list[Sighting]) -> list[Sighting]:
    """Pubs and halls by their own names: "at the Red Lion"."""
    message, found = spots.message, []
    for at in range(2, len(message)):
        if (
            message.low[at - 2 : at] not in (["at", "the"], ["to", "the"], ["in", "the"], ["down", "the"])
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
        if all(message.low[i] not in CALENDAR for i in range(at, end)) and not message.words[at].text.isupper():
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
