"""What was taken off a map and is not on it now: so that it can be put back by name."""

from collections.abc import Sequence
from dataclasses import dataclass

from mapping.history.fold import fold, standing
from mapping.model import Change, ChangeKind, Item

MOST = 8


@dataclass(frozen=True, slots=True)
class TakenOff:
    """An item as it was when it was taken off, and the message that did so."""

    message_id: str
    item: Item


def taken_off(changes: Sequence[Change]) -> tuple[TakenOff, ...]:
    """The latest eight that were taken off and are still off, newest first. What an undo took back does not count."""
    counting = standing(changes)
    now = fold(counting)
    places = [place for place, change in enumerate(counting) if change.kind is ChangeKind.ITEM_REMOVED][:-MOST - 1:-1]
    found = []
    for place in places:
        item = fold(counting[:place]).item(counting[place].body["id"])
        if item is not None and now.item(item.id) is None:
            found.append(TakenOff(counting[place].message_id, item))
    return tuple(found)
