"""People, pets and groups in a message: roles ("my sister"), names ("sarah"), and the two put together."""

from mapping.model import Kind
from nlu.extraction import lexicons
from nlu.extraction.chat import Message
from nlu.extraction.determiners import THEIR, before, owner_ending
from nlu.extraction.kinship import relation_through
from nlu.extraction.lexicons import Meaning
from nlu.extraction.passing import find_passing, is_passing
from nlu.extraction.shorthand import find_short
from nlu.extraction.sightings import Sighting, formal_of
from nlu.extraction.spotting import PLAIN_TITLES, ROLE_TITLES, SURE_TITLES, Spot, Spots
from nlu.extraction.standing import AT_HOME, Standing, may_stand

COMPOUND_ROLES = frozenset(
    {"friend", "teacher", "nurse", "therapist", "doctor", "support worker", "other", "colleague", "boss"}
)
def find_people(spots: Spots, asked: str | None) -> list[Sighting]:
    """Sightings of people, groups of people and pets by what they are to somebody, in message order."""
    found: list[Sighting] = []
    for spot in spots.found:
        meaning = spot.has("known")
        if meaning and meaning.value in ("person", "group", "pet") and not spot.has("role", "ex"):
            found.append(_known(spots.message, spot, Kind(meaning.value)))
        elif spot.has("role", "ex"):
            sighting = _role(spots, spot, found, asked)
            if sighting:
                found.append(sighting)
    found += find_passing(spots, found)
    found += find_short(spots.message, {at for s in found for at in range(s.start, s.end)})
    return sorted(found, key=lambda s: s.start)


def _known(message: Message, spot: Spot, kind: Kind) -> Sighting:
    return Sighting(
        spot.start, spot.end, kind, "name" if kind is not Kind.GROUP else "group", message.said(spot.start, spot.end)
    )


def _role(spots: Spots, spot: Spot, found: list[Sighting], asked: str | None) -> Sighting | None:
    message = spots.message
    if asked != "people.friends" and is_passing(spots, spot.start, spot.end):
        return None
    front, determiner = before(message, spot.start)
    meaning = _friends_by_the(spot, determiner, message.low) or spot.has("role", "ex")
    owner = owner_ending(message, found, front)
    standing = Standing(spots, spot, meaning, determiner, front, owner, found[-1].end if found else None, asked)
    if _is_title(spots, spot, determiner) or not may_stand(standing):
        return None
    start = _compound_start(spots, spot, meaning.value, front)
    sighting = _sighting(message, start, spot.end, meaning)
    if sighting.label.lower() == "twins" and determiner in ("my", "our"):
        sighting.relation = "child"
    sighting.current = meaning.sort != "ex" and not _gone(message, front, start)
    if message.low[start - 1 : start] == ["former"]:
        sighting.aliases, sighting.label = [sighting.label], message.said(start - 1, spot.end)
    sighting.owner, sighting.owner_word = owner, determiner if determiner in THEIR else None
    if owner:
        own_through(message, sighting, owner)
    return sighting


def _sighting(message: Message, start: int, end: int, meaning: Meaning) -> Sighting:
    word = " ".join(message.low[start:end])
    relation, formal = _relation(meaning.sort, meaning.value, word)
    kind = Kind.GROUP if meaning.several else Kind.PERSON
    words = message.said(start, end)
    owned = message.low[start - 1 : start] in (["her"], ["his"], ["their"])
    label = message.said(start + 1, end) if word in ("little boy", "little girl") and not owned else words
    return Sighting(start, end, kind, "role", label, relation, words, formal, meaning.several)


def _friends_by_the(spot: Spot, determiner: str, low: list[str]) -> Meaning | None:
    """ "The lads", "the girls" are friends; "my girls" are daughters."""
    at_home = len(spot.meanings) > 1 and bool(AT_HOME & set(low))
    friends = (m for m in spot.meanings if m.sort == "role" and m.value == "friend")
    return next(friends, None) if determiner == "the" and not at_home else None


def _gone(message: Message, front: int, start: int) -> bool:
    return bool({"late", "former", "ex", "deceased"} & set(message.low[max(0, min(front, start - 1)) : start]))


def own_through(message: Message, sighting: Sighting, owner: Sighting, *, keep_label: bool = False) -> None:
    """Make a sighting somebody else's: "Dev's sister" is Dev's sister, and something else to the participant."""
    sighting.owner = owner
    role = sighting.relation_words or sighting.label
    sighting.relation_words = f"{owner.label}'s {role}"
    if not keep_label and owner.end <= sighting.start and message.low[owner.end : owner.end + 1] in (["'s"], ["'"]):
        sighting.aliases.append(sighting.label)
        sighting.label = message.said(owner.start, sighting.end)
    sighting.relation, sighting.formal = relation_through(owner, sighting)


def _is_title(spots: Spots, spot: Spot, determiner: str) -> bool:
    title = spot.has("title")
    low = spots.message.low[spot.start]
    following = spots.after_title(spot.end) > spot.end
    earlier = spots.by_word.get(spot.start - 1)
    determiner = "" if earlier and earlier.has("role") and low in SURE_TITLES else determiner
    cleric = (
        low == "father"
        and spots.message.capital(spot.start)
        and spots.message.capital(min(spot.end, len(spots.message) - 1))
    )
    return bool(title and following and not determiner and (low in PLAIN_TITLES or low in ROLE_TITLES or cleric))


def _compound_start(spots: Spots, spot: Spot, value: str, front: int) -> int:
    message, start = spots.message, spot.start
    value = value.removeprefix("other ") if value.startswith("other") else value
    if (value in COMPOUND_ROLES or value in ("formal",)) and message.low[spot.end - 1] not in ("mate", "mates"):
        while (
            start - 1 > front
            and message.doc[start - 1].tag_ in ("NN", "NNP")
            and message.doc[start - 1].head.i >= start
            and spots.name_end(start - 1) == start - 1
            and message.low[start - 1] not in ("ex",)
            and not (message.low[start - 1] in lexicons.surnames() and message.low[start - 2] in SURE_TITLES)
        ):
            start -= 1
    return start


def _relation(sort: str, value: str, word: str) -> tuple[str, bool | None]:
    if sort == "ex":
        if "friend" in word.split() or "mate" in word or word in ("ex-friend", "ex best friend"):
            return "friend", False
        inner = {
            "wife": "wife",
            "husband": "husband",
            "missus": "wife",
            "boss": "boss",
            "colleague": "colleague",
            "flatmate": "roommate",
        }
        relation = next((r for w, r in inner.items() if w in word), "partner")
        return relation, formal_of(relation)
    if value in ("other formal", "other informal"):
        return "other", value == "other formal"
    return value, formal_of(value)
