"""Which names have a line running under them: those need a halo to be read, the others stand clear without."""

from collections.abc import Iterable

import numpy as np

from mapping.layout import Layout
from mapping.layout.boxes import crossings, lines_between
from mapping.render.pieces import Circle, Piece, Shape

BITS = np.linspace(0, 1, 9)  # of a curve: straight ones that it is looked at as
REACH = 4.0  # pixels: half the widest line


def lines_under(layout: Layout, pieces: Iterable[Piece]) -> list[bool]:
    """For each thing of the layout, whether one of these lines, curves or circles runs through its label."""
    if not layout.spots:
        return []
    boxes = np.array([(b.left, b.top, b.right, b.bottom) for b in (spot.label_box for spot in layout.spots)]).T
    boxes += np.array([[-REACH], [-REACH], [REACH], [REACH]])
    pieces = [piece for piece in pieces if piece.look.stroke]
    paths = [piece.steps for piece in pieces if isinstance(piece, Shape) and len(piece.steps) == 2]
    straight = [(*steps[0][1:], *steps[1][1:]) for steps in paths if steps[1][0] == "L"]
    curves = [(*steps[0][1:], *steps[1][1:]) for steps in paths if steps[1][0] == "Q"]
    under = np.zeros(boxes.shape[1], bool)
    if straight:
        under |= crossings(lines_between(*np.array(straight).T), boxes).any(axis=0)
    if curves:
        x, y, x1, y1, x2, y2 = np.array(curves).T[..., None]
        x = (1 - BITS) ** 2 * x + 2 * BITS * (1 - BITS) * x1 + BITS**2 * x2
        y = (1 - BITS) ** 2 * y + 2 * BITS * (1 - BITS) * y1 + BITS**2 * y2
        under |= crossings(lines_between(x[:, :-1], y[:, :-1], x[:, 1:], y[:, 1:]), boxes).any(axis=0)
    for circle in pieces:
        if isinstance(circle, Circle):
            left, top, right, bottom = boxes - np.array([[circle.x], [circle.y]] * 2)
            near = np.hypot(np.maximum(np.maximum(left, -right), 0), np.maximum(np.maximum(top, -bottom), 0))
            far = np.hypot(np.maximum(-left, right), np.maximum(-top, bottom))
            under |= (near <= circle.r) & (circle.r <= far)
    return under.tolist()
