"""Boxes and straight lines: what a thing covers where it stands, and whether lines run through it. All in pixels.

A box is (left, top, right, bottom); a list of boxes is (n, 4).
"""

import numpy as np

from mapping.layout.compiled import compiled

GAP = 5.0  # clear space beside every label
SIGN = 12.0  # how far the signs at a symbol reach beyond it
CLOSE = 5.0  # from a symbol to its own label
LEAN = (SIGN - CLOSE + 1) / 2  # a symbol's box reaches further on the side away from its label: so far off its middle


@compiled
def boxes_at(x: float, y: float, wide: float, high: float, radius: float, left: float, right: float, middle: float) -> tuple:
    """The box of a symbol at this point, with room for signs, then that of its label, half so wide and high: eight numbers.

    The label stands over its symbol in the upper half of the picture (above ``middle``), under it in the lower. It moves
    sideways to stay between ``left`` and ``right``.
    """
    side = -1.0 if y < middle else 1.0
    centre, reach = y - LEAN * side, radius + SIGN - LEAN
    across, down = min(max(x, left + wide), right - wide), y + (radius + CLOSE + high) * side
    return (
        x - radius - SIGN, centre - reach, x + radius + SIGN, centre + reach,
        across - wide, down - high, across + wide, down + high,
    )  # fmt: skip


@compiled
def is_clear(stands: tuple, boxes: np.ndarray) -> bool:
    """Whether both boxes of something that would stand so keep clear of all the others."""
    for n in range(len(boxes)):
        left, top, right, bottom = boxes[n, 0] - GAP, boxes[n, 1], boxes[n, 2] + GAP, boxes[n, 3]
        if stands[0] < right and stands[2] > left and stands[1] < bottom and stands[3] > top:
            return False
        if stands[4] < right and stands[6] > left and stands[5] < bottom and stands[7] > top:
            return False
    return True


@compiled
def runs_through(x: float, y: float, x2: float, y2: float, left: float, top: float, right: float, bottom: float) -> bool:
    """Whether a straight line passes through a box (separating axes)."""
    if min(x, x2) >= right or max(x, x2) <= left or min(y, y2) >= bottom or max(y, y2) <= top:
        return False
    wide, high = (x2 - x) / 2, (y2 - y) / 2
    off = wide * ((top + bottom) / 2 - y) - high * ((left + right) / 2 - x)
    return abs(off) < abs(high) * (right - left) / 2 + abs(wide) * (bottom - top) / 2


@compiled
def lines_under(lines: np.ndarray, boxes: np.ndarray) -> np.ndarray:
    """(n): whether any of these lines, (m, 4): x, y, x2, y2, passes through each of n boxes."""
    under = np.zeros(len(boxes), np.bool_)
    for n in range(len(boxes)):
        for at in range(len(lines)):
            if runs_through(
                lines[at, 0], lines[at, 1], lines[at, 2], lines[at, 3], boxes[n, 0], boxes[n, 1], boxes[n, 2], boxes[n, 3]
            ):
                under[n] = True
                break
    return under
