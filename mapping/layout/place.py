"""Finds the place of everything on a picture: the biggest letters with which all of it fits without overlaps."""

from collections.abc import Mapping
from functools import partial

import numpy as np

from mapping.layout.aims import aim_items, neighbours_of
from mapping.layout.filling import Cell, Task, fill
from mapping.layout.labels import LEVELS, first_level, make_label
from mapping.layout.placing import Board
from mapping.layout.rings import FULL, Demand, demand_of, make_bands, sector_of, share_circle, share_rings
from mapping.layout.shapes import Box, Label, Layout, Level
from mapping.model import WellbeingMap

SIDE = 1280
YOU = 64.0  # radius of the circle in the middle
TOP, BOTTOM = 36.0, 134.0  # above the rings; below them, for the legend
TITLE = Box(24, 20, 424, 112)
GROWTH = 1.15
TRIES = 3  # at one size of letters; at the smallest, before the canvas grows:
LAST_TRIES = 7


def place_items(map: WellbeingMap, *, previous: Mapping[str, tuple[float, float]] | None = None) -> Layout:
    """Where everything stands: same map, same places; what is in ``previous`` (ratios 0..1) stays near it."""
    known = {item.id for item in map.items}
    kept = {i: p for i, p in (previous or {}).items() if i in known and all(0 <= ratio <= 1 for ratio in p)}
    side = SIDE
    while True:
        for level in LEVELS[first_level(len(map.items)) :]:
            for before in (kept, {}) if kept else ({},):
                for local in (0.0, 1.0):
                    if found := _at_level(map, side, level, local, before):
                        return found
        if found := _at_level(map, side, LEVELS[-1], 1.0, {}, tight=True):
            return found
        side = int(side * GROWTH)


def _at_level(
    map: WellbeingMap,
    side: int,
    level: Level,
    local: float,
    previous: Mapping[str, tuple[float, float]],
    *,
    tight: bool = False,
) -> Layout | None:
    """The layout with letters of this size, or None. A cell that turns out too small gets more room and another try."""
    labels = {item.id: make_label(item, level) for item in map.items}
    need = demand_of(map.items, labels, level)
    for _ in range(LAST_TRIES if level.name_size <= LEVELS[-1].name_size and not level.under else TRIES):
        found = _try(map, side, level, local, labels, need, previous, tight)
        if found is None or isinstance(found, Layout):
            return found
        cell = found[1], found[0]
        need = need | {cell: need[cell] * 1.25}
    return None


def _try(
    map: WellbeingMap,
    side: int,
    level: Level,
    local: float,
    labels: Mapping[str, Label],
    need: Demand,
    previous: Mapping[str, tuple[float, float]],
    tight: bool,
) -> Layout | Cell | None:
    """A layout; or the cell that was too small; or None where this can't work."""
    radius = (side - TOP - BOTTOM) / 2
    centre = (side / 2, TOP + radius)
    edges, shares, fullest = share_circle(
        need, partial(share_rings, start=YOU + 6, end=radius, least=2 * level.radius + 40), local
    )
    if fullest > FULL and level is not LEVELS[-1]:
        return None
    bands = make_bands(edges, shares, centre)
    board = Board(centre, Box(14, 14, side - 14, side - BOTTOM + 10), level, _taken(bands, centre, side))
    neighbours = neighbours_of(map.ties, set(labels))
    task = Task(
        order=sorted(labels, key=lambda i: (-len(neighbours.get(i, ())), -labels[i].width, i)),
        cells={item.id: (item.closeness, sector_of(item)) for item in map.items},
        bands={band.closeness: band for band in bands},
        labels=labels,
        aims=aim_items(map.items, bands, neighbours, labels, level),
        neighbours=neighbours,
        previous={i: np.array(p) * side for i, p in previous.items()},
        tight=tight,
    )
    if (full := fill(board, task)) is not None:
        return full
    return Layout(
        side, side, centre, YOU, level, bands, tuple(board.spot(item.id, labels[item.id]) for item in map.items)
    )


def _taken(bands: tuple, centre: tuple[float, float], side: int) -> list[Box]:
    """What nothing may cover: the middle, the rings' captions, the title and the date in the top corners."""
    middle = Box(centre[0] - YOU - 4, centre[1] - YOU - 4, centre[0] + YOU + 4, centre[1] + YOU + 4)
    date = Box(side - TITLE.right, TITLE.top, side - TITLE.left, 64)
    return [middle, TITLE, date, *(band.caption for band in bands)]
