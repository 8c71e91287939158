"""From a person's facts to their map, as it stands or as it stood: what was taken back does not count."""

from collections.abc import Iterable
from datetime import datetime

from mapping.history.builder import MapBuilder
from mapping.model import Change, ChangeKind, WellbeingMap

NOT_ON_THE_MAP = frozenset({
    ChangeKind.QUESTION_ASKED, ChangeKind.QUESTION_ANSWERED, ChangeKind.UNDONE, ChangeKind.MESSAGE_READ,
    ChangeKind.CHECKINS_PAUSED, ChangeKind.SESSION_STARTED,
})
MAP_KINDS = frozenset(ChangeKind) - NOT_ON_THE_MAP


def fold(changes: Iterable[Change], *, at: datetime | None = None) -> WellbeingMap:
    """The map these changes lead to; with ``at``, the map as it stood at that moment. Changes come oldest first."""
    return MapBuilder(standing(changes, at=at)).map()


def standing(changes: Iterable[Change], *, at: datetime | None = None) -> list[Change]:
    """The changes that still count at that moment: without what was undone by then. Questions are never undone."""
    past = [change for change in changes if at is None or change.at <= at]
    undone_at = {
        change.body["message_id"]: place for place, change in enumerate(past) if change.kind is ChangeKind.UNDONE
    }
    if undone_at:
        past = [
            change for place, change in enumerate(past)
            if change.kind not in MAP_KINDS or place >= undone_at.get(change.message_id, -1)
        ]
    return _without_taken_off(past)


def _without_taken_off(changes: list[Change]) -> list[Change]:
    """Without what a message said of one item, goal, wish or barrier, where it turned out that this was not meant."""
    taken_off = {
        (change.body["message_id"], change.body["id"], change.body.get("only")): place
        for place, change in enumerate(changes) if change.kind is ChangeKind.FACTS_TAKEN_OFF
    }
    if not taken_off:
        return changes
    return [
        change for place, change in enumerate(changes)
        if not any(
            place < taken_off.get((source, about, kind), -1)
            for source in change.sources for about in _about(change) for kind in (None, str(change.kind)))
    ]


def _about(change: Change) -> tuple[str, ...]:
    """The items, or the goal, wish or barrier, that a fact is about."""
    if change.kind in (ChangeKind.ITEM_ADDED, ChangeKind.ITEM_CHANGED, ChangeKind.ITEM_REMOVED, ChangeKind.GOAL_CHOSEN, ChangeKind.GOAL_CHANGED):
        return (change.body["id"],)
    if change.kind in (ChangeKind.GOAL_RATED, ChangeKind.PLAN_MADE, ChangeKind.CHECKIN_HEARD):
        return (change.body["goal"],)
    if change.kind is ChangeKind.WISH_ADDED:
        return (change.body["id"],)
    if change.kind is ChangeKind.BARRIER_ADDED:
        return (change.body["id"], change.body.get("blocks") or "")
    return (change.body["a"], change.body["b"]) if change.kind is ChangeKind.TIE_ADDED else ()


def last_message(changes: Iterable[Change]) -> str | None:
    """The latest message that put something on the map which still counts: the one an undo takes back."""
    return next((change.message_id for change in reversed(standing(changes)) if change.kind in MAP_KINDS), None)
