"""What is on the map under other words: "the kitchen" for the school kitchen, "Tot" for Tot Braithwaite, "the girls" for two daughters."""

from collections.abc import Sequence

from mapping.model import Kind, Mention
from nlu.extraction import lexicons
from nlu.extraction.chat import Message
from nlu.extraction.context import find_known, fold
from nlu.extraction.determiners import before
from nlu.extraction.pronouns import from_known
from nlu.extraction.role_words import told_formal
from nlu.extraction.sightings import Sighting
from nlu.extraction.spotting import Spots

DAUGHTERS, SONS = frozenset({"daughter"}), frozenset({"son"})
ALL_CHILDREN = DAUGHTERS | SONS | {"child"}
GROUPS = {
    **dict.fromkeys(("girls", "daughters", "lasses", "wee girls"), DAUGHTERS),
    **dict.fromkeys(("boys", "sons", "lads"), SONS),
    **dict.fromkeys(
        ("kids", "children", "bairns", "weans", "wains", "little ones", "babies", "kiddies", "young ones", "twins", "kiddos"), ALL_CHILDREN
    ),
    **dict.fromkeys(("sisters",), frozenset({"sister"})),
    **dict.fromkeys(("brothers",), frozenset({"brother"})),
    **dict.fromkeys(("siblings",), frozenset({"sister", "brother", "sibling"})),
    **dict.fromkeys(("parents", "folks", "mum and dad"), frozenset({"mother", "father"})),
    **dict.fromkeys(("grandparents",), frozenset({"grandmother", "grandfather"})),
    **dict.fromkeys(("cats", "dogs", "pets", "animals"), frozenset({"pet"})),
}
OWN = ("my", "the", "our", "me", "both", "all", "two", "three", "these", "wee")
TITLES = frozenset("dr doctor mr mrs miss ms sister brother father mother aunt auntie aunty uncle nan gran grandma grandad canon rev reverend pastor prof sir old young".split())
SEPARATE = ("out", "away", "off", "into", "late", "over", "past", "around", "through")


def recall(spots: Spots, sightings: list[Sighting], known: Sequence[Mention], asked: str | None) -> list[Sighting]:
    """Tie what is called otherwise in this message to what it is called on the map."""
    for sighting in sightings:
        if sighting.known is None and not sighting.owner and not sighting.owner_word:
            found = _longer_name(spots, sighting, known) if sighting.is_being else _fuller_label(spots, sighting, known)
            if found:
                _tie(sighting, found)
    sightings = _spread_groups(spots, sightings, known, asked)
    return sightings + _doings(spots, sightings, known, asked)


def _tie(sighting: Sighting, found: Mention) -> None:
    sighting.aliases.append(sighting.label)
    sighting.known, sighting.kind = found, found.kind
    sighting.relation = sighting.relation or found.relation
    if sighting.relation == found.relation:
        sighting.formal = told_formal(found) if sighting.formal is None else sighting.formal


def _longer_name(spots: Spots, sighting: Sighting, known: Sequence[Mention]) -> Mention | None:
    """The one person whose longer name begins or ends with this one."""
    if sighting.sort != "name" or sighting.relation:
        return None
    wanted = lexicons.pieces(sighting.label)
    fitting = []
    for item in known:
        cut = lexicons.pieces(item.label)
        if item.kind is not Kind.PERSON or len(cut) <= len(wanted) or "'s" in cut or "and" in cut:
            continue
        starts = cut[: len(wanted)] == wanted
        ends = cut[-len(wanted) :] == wanted and (cut[0] not in TITLES - {"dr", "doctor", "mr", "mrs", "miss", "ms", "old", "young"})
        if starts and cut[0] not in TITLES or ends:
            fitting.append(item)
    return fitting[0] if len(fitting) == 1 else None


def _fuller_label(spots: Spots, sighting: Sighting, known: Sequence[Mention]) -> Mention | None:
    """The one place, group or activity whose longer label ends or begins with this one: "the park", "RCCG"."""
    if sighting.sort in ("home", "locality") or sighting.several:
        return None
    _, determiner = before(spots.message, sighting.start)
    own = determiner in ("the", "my", "our", "me") or spots.message.capital(sighting.start) and sighting.label.isupper()
    wanted = lexicons.pieces(sighting.label)
    if not own or spots.message.low[sighting.end : sighting.end + 1] in (["in"], ["on"], ["at"], ["of"]):
        return None
    fitting = [
        m
        for m in known
        if m.kind in (sighting.kind, Kind.GROUP, Kind.PLACE)
        and len(cut := lexicons.pieces(m.label)) > len(wanted)
        and "'s" not in cut
        and (cut[-len(wanted) :] == wanted or sighting.label.isupper() and cut[: len(wanted)] == wanted)
    ]
    return fitting[0] if len(fitting) == 1 else None


def _spread_groups(spots: Spots, sightings: list[Sighting], known: Sequence[Mention], asked: str | None) -> list[Sighting]:
    """ "The girls" are the daughters on the map, each by her name, where there are two or more and no such group."""
    spread: list[Sighting] = []
    for sighting in sightings:
        members = _members(spots, sighting, known, asked)
        if len(members) < 2:
            spread.append(sighting)
            continue
        named = {fold(s.known.label) for s in sightings if s.known}
        for member in members:
            if fold(member.label) not in named:
                one = from_known(member, sighting.start)
                one.end, one.sort = sighting.end, "one of several"
                spread.append(one)
    return spread


def _members(spots: Spots, sighting: Sighting, known: Sequence[Mention], asked: str | None) -> list[Mention]:
    relations = GROUPS.get(sighting.label.lower())
    if relations is None or sighting.known or sighting.owner or sighting.owner_word or asked in ("people.friends", "people.home"):
        return []
    _, determiner = before(spots.message, sighting.start)
    if determiner not in OWN or find_known(sighting.label, known):
        return []
    return [m for m in known if m.kind in (Kind.PERSON, Kind.PET) and m.relation in relations]


def _doings(spots: Spots, sightings: list[Sighting], known: Sequence[Mention], asked: str | None) -> list[Sighting]:
    """Activities of the map told by their verb: "I want to teach again" of teaching, "one run a week" of running."""
    message = spots.message
    found: list[Sighting] = []
    stems = {_stem(m.label): m for m in known if m.kind is Kind.ACTIVITY and m.label.lower().split()[0].endswith(("ing", "in"))}
    here = {fold(s.known.label) for s in sightings if s.known}
    for at in range(len(message)) if stems else ():
        token = message.doc[at]
        lemma = token.lemma_.lower()
        item = stems.get(lemma) or stems.get(message.low[at])
        if item is None or fold(item.label) in here or any(s.start <= at < s.end for s in sightings):
            continue
        if _done_by_me(message, at, asked) and message.low[at + 1 : at + 2] not in [[word] for word in SEPARATE]:
            found.append(from_known(item, at))
            found[-1].sort = "doing"
            here.add(fold(item.label))
    return found


def _stem(label: str) -> str:
    word = label.lower().split()[0]
    stem = word.removesuffix("g").removesuffix("in")
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lsz":
        return stem[:-1]
    return {"danc": "dance", "bak": "bake", "driv": "drive", "writ": "write", "rid": "ride", "cycl": "cycle", "sculpt": "sculpt", "skat": "skate", "hik": "hike", "vap": "vape"}.get(stem, stem)


def _done_by_me(message: Message, at: int, asked: str | None) -> bool:
    token = message.doc[at]
    dreaming = (asked or "").startswith(("reflect.", "goal.", "activity."))
    if token.tag_ in ("NN", "NNS"):
        return dreaming and token.dep_ not in ("compound", "pobj")
    if token.pos_ != "VERB":
        return dreaming and at == 0
    subjects = {child.lower_ for child in token.children if child.dep_ == "nsubj"}
    return bool(subjects & {"i", "we"}) or dreaming and (not subjects) and (token.tag_ == "VB" or at == 0)
