"""Which names have a line running under them: those need a halo to be read, the others stand clear without."""

from collections.abc import Iterable

import numpy as np

from mapping.layout import Layout
from mapping.layout.boxes import lines_under
from mapping.render.pieces import Circle, Piece, Shape

BITS = np.linspace(0, 1, 9)  # of a curve: straight ones that it is looked at as
REACH = 4.0  # pixels: half the widest line


def names_crossed(layout: Layout, pieces: Iterable[Piece], pale: str) -> list[bool]:
    """For each thing of the layout, whether one of these lines, curves or circles runs through its label.

    Those in the colour ``pale`` are no matter: words can be read over them as they are.
    """
    if not layout.spots:
        return []
    boxes = np.array([(b.left - REACH, b.top - REACH, b.right + REACH, b.bottom + REACH) for b in (spot.label_box for spot in layout.spots)])
    pieces = [piece for piece in pieces if piece.look.stroke not in (None, pale)]
    paths = [piece.steps for piece in pieces if isinstance(piece, Shape) and len(piece.steps) == 2]
    straight = np.array([(*steps[0][1:], *steps[1][1:]) for steps in paths if steps[1][0] == "L"])
    under = lines_under(straight.reshape(-1, 4), boxes)
    if curves := [(*steps[0][1:], *steps[1][1:]) for steps in paths if steps[1][0] == "Q"]:
        x, y, x1, y1, x2, y2 = np.array(curves).T[..., None]
        x = (1 - BITS) ** 2 * x + 2 * BITS * (1 - BITS) * x1 + BITS**2 * x2
        y = (1 - BITS) ** 2 * y + 2 * BITS * (1 - BITS) * y1 + BITS**2 * y2
        bits = np.stack((x[:, :-1], y[:, :-1], x[:, 1:], y[:, 1:]), axis=-1)
        under |= lines_under(bits.reshape(-1, 4), boxes)
    for circle in pieces:
        if isinstance(circle, Circle):
            left, top, right, bottom = (boxes - (circle.x, circle.y, circle.x, circle.y)).T
            near = np.hypot(np.maximum(np.maximum(left, -right), 0), np.maximum(np.maximum(top, -bottom), 0))
            far = np.hypot(np.maximum(-left, right), np.maximum(-top, bottom))
            under |= (near <= circle.r) & (circle.r <= far)
    return under.tolist()
