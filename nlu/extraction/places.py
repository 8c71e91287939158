"""Places in a message: "the library in hounslow", "mum's house", "at nan's", "Spoons", "in Leeds"."""

from mapping.model import Kind
from nlu.extraction.chat import Message
from nlu.extraction.determiners import OWN, THEIR, before
from nlu.extraction.lexicons import Meaning
from nlu.extraction.place_names import capital_names, named_place
from nlu.extraction.sightings import Sighting
from nlu.extraction.spotting import CALENDAR, Spot, Spots

WHERE = frozenset("in at to from near into round around outside by towards via over of through".split())
NEVER_BARE = frozenset(
    (
        "bar local court ground field common green track square bank yard station project bench charity nick pictures "
        "stream rec mall store market studio pool council estate hills mill garage surgery river sea lab hub pitch "
        "ocean island citadel legion"
    ).split()
)
ARTICLES = frozenset({"the", "my", "at", "our", "a"})
BRAND_AFTER = WHERE | {"the", "big", "go", "and", ",", "my", "our", "near", "a", ""}
WORK_AFTER = frozenset({"at", "to", "from", "in", "and", ",", "after", "with", "leave", "", "before"})
TIME_AFTER = frozenset({"days", "years", "last", "today", "with"})
GENERIC = frozenset({"city", "town", "village", "island", "mountains", "ocean", "country"})
LIVED_IN = frozenset(
    {
        "supported housing",
        "sheltered housing",
        "sheltered accommodation",
        "hostel",
        "shelter",
        "refuge",
        "care home",
        "assisted living",
        "caravan",
        "estate",
        "halls",
    }
)
BUILT = frozenset({"NN", "NNP", "NNPS", "NNS"})
NOT_COMPOUND = frozenset("day time way week year morning weekend life name night today yesterday".split())
WORK_NOT_PLACE = frozenset({"out", "hard", "my", "of", "house", "lot", "good", "this", "some", "any", "more", "the"})


def find_places(spots: Spots, beings: list[Sighting], asked: str | None) -> list[Sighting]:
    """Sightings of places, in message order. ``beings`` are the people already found; their homes are places too."""
    found: list[Sighting] = []
    for spot in spots.found:
        if any(b.start <= spot.start < b.end for b in beings if b.sort != "role" or spot.end <= b.end):
            continue
        sighting = _homes(spots, spot, beings) or _place(spots, spot, asked) or named_place(spots, spot, asked)
        if sighting and sighting.sort == "place":
            _somebodys(spots, sighting, beings)
        if sighting:
            found.append(sighting)
    found += _at_somebodys(spots, beings, found, asked)
    found += capital_names(spots, beings, found)
    found.sort(key=lambda s: s.start)
    return _with_localities(spots, found)


def _homes(spots: Spots, spot: Spot, beings: list[Sighting]) -> Sighting | None:
    """Another's home: "my mum's house", "their flat"."""
    message = spots.message
    if not spot.has("another's home"):
        return None
    front, _ = before(message, spot.start)
    if front > 0 and message.low[front] in ("'s", "'"):
        owner = next((b for b in beings if b.is_being and b.end == front), None)
        if owner:
            label = message.said(owner.start, spot.end)
            place = Sighting(
                spot.start, spot.end, Kind.PLACE, "home", label, aliases=[message.said(spot.start, spot.end)]
            )
            place.owner = owner
            return place
    return None


def _somebodys(spots: Spots, place: Sighting, beings: list[Sighting]) -> None:
    """ "Danny's studio": the place is named with its person."""
    front, _ = before(spots.message, place.start)
    owner = (
        next((b for b in beings if b.end == front), None) if front > 0 and spots.message.low[front] == "'s" else None
    )
    if owner and not spots.message.capital(place.start):
        place.aliases.append(place.label)
        place.owner, place.label = owner, spots.message.said(owner.start, place.end)


def _at_somebodys(spots: Spots, beings: list[Sighting], found: list[Sighting], asked: str | None) -> list[Sighting]:
    """Homes named by their person alone: "round my nan's", "at dev's"."""
    message, homes = spots.message, []
    for being in beings:
        end = being.end
        if message.low[end : end + 1] != ["'s"] or any(p.owner is being for p in found):
            continue
        front, determiner = before(message, being.start)
        at = front - 1 if determiner else front
        previous = message.low[at] if at >= 0 else ""
        following = message.doc[end + 1] if end + 1 < len(message) else None
        listed = bool(asked) and asked.startswith("places.") and previous in ("", ",", "and", "or", ".", "just")
        if (listed or previous in ("at", "round", "to", "from")) and (
            following is None or following.pos_ not in ("NOUN", "PROPN", "ADJ", "VERB")
        ):
            home = Sighting(end, end + 1, Kind.PLACE, "home", message.said(being.start, end + 1))
            home.owner = being
            homes.append(home)
    return homes


def _with_localities(spots: Spots, found: list[Sighting]) -> list[Sighting]:
    """Fold "in hounslow" after a place into that place's locality."""
    message, kept = spots.message, []
    for place in found:
        last = kept[-1] if kept else None
        if (
            place.sort == "locality"
            and last
            and last.sort in ("place", "brand", "known", "home")
            and last.kind is Kind.PLACE
            and last.end + 1 == place.start
            and message.low[last.end] in ("in", "at", ",", "near")
        ):
            said = place.label
            last.locality = said if said[:1].isupper() else said.title()
        else:
            kept.append(place)
    return kept


def _place(spots: Spots, spot: Spot, asked: str | None) -> Sighting | None:
    message, meaning = spots.message, _meaning(spots, spot)
    if meaning is None or meaning.sort != "known" and _other_word(message, spot):
        return None
    start = _place_start(spots, spot) if meaning.sort in ("place", "place head") else spot.start
    if meaning.sort != "known" and not _place_stands(spots, spot, start, asked, meaning):
        return None
    end, low = spot.end, message.low
    if message.capital(start) and low[end : end + 1] == ["of"] and end + 1 < len(message) and message.capital(end + 1):
        end += 2
    sort = "place" if meaning.sort == "place head" else meaning.sort
    return Sighting(start, end, Kind.PLACE, sort, message.said(start, end), several=meaning.several)


def _meaning(spots: Spots, spot: Spot) -> Meaning | None:
    known = spot.has("known")
    if known and known.value == "place":
        return known
    headed = spot.has("place head") if not spot.has("role") else None
    return spot.has("place", "brand") or (headed if headed and _place_start(spots, spot) < spot.start else None)


def _other_word(message: Message, spot: Spot) -> bool:
    """Whether a single word is at work as a verb or adjective ("local", "park")."""
    if len(message) <= 2 or spot.end - spot.start > 1 or message.low[max(0, spot.start - 1)] in ARTICLES and spot.start:
        return False
    return message.doc[spot.end - 1].pos_ in ("VERB", "AUX", "ADJ", "ADV")


def _place_start(spots: Spots, spot: Spot) -> int:
    """Take in the words that make it one name: "leisure centre", "Polish Social Club", "dance school"."""
    start = spot.start
    while start > 0 and _part_of_name(spots, spot, start - 1, start):
        start -= 1
    return start


def _part_of_name(spots: Spots, spot: Spot, at: int, start: int) -> bool:
    message, low, token = spots.message, spots.message.low[at], spots.message.doc[at]
    other = spots.by_word.get(at)
    if low in OWN | THEIR or low in NOT_COMPOUND or other and other.has("role", "brand", "ex", "another's home"):
        return False
    if message.capital(at) and message.capital(start) and low not in WHERE | ARTICLES | {"and"}:
        return True
    free = spots.name_end(at) == at
    if message.capital(at) and not message.begins(at) and token.tag_ in ("NNP", "JJ") and low not in CALENDAR and free:
        return start == spot.start
    if message.capital(start) and not message.capital(at):
        return False
    part = token.tag_ in ("NN", "NNP") and token.dep_ in ("compound", "amod", "nmod")
    return part and start <= token.head.i < spot.end and (free or message.capital(start))


def _place_stands(spots: Spots, spot: Spot, start: int, asked: str | None, meaning: Meaning) -> bool:
    message, word = spots.message, " ".join(spots.message.low[spot.start : spot.end])
    _, determiner = before(message, start)
    previous = message.low[start - 1] if start else ""
    if word == "shop" and {"weekly", "big", "do", "food"} & set(message.low[max(0, start - 2) : start]):
        return False
    if asked == "people.home" and word in LIVED_IN and determiner not in ("her", "his", "their"):
        return False
    if determiner == "no" or word in GENERIC and determiner not in ("the", "my"):
        answered = bool(asked) and asked.startswith("places.") and determiner != "no" and len(message) <= 4
        return answered or word == "town" and _into_town(message, start)
    if _only_describes(spots, spot):
        return False
    if word in ("work", "school", "uni", "college"):
        return _bare_institution(message, spot, word, previous)
    if meaning.sort == "brand":
        return determiner not in ("a", "some") and (
            previous in BRAND_AFTER or bool(asked) and asked.startswith("places.")
        )
    if asked and asked.startswith(("places.", "activities.", "people.community")):
        return True
    if determiner or previous in WHERE or previous in ("'s", "go", "local"):
        return word not in ("common", "green", "field") or determiner in ("the", "my", "a", "our")
    return word not in NEVER_BARE and _listed(message, spot, start, previous, meaning)


def _listed(message: Message, spot: Spot, start: int, previous: str, meaning: Meaning) -> bool:
    listed = previous in (",", "and", "or", "the", "") or message.begins(start)
    return listed and (not meaning.several or spot.end - spot.start > 1 or previous in (",", "and"))


def _into_town(message: Message, start: int) -> bool:
    """ "Into town" to go there, not "back in town" or "out of town"."""
    going = {"go", "pop", "walk", "shopping", "wander", "bus"} & set(message.low[max(0, start - 5) : start])
    return start > 0 and message.low[start - 1] in ("into", "to") and bool(going)


def _only_describes(spots: Spots, spot: Spot) -> bool:
    """Whether the place only describes the next noun ("school bag"), and no day or name follows."""
    message, token = spots.message, spots.message.doc[spot.end - 1]
    following = message.low[spot.end] if spot.end < len(message) else ""
    after = token.dep_ in ("compound", "nmod") and token.head.i == token.i + 1 and token.head.tag_ in BUILT
    timed = following in TIME_AFTER or following.removesuffix("s").endswith("day")
    return after and not timed and spots.name_end(spot.end) == spot.end


def _bare_institution(message: Message, spot: Spot, word: str, previous: str) -> bool:
    token = message.doc[spot.start]
    if len(message) > 2 and token.pos_ in ("VERB", "AUX") and token.tag_ != "NN":
        return False
    if word != "work":
        return previous not in ("more", "some", "old", "much")
    if previous in WORK_NOT_PLACE and message.low[max(0, spot.start - 2) : spot.start] != ["from", "my"]:
        return False
    return previous in WORK_AFTER or message.begins(spot.start)
