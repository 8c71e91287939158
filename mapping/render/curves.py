"""The gentle curves between things that go together, bent so that they miss other things and words where they can."""

from collections.abc import Mapping
from math import hypot

import numpy as np

from mapping.layout import Layout
from mapping.layout.compiled import compiled
from mapping.model import Status, Tie, WellbeingMap
from mapping.render.marks import Mark
from mapping.render.pieces import Look, Piece, Shape, mix
from mapping.render.themes import Theme

BENDS = (0.12, -0.12, 0.26, -0.26, 0.42, -0.42)  # of the length, to either side; the first is tried first
FIRST, POINTS = 0.08, 17  # where along a curve it is looked at first, and at how many points
Point = tuple[float, float]
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
    boxes = [(b.left, b.top, b.right, b.bottom) for spot in layout.spots for b in (spot.symbol_box, spot.label_box)]
    captions = [(b.left, b.top, b.right, b.bottom) for b in (band.caption for band in layout.bands)]
    taken = np.array(boxes + captions)
    canvas = (layout.width, layout.height, *layout.centre, layout.you_radius)
    drawn = []
    for tie in ties:
        a, b = rows[tie.a], rows[tie.b]
        start, end = layout.spots[a], layout.spots[b]
        bend = best_bend(start.x, start.y, end.x, end.y, a, b, taken, canvas)
        past = Status.PAST in (items[tie.a].status, items[tie.b].status)
        mark = (marks or {}).get((tie.a, tie.b) if tie.a <= tie.b else (tie.b, tie.a))
        drawn.append(_curve(tie, (start.x, start.y), bend, (end.x, end.y), theme, past or mark is Mark.GONE, mark))
    return drawn


def _curve(
    tie: Tie, start: Point, bend: Point, end: Point, theme: Theme, faint: bool, mark: Mark | None
) -> Piece:
    """One curve, wider where it was said more often."""
    width = 3 + 1.5 * min(max(tie.strength, 1) - 1, 4)
    colour = mix(theme.tie, theme.grounds[1], 0.45 if faint else CLEAR)
    if mark is Mark.NEW:
        colour, width = theme.tie, width + 2
    dashes = (4.0, 8.0) if mark is Mark.GONE else ()
    return Shape((("M", *start), ("Q", *bend, *end)), Look(None, colour, width, dashes, True))


@compiled
def best_bend(x: float, y: float, x2: float, y2: float, a: int, b: int, taken: np.ndarray, canvas: tuple) -> tuple:
    """Which way to bend: the curve that runs least through other things, the middle or words, and least far round.

    Between the a-th and the b-th thing; the boxes ``taken`` are each thing's symbol and words, then others. ``canvas`` is its
    width and height, its middle and how far that reaches.
    """
    width, height, middle_x, middle_y, you = canvas
    best, best_x, best_y = np.inf, x, y
    for bend in BENDS:
        bend_x, bend_y = (x + x2) / 2 + bend * (y2 - y), (y + y2) / 2 + bend * (x - x2)
        cost = 4 * abs(bend)
        for n in range(POINTS):
            t = FIRST + n * (1 - 2 * FIRST) / (POINTS - 1)
            at_x = (1 - t) ** 2 * x + 2 * t * (1 - t) * bend_x + t**2 * x2
            at_y = (1 - t) ** 2 * y + 2 * t * (1 - t) * bend_y + t**2 * y2
            if hypot(at_x - middle_x, at_y - middle_y) < you + 8:
                cost += 1.5
            if at_x < 20 or at_y < 20 or at_x > width - 20 or at_y > height - 130:
                cost += 2
            for row in range(len(taken)):
                if taken[row, 0] < at_x < taken[row, 2] and taken[row, 1] < at_y < taken[row, 3]:
                    own = row // 2 == a or row // 2 == b
                    cost += 1.0 if not own else 0.4 if row % 2 else 0.0  # its own symbols don't count, its own words little
            if cost >= best:
                break
        if cost < best:
            best, best_x, best_y = cost, bend_x, bend_y
    return best_x, best_y
