"""Finds the place of everything on a picture: the biggest letters with which all of it fits without overlaps.

A map is laid out as it grew: its first few things one by one, then one thing more at a time, with all that stood somewhere
kept where it was as far as it fits. So one more thing moves the others little, though nothing is remembered between two
pictures: the same map always gives the same places. While it grows all is done in rough, with what finds no place left out;
at the end letters and rings are chosen for the whole.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import ceil, pi, sqrt

import numpy as np

from mapping.layout.board import Board
from mapping.layout.boxes import GAP, SIGN
from mapping.layout.columns import AWAY, CELL, FIRST, HIGH, LAST, WIDE, X, Y
from mapping.layout.filling import fill, fill_biggest_first, fill_tight
from mapping.layout.labels import LEVELS, ROUGH_LEVELS, SNUG_LEVEL, first_level, make_label
from mapping.layout.rings import FULL, RINGS, SECTORS, UNPLACED, caption_boxes, cell_of, make_bands, share_circle, usual_cells
from mapping.layout.shapes import Box, Label, Layout, Level, Spot
from mapping.model import WellbeingMap

SIDE = 1280
YOU = 64.0  # radius of the circle in the middle
TOP, BOTTOM = 36.0, 134.0  # above the rings; below them, for the legend
TITLE = Box(24, 20, 424, 112)
MOST = 60  # things on a canvas of that size; with more it grows
CANVAS_STEP = 64
FEWEST = 4  # things: with fewer no other moves when one more comes
# letters, and whether in close rows: tried with more and more room where it is needed, before the canvas grows
LAST_WAYS = ((LEVELS[-2], False), (LEVELS[-1], False), (SNUG_LEVEL, False), (SNUG_LEVEL, True), (LEVELS[-1], True))
LAST_TRIES, MORE_ROOM = 30, 1.1  # how often, and by how much more each time
FULLEST, FULLEST_GROWN = 0.85, 0.76  # how much of the circle words and symbols may take: more never fits, hardly ever on a larger canvas
CALM_UNTIL = 24  # things: a map with fewer keeps to its rings and sectors even where they are empty
EMPTY_SECTOR = 0.16  # of the circle, for a sector with nothing in it on a map with next to nothing
USUAL_LEVELS = 2  # sizes of letters tried so
FEW = 10  # things: with so few the rings and sectors are always the same, as far as all fits
CAPTIONS = 2 * len(RINGS)  # names of rings, those that might come to be among them
FIXED = 3 + CAPTIONS  # boxes that nothing may cover: the middle, title and date, and those

Places = Mapping[str, tuple[float, float]]


@dataclass(slots=True)
class _Growing:
    """One map while it is laid out: what stays the same in every try, and the labels that were measured already."""

    map: WellbeingMap
    notes: Mapping[str, str]
    sectors: Sequence[str]
    things: np.ndarray
    mates: np.ndarray
    labels: dict[Level, list[Label]] = field(default_factory=dict)
    halves: dict[Level, np.ndarray] = field(default_factory=dict)  # half of each label's width and height

    def measure(self, count: int, level: Level) -> np.ndarray:
        """(count, 7): the first so many things, as in ``Board``, in letters of this size."""
        if level not in self.labels:
            self.labels[level], self.halves[level] = [], np.empty((len(self.map.items), 2))
        labels, halves = self.labels[level], self.halves[level]
        for item in self.map.items[len(labels) : count]:
            label = make_label(item, level, self.notes.get(item.id))
            halves[len(labels)] = label.width / 2, label.height / 2
            labels.append(label)
        self.things[:count, WIDE : HIGH + 1] = halves[:count]
        return self.things[:count]

    def board(self, things: np.ndarray, side: int, cells: np.ndarray, captions: Sequence[tuple], radius: float) -> Board:
        """An empty board with what nothing may cover: the middle, title and date in the top corners, the rings' names."""
        (x, y), boxes = _centre(side), np.full((FIXED + 2 * len(things), 4), AWAY)
        boxes[: 3 + len(captions)] = [
            (x - YOU - 4, y - YOU - 4, x + YOU + 4, y + YOU + 4),
            (TITLE.left, TITLE.top, TITLE.right, TITLE.bottom),
            (side - TITLE.right, TITLE.top, side - TITLE.left, 64),
            *captions,
        ]
        return Board(things, boxes, self.mates, cells, np.array((14.0, 14.0, side - 14.0, side - BOTTOM + 10, x, y, radius)))


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
    growing = _Growing(map, notes or {}, sectors, *_things(map))
    return _laid_out(growing, _grown(growing) if previous is None else _stood(map, previous))


def _things(map: WellbeingMap) -> tuple[np.ndarray, np.ndarray]:
    """Things and their mates, as in ``Board``, in order; ties to things not on the map are left out."""
    numbers = {item.id: number for number, item in enumerate(map.items)}
    mates: list[set[int]] = [set() for _ in map.items]
    for tie in map.ties:
        a, b = numbers.get(tie.a), numbers.get(tie.b)
        if a is not None and b is not None and a != b:
            mates[a].add(b)
            mates[b].add(a)
    things, last = np.full((len(map.items), 7), AWAY), 0
    for n, item in enumerate(map.items):
        things[n, CELL], things[n, FIRST], last = cell_of(item), last, last + len(mates[n])
        things[n, LAST] = last
    return things, np.array([other for others in mates for other in sorted(others)], np.int64)


def _stood(map: WellbeingMap, previous: Places) -> np.ndarray:
    """(n, 2): where things stood on the picture before, as ratios; AWAY where they did not."""
    stood = np.full((len(map.items), 2), AWAY)
    for n, item in enumerate(map.items):
        if item.id in previous and all(0 <= ratio <= 1 for ratio in previous[item.id]):
            stood[n] = previous[item.id]
    return stood


def _grown(growing: _Growing) -> np.ndarray:
    """(n, 2): where things stood as the map grew, as ratios: in rough; AWAY for what found no place."""
    side = SIDE
    for count in range(1, len(growing.map.items) + 1):
        level = _rough(count)
        things = growing.measure(count, level)
        stood = np.full((count, 2), AWAY)
        stood[:-1] = things[:-1, : Y + 1]
        if _side(count) > side:
            stood[stood != AWAY] *= _side(count) / side
            side = _side(count)
        cells, captions = _usual(growing, count, side) if count <= FEW else _shared(growing, things, side, level.radius, 0.7, even_full=True)
        fill(growing.board(things, side, cells, captions, level.radius), stood, count >= FEWEST, True)
    at = growing.things[:, : Y + 1]
    return np.where(at == AWAY, AWAY, at / side)


def _rough(count: int) -> Level:
    """How big things are while the map grows."""
    if count <= FEW:
        return LEVELS[0]
    return ROUGH_LEVELS[min(first_level(count) + 1, len(ROUGH_LEVELS) - 1)]


def _side(count: int) -> int:
    return SIDE if count <= MOST else CANVAS_STEP * ceil(SIDE / CANVAS_STEP * sqrt(count / MOST))


def _laid_out(growing: _Growing, before: np.ndarray) -> Layout:
    """The whole map, with everything near where it stood before (ratios)."""
    count = len(growing.map.items)
    side = _side(count)
    while True:
        stood = np.where(before == AWAY, AWAY, before * side)
        for level, things, cells, captions in _ways(growing, side):
            board = growing.board(things, side, cells, captions, level.radius)
            if fill(board, stood, False, False) < 0 or fill_biggest_first(board, stood) < 0:
                return _layout(growing, side, level, board)
        for level, tight in LAST_WAYS:
            things = growing.measure(count, level)
            if not _may_fit(things, level.radius, side):
                continue
            more = np.ones(len(RINGS) * len(SECTORS))
            for _ in range(LAST_TRIES):
                cells, captions = _shared(growing, things, side, level.radius, 1.0, more=more, calm=0.0, even_full=True)
                board = growing.board(things, side, cells, captions, level.radius)
                failed = fill_tight(board) if tight else fill_biggest_first(board, stood)
                if failed < 0:
                    return _layout(growing, side, level, board)
                more[int(things[failed, CELL])] *= MORE_ROOM  # the cell that turned out too small gets more room
        side += CANVAS_STEP


def _may_fit(things: np.ndarray, radius: float, side: int) -> bool:
    """Whether the rings have more room than all the labels and symbols need."""
    needed = 4 * np.sum((things[:, WIDE] + GAP) * (things[:, HIGH] + radius + SIGN))
    return bool(needed <= (FULLEST if side == SIDE else FULLEST_GROWN) * pi * _span(side)[1] ** 2)


def _layout(growing: _Growing, side: int, level: Level, board: Board) -> Layout:
    boxes, spots = board.boxes[FIXED:].tolist(), []
    for n, (item, label, row) in enumerate(zip(growing.map.items, growing.labels[level], board.things.tolist(), strict=True)):
        spots.append(Spot(item.id, row[X], row[Y], label, Box(*boxes[2 * n + 1]), Box(*boxes[2 * n])))
    return Layout(side, side, _centre(side), YOU, level, make_bands(board.cells, _centre(side)), tuple(spots))


def _ways(growing: _Growing, side: int) -> Iterator[tuple[Level, np.ndarray, np.ndarray, list[tuple]]]:
    """The ways to share out rings and sectors, in letters of which size: first those that stay the same, then the biggest."""
    count = len(growing.map.items)
    first = first_level(count)
    if count <= FEW:
        for level in LEVELS[first : first + USUAL_LEVELS]:
            yield level, growing.measure(count, level), *_usual(growing, count, side)
    for level in LEVELS[first:]:
        things = growing.measure(count, level)
        for local in FULL if count > CALM_UNTIL else tuple(FULL)[:2]:
            if shared := _shared(growing, things, side, level.radius, local):
                yield level, things, *shared


def _usual(growing: _Growing, count: int, side: int) -> tuple[np.ndarray, list[tuple]]:
    """The cells that are the same whatever stands in them, and the rings' names; those that the other case has as well."""
    places = {divmod(int(cell), len(SECTORS)) for cell in growing.things[:count, CELL].tolist()}
    unplaced, there = any(ring == UNPLACED for ring, _ in places), {SECTORS[sector] for _, sector in places} | set(growing.sectors)
    return _usual_rings(unplaced, frozenset(there), side)


@lru_cache(maxsize=64)
def _usual_rings(unplaced: bool, there: frozenset[str], side: int) -> tuple[np.ndarray, list[tuple]]:
    span, centre = _span(side), _centre(side)
    cells, other = usual_cells(unplaced, there, *span), usual_cells(not unplaced, there, *span)
    return cells, caption_boxes(cells, centre) + caption_boxes(other, centre)


def _shared(
    growing: _Growing, things: np.ndarray, side: int, radius: float, local: float, *, more: np.ndarray | None = None, calm: float | None = None,
    even_full: bool = False,
) -> tuple[np.ndarray, list[tuple]] | None:  # fmt: skip
    """The cells by what needs to stand in them, and the rings' names; None where something is sure not to fit."""
    start, end = _span(side)
    calm = max(0.0, 1 - len(things) / CALM_UNTIL) if calm is None else calm
    kept = np.array([EMPTY_SECTOR * calm if sector in growing.sectors else 0.0 for sector in SECTORS])
    cells = np.empty((len(RINGS) * len(SECTORS), 6))
    more = np.ones(len(cells)) if more is None else more
    fullest = share_circle(things, more, cells, radius, start, end, calm, local, kept)
    return (cells, caption_boxes(cells, _centre(side))) if even_full or fullest <= FULL[local] else None


def _span(side: int) -> tuple[float, float]:
    """From where to where the rings reach."""
    return YOU + 6, (side - TOP - BOTTOM) / 2


def _centre(side: int) -> tuple[float, float]:
    return (side / 2, TOP + (side - TOP - BOTTOM) / 2)
