"""Two maps of one person side by side: what stayed, what is new, what is gone, and what changed from what to what.

Pure. An item is matched by its id, whatever it is called by now. One that was merged into another is neither gone nor new; one
that was taken off and said again (a fresh id, the same name) is the same. How often a thing was mentioned (``sources``,
``strength``) and the words it also goes by (``aliases``) are no changes in a life, and are not compared.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from mapping.model import Barrier, Goal, Item, Kind, Tie, WellbeingMap, Wish
from mapping.naming import fold_label

COMPARED: Mapping[type, tuple[str, ...]] = {
    Item: ("kind", "label", "relation", "relation_words", "formal", "closeness", "frequency", "impact", "impact_words",
           "status", "locality"),
    Tie: ("words",),
    Wish: ("text", "less", "items"),
    Barrier: ("text", "blocks"),
    Goal: ("text", "items", "first_step", "state"),
}


class Mark(StrEnum):
    """What became of one thing between the two maps."""

    KEPT = "kept"
    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One attribute that differs. ``None`` is "not said"."""

    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Changed[T]:
    """One thing that is on both maps and differs, with each attribute that does, in the model's order; never empty."""

    before: T
    after: T
    fields: tuple[FieldChange, ...]

    def of(self, field: str) -> FieldChange | None:
        """How this attribute changed, or None where it did not."""
        return next((change for change in self.fields if change.field == field), None)


@dataclass(frozen=True, slots=True)
class Part[T]:
    """Everything of one sort, on one map or both: each in exactly one of the four. ``kept`` holds it as it is now.

    ``kept``, ``new`` and ``changed`` are in the later map's order, ``gone`` in the earlier one's.
    """

    kept: tuple[T, ...] = ()
    new: tuple[T, ...] = ()
    gone: tuple[T, ...] = ()
    changed: tuple[Changed[T], ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two maps compared. ``same`` gives the later id for every earlier item that is on both maps, merged ones too.

    ``merged``: (the earlier item, the later item that it is part of now). ``ties``: a tie also goes when one of its ends
    goes; a gone tie has the later ids where its ends are still there.
    """

    before: WellbeingMap
    after: WellbeingMap
    items: Part[Item]
    ties: Part[Tie]
    wishes: Part[Wish]
    barriers: Part[Barrier]
    goals: Part[Goal]
    merged: tuple[tuple[Item, Item], ...]
    same: Mapping[str, str]

    @property
    def nothing_changed(self) -> bool:
        """True where the two maps say the same."""
        parts = (self.items, self.ties, self.wishes, self.barriers, self.goals)
        return not self.merged and not any(part.new or part.gone or part.changed for part in parts)

    def marks(self) -> dict[str, Mark]:
        """What became of each item of ``both()``, by id."""
        return {each.id: mark for mark, each in _marked(self.items)}

    def tie_marks(self) -> dict[tuple[str, str], Mark]:
        """What became of each tie of ``both()``, by its two ends in sorted order."""
        return {_pair(each): mark for mark, each in _marked(self.ties)}

    def both(self) -> WellbeingMap:
        """Everything that is on either map, as one: the later map, and behind it what is gone."""
        return replace(
            self.after,
            items=(*self.after.items, *self.items.gone),
            ties=(*self.after.ties, *self.ties.gone),
            wishes=(*self.after.wishes, *self.wishes.gone),
            barriers=(*self.after.barriers, *self.barriers.gone),
            goals=(*self.after.goals, *self.goals.gone),
        )


def compare(before: WellbeingMap, after: WellbeingMap) -> Comparison:
    """What became of everything between an earlier and a later map of the same person."""
    later = {item.id: item for item in after.items}
    same = {item.id: item.id for item in before.items if item.id in later}
    same |= _said_again(before, after, same)
    merged = _merged(before, after, same)
    all_same = same | merged
    earlier = {item.id: item for item in before.items}
    wishes, goals = _later(before.wishes, after.wishes), _later(before.goals, after.goals)
    barriers = _later(before.barriers, after.barriers)
    moved = _Moved(before, all_same, wishes | goals)
    return Comparison(
        before,
        after,
        items=_part((item for item in before.items if item.id not in merged), after.items, lambda item: same.get(item.id)),
        ties=_part(moved.ties(), _Moved(after, {}, {}).ties(), _pair, _pair),
        wishes=_part(moved.wishes(), after.wishes, lambda wish: wishes.get(wish.id)),
        barriers=_part(moved.barriers(), after.barriers, lambda barrier: barriers.get(barrier.id)),
        goals=_part(moved.goals(), after.goals, lambda goal: goals.get(goal.id)),
        merged=tuple((earlier[gone], later[kept]) for gone, kept in merged.items()),
        same=all_same,
    )


class _Moved:
    """The earlier map's ties, wishes, barriers and goals as they would be with the later map's ids."""

    def __init__(self, before: WellbeingMap, same: Mapping[str, str], said: Mapping[str, str]) -> None:
        self._before, self._same, self._said = before, same, said

    def ties(self) -> tuple[Tie, ...]:
        """Each tie once, none from an item to itself: two ends, or two ties, may be one by now."""
        ties: dict[tuple[str, str], Tie] = {}
        for tie in self._before.ties:
            a, b = sorted((self._now(tie.a), self._now(tie.b)))
            if a != b or tie.a == tie.b:
                had = ties.get((a, b))
                if had is None or had.words is None and tie.words is not None:
                    ties[a, b] = replace(tie, a=a, b=b)
        return tuple(ties.values())

    def wishes(self) -> tuple[Wish, ...]:
        """Wishes, naming items by their later ids."""
        return tuple(replace(wish, items=self._items(wish.items)) for wish in self._before.wishes)

    def goals(self) -> tuple[Goal, ...]:
        """Goals, naming items by their later ids."""
        return tuple(replace(goal, items=self._items(goal.items)) for goal in self._before.goals)

    def barriers(self) -> tuple[Barrier, ...]:
        """Barriers, naming what they block by its later id."""
        return tuple(replace(each, blocks=each.blocks and self._blocked(each.blocks)) for each in self._before.barriers)

    def _blocked(self, some_id: str) -> str:
        return self._said.get(some_id) or self._now(some_id)

    def _now(self, item_id: str) -> str:
        return self._same.get(item_id, item_id)

    def _items(self, ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._now(item_id) for item_id in ids))


def _id(each: Item | Wish | Barrier | Goal) -> str:
    return each.id


def _part[T: (Item, Tie, Wish, Barrier, Goal)](
    before: Iterable[T], after: Iterable[T], later: Callable[[T], object], key: Callable[[T], object] = _id,
) -> Part[T]:
    """Sorts two lists of one sort into the four. ``later`` gives an earlier one's key on the later map, or None."""
    gone, earlier = [], {}
    for each in before:
        if (now := later(each)) is None:
            gone.append(each)
        else:
            earlier[now] = each
    kept, new, changed = [], [], []
    for each in after:
        had = earlier.pop(key(each), None)
        if had is None:
            new.append(each)
        elif fields := _fields(had, each):
            changed.append(Changed(had, each, fields))
        else:
            kept.append(each)
    return Part(tuple(kept), tuple(new), (*gone, *earlier.values()), tuple(changed))


def _later[T: (Wish, Barrier, Goal)](before: Iterable[T], after: Iterable[T]) -> dict[str, str]:
    """The later id of each earlier one: the same, or that of one said anew in the same words."""
    ids = {each.id for each in after}
    fresh = {_said(each): each.id for each in after if each.id not in {every.id for every in before}}
    found = {each.id: each.id if each.id in ids else fresh.pop(_said(each), None) for each in before}
    return {had: has for had, has in found.items() if has is not None}


def _marked[T](part: Part[T]) -> Iterator[tuple[Mark, T]]:
    for mark, things in ((Mark.KEPT, part.kept), (Mark.NEW, part.new), (Mark.GONE, part.gone)):
        yield from ((mark, each) for each in things)
    yield from ((Mark.CHANGED, changed.after) for changed in part.changed)


def _said(each: Wish | Barrier | Goal) -> tuple[str, bool]:
    return fold_label(each.text), isinstance(each, Wish) and each.less


def _fields[T: (Item, Tie, Wish, Barrier, Goal)](before: T, after: T) -> tuple[FieldChange, ...]:
    pairs = ((name, getattr(before, name), getattr(after, name)) for name in COMPARED[type(after)])
    return tuple(FieldChange(name, had, has) for name, had, has in pairs if had != has)


def _pair(tie: Tie) -> tuple[str, str]:
    return (tie.a, tie.b) if tie.a <= tie.b else (tie.b, tie.a)


def _merged(before: WellbeingMap, after: WellbeingMap, same: Mapping[str, str]) -> dict[str, str]:
    """Earlier items that are part of a later one: it goes by their name too, and has all that was said of them."""
    found = {}
    for item in before.items:
        if item.id not in same and item.sources:
            into = (each for each in after.items if _goes_by(each, item.label) and {*item.sources} <= {*each.sources})
            if (kept := next(into, None)) is not None:
                found[item.id] = kept.id
    return found


def _goes_by(item: Item, label: str) -> bool:
    return fold_label(label) in {fold_label(name) for name in (item.label, *item.aliases)}


def _said_again(before: WellbeingMap, after: WellbeingMap, same: Mapping[str, str]) -> dict[str, str]:
    """Items taken off and said again, after a fresh start for instance: one of this name before and one after.

    Two of a name whose relation differs are two, and where a name is shared nothing is guessed.
    """
    gone = _by_name(item for item in before.items if item.id not in same)
    new = _by_name(item for item in after.items if item.id not in set(same.values()))
    found = {}
    for name, items in gone.items():
        again = new.get(name, [])
        if len(items) == len(again) == 1 and len({items[0].relation, again[0].relation} - {None, "other"}) < 2:
            found[items[0].id] = again[0].id
    return found


def _by_name(items: Iterable[Item]) -> dict[tuple[Kind, str], list[Item]]:
    named: dict[tuple[Kind, str], list[Item]] = {}
    for item in items:
        named.setdefault((item.kind, fold_label(item.label)), []).append(item)
    return named
