"""Finds the place of everything on a picture: the biggest letters with which all of it fits without overlaps.

A map is laid out as it grew: its first few things, then those and some more, and so on, with all that stood somewhere
kept where it was as far as it fits. So one more thing moves the others little, though nothing is remembered between two
pictures: the same map always gives the same places.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from math import ceil, pi, sqrt

import numpy as np

from mapping.layout.board import Board, Cell
from mapping.layout.labels import LEVELS, first_level, make_label
from mapping.layout.rings import FULL, SECTORS, Demand, demand_of, make_bands, sector_of, share_circle, share_rings
from mapping.layout.shapes import Band, Box, Label, Layout, Level
from mapping.model import Item, Tie, WellbeingMap

SIDE = 1280
YOU = 64.0  # radius of the circle in the middle
TOP, BOTTOM = 36.0, 134.0  # above the rings; below them, for the legend
TITLE = Box(24, 20, 424, 112)
MOST = 60  # things on a canvas of that size; with more it grows
CANVAS_STEP = 64
MOVED = 6  # one of so many may leave its place to be nearer to what it goes with
LAST_TRIES = 7  # at the smallest letters, before the canvas grows
CALM_UNTIL = 24  # things: a map with fewer keeps to its rings and sectors even where they are empty
EMPTY_SECTOR = 0.16  # of the circle, for a sector with nothing in it on a map with next to nothing
STEPS = (1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144)  # things that were on the map when places were given anew

Places = Mapping[str, tuple[float, float]]


def place_items(
    map: WellbeingMap,
    *,
    previous: Places | None = None,
    sectors: Sequence[str] = SECTORS,
    notes: Mapping[str, str] | None = None,
) -> Layout:
    """Where everything stands: same map, same places; what is in ``previous`` (ratios 0..1) stays near it.

    Without ``previous`` things stand near where they stood when the map was smaller. ``sectors`` are the parts of the
    circle that a small map has room for though nothing stands there yet. ``notes`` (by item id) stand first under a name.
    """
    labels: dict[tuple[str, Level], Label] = {}
    rest = (labels, sectors, notes or {})
    if previous is None:
        previous = {}
        for count in STEPS:
            if count >= len(map.items):
                break
            previous = _laid_out(map.items[:count], map.ties, previous, *rest).positions
    else:
        known = {item.id for item in map.items}
        previous = {i: p for i, p in previous.items() if i in known and all(0 <= ratio <= 1 for ratio in p)}
    return _laid_out(map.items, map.ties, previous, *rest)


def neighbours_of(ties: Iterable[Tie], known: set[str]) -> dict[str, list[str]]:
    """The ids that each id is tied to, sorted; ties to things not on the map are left out."""
    found: dict[str, set[str]] = {}
    for tie in ties:
        if tie.a in known and tie.b in known and tie.a != tie.b:
            found.setdefault(tie.a, set()).add(tie.b)
            found.setdefault(tie.b, set()).add(tie.a)
    return {item_id: sorted(others) for item_id, others in found.items()}


def _laid_out(
    items: Sequence[Item],
    ties: Iterable[Tie],
    previous: Places,
    made: dict[tuple[str, Level], Label],
    sectors: Sequence[str],
    notes: Mapping[str, str],
) -> Layout:
    """One step of a map's growth; ``made`` keeps the labels that were measured already."""
    side = SIDE if len(items) <= MOST else CANVAS_STEP * ceil(SIDE / CANVAS_STEP * sqrt(len(items) / MOST))
    neighbours = neighbours_of(ties, {item.id for item in items})
    while True:
        for level in LEVELS[first_level(len(items)) :]:
            for item in items:
                if (item.id, level) not in made:
                    made[item.id, level] = make_label(item, level, notes.get(item.id))
            labels = {item.id: made[item.id, level] for item in items}
            for local in FULL if len(items) > CALM_UNTIL else tuple(FULL)[:2]:
                if found := _at_level(items, neighbours, side, level, labels, local, previous, sectors):
                    return found
        for before, tight in ((previous, False), ({}, False), ({}, True)):
            if found := _at_level(items, neighbours, side, LEVELS[-1], labels, 1.0, before, sectors, tight=tight):
                return found
        side += 2 * CANVAS_STEP


def _at_level(
    items: Sequence[Item],
    neighbours: Mapping[str, Sequence[str]],
    side: int,
    level: Level,
    labels: Mapping[str, Label],
    local: float,
    previous: Places,
    sectors: Sequence[str],
    *,
    tight: bool = False,
) -> Layout | None:
    """The layout with letters of this size, or None. A cell that turns out too small gets more room and another try."""
    need, calm = demand_of(items, labels, level), max(0.0, 1 - len(items) / CALM_UNTIL)
    for _ in range(LAST_TRIES if level is LEVELS[-1] else 1):
        made = _bands(need, side, level, local, calm, sectors)
        if made is None:
            return None
        full = _filled(board := _board(made, side, level, labels, neighbours), items, side, previous, tight)
        if full is None:
            spots = tuple(board.spot(item.id) for item in items)
            return Layout(side, side, board.centre, YOU, level, made, spots)
        need = need | {(full[1], full[0]): need[full[1], full[0]] * 1.25}
    return None


def _bands(
    need: Demand, side: int, level: Level, local: float, calm: float, sectors: Sequence[str]
) -> tuple[Band, ...] | None:
    """The rings and sectors; None where something is sure not to fit."""
    most = pi * (((side - TOP - BOTTOM) / 2) ** 2 - YOU**2)
    if sum(need.values()) > FULL[local] * most and level is not LEVELS[-1]:
        return None
    rings = partial(share_rings, start=YOU + 6, end=(side - TOP - BOTTOM) / 2, least=2 * level.radius + 40, calm=calm)
    edges, shares, fullest = share_circle(need, rings, local, {sector: EMPTY_SECTOR * calm for sector in sectors})
    if fullest > FULL[local] and level is not LEVELS[-1]:
        return None
    return make_bands(edges, shares, _centre(side))


def _centre(side: int) -> tuple[float, float]:
    return (side / 2, TOP + (side - TOP - BOTTOM) / 2)


def _board(
    bands: Sequence[Band],
    side: int,
    level: Level,
    labels: Mapping[str, Label],
    neighbours: Mapping[str, Sequence[str]],
) -> Board:
    """An empty board with what nothing may cover: the middle, the rings' captions, title and date in the top corners."""
    x, y = _centre(side)
    middle = Box(x - YOU - 4, y - YOU - 4, x + YOU + 4, y + YOU + 4)
    date = Box(side - TITLE.right, TITLE.top, side - TITLE.left, 64)
    frame = Box(14, 14, side - 14, side - BOTTOM + 10)
    taken = [middle, TITLE, date, *(band.caption for band in bands)]
    return Board((x, y), frame, level, {band.closeness: band for band in bands}, taken, labels, neighbours)


def _filled(board: Board, items: Sequence[Item], side: int, previous: Places, tight: bool) -> Cell | None:
    """Place everything; the cell that was too full where one thing finds no place, else None."""
    cells: dict[str, Cell] = {item.id: (item.closeness, sector_of(item)) for item in items}
    if tight:
        order = sorted(cells, key=lambda i: (-board.labels[i].width, i))
        return next((cells[i] for i in order if not board.place_tight(i, cells[i])), None)
    before = {i: (np.array(previous[i]) * side, cells[i]) for i in cells if i in previous}
    for item_id in board.keep(before):
        if not board.place_near(item_id, cells[item_id], before[item_id][0]):
            return cells[item_id]
    new = [i for i in cells if i not in before]
    for item_id in sorted(new, key=lambda i: -len(board.neighbours.get(i, ()))):
        if not board.place(item_id, cells[item_id], _lean(board, item_id, cells)):
            return cells[item_id]
    for item_id in board.far_apart()[: len(cells) // MOVED]:
        board.move(item_id, cells[item_id])
    return None


def _lean(board: Board, item_id: str, cells: Mapping[str, Cell]) -> np.ndarray | None:
    """The middle of where those things will stand that this goes with and that have no place yet."""
    waiting = [cells[other] for other in board.neighbours.get(item_id, ()) if not board.holds(other)]
    if not waiting:
        return None
    return np.mean([board.middle_of(cell) for cell in waiting], axis=0)
