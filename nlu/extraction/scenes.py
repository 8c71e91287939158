"""What happens together: the people, the place and the activity of one happening, clause by clause."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from nlu.extraction.chat import STOPS, Message
from nlu.extraction.clauses import Clauses
from nlu.extraction.ends import Stand
from nlu.extraction.sightings import Sighting

Pair = tuple[Sighting, Sighting]
SEPARATORS = frozenset({",", "and", "or", "&", "/", "plus", "then", "also", "-", "–", "—", ":"})
WITH = frozenset({"with", "alongside", "wi", "wiv"})
FROM = frozenset({"from", "fae", "off", "of"})
WITHIN = frozenset("in at on near by of up down round outside inside over".split())
FILLING = frozenset(
    (
        "the my our a an some his her their this that other two three four five 2 3 4 5 one both all wee old big little "
        "also plus maybe sometimes just then even too another lads lovely new"
    ).split()
)
TIMEWORDS = frozenset(
    (
        "monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays "
        "mon tue tues wed weds thu thur thurs fri sat sun every day days week weeks month most mornings morning nights night "
        "evening evenings afternoon afternoons weekend weekends daily weekly monthly always usually often again today tonight "
        "once twice at on in of for lot years year and"
    ).split()
)
TIMES = frozenset("after before since until till near nr without unlike than".split())
GIVING = frozenset("get find give send offer book buy sort put refer bring".split())


@dataclass(slots=True)
class Slot:
    """Things of one nature that stand together as a list ("Zed and Little Mike")."""

    stands: list[Stand] = field(default_factory=list)

    @property
    def nature(self) -> str:
        """The nature of all of them."""
        return self.stands[0].nature

    @property
    def at(self) -> int:
        """The first word."""
        return self.stands[0].at

    @property
    def end(self) -> int:
        """The word after the last."""
        return self.stands[-1].end

    def pairs_with(self, other: "Slot") -> Iterator[Pair]:
        """Each of these with each of those."""
        yield from ((a.who, b.who) for a in self.stands for b in other.stands)


def slots_of(message: Message, stands: list[Stand]) -> list[Slot]:
    """The stands of one clause, those that are listed together in one slot."""
    slots: list[Slot] = []
    for stand in stands:
        last = slots[-1] if slots else None
        if last and last.nature == stand.nature and _listed(message, last.end, stand.at):
            last.stands.append(stand)
        else:
            slots.append(Slot([stand]))
    return slots


def _listed(message: Message, end: int, start: int) -> bool:
    """Whether these words only part the items of a list."""
    between = range(end, start)
    words = [message.low[at] for at in between]
    if not words:
        return True
    if not SEPARATORS & set(words) or "me" in words or "i" in words:
        return not any(message.doc[at].pos_ in ("ADP", "VERB", "AUX", "PRON", "SCONJ") for at in between) and len(words) < 3
    return not _linked_on(message, end, start) and len(words) <= 6


def _linked_on(message: Message, end: int, start: int) -> bool:
    """Whether a verb or a preposition of place or company stands between two things."""
    return any(
        message.doc[at].pos_ in ("ADP", "AUX", "SCONJ") and message.low[at] not in SEPARATORS
        or message.doc[at].pos_ == "VERB" and message.doc[at].tag_ not in ("VBN", "VBG")
        or message.low[at] in WITH
        for at in range(end, start)
    )


def scenes(message: Message, clauses: Clauses, stands: list[Stand]) -> Iterator[Pair]:
    """All pairs of different nature that one happening has in it."""
    by_clause: dict[int, list[Stand]] = {}
    for stand in stands:
        by_clause.setdefault(clauses.of[stand.at], []).append(stand)
    for members in by_clause.values():
        yield from _told(message, slots_of(message, members))


def _told(message: Message, slots: list[Slot]) -> Iterator[Pair]:
    scene: list[Slot] = []
    slots = [slot for slot in slots if not _only_when(message, slot)]
    for number, slot in enumerate(slots):
        last = slots[number - 1] if number else None
        gap = _gap(message, last, slot) if last else "join"
        if gap == "cut":
            scene = []
        if last and gap == "from":
            yield from _of_last(message, last, slot)
            continue
        if last and gap == "within":
            yield from ((last.stands[-1].who, inner.who) for inner in slot.stands)
            continue
        if last and gap == "home":
            beings = [*(s for s in scene if s.nature == "being"), *([] if last in scene else [last])]
            for earlier in beings:
                yield from earlier.pairs_with(slot)
            continue
        if _put_there(message, scene, slot):
            continue
        for earlier in scene:
            if _apart(earlier.nature, slot.nature):
                yield from _narrowed(message, earlier, slot, last).pairs_with(slot)
        scene.append(slot)


def _only_when(message: Message, slot: Slot) -> bool:
    """Whether a place or activity only says when or how far off ("after church", "near his work")."""
    words = message.low[max(0, slot.at - 2) : slot.at]
    return slot.nature != "being" and bool(TIMES & set(words[-1:] if words[-1:] != ["the"] else words)) and not {"his", "her"} & set(words)


def _put_there(message: Message, scene: list[Slot], slot: Slot) -> bool:
    """Whether the speaker is who goes there ("my social worker got me a bed at the hostel")."""
    if slot.nature not in ("place", "town") or not scene or not all(s.nature == "being" for s in scene):
        return False
    between = range(scene[-1].end, slot.at)
    return any(message.doc[at].lemma_ in GIVING and message.low[at + 1] == "me" for at in between if at + 1 < slot.at)


def _apart(one: str, other: str) -> bool:
    """Whether two natures are different kinds, which a happening ties."""
    places = ("place", "town")
    return one != other and not (one in places and other in places)


def _gap(message: Message, last: Slot, slot: Slot) -> str:
    """How a slot follows the one before: "cut" (another item of a list), "from", "within" (a place in a place) or "join"."""
    words = message.low[last.end : slot.at]
    tail = range(last.end, slot.at)
    cuts = [at for at in tail if message.low[at] in SEPARATORS]
    if any(w in STOPS for w in words):
        return "cut"
    places = ("place", "town")
    after = range(cuts[-1] + 1, slot.at) if cuts else tail
    if cuts and last.nature in ("body", "place") and slot.nature == "being" and message.low[last.at - 1 : last.at] in (["from"], ["at"]) and words in ([","], ["-"]):
        return "join"
    if cuts and not _linked_on(message, after.start, slot.at) and not {"me", "i", "we", "us", "who", "where"} & set(words):
        return "cut"
    preposition = next((message.low[at] for at in reversed(after) if message.doc[at].pos_ == "ADP"), "")
    verb = any(message.doc[at].pos_ in ("VERB", "AUX") for at in after)
    if slot.nature == "town" and last.nature == "being" and preposition == "in" and len(words) <= 2 and not verb and not cuts:
        return "home"
    if slot.nature != "being" and preposition in FROM and not verb and not cuts:
        return "from"
    if last.nature == "place" and slot.nature in places and preposition in WITHIN and not verb and not cuts and len(words) <= 3:
        return "within"
    return "join"


def _of_last(message: Message, last: Slot, slot: Slot) -> Iterator[Pair]:
    """ "Macca, Jonno and a girl from work": what follows "from" is said of the last, or of all where all are alike."""
    alike = all(_determined(message, s) == _determined(message, last.stands[-1]) for s in last.stands)
    for stand in last.stands if alike else last.stands[-1:]:
        yield from ((stand.who, other.who) for other in slot.stands)


def _determined(message: Message, stand: Stand) -> bool:
    return stand.at > 0 and any(w in ("a", "an", "my", "the", "another", "our") for w in message.low[max(0, stand.at - 3) : stand.at])


def _narrowed(message: Message, earlier: Slot, slot: Slot, last: Slot | None) -> Slot:
    """Of a list of things done or gone to, only the last is what the company is named for."""
    if len(earlier.stands) > 1 and earlier.nature != "being" and last is earlier:
        return Slot(earlier.stands[-1:])
    return earlier
