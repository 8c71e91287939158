"""People known by a describing phrase alone: "the girl in Greggs", "a man from my bridge club", "the old boys at the club"."""

from mapping.model import Kind
from nlu.extraction.chat import Message
from nlu.extraction.sightings import Sighting
from nlu.extraction.spotting import Spots
from nlu.extraction.whereabouts import tell_by_place

NOUN_PARTS = frozenset("nsubj nsubjpass dobj pobj ROOT conj npadvmod attr appos dative dep nmod".split())

ONE = frozenset(
    "lady woman man girl guy lad bloke chap fella feller lassie lass gentleman gent geezer youth kid boy dude person "
    "wifie wumman".split()
)
SEVERAL = frozenset(
    "ladies women men girls guys lads blokes chaps fellas fellers lassies lasses gentlemen gents geezers youths dears "
    "heads boys oldies pensioners squaddies ringers holders dudes couple regulars mothers mums dads youngsters "
    "teenagers yobs folk folks biddies codgers uns".split()
)
PLAIN = frozenset("heads dears uns biddies codgers holders ringers dudes oldies".split())  # only in "old dears"
FIXED = frozenset({("old", "boy"), ("old", "girl"), ("old", "lady"), ("old", "man"), ("young", "man"), ("young", "lad")})
FIXED_HEADS = frozenset("boy boys girl girls lady ladies man men lad lads dears dear heads biddies codgers fella".split())
WHERE = frozenset(
    "from at in on behind down up upstairs downstairs across over opposite round around next outside by near who that "
    "called named whose i we out sat above below beside off under along".split()
)
POINTS = frozenset({"the", "this", "that", "them", "those", "these", "one"})
A = frozenset({"a", "an", "some", "two", "three", "few", "couple", "other", "another"})
SERVED = frozenset(
    "shop greggs tesco asda lidl aldi sainsburys chemist pharmacy boots post office library surgery council bank cafe "
    "counter reception desk jobcentre job dwp spar costa bakery bakers butchers station market till co-op coop corner "
    "takeaway chippy bookies housing hospital clinic agency charity age service team centre".split()
)
FEW = frozenset({"of", "a", "the", "few", "couple", "lot", "load", "bunch", "group", "full"})


def find_passing(spots: Spots, found: list[Sighting]) -> list[Sighting]:
    """Sightings of people whom nothing but a phrase tells apart, where no role or name covers the words."""
    message = spots.message
    taken = {at for s in found for at in range(s.start, s.end)}
    passing = [
        _sighting(spots, at)
        for at in range(len(message))
        if at not in taken and (message.low[at] in ONE | SEVERAL and _tells_one_apart(spots, at) or _counted(spots, at))
    ]
    tell_by_place(message, passing)
    return passing


def _counted(spots: Spots, at: int) -> bool:
    """ "The people there", "two people quit", "a bunch of people": some of them, not people in general."""
    message, low = spots.message, spots.message.low
    if low[at] not in ("people", "folks") or at == 0 or message.doc[at].dep_ not in NOUN_PARTS:
        return False
    after = low[at + 1] if at + 1 < len(low) else ""
    if message.doc[at - 1].tag_ == "CD" and low[at - 1] != "one":
        return message.doc[at].dep_ in ("nsubj", "pobj", "dobj") and not {"if", "kind", "kinds", "types", "every"} & set(low[:at])
    if low[max(0, at - 3) : at] in (["a", "bunch", "of"], ["a", "group", "of"]):
        return True
    return low[at - 1] == "the" and (after == "there" or after in ("", "but", ".", "and") and _about_work(low))


def _about_work(low: list[str]) -> bool:
    return bool({"job", "work", "office", "shift", "warehouse", "coworkers", "boss"} & set(low))


def is_passing(spots: Spots, start: int, end: int) -> bool:
    """Whether "girl", "lads" or "boy" is somebody by a phrase ("the girl in Greggs") rather than the participant's own."""
    return end - start <= 2 and spots.message.low[end - 1] in ONE | SEVERAL and _tells_one_apart(spots, end - 1)


def _tells_one_apart(spots: Spots, at: int) -> bool:
    message, low = spots.message, spots.message.low
    several = low[at] in SEVERAL
    old = low[at - 1 : at] in (["old"], ["auld"])
    if low[at] in PLAIN and not old and low[at - 1 : at] not in (["stall"], ["bell"]):
        return False
    pointing = _pointing_word(message, at)
    after = low[at + 1] if at + 1 < len(low) else ""
    if pointing in ("my", "our", "his", "her", "their", "your", "no", "any", "every", "'s"):
        return False
    if message.doc[at].dep_ not in NOUN_PARTS or after in ("'s", "'") or spots.name_end(at + 1) > at + 1:
        return False
    if after in ("called", "named"):
        return False
    pointed = pointing in POINTS | A
    if several and old:
        return True
    if after in ("who", "that", "whose"):
        return pointed and pointing != "some" and _with_me(message, at)
    if after in ("i", "we"):
        return pointed and low[at + 2 : at + 3] in (["work"], ["live"], ["met"], ["know"], ["go"], ["share"], ["see"])
    return after in WHERE and (pointed or several and (at == 0 or low[at - 1] in FEW | {"with", "and", ","})) and _somewhere(spots, at)


def _pointing_word(message: Message, at: int) -> str:
    """The word before the describing words of a noun: "the" for "lassie" in "the wee lassie"."""
    back = at - 1
    while back > max(0, at - 4) and (message.doc[back].tag_ in ("JJ", "NN", "VBG", "JJS", "JJR") or message.low[back] == "wee"):
        back -= 1
    return message.low[back] if back >= 0 else ""


def _somewhere(spots: Spots, at: int) -> bool:
    """Whether a place follows: a listed one, one with a capital, or a plain thing of a place ("on the desk")."""
    message = spots.message
    for after in range(at + 2, min(at + 7, len(message))):
        if message.low[after] in (".", ",", "and", "but", "i"):
            break
        spot = spots.by_word.get(after)
        if spot and spot.has("place", "brand", "group", "group head", "group name", "locality", "place head", "known"):
            return True
        if message.capital(after) or message.low[after] in SERVED | {"work", "stairs", "landing", "road", "street"}:
            return True
    return message.low[at + 1] in ("upstairs", "downstairs", "opposite", "above", "below")


def _with_me(message: Message, at: int) -> bool:
    """Whether the clause after "who" goes on about the participant: "the lady who does my hair"."""
    return bool({"me", "my", "i", "us", "our"} & set(message.low[at + 2 : at + 9])) or message.low[at + 2 : at + 3] in (
        ["runs"],
        ["lives"],
        ["comes"],
        ["works"],
    )


def _sighting(spots: Spots, at: int) -> Sighting:
    message = spots.message
    start = at - 1 if at and _fixed(message, at) else at
    served = bool(SERVED & set(message.low[at + 2 : at + 6])) and message.low[at + 1 : at + 2] != ["from"]
    several = message.low[at] in SEVERAL
    return Sighting(
        start,
        at + 1,
        Kind.GROUP if several else Kind.PERSON,
        "role",
        message.said(start, at + 1),
        "other" if served else None,
        message.said(start, at + 1),
        True if served else None,
        several,
    )


def _fixed(message: Message, at: int) -> bool:
    """ "Old boys", "old dears", "bell ringers" are one word for what they are."""
    pair = message.low[at - 1]
    return pair == "old" and message.low[at] in FIXED_HEADS or pair in ("stall", "bell", "young") and message.low[at] in (
        "holders",
        "ringers",
        "man",
    )
