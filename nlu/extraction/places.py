"""Places in a message: "the library in hounslow", "mum's house", "at nan's", "Spoons", "in Leeds"."""

from mapping.model import Kind
from nlu.extraction.chat import Message
from nlu.extraction.determiners import OWN, THEIR, before
from nlu.extraction.institutions import institution_stands
from nlu.extraction.lexicons import Meaning
from nlu.extraction.named_by_head import headed_names
from nlu.extraction.place_names import capital_names, named_place
from nlu.extraction.sightings import Sighting
from nlu.extraction.spotting import CALENDAR, Spot, Spots

WHERE = frozenset(
    (
        "in at to from near into round around outside by towards via over of through down up past along across on off "
        "behind inside under opposite onto beside"
    ).split()
)
NEVER_BARE = frozenset(
    (
        "bar local court ground field common green track square bank yard station project bench charity nick pictures "
        "stream rec mall store market studio pool council estate hills mill garage surgery river sea lab hub pitch "
        "ocean island citadel legion bridge fell plant rig landing paddock plot canteen classroom auction grave alley "
        "sanctuary base institute underground tube barn coop weir cove ridge cliff trail lighthouse monument"
    ).split()
)
ARTICLES = frozenset({"the", "my", "at", "our", "a"})
BRAND_AFTER = WHERE | {"the", "big", "go", "and", ",", "my", "our", "near", "a", ""}
STAGES = frozenset("finish graduate start leave attend miss skip hate love quit".split())
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


def find_places(spots: Spots, beings: list[Sighting], asked: str | None) -> list[Sighting]:
    """Sightings of places, in message order. ``beings`` are the people already found; their homes are places too."""
    found: list[Sighting] = []
    for spot in spots.found:
        inside = [b for b in beings if b.start <= spot.start < b.end and (b.sort != "role" or spot.end <= b.end)]
        if inside and not (inside[0].sort == "name" and not inside[0].relation and _in_town(spots, spot)):
            continue
        sighting = _homes(spots, spot, beings) or _place(spots, spot, asked) or named_place(spots, spot, asked)
        if sighting and sighting.sort == "place":
            _somebodys(spots, sighting, beings)
        if sighting:
            found.append(sighting)
    found += _at_somebodys(spots, beings, found, asked)
    headed = headed_names(spots, beings, found, asked)
    found = headed + [s for s in found if not any(h.start < s.end and s.start < h.end for h in headed)]
    found += capital_names(spots, beings, found)
    found.sort(key=lambda s: s.start)
    return _with_localities(spots, found)


def _in_town(spots: Spots, spot: Spot) -> bool:
    """Whether what was taken for a name is a town: "in Victoria", "up by Bala"."""
    previous = spots.message.low[spot.start - 1] if spot.start else ""
    town = spot.has("locality", "locality word", "country") is not None
    return town and previous in ("in", "near", "outside", "by") and spots.message.capital(spot.start)


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
        answer = bool(asked) and asked.startswith("places.")
        bare_list = len(message) <= 8 and previous not in ("with", "like", "love", "see", "for", "about", "is")
        listed = answer and (previous in ("", ",", "and", "or", ".", "just") or bare_list)
        if (listed or previous in ("at", "round", "to", "from", "in", "near", "outside", "over")) and (
            following is None or following.pos_ not in ("NOUN", "PROPN", "ADJ", "VERB")
        ):
            home = Sighting(end, end + 1, Kind.PLACE, "home", message.said(being.start, end + 1))
            home.owner = being
            homes.append(home)
    return homes


def _with_localities(spots: Spots, found: list[Sighting]) -> list[Sighting]:
    """Fold "in hounslow" after a place into that place's locality: one place, not two."""
    message, kept = spots.message, []
    for place in found:
        last = kept[-1] if kept else None
        if (
            place.sort == "locality"
            and last
            and last.sort in ("place", "brand", "known", "home")
            and last.kind is Kind.PLACE
            and last.end + 1 == place.start
            and message.low[last.end] in ("in", "at", "near")
        ):
            said = place.label
            last.locality = said if said[:1].isupper() else said.title()
        else:
            kept.append(place)
    return kept


def _place(spots: Spots, spot: Spot, asked: str | None) -> Sighting | None:
    message, meaning = spots.message, _meaning(spots, spot)
    if meaning is None or meaning.sort != "known" and _other_word(spots, spot):
        return None
    start = _place_start(spots, spot) if meaning.sort in ("place", "place head") else spot.start
    if start < spot.start and (message.low[spot.start] == "work" or _lists_places(spots, start, asked)):
        start = spot.start
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


def _lists_places(spots: Spots, start: int, asked: str | None) -> bool:
    """Whether two places stand side by side in a list without commas ("uni library"), and make no name together."""
    first, message = spots.by_word.get(start), spots.message
    if not (asked and asked.startswith("places.") and first and first.has("bare") and not message.capital(start)):
        return False
    return start == 0 or message.low[start - 1] not in ARTICLES | WHERE


def _other_word(spots: Spots, spot: Spot) -> bool:
    """Whether a single word is at work as a verb or adjective ("local", "park")."""
    message = spots.message
    first = message.low[spot.start]
    if first in ("work", "school") or spot.has("brand") and not spots.english.everyday(first):
        return False
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
    if word in ("work", "school", "uni", "college") and start == spot.start:
        return institution_stands(spots, spot, word, asked)
    if _only_describes(spots, spot) and not _in_list(spots, spot, asked):
        return False
    if meaning.sort == "brand":
        return determiner not in ("a", "some") and (
            previous in BRAND_AFTER or bool(asked) and asked.startswith("places.")
        )
    if asked and asked.startswith(("places.", "activities.", "people.community")):
        return True
    if spot.has("bare") and _bare_told(message, spot, start, previous):
        return True
    if determiner or previous in WHERE or previous in ("'s", "go", "local"):
        return word not in ("common", "green", "field") or determiner in ("the", "my", "a", "our")
    return word not in NEVER_BARE and _listed(message, spot, start, previous, meaning)


def _bare_told(message: Message, spot: Spot, start: int, previous: str) -> bool:
    """Whether a place that needs no article is what is finished, left or hated, or comes before or after something."""
    token = message.doc[spot.end - 1]
    ended = token.dep_ == "dobj" and token.head.lemma_ in STAGES and token.head.i < start
    return previous in ("after", "before", "between") or ended


def _listed(message: Message, spot: Spot, start: int, previous: str, meaning: Meaning) -> bool:
    listed = previous in (",", "and", "or", "the", "") or message.begins(start)
    return listed and (not meaning.several or spot.end - spot.start > 1 or previous in (",", "and"))


def _in_list(spots: Spots, spot: Spot, asked: str | None) -> bool:
    """Whether the next word is another place of a list without commas ("gym lidl church")."""
    following = spots.by_word.get(spot.end)
    return bool(asked) and asked.startswith("places.") and bool(following and following.has("place", "brand", "role"))


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
