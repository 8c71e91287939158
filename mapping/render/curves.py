"""The gentle curves between things that go together, bent so that they miss other things and words where they can."""

import numpy as np

from mapping.layout import Layout, Spot
from mapping.model import Tie, WellbeingMap
from mapping.render.pieces import number, tag
from mapping.render.themes import Theme

BENDS = (0.12, -0.12, 0.26, -0.26, 0.42, -0.42)  # of the length, to either side; the first is tried first
STEPS = np.linspace(0.06, 0.94, 23)[:, None]


def draw_ties(map: WellbeingMap, layout: Layout, theme: Theme) -> list[str]:
    """All curves, in the map's order; ties to things that are not on the map are left out."""
    spots = {spot.item_id: spot for spot in layout.spots}
    boxes = {
        spot.item_id: [(b.left, b.top, b.right, b.bottom) for b in (spot.symbol_box, spot.label_box)]
        for spot in layout.spots
    }
    return [
        _draw(tie, spots[tie.a], spots[tie.b], layout, theme, boxes)
        for tie in map.ties
        if tie.a in spots and tie.b in spots and tie.a != tie.b
    ]


def _draw(tie: Tie, a: Spot, b: Spot, layout: Layout, theme: Theme, boxes: dict) -> str:
    """One curve, wider where it was said more often."""
    other = np.array(
        [box for item_id, pair in boxes.items() if item_id not in (a.item_id, b.item_id) for box in pair]
        + [(c.left, c.top, c.right, c.bottom) for c in (band.caption for band in layout.bands)]
    )
    own = np.array([boxes[a.item_id][1], boxes[b.item_id][1]])
    start, end = np.array([a.x, a.y]), np.array([b.x, b.y])
    side = np.array([end[1] - start[1], start[0] - end[0]])
    middles = [(start + end) / 2 + side * bend for bend in BENDS]
    bend = min(middles, key=lambda middle: _cost(start, middle, end, other, own, layout))
    path = f"M{number(a.x)} {number(a.y)}Q{number(bend[0])} {number(bend[1])} {number(b.x)} {number(b.y)}"
    width = 3 + 1.5 * min(max(tie.strength, 1) - 1, 4)
    return tag(
        "path", d=path, fill="none", stroke=theme.tie, stroke_width=width, stroke_linecap="round", opacity="0.75"
    )


def _cost(
    start: np.ndarray, bend: np.ndarray, end: np.ndarray, other: np.ndarray, own: np.ndarray, layout: Layout
) -> float:
    """How much of the curve runs through other things, the middle or words; and how far it goes round."""
    points = (1 - STEPS) ** 2 * start + 2 * STEPS * (1 - STEPS) * bend + STEPS**2 * end
    middle = np.hypot(*(points - np.array(layout.centre)).T) < layout.you_radius + 8
    outside = (points < 20).any(axis=1) | (points > np.array([layout.width - 20, layout.height - 130])).any(axis=1)
    through = _within(points, other) + 0.4 * _within(points, own) + 1.5 * middle.sum() + 2 * outside.sum()
    return through + 4 * float(np.hypot(*(bend - (start + end) / 2)) / (np.hypot(*(end - start)) + 1))


def _within(points: np.ndarray, boxes: np.ndarray) -> float:
    x, y = points[:, 0, None], points[:, 1, None]
    return float(((x > boxes[:, 0]) & (x < boxes[:, 2]) & (y > boxes[:, 1]) & (y < boxes[:, 3])).sum())
