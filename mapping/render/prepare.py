"""Draws one small map, so that the layout's machine code is made and kept before anybody waits for a picture: `python -m mapping.render.prepare` (set-up does it)."""

import sys
from datetime import UTC, datetime

from mapping.model import Closeness, Impact, Item, Kind, Tie, WellbeingMap
from mapping.render.drawing import draw_png


def prepare() -> None:
    """One picture of every kind of thing; some seconds the first time, about one second in each process after that."""
    items = (
        Item("1", Kind.PERSON, "Jo", relation="friend", closeness=Closeness.INNER, impact=Impact.HELPS),
        Item("2", Kind.PERSON, "Nan"), Item("3", Kind.PLACE, "library"), Item("4", Kind.ACTIVITY, "chess", impact=Impact.MIXED),
    )
    draw_png(WellbeingMap(items=items, ties=(Tie("1", "4"), Tie("3", "4"))), now=datetime(2026, 1, 1, tzinfo=UTC))


if __name__ == "__main__":
    sys.exit(prepare())
