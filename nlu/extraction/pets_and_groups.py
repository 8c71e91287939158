"""Pets and organised groups in a message: "my dog biscuit", "the book club", "CMHT"."""

from mapping.model import Kind
from nlu.extraction.activities import only_describes
from nlu.extraction.determiners import OWN, before, had
from nlu.extraction.sightings import Sighting
from nlu.extraction.spotting import Spot, Spots

DESCRIBING = frozenset({"team", "union", "parish", "crew", "class", "council", "department"})


def find_pets_and_groups(spots: Spots, people: list[Sighting], asked: str | None) -> list[Sighting]:
    """Sightings of pets and of organised groups, in message order."""
    found = []
    taken = {at for s in people for at in range(s.start, s.end)}
    for spot in spots.found:
        if not taken & set(range(spot.start, spot.end)):
            sighting = _pet(spots, spot, people + found, asked) or _group(spots, spot, asked)
            if sighting:
                found.append(sighting)
    return found


def _pet(spots: Spots, spot: Spot, near: list[Sighting], asked: str | None) -> Sighting | None:
    message = spots.message
    if message.low[spot.start - 1 : spot.start] == ["of"] and not spot.end - spot.start > 1:
        return None
    if not spot.has("pet") or message.doc[spot.end - 1].pos_ in ("VERB", "ADJ"):
        return None
    front, determiner = before(message, spot.start)
    chained = any(
        s.is_being and s.end < spot.start and set(message.low[s.end : spot.start]) <= {"and", ",", "the", "our"}
        for s in near
    )
    owner = front >= 0 and message.low[front] in ("'s",)
    named = spots.name_end(spot.end, expected=True) > spot.end
    mine = (
        determiner in ("my", "our")
        or chained
        or owner
        or named
        or had(message, spot.start)
        or determiner in ("his", "her", "their")
        or determiner == "the"
        and message.low[spot.end - 1]
        in ("dog", "dogs", "cat", "cats", "puppy", "kitten", "rabbit", "horse", "pup", "bird")
    )
    if not mine and not (asked or "").startswith("people."):
        return None
    if only_describes(message, message.doc[spot.end - 1]) and not named or determiner in ("no", "your", "any"):
        return None
    return Sighting(
        spot.start,
        spot.end,
        Kind.PET,
        "role",
        message.said(spot.start, spot.end),
        "pet",
        message.said(spot.start, spot.end),
        several=message.doc[spot.end - 1].tag_ == "NNS",
        owner_word=determiner if determiner in ("his", "her", "their") else None,
    )


def _group(spots: Spots, spot: Spot, asked: str | None) -> Sighting | None:
    message = spots.message
    front, determiner = before(message, spot.start)
    if spot.has("known") and spot.has("known").value == "group":
        return Sighting(spot.start, spot.end, Kind.GROUP, "group", message.said(spot.start, spot.end))
    if determiner in ("no", "your", "any") or {"favorite", "favourite"} & set(
        message.low[max(0, spot.start - 2) : spot.start]
    ):
        return None
    describes = message.low[spot.start] in DESCRIBING and only_describes(message, message.doc[spot.end - 1])
    if describes and not message.capital(spot.start):
        return None
    if spot.has("group"):
        start = _group_start(spots, spot)
        front, determiner = before(message, start)
        if (
            determiner in ("my", "our", "the", "this")
            or start < spot.start
            or spot.end - spot.start > 1
            or asked
            or determiner
            and had(message, start)
        ):
            return Sighting(start, spot.end, Kind.GROUP, "group", message.said(start, spot.end))
    if spot.has("group name") and (
        spot.end - spot.start > 1
        or message.capital(spot.start)
        or message.low[spot.start - 1 : spot.start] in (["to"], ["from"], ["the"], ["with"], ["at"])
    ):
        first = spot.start + (message.low[spot.start] == "the")
        if message.low[first] not in ("mind", "na", "ga", "wi", "shout") or message.capital(first):
            return Sighting(first, spot.end, Kind.GROUP, "group", message.said(first, spot.end))
    if spot.has("group head"):
        start = _group_start(spots, spot)
        if start < spot.start:
            return Sighting(start, spot.end, Kind.GROUP, "group", message.said(start, spot.end))
    if (
        spot.has("place")
        and message.low[spot.start] in ("church", "mosque", "gurdwara")
        and determiner == "my"
        and message.low[front - 1 : front] == ["with"]
    ):
        return Sighting(spot.start, spot.end, Kind.GROUP, "group", message.said(spot.start, spot.end))
    return None


def _group_start(spots: Spots, spot: Spot) -> int:
    message, start = spots.message, spot.start
    while start > 0:
        token = message.doc[start - 1]
        capital = message.capital(start - 1) and not message.begins(start - 1)
        if message.low[start - 1] == "'s" and start > 1 and message.doc[start - 2].tag_ in ("NNS", "NN") and (
            message.low[start - 2] in ("women", "men", "children", "girl", "boy", "mother", "farmer", "veteran", "carer")
        ):
            start -= 2
            continue
        part = token.dep_ in ("compound", "amod", "nmod", "poss") and token.tag_ in ("NN", "NNP", "VBG", "NNS", "NNPS")
        if not (part or capital) or token.head.i < start - 1 or message.low[start - 1] in OWN:
            break
        if (
            start - 1 in spots.by_word
            and spots.by_word[start - 1].has("role")
            and spot.has("group head")
            and message.low[start - 1] not in ("friends",)
        ):
            break
        start -= 1
    return start
