"""Puts one thing after another on the picture, each at the best free place of its ring and sector."""

from collections.abc import Mapping, Sequence
from math import cos, sin

import numpy as np

from mapping.layout.boxes import boxes_of, crossings, hits, inside, label_boxes, symbol_boxes
from mapping.layout.cells import in_cell, row_points, spread_points
from mapping.layout.shapes import Band, Box, Label, Level, Spot
from mapping.model import Closeness

AWAY = -1e6  # where something is while it is moved
LOOKED_AT = 8  # free places that are looked at closely
AT_ONCE = 24  # places looked at in one go
PULL, PUSH, NEAR = 1.0, 260.0, 70.0  # towards what it goes with; away from others, and how near is near
THROUGH_SPOKE, THROUGH_TIE = 90.0, 60.0  # what a line through a symbol or words costs, in pixels of distance

Cell = tuple[Closeness | None, str]  # ring, sector


class Board:
    """What stands on the picture so far: filled one thing at a time, within one layout."""

    def __init__(
        self,
        centre: tuple[float, float],
        frame: Box,
        level: Level,
        bands: Mapping[Closeness | None, Band],
        taken: Sequence[Box],
        labels: Mapping[str, Label],
        neighbours: Mapping[str, Sequence[str]],
    ) -> None:
        """An empty board; ``taken`` are the boxes that nothing may cover (middle, captions, title)."""
        self.centre, self.level, self.bands, self.labels, self.neighbours = centre, level, bands, labels, neighbours
        self._middle = np.array(centre)
        self._frame = np.array([frame.left, frame.top, frame.right, frame.bottom])
        self._fixed = len(taken)
        self._boxes = np.empty((len(taken) + 2 * len(labels), 4))
        self._boxes[: len(taken)] = [(b.left, b.top, b.right, b.bottom) for b in taken]
        self._points = np.empty((len(labels), 2))
        self._at: dict[str, int] = {}  # item id: its row among the points
        self._ties: list[tuple[int, int]] = []
        self._grids: dict[tuple[Cell, bool], tuple[np.ndarray, np.ndarray]] = {}

    def put(self, item_id: str, point: np.ndarray) -> None:
        """Stand an item there."""
        row = len(self._at)
        self._points[row] = point
        at = self._fixed + 2 * row
        self._boxes[at : at + 2] = self._boxes_at(point, self.labels[item_id])
        self._at[item_id] = row
        self._ties += [(row, self._at[other]) for other in self.neighbours.get(item_id, ()) if other in self._at]

    def keep(self, wanted: Mapping[str, tuple[np.ndarray, Cell]]) -> list[str]:
        """Put what stood somewhere before there again; the ids of what can't stay, in order."""
        if not wanted:
            return []
        ids = list(wanted)
        points = np.array([wanted[i][0] for i in ids])
        sizes = np.array([(self.labels[i].width, self.labels[i].height) for i in ids])
        symbols, words = self._sized_boxes(points, sizes[:, 0], sizes[:, 1])
        good = inside(symbols, self._frame) & inside(words, self._frame)
        for cell in {wanted[i][1] for i in ids}:
            own = np.array([wanted[i][1] == cell for i in ids])
            good[own] &= in_cell(points[own], self.centre, self.bands[cell[0]], cell[1], self.level.radius)
        fixed = self._boxes[: self._fixed]
        good &= ~(hits(symbols, fixed).any(axis=1) | hits(words, fixed).any(axis=1))
        clash = hits(symbols, symbols) | hits(symbols, words) | hits(words, symbols) | hits(words, words)
        moving, kept = [], []
        for row, item_id in enumerate(ids):
            if good[row] and not clash[row, kept].any():
                kept.append(row)
                self.put(item_id, points[row])
            else:
                moving.append(item_id)
        return moving

    def place(self, item_id: str, cell: Cell, lean: np.ndarray | None = None) -> bool:
        """Put an item at the best free place of its cell, near what it goes with; False where there is none.

        ``lean`` is a point it would like to be near beside that.
        """
        best = self._best(item_id, cell, lean)
        if best is None:
            return False
        self.put(item_id, best)
        return True

    def move(self, item_id: str, cell: Cell) -> None:
        """Put an item that has a place at the best one there is, now that the others have theirs."""
        row = self._at[item_id]
        at, ties = self._fixed + 2 * row, self._ties
        point, boxes = self._points[row].copy(), self._boxes[at : at + 2].copy()
        self._points[row] = self._boxes[at : at + 2] = AWAY
        self._ties = [pair for pair in ties if row not in pair]
        best = self._best(item_id, cell, None)
        if best is not None:
            point, boxes = best, self._boxes_at(best, self.labels[item_id])
        self._points[row], self._boxes[at : at + 2], self._ties = point, boxes, ties

    def far_apart(self) -> list[str]:
        """The items that go with something, the one furthest from all it goes with first."""
        far: dict[int, float] = {}
        for a, b in self._ties:
            length = float(np.hypot(*(self._points[a] - self._points[b])))
            far[a], far[b] = far.get(a, 0) + length, far.get(b, 0) + length
        ids = list(self._at)
        return [ids[row] for row in sorted(far, key=lambda row: (-far[row] / len(self.neighbours[ids[row]]), row))]

    def _best(self, item_id: str, cell: Cell, lean: np.ndarray | None) -> np.ndarray | None:
        points, symbols = self._grid(cell)
        near = [self._at[other] for other in self.neighbours.get(item_id, ()) if other in self._at]
        cost = np.zeros(len(points))
        if self._at:
            x, y = self._points[: len(self._at)].T
            apart = (points[:, 0, None] - x) ** 2 + (points[:, 1, None] - y) ** 2
            cost += (PUSH / (1 + apart / NEAR**2)).sum(axis=1)
            if near:
                cost += PULL * np.sqrt(apart[:, near]).sum(axis=1)
        if lean is not None:
            cost += 0.5 * np.hypot(points[:, 0] - lean[0], points[:, 1] - lean[1])
        found = self._first_free(item_id, points, symbols, np.argsort(cost, kind="stable"), LOOKED_AT)
        if not len(found):
            return None
        best = found[0]
        if self._at and len(found) > 1:
            cost = cost[found] + self._crossed(item_id, points[found], symbols[found], near)
            best = found[int(np.argmin(cost))]
        return points[best]

    def place_near(self, item_id: str, cell: Cell, point: np.ndarray) -> bool:
        """Put an item at the free place of its cell that is nearest to where it stood; False where there is none."""
        points, symbols = self._grid(cell)
        far = np.hypot(points[:, 0] - point[0], points[:, 1] - point[1])
        found = self._first_free(item_id, points, symbols, np.argsort(far, kind="stable"), 1)
        if len(found):
            self.put(item_id, points[found[0]])
        return bool(len(found))

    def place_tight(self, item_id: str, cell: Cell) -> bool:
        """Put an item at the first free place of its cell, row by row; False where there is none."""
        points, symbols = self._grid(cell, tight=True)
        found = self._first_free(item_id, points, symbols, np.arange(len(points)), 1)
        if len(found):
            self.put(item_id, points[found[0]])
        return bool(len(found))

    def holds(self, item_id: str) -> bool:
        """Whether the item has a place."""
        return item_id in self._at

    def middle_of(self, cell: Cell) -> np.ndarray:
        """The middle of a ring's sector."""
        band = self.bands[cell[0]]
        turn, far = sum(band.sectors[cell[1]]) / 2, (band.inner + band.outer) / 2
        return self._middle + far * np.array([cos(turn), sin(turn)])

    def spot(self, item_id: str) -> Spot:
        """Where the item ended up."""
        row = self._at[item_id]
        at = self._fixed + 2 * row
        symbol, words = self._boxes[at].tolist(), self._boxes[at + 1].tolist()
        x, y = self._points[row].tolist()
        return Spot(item_id, x, y, self.labels[item_id], Box(*words), Box(*symbol))

    def _grid(self, cell: Cell, *, tight: bool = False) -> tuple[np.ndarray, np.ndarray]:
        if (cell, tight) not in self._grids:
            spread = row_points if tight else spread_points
            points = spread(self.centre, self.bands[cell[0]], cell[1], self.level.radius)
            self._grids[cell, tight] = points, symbol_boxes(points, self.level.radius, self.centre[1])
        return self._grids[cell, tight]

    def _first_free(
        self, item_id: str, points: np.ndarray, symbols: np.ndarray, order: np.ndarray, many: int
    ) -> np.ndarray:
        """The first so many points, in this order, where symbol and label are in nothing's way."""
        label, taken = self.labels[item_id], self._boxes[: self._fixed + 2 * len(self._at)]
        found: list[np.ndarray] = []
        for start in range(0, len(order), AT_ONCE):
            rows = order[start : start + AT_ONCE]
            words = label_boxes(points[rows], label.width, label.height, self.level.radius, self.centre[1], self._frame)
            both = np.concatenate([symbols[rows], words])
            bad = hits(both, taken).any(axis=1) | ~inside(both, self._frame)
            found.append(rows[~(bad[: len(rows)] | bad[len(rows) :])])
            if sum(map(len, found)) >= many:
                break
        return np.concatenate(found)[:many] if found else order

    def _crossed(self, item_id: str, points: np.ndarray, symbols: np.ndarray, near: Sequence[int]) -> np.ndarray:
        """What the lines that would run through words and symbols cost, for each point."""
        count, many = len(self._at), len(points)
        things = self._boxes[self._fixed : self._fixed + 2 * count]
        starts, ends = np.empty((2, (1 + len(near)) * many, 2))
        weights = np.full(len(starts), THROUGH_TIE)
        starts[:many], ends[:many], weights[:many] = self._middle, points, THROUGH_SPOKE
        for n, row in enumerate(near, 1):
            starts[n * many : (n + 1) * many], ends[n * many : (n + 1) * many] = self._points[row], points
        own = crossings(starts, ends, things)
        for n, row in enumerate(near, 1):  # a line may end at what it leads to
            own[n * many : (n + 1) * many, 2 * row] = False
        cost = (own.sum(axis=1) * weights).reshape(-1, many).sum(axis=0)
        label = self.labels[item_id]
        words = label_boxes(points, label.width, label.height, self.level.radius, self.centre[1], self._frame)
        starts, ends = np.empty((2, count + len(self._ties), 2))
        weights = np.full(len(starts), THROUGH_TIE)
        starts[:count], ends[:count], weights[:count] = self._middle, self._points[:count], THROUGH_SPOKE
        if self._ties:
            pairs = np.array(self._ties)
            starts[count:], ends[count:] = self._points[pairs[:, 0]], self._points[pairs[:, 1]]
        through = weights @ crossings(starts, ends, np.concatenate([symbols, words]))
        return cost + through[:many] + through[many:]

    def _boxes_at(self, point: np.ndarray, label: Label) -> tuple[tuple[float, ...], tuple[float, ...]]:
        x, y = point.tolist()
        return boxes_of(x, y, label.width, label.height, self.level.radius, self.centre[1], self._frame)

    def _sized_boxes(
        self, points: np.ndarray, width: float | np.ndarray, height: float | np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        radius, middle = self.level.radius, self.centre[1]
        return symbol_boxes(points, radius, middle), label_boxes(points, width, height, radius, middle, self._frame)
