"""What a message changed on the map, so that the person can be told in one line."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

from mapping.history import MAP_KINDS, fold, standing
from mapping.model import Barrier, Change, ChangeKind, Goal, Item, Tie, WellbeingMap, Wish

TOLD_FIELDS = tuple(f.name for f in fields(Item) if f.name not in ("id", "sources", "aliases", "label"))


@dataclass(frozen=True, slots=True)
class ItemChange:
    """One item before and after, and which of its fields differ (its name apart: see ``renamed``)."""

    before: Item
    after: Item
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unclear:
    """A label that could not be placed: the items it may mean, or none where nothing on the map fits."""

    label: str
    candidates: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Clash:
    """A name asked for ``item`` that ``other`` has already: the person is asked whether the two are one."""

    item: Item
    other: Item
    name: str


@dataclass(frozen=True, slots=True)
class Understood:
    """What one message did to the map. After an undo: ``undone`` went (items, or the words of a wish, barrier or goal),
    ``back`` and ``ties`` came back, ``unlinked`` ties went, ``renamed`` and ``changed`` read from now to as it was."""

    added: tuple[Item, ...] = ()
    changed: tuple[ItemChange, ...] = ()
    ties: tuple[tuple[Item, Item], ...] = ()
    removed: tuple[Item, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    merged: tuple[tuple[Item, ...], ...] = ()  # the kept item first, then those that went into it
    unlinked: tuple[tuple[Item, Item], ...] = ()
    wishes: tuple[Wish, ...] = ()
    barriers: tuple[Barrier, ...] = ()
    mentioned: tuple[Item, ...] = ()
    unclear: tuple[Unclear, ...] = ()
    clashes: tuple[Clash, ...] = ()
    undone: tuple[Item | str, ...] = ()
    back: tuple[Item | Wish | Barrier | Goal, ...] = ()
    taken_back: tuple[ChangeKind, ...] = ()  # the sorts of facts that an undo took back

    @property
    def nothing(self) -> bool:
        """True where the message changed nothing, meant nobody known and left nothing to ask."""
        return self == Understood()


@dataclass(frozen=True, slots=True)
class LastChange:
    """What an undo would take back: the message it came from, what that did to the map, and the sorts of its facts. ``lately``:
    the person's message before this one brought it, or something since."""

    message_id: str
    understood: Understood
    kinds: tuple[ChangeKind, ...]
    lately: bool


def understand(history: Sequence[Change], new: Sequence[Change]) -> Understood:
    """What these new changes did after this history. The same history always gives the same answer."""
    if not new:
        return Understood()
    before, after = fold(history), fold([*history, *new])
    if any(change.kind is ChangeKind.UNDONE for change in new):
        return _taken_back(before, after, tuple(dict.fromkeys(
            change.kind for gone in new if gone.kind is ChangeKind.UNDONE for change in standing(history) if change.message_id == gone.body["message_id"] and change.kind in MAP_KINDS)))
    merges = [change.body for change in new if change.kind is ChangeKind.ITEMS_MERGED]
    melted = {gone for body in merges for gone in body["gone"]}
    told = _told(before, after)
    known = {each.id for each in told.added} | {each.after.id for each in told.changed}
    known |= {item.id for pair in told.ties for item in pair}
    read = next((change.body for change in new if change.kind is ChangeKind.MESSAGE_READ), {})
    return Understood(
        told.added,
        told.changed,
        told.ties,
        tuple(item for item in _gone(before, after) if item.id not in melted),
        told.renamed,
        tuple(_items([body["kept"]], after) + _items(body["gone"], before) for body in merges),
        tuple(pair for pair in told.unlinked if not {item.id for item in pair} & melted),
        _new(before.wishes, after.wishes),
        _new(before.barriers, after.barriers),
        tuple(item for item in _items(read.get("mentioned", ()), after) if item.id not in known),
        tuple(Unclear(each["label"], _items(each["candidates"], after)) for each in read.get("unclear", ())),
        tuple(Clash(*items, name) for a, b, name in read.get("clashes", ()) if len(items := _items((a, b), after)) == 2),
    )


def _told(before: WellbeingMap, after: WellbeingMap) -> Understood:
    """What differs between two maps, item by item and tie by tie."""
    old = {item.id: item for item in before.items}
    pairs = [(old[item.id], item) for item in after.items if item.id in old]
    differing = [(a, b, tuple(name for name in TOLD_FIELDS if getattr(a, name) != getattr(b, name))) for a, b in pairs]
    return Understood(
        added=tuple(item for item in after.items if item.id not in old),
        changed=tuple(ItemChange(a, b, names) for a, b, names in differing if names),
        ties=_ties_gained(before, after),
        renamed=tuple((a.label, b.label) for a, b in pairs if a.label != b.label),
        unlinked=tuple(pair for pair in _ties_gained(after, before) if all(after.item(item.id) for item in pair)),
    )


def _taken_back(before: WellbeingMap, after: WellbeingMap, kinds: tuple[ChangeKind, ...]) -> Understood:
    told = _told(before, after)
    words = [
        each.text
        for kind in ("wishes", "barriers", "goals")
        for each in _new(getattr(after, kind), getattr(before, kind))
    ]
    back = [
        each for kind in ("wishes", "barriers", "goals") for each in _new(getattr(before, kind), getattr(after, kind))
    ]
    return Understood(
        changed=told.changed, ties=told.ties, renamed=told.renamed, unlinked=told.unlinked,
        undone=(*_gone(before, after), *words), back=(*told.added, *back), taken_back=kinds,
    )


def _gone(before: WellbeingMap, after: WellbeingMap) -> tuple[Item, ...]:
    return _new(after.items, before.items)


def _new[Thing: (Item, Wish, Barrier, Goal)](old: Sequence[Thing], now: Sequence[Thing]) -> tuple[Thing, ...]:
    ids = {each.id for each in old}
    return tuple(each for each in now if each.id not in ids)


def _items(ids: Sequence[str], from_map: WellbeingMap) -> tuple[Item, ...]:
    return tuple(item for each in ids if (item := from_map.item(each)) is not None)


def _ties_gained(before: WellbeingMap, after: WellbeingMap) -> tuple[tuple[Item, Item], ...]:
    old = {(tie.a, tie.b) for tie in before.ties}
    by_id = {item.id: item for item in after.items}
    return tuple(_ends(tie, by_id) for tie in after.ties if (tie.a, tie.b) not in old)


def _ends(tie: Tie, by_id: dict[str, Item]) -> tuple[Item, Item]:
    """The two items of a tie, the one that came on the map first in front."""
    order = list(by_id)
    a, b = sorted((tie.a, tie.b), key=order.index)
    return by_id[a], by_id[b]
