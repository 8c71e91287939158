"""Puts one thing after another on the picture, each at the best free place of its ring and sector."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import hypot

import numpy as np

from mapping.layout.boxes import AWAY, boxes_at, crossings, hits, inside, lines_between
from mapping.layout.cells import CLOSE_STEP, STEP, in_cell, row_points, spread_points
from mapping.layout.shapes import Band, Box, Label
from mapping.model import Closeness

LOOKED_AT = 8  # free places that are looked at closely
AT_ONCE = 24  # the cheapest places, looked at in one go; the others only where none of these is free
PULL, PUSH, NEAR = 1.0, 260.0, 70.0  # towards what it goes with; away from others, and how near is near
INWARDS = 0.05  # away from the edge of the cell, for each pixel
THROUGH_SPOKE, THROUGH_TIE = 90.0, 60.0  # what a line through a symbol or words costs, in pixels of distance
CORE_RADIUS = 34.0  # of the biggest symbols: where the cores of rings are used, letters of any size stand at the same points

Cell = tuple[Closeness | None, str]  # ring, sector
Found = tuple[np.ndarray, np.ndarray, np.ndarray]  # one place: x, y, the boxes there


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing to be placed: the ring and sector it belongs to, its label, and the numbers of those it goes with."""

    cell: Cell
    label: Label
    near: Sequence[int]


@dataclass(frozen=True, slots=True)
class Grid:
    """The points of a cell: x, y, the side the label is on (-1 over, 1 under), and what sums of distances are made with."""

    x: np.ndarray
    y: np.ndarray
    side: np.ndarray
    far: np.ndarray  # (n, 4): x, y, x² + y² + NEAR², 1
    cost: np.ndarray  # of being near the participant in the middle, and at the edge of the cell


class Board:
    """What stands on the picture so far: filled one thing at a time, within one layout. Things go by their number."""

    def __init__(
        self,
        centre: tuple[float, float],
        frame: Box,
        radius: float,
        bands: Mapping[Closeness | None, Band],
        taken: Sequence[Box],
        things: Sequence[Thing],
        cores: Mapping[Closeness | None, Band] | None = None,
    ) -> None:
        """An empty board; ``taken`` are the boxes that nothing may cover (middle, captions, title).

        ``cores`` are the parts of the rings where things are put first of all.
        """
        self.centre, self.radius, self.bands, self.things, self.cores = centre, radius, bands, things, cores
        self._middle = np.array([centre]).T
        self._frame = (frame.left, frame.top, frame.right, frame.bottom)
        self._fixed = len(taken)
        self._boxes = np.empty((4, len(taken) + 2 * len(things)))
        self._boxes[:, : len(taken)] = np.transpose([(b.left, b.top, b.right, b.bottom) for b in taken])
        self._points = np.empty((2, len(things)))
        self._far = np.empty((4, len(things)))  # -2x, -2y, 1, x² + y²: with a grid's numbers, the square of the distance
        self._lines = np.empty((9, len(things) + sum([len(thing.near) for thing in things]) // 2))  # spokes and ties
        self._costs = np.full(self._lines.shape[1], THROUGH_TIE)
        self._ends: list[tuple[int, int]] = []  # of each line: the rows of what it joins, the first -1 for the middle
        self._at: dict[int, int] = {}  # number: its row, in the order of placing
        self._grids: dict[tuple[Cell, float], Grid] = {}

    def keep(self, wanted: Mapping[int, tuple[float, float]]) -> list[int]:
        """Put what stood somewhere before there again; the numbers of what can't stay, in order."""
        if not wanted:
            return []
        numbers = list(wanted)
        x, y = np.array(list(wanted.values())).T
        labels = [self.things[n].label for n in numbers]
        wide, high = np.array([(label.width / 2, label.height / 2) for label in labels]).T
        sides = np.where(y < self.centre[1], -1.0, 1.0)
        boxes = boxes_at(x, y, sides, wide, high, self.radius, self._frame)
        good = inside(boxes, self._frame).all(axis=0) & ~hits(boxes, self._boxes[:, : self._fixed]).any(axis=(0, 2))
        cells: dict[Cell, list[int]] = {}
        for row, number in enumerate(numbers):
            cells.setdefault(self.things[number].cell, []).append(row)
        for (ring, sector), rows in cells.items():
            band = self.bands[ring]
            at = x[rows] - self.centre[0], y[rows] - self.centre[1]
            good[rows] &= in_cell(*at, band.inner, band.outer, band.sectors[sector], self.radius)
        many = len(numbers)
        clash = hits(boxes, boxes.reshape(4, -1)).reshape(2, many, 2, many).any(axis=(0, 2))
        kept: list[int] = []
        for row in good.nonzero()[0].tolist():
            if not (kept and clash[row, kept].any()):
                kept.append(row)
        self._put([numbers[row] for row in kept], x[kept], y[kept], boxes[:, :, kept])
        return [number for number in numbers if number not in self._at]

    def place(self, number: int) -> bool:
        """Put a thing at the best free place of its cell, near what it goes with; False where there is none."""
        best = self._best(number)
        if best:
            self._put([number], *best)
        return best is not None

    def place_near(self, number: int, x: float, y: float) -> bool:
        """Put a thing at the free place of its cell that is nearest to this point; False where there is none."""
        for step in (STEP, CLOSE_STEP):
            grid = self._grid(number, step)
            order = ((grid.x - x) ** 2 + (grid.y - y) ** 2).argsort(kind="stable")
            rows, boxes = self._free(number, grid, order, 1)
            if len(rows):
                self._put([number], grid.x[rows], grid.y[rows], boxes)
                return True
        return False

    def place_tight(self, number: int) -> bool:
        """Put a thing at the first free place of its cell, row by row; False where there is none."""
        grid = self._grid(number, 0.0)
        rows, boxes = self._free(number, grid, np.arange(len(grid.x)), 1)
        if len(rows):
            self._put([number], grid.x[rows], grid.y[rows], boxes)
        return bool(len(rows))

    def move(self, number: int) -> None:
        """Put a thing that has a place at the best one there is, now that the others have theirs."""
        row = self._at[number]
        at = self._fixed + 2 * row
        lines = [n for n, pair in enumerate(self._ends) if row in pair]
        stood = (*self._points[:, row].copy(), self._boxes[:, at : at + 2, None].copy())
        self._boxes[:, at : at + 2] = AWAY
        self._far[3, row] = AWAY * AWAY
        self._lines[5:, lines] = AWAY
        self._stand(row, 1, *(self._best(number) or stood))
        self._draw(lines)

    def far_apart(self) -> list[int]:
        """The things that go with something, the one furthest from all it goes with first."""
        points, far = self._points.T.tolist(), dict[int, float]()
        for a, b in self._ends:
            if a >= 0:
                length = hypot(points[a][0] - points[b][0], points[a][1] - points[b][1])
                far[a], far[b] = far.get(a, 0.0) + length, far.get(b, 0.0) + length
        numbers = list(self._at)
        mean = {numbers[row]: length / len(self.things[numbers[row]].near) for row, length in far.items()}
        return sorted(mean, key=lambda number: (-mean[number], number))

    def spot(self, number: int) -> tuple[float, float, Box, Box]:
        """Where the thing ended up: x, y, its label's box and its symbol's."""
        row = self._at[number]
        at = self._fixed + 2 * row
        symbol, words = (Box(*each) for each in self._boxes[:, at : at + 2].T.tolist())
        x, y = self._points[:, row].tolist()
        return x, y, words, symbol

    def points(self) -> dict[int, tuple[float, float]]:
        """Where each thing stands that has a place."""
        return dict(zip(self._at, self._points[:, : len(self._at)].T.tolist(), strict=True))

    def _put(self, numbers: Sequence[int], x: np.ndarray, y: np.ndarray, boxes: np.ndarray) -> None:
        """Stand things at free places: (n,) x and y, (4, 2, n) boxes."""
        first, used = len(self._at), len(self._ends)
        ties = []
        for row, number in enumerate(numbers, first):
            self._at[number] = row
            self._ends.append((-1, row))
            ties += [(self._at[other], row) for other in self.things[number].near if other in self._at]
        self._costs[used : used + len(numbers)] = THROUGH_SPOKE
        self._ends += ties
        self._stand(first, len(numbers), x, y, boxes)
        self._draw(range(used, len(self._ends)))

    def _stand(self, row: int, many: int, x: np.ndarray, y: np.ndarray, boxes: np.ndarray) -> None:
        rows, at = slice(row, row + many), self._fixed + 2 * row
        self._points[0, rows], self._points[1, rows] = x, y
        self._boxes[:, at : at + 2 * many].reshape(4, many, 2)[:] = boxes.swapaxes(1, 2)
        self._far[0, rows], self._far[1, rows], self._far[2, rows], self._far[3, rows] = -2 * x, -2 * y, 1, x * x + y * y

    def _draw(self, lines: Sequence[int]) -> None:
        """Let these lines run from and to where what they join stands now."""
        if not lines:
            return
        starts, ends = np.array([self._ends[n] for n in lines]).T
        x, y = np.where(starts < 0, self._middle, self._points[:, starts])
        self._lines[:, lines] = lines_between(x, y, *self._points[:, ends])

    def _best(self, number: int) -> Found | None:
        near = [self._at[other] for other in self.things[number].near if other in self._at]
        for step in (STEP, CLOSE_STEP):
            grid = self._grid(number, step)
            far = grid.far @ self._far[:, : len(self._at)]
            cost = grid.cost + (PUSH * NEAR * NEAR / far).sum(axis=1)
            if near:
                cost += PULL * np.sqrt(far[:, near] - (NEAR * NEAR - 1e-3)).sum(axis=1)
            rows, boxes = self._free(number, grid, cost.argsort(kind="stable"), LOOKED_AT)
            if len(rows) > 1:
                best = (cost[rows] + self._crossed(grid, rows, boxes, near)).argmin()
                return grid.x[rows[best]], grid.y[rows[best]], boxes[:, :, [best]]
            if len(rows):
                return grid.x[rows], grid.y[rows], boxes
        return None

    def _free(self, number: int, grid: Grid, order: np.ndarray, many: int) -> tuple[np.ndarray, np.ndarray]:
        """The first so many points, in this order, where symbol and label are in nothing's way, and their boxes."""
        label, taken = self.things[number].label, self._boxes[:, : self._fixed + 2 * len(self._at)]
        for rows in (order[:AT_ONCE], order[AT_ONCE:]):
            boxes = boxes_at(
                grid.x[rows], grid.y[rows], grid.side[rows], label.width / 2, label.height / 2, self.radius, self._frame
            )
            bad = hits(boxes, taken).any(axis=(0, 2))
            bad |= (boxes[1, 1] < self._frame[1]) | (boxes[3, 1] > self._frame[3])
            free = (~bad).nonzero()[0][:many]
            if len(free):
                break
        return rows[free], boxes[:, :, free]

    def _crossed(self, grid: Grid, rows: np.ndarray, boxes: np.ndarray, near: Sequence[int]) -> np.ndarray:
        """What the lines that would run through words and symbols cost, for each point."""
        many, used = len(rows), len(self._ends)
        things = self._boxes[:, self._fixed : self._fixed + 2 * len(self._at)]
        x, y = self._middle, self._points[:, near]
        x, y = (np.concatenate([each, of], axis=None)[:, None] for each, of in zip(x, y, strict=True))
        own = crossings(lines_between(x, y, grid.x[rows], grid.y[rows]), things)
        for n, row in enumerate(near, 1):  # a line may end at what it leads to
            own[n * many : (n + 1) * many, 2 * row] = False
        through = own.sum(axis=1).reshape(-1, many)
        cost = THROUGH_SPOKE * through[0] + THROUGH_TIE * through[1:].sum(axis=0)
        others = self._costs[:used] @ crossings(self._lines[:, :used], boxes.reshape(4, -1))
        return cost + others[:many] + others[many:]

    def _grid(self, number: int, step: float) -> Grid:
        """The points of a thing's cell, so far apart; 0 for close rows."""
        cell = self.things[number].cell
        if (cell, step) not in self._grids:
            use_core = step == STEP and self.cores
            band, radius = (self.cores[cell[0]], CORE_RADIUS) if use_core else (self.bands[cell[0]], self.radius)
            self._grids[cell, step] = _grid_of(band.inner, band.outer, band.sectors[cell[1]], radius, step, self.centre)
        return self._grids[cell, step]


@lru_cache(maxsize=512)
def _grid_of(inner: float, outer: float, sector: tuple[float, float], radius: float, step: float, centre: tuple[float, float]) -> Grid:
    """As rings and sectors change in steps only, many maps have the same ones."""
    x, y = spread_points(inner, outer, sector, radius, step) if step else row_points(inner, outer, sector, radius)
    middle = np.hypot(x - x.sum() / max(len(x), 1), y - y.sum() / max(len(x), 1))
    cost = PUSH * NEAR * NEAR / (x * x + y * y + NEAR * NEAR) + INWARDS * middle
    x += centre[0]
    y += centre[1]
    far = np.empty((len(x), 4))
    far[:, 0], far[:, 1], far[:, 2], far[:, 3] = x, y, x * x + y * y + NEAR * NEAR, 1
    return Grid(x, y, np.where(y < centre[1], -1.0, 1.0), far, cost)
