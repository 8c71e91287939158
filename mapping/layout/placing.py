"""Puts one thing after another on the picture, each at the best free place of its ring and sector."""

from collections.abc import Mapping, Sequence
from math import pi

import numpy as np

from mapping.layout.boxes import crossings, free, inside, label_boxes, symbol_boxes
from mapping.layout.shapes import Band, Box, Label, Level, Spot

STEP = 17.0  # how far apart the places looked at are
TIGHT_STEP = 7.0
LOOKED_AT = 64  # of the free places, how many are looked at closely
EDGE = 5.0  # how far a symbol keeps from the border of its ring and sector


class Board:
    """What stands on the picture so far: filled one thing at a time, within one layout."""

    def __init__(self, centre: tuple[float, float], frame: Box, level: Level, taken: Sequence[Box]) -> None:
        """An empty board; ``taken`` are the boxes that nothing may cover (middle, captions, title)."""
        self.centre, self.level = centre, level
        self.frame = np.array([frame.left, frame.top, frame.right, frame.bottom])
        self.fixed = np.array([[b.left, b.top, b.right, b.bottom] for b in taken])
        self.points: dict[str, np.ndarray] = {}
        self.boxes: dict[str, tuple[np.ndarray, np.ndarray]] = {}  # symbol, label

    def allowed(self, points: np.ndarray, label: Label, band: Band, sector: str) -> np.ndarray:
        """Which points are in the ring and sector with nothing in the way and nothing cut off."""
        fits = in_cell(points, self.centre, band, sector, self.level)
        taken = np.vstack([self.fixed, *(box for pair in self.boxes.values() for box in pair)])
        for boxes in self._boxes(points, label):
            fits &= inside(boxes, self.frame)
            fits[fits] &= free(boxes[fits], taken)
        return fits

    def put(self, item_id: str, point: np.ndarray, label: Label) -> None:
        """Stand an item there."""
        symbol, words = self._boxes(point[None, :], label)
        self.points[item_id], self.boxes[item_id] = point, (symbol[0], words[0])

    def lift(self, item_id: str) -> np.ndarray:
        """Take an item off again; the point it stood at."""
        del self.boxes[item_id]
        return self.points.pop(item_id)

    def spot(self, item_id: str, label: Label) -> Spot:
        """Where the item ended up."""
        symbol, words = self.boxes[item_id]
        x, y = (float(ratio) for ratio in self.points[item_id])
        return Spot(item_id, x, y, label, Box(*map(float, words)), Box(*map(float, symbol)))

    def best(
        self, points: np.ndarray, aim: np.ndarray, label: Label, neighbours: Mapping[str, Sequence[str]], own: str
    ) -> np.ndarray:
        """The best of these free points: near its aim and its ties, with few lines through words and symbols."""
        tied = [other for other in neighbours.get(own, ()) if other in self.points]
        cost = np.hypot(*(points - aim).T)
        for other in tied:
            cost += 0.6 * np.hypot(*(points - self.points[other]).T)
        if len(points) > LOOKED_AT:
            near = np.argpartition(cost, LOOKED_AT)[:LOOKED_AT]
            near.sort()
            points, cost = points[near], cost[near]
        if self.points:
            cost = cost + self._crossed(points, label, tied, neighbours)
        return points[int(np.argmin(cost))]

    def _crossed(
        self, points: np.ndarray, label: Label, tied: Sequence[str], neighbours: Mapping[str, Sequence[str]]
    ) -> np.ndarray:
        """What the lines that would run through words and symbols cost, for each point."""
        ids = list(self.points)
        centre, starts = np.array(self.centre), points[:, None, :]
        things = np.array([box for i in ids for box in self.boxes[i]])[None, :, :]
        mine = np.stack(self._boxes(points, label), axis=1)
        cost = 80.0 * crossings(centre, starts, things).sum(axis=1)
        others = np.array([self.points[i] for i in ids])
        cost += 80 * crossings(centre, others[None, None, :, :], mine[:, :, None, :]).sum(axis=(1, 2))
        for other in tied:
            cost += 60 * crossings(self.points[other], starts, things).sum(axis=1)
        pairs = [
            (self.points[a], self.points[b]) for a in ids for b in neighbours.get(a, ()) if a < b and b in self.points
        ]
        if pairs:
            ends = np.array(pairs)[None, None]
            cost += 60 * crossings(ends[..., 0, :], ends[..., 1, :], mine[:, :, None, :]).sum(axis=(1, 2))
        return cost

    def _boxes(self, points: np.ndarray, label: Label) -> tuple[np.ndarray, np.ndarray]:
        return symbol_boxes(points, self.level, self.centre), label_boxes(
            points, label, self.level, self.centre, self.frame
        )


def in_cell(points: np.ndarray, centre: tuple[float, float], band: Band, sector: str, level: Level) -> np.ndarray:
    """Which points stand in this sector of this ring, symbol and all."""
    x, y = points[:, 0] - centre[0], points[:, 1] - centre[1]
    distance, (start, end) = np.hypot(x, y), band.sectors[sector]
    edge = min(level.radius + EDGE, (band.outer - band.inner) / 2 - 1)
    fits = (distance >= band.inner + edge) & (distance <= band.outer - edge)
    if end - start > 2 * pi - 1e-6:
        return fits
    along = (np.arctan2(y, x) - start) % (2 * pi)
    margin = np.minimum((level.radius + EDGE) / np.maximum(distance, 1), (end - start) / 2 - 0.01)
    return fits & (along >= margin) & (along <= end - start - margin)


def candidates(centre: tuple[float, float], band: Band, sector: str, level: Level) -> np.ndarray:
    """Points spread evenly over this sector of this ring."""
    edge = min(level.radius + EDGE, (band.outer - band.inner) / 2 - 1) + 0.01
    start, end = band.sectors[sector]
    found = []
    for r in np.linspace(
        band.inner + edge, band.outer - edge, max(2, int((band.outer - band.inner - 2 * edge) / STEP) + 1)
    ):
        turn = np.linspace(start, end, max(5, int((end - start) * r / STEP)))
        found.append(np.stack([centre[0] + r * np.cos(turn), centre[1] + r * np.sin(turn)], axis=1))
    points = np.concatenate(found)
    return points[in_cell(points, centre, band, sector, level)]


def rows(centre: tuple[float, float], band: Band, sector: str, level: Level) -> np.ndarray:
    """Points of this sector of this ring in close rows, top to bottom and left to right."""
    along = np.arange(-band.outer, band.outer, TIGHT_STEP)
    x, y = np.meshgrid(centre[0] + along, centre[1] + along)
    points = np.stack([x.ravel(), y.ravel()], axis=1)
    return points[in_cell(points, centre, band, sector, level)]
