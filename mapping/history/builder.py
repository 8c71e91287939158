"""Puts facts on a map one after the other. A fact about something no longer there changes nothing."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from mapping.history.bodies import item_of
from mapping.model import Barrier, Change, ChangeKind, Goal, GoalState, Tie, WellbeingMap, Wish

Draft = dict[str, Any]


class MapBuilder:
    """A map while its history is read: everything by id, in the order it was first said."""

    def __init__(self, changes: Iterable[Change] = ()) -> None:
        self._items: dict[str, Draft] = {}
        self._ties: dict[tuple[str, str], Draft] = {}
        self._wishes: dict[str, Draft] = {}
        self._barriers: dict[str, Draft] = {}
        self._goals: dict[str, Draft] = {}
        self._at: datetime | None = None
        self._session: int | None = None
        for change in changes:
            self.apply(change)

    def apply(self, change: Change) -> None:
        """Puts one fact on the map. Questions and other facts that are not about the map pass by."""
        step = _STEPS.get(change.kind)
        if step is not None:
            step(self, change.body, change)
            self._at, self._session = change.at, change.session

    def map(self) -> WellbeingMap:
        """The map as it stands. Its ``at`` is the moment of the last fact on it."""
        return WellbeingMap(
            items=tuple(item_of(key, d["said"], tuple(d["sources"])) for key, d in self._items.items()),
            ties=tuple(Tie(*pair, d["words"], d["strength"], tuple(d["sources"])) for pair, d in self._ties.items()),
            wishes=tuple(
                Wish(key, d["text"], tuple(d["items"]), d["less"], tuple(d["sources"])) for key, d in self._wishes.items()
            ),
            barriers=tuple(Barrier(key, d["text"], d["blocks"], tuple(d["sources"])) for key, d in self._barriers.items()),
            goals=tuple(_goal(key, d) for key, d in self._goals.items()),
            at=self._at,
            session=self._session,
        )

    def _item_added(self, body: Draft, change: Change) -> None:
        self._items[body["id"]] = {"said": dict(body["said"]), "sources": list(change.sources)}

    def _item_changed(self, body: Draft, change: Change) -> None:
        if item := self._items.get(body["id"]):
            item["said"] = {**item["said"], **body["said"]}
            _add_new(item["sources"], change.sources)

    def _item_removed(self, body: Draft, change: Change) -> None:
        gone = body["id"]
        if self._items.pop(gone, None) is None:
            return
        self._ties = {pair: tie for pair, tie in self._ties.items() if gone not in pair}
        self._point_elsewhere(gone, None)

    def _items_merged(self, body: Draft, change: Change) -> None:
        kept = self._items.get(body["kept"])
        if kept is None:
            return
        for gone in body["gone"]:
            if (item := self._items.pop(gone, None)) is not None:
                _add_new(kept["sources"], item["sources"])
                self._move_ties(gone, body["kept"])
                self._point_elsewhere(gone, body["kept"])
        kept["said"] = {**kept["said"], **body["said"]}
        _add_new(kept["sources"], [change.message_id])

    def _move_ties(self, gone: str, kept: str) -> None:
        """A tie of the item that went is now the kept one's; two ties to the same third item become one."""
        ties, self._ties = self._ties, {}
        for (a, b), tie in ties.items():
            pair = _pair(kept if a == gone else a, kept if b == gone else b)
            if pair[0] == pair[1]:
                continue
            if (same := self._ties.get(pair)) is None:
                self._ties[pair] = tie
                continue
            same["strength"] += tie["strength"]
            same["words"] = same["words"] or tie["words"]
            _add_new(same["sources"], tie["sources"])

    def _point_elsewhere(self, gone: str, kept: str | None) -> None:
        """Wishes, goals and barriers that named the item that went name the kept one instead, or nothing."""
        for named in (*self._wishes.values(), *self._goals.values()):
            moved = (kept if each == gone else each for each in named["items"])
            named["items"] = list(dict.fromkeys(each for each in moved if each is not None))
        for barrier in self._barriers.values():
            if barrier["blocks"] == gone:
                barrier["blocks"] = kept

    def _tie_added(self, body: Draft, change: Change) -> None:
        pair = _pair(body["a"], body["b"])
        if pair[0] == pair[1] or not (pair[0] in self._items and pair[1] in self._items):
            return
        tie = self._ties.setdefault(pair, {"words": None, "strength": 0, "sources": []})
        tie["words"] = body.get("words") or tie["words"]
        tie["strength"] += change.message_id not in tie["sources"]
        _add_new(tie["sources"], [change.message_id])

    def _tie_removed(self, body: Draft, change: Change) -> None:
        self._ties.pop(_pair(body["a"], body["b"]), None)

    def _wish_added(self, body: Draft, change: Change) -> None:
        """A wish, or in other words one that was there."""
        self._wishes[body["id"]] = {
            "text": body["text"], "less": body.get("less", False), "sources": _with_new(self._wishes.get(body["id"]), change),
            "items": [each for each in body.get("items", ()) if each in self._items],
        }

    def _barrier_added(self, body: Draft, change: Change) -> None:
        """A barrier, or in other words one that was there."""
        self._barriers[body["id"]] = {
            "text": body["text"], "blocks": body.get("blocks"), "sources": _with_new(self._barriers.get(body["id"]), change)}

    def _goal_chosen(self, body: Draft, change: Change) -> None:
        self._goals[body["id"]] = {
            "text": body["text"], "first_step": body.get("first_step"), "state": GoalState.ACTIVE,
            "items": [each for each in body.get("items", ()) if each in self._items],
            "chosen_at": change.at, "sources": [change.message_id],
        }

    def _goal_changed(self, body: Draft, change: Change) -> None:
        if goal := self._goals.get(body["id"]):
            goal.update(body["said"])
            _add_new(goal["sources"], [change.message_id])

    def _started_over(self, body: Draft, change: Change) -> None:
        for drafts in (self._items, self._ties, self._wishes, self._barriers, self._goals):
            drafts.clear()


def _goal(key: str, draft: Draft) -> Goal:
    return Goal(
        key, draft["text"], tuple(draft["items"]), draft["first_step"], GoalState(draft["state"]), draft["chosen_at"],
        tuple(draft["sources"]),
    )


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a <= b else (b, a)


def _with_new(had: Draft | None, change: Change) -> list[str]:
    """The messages that a thing comes from, with those of this change behind them."""
    sources = list(had["sources"]) if had else []
    _add_new(sources, change.sources)
    return sources


def _add_new(sources: list[str], more: Iterable[str]) -> None:
    sources.extend(each for each in more if each not in sources)


_STEPS: dict[ChangeKind, Callable[[MapBuilder, Draft, Change], None]] = {
    ChangeKind.ITEM_ADDED: MapBuilder._item_added, ChangeKind.ITEM_CHANGED: MapBuilder._item_changed,
    ChangeKind.ITEM_REMOVED: MapBuilder._item_removed, ChangeKind.ITEMS_MERGED: MapBuilder._items_merged,
    ChangeKind.TIE_ADDED: MapBuilder._tie_added, ChangeKind.TIE_REMOVED: MapBuilder._tie_removed,
    ChangeKind.WISH_ADDED: MapBuilder._wish_added, ChangeKind.BARRIER_ADDED: MapBuilder._barrier_added,
    ChangeKind.GOAL_CHOSEN: MapBuilder._goal_chosen, ChangeKind.GOAL_CHANGED: MapBuilder._goal_changed,
    ChangeKind.STARTED_OVER: MapBuilder._started_over,
}
