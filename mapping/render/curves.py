"""The gentle curves between things that go together, bent so that they miss other things and words where they can."""

from collections.abc import Mapping

import numpy as np

from mapping.layout import Layout
from mapping.model import Status, Tie, WellbeingMap
from mapping.render.marks import Mark
from mapping.render.pieces import Look, Piece, Shape, mix
from mapping.render.themes import Theme

BENDS = np.array((0.12, -0.12, 0.26, -0.26, 0.42, -0.42))  # of the length, to either side; the first is tried first
STEPS = np.linspace(0.08, 0.92, 17)[:, None]
CLEAR = 0.8  # how much of its colour a curve has


def draw_ties(
    map: WellbeingMap, layout: Layout, theme: Theme, marks: Mapping[tuple[str, str], Mark] | None = None
) -> list[Piece]:
    """All curves, in the map's order; ties to things that are not on the map are left out."""
    rows = {spot.item_id: row for row, spot in enumerate(layout.spots)}
    items = {item.id: item for item in map.items}
    ties = [tie for tie in map.ties if tie.a in rows and tie.b in rows and tie.a != tie.b]
    if not ties:
        return []
    points = np.array([(spot.x, spot.y) for spot in layout.spots])
    boxes = [(b.left, b.top, b.right, b.bottom) for spot in layout.spots for b in (spot.symbol_box, spot.label_box)]
    captions = [(b.left, b.top, b.right, b.bottom) for b in (band.caption for band in layout.bands)]
    taken = np.array(boxes + captions)
    drawn = []
    for tie in ties:
        a, b = rows[tie.a], rows[tie.b]
        weights = np.ones(len(taken))
        weights[[2 * a, 2 * b, 2 * a + 1, 2 * b + 1]] = (0, 0, 0.4, 0.4)
        bend = _bend(points[a], points[b], taken, weights, layout)
        past = Status.PAST in (items[tie.a].status, items[tie.b].status)
        mark = (marks or {}).get((tie.a, tie.b) if tie.a <= tie.b else (tie.b, tie.a))
        drawn.append(_curve(tie, points[a].tolist(), bend, points[b].tolist(), theme, past or mark is Mark.GONE, mark))
    return drawn


def _curve(
    tie: Tie, start: list[float], bend: list[float], end: list[float], theme: Theme, faint: bool, mark: Mark | None
) -> Piece:
    """One curve, wider where it was said more often."""
    width = 3 + 1.5 * min(max(tie.strength, 1) - 1, 4)
    colour = mix(theme.tie, theme.grounds[1], 0.45 if faint else CLEAR)
    if mark is Mark.NEW:
        colour, width = theme.tie, width + 2
    dashes = (4.0, 8.0) if mark is Mark.GONE else ()
    return Shape((("M", *start), ("Q", *bend, *end)), Look(None, colour, width, dashes, True))


def _bend(start: np.ndarray, end: np.ndarray, taken: np.ndarray, weights: np.ndarray, layout: Layout) -> list[float]:
    """Which way to bend: the curve that runs least through other things, the middle or words, and least far round."""
    side = np.array([end[1] - start[1], start[0] - end[0]])
    middles = (start + end) / 2 + BENDS[:, None] * side  # (6, 2)
    points = (1 - STEPS) ** 2 * start + STEPS**2 * end + (2 * STEPS * (1 - STEPS))[None] * middles[:, None, :]
    x, y = points[..., 0], points[..., 1]  # (6, steps)
    cost = 1.5 * (np.hypot(x - layout.centre[0], y - layout.centre[1]) < layout.you_radius + 8).sum(axis=1)
    cost += 2 * ((x < 20) | (y < 20) | (x > layout.width - 20) | (y > layout.height - 130)).sum(axis=1)
    across = (x[..., None] > taken[:, 0]) & (x[..., None] < taken[:, 2])
    through = across & (y[..., None] > taken[:, 1]) & (y[..., None] < taken[:, 3])
    cost += through.sum(axis=1) @ weights + 4 * np.abs(BENDS)
    return middles[int(np.argmin(cost))].tolist()
