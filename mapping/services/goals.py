"""Goals and wishes: how they are written, and how they are read back after."""

from typing import Any

from mapping.errors import GoalUnknown
from mapping.history import fold
from mapping.model import ChangeKind, Goal, Wish
from mapping.naming import same_label
from mapping.services.draft import Draft
from mapping.services.once import Written


def choose(draft: Draft, *, text: str, item_ids: tuple[str, ...], first_step: str | None) -> None:
    """Writes a goal."""
    items = [item_id for item_id in item_ids if draft.item(item_id)]
    draft.write(ChangeKind.GOAL_CHOSEN, id=draft.new_id("g"), text=text, items=items, first_step=first_step)


def chosen(written: Written) -> Goal:
    """The goal that this part of a turn wrote, as it was then."""
    return _goal(written, written.new[0].body["id"])


def change(draft: Draft, *, goal_id: str, said: dict[str, Any]) -> None:
    """Writes what is new about a goal. Raises GoalUnknown."""
    if not any(goal.id == goal_id for goal in draft.map.goals):
        raise GoalUnknown("No goal of this person has this id.")
    if said:
        draft.write(ChangeKind.GOAL_CHANGED, id=goal_id, said=said)


def changed(written: Written, goal_id: str) -> Goal:
    """The goal after this part of a turn."""
    return _goal(written, goal_id)


def wish(draft: Draft, *, text: str, less: bool, item_ids: tuple[str, ...]) -> None:
    """Writes a wish, unless it is there."""
    if not any(_same(had, text, less) for had in draft.map.wishes):
        items = [item_id for item_id in item_ids if draft.item(item_id)]
        draft.write(ChangeKind.WISH_ADDED, id=draft.new_id("w"), text=text, items=items, less=less)


def wished(written: Written, text: str, *, less: bool) -> Wish:
    """The wish as it stands after this part of a turn."""
    wishes = fold(written.history).wishes
    return next(had for had in wishes if _same(had, text, less))


def _goal(written: Written, goal_id: str) -> Goal:
    goals = fold(written.history).goals
    return next(goal for goal in goals if goal.id == goal_id)


def _same(had: Wish, text: str, less: bool) -> bool:
    return had.less == less and same_label(had.text, text)
