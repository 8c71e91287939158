"""Boxes and lines as arrays, so that hundreds of possible places are looked at in one go. All in pixels.

Boxes are (4, ...): left, top, right, bottom. Lines are (9, n): minus half the height, half the width and how far off the canvas'
corner the line passes (times half its length), so that one sum with a point tells how far off the line it is; the first two without
their signs, the other way round; then left, top, right, bottom of what the line spans.
"""

import numpy as np

GAP = 5.0  # clear space beside every label
SIGN = 12.0  # how far the signs at a symbol reach beyond it
CLOSE = 5.0  # from a symbol to its own label
LEAN = (SIGN - CLOSE + 1) / 2  # a symbol's box reaches further on the side away from its label: so far off its middle
AWAY = -1e6  # where something is while it is moved

Frame = tuple[float, float, float, float]


def boxes_at(
    x: np.ndarray, y: np.ndarray, side: np.ndarray, wide: np.ndarray | float, high: np.ndarray | float, radius: float, frame: Frame
) -> np.ndarray:
    """(4, 2, n): the boxes of symbols at these points, with room for signs, then those of their labels, half so wide and high.

    ``side`` is -1 where the label stands over its symbol, 1 where it stands under it. Labels move sideways to stay in the frame.
    """
    boxes = np.empty((4, 2, len(x)))
    middle, reach = y - LEAN * side, radius + SIGN - LEAN
    boxes[0, 0], boxes[1, 0], boxes[2, 0], boxes[3, 0] = x - (radius + SIGN), middle - reach, x + (radius + SIGN), middle + reach
    x, y = np.minimum(np.maximum(x, frame[0] + wide), frame[2] - wide), y + (radius + CLOSE + high) * side
    boxes[0, 1], boxes[1, 1], boxes[2, 1], boxes[3, 1] = x - wide, y - high, x + wide, y + high
    return boxes


def inside(boxes: np.ndarray, frame: Frame) -> np.ndarray:
    """Which boxes lie wholly in the frame."""
    return (boxes[0] >= frame[0]) & (boxes[1] >= frame[1]) & (boxes[2] <= frame[2]) & (boxes[3] <= frame[3])


def hits(boxes: np.ndarray, taken: np.ndarray) -> np.ndarray:
    """(..., m): which of these boxes come too near to which of m others."""
    boxes = boxes[..., None]
    hit = boxes[0] < taken[2] + GAP
    hit &= boxes[2] > taken[0] - GAP
    hit &= boxes[1] < taken[3]
    hit &= boxes[3] > taken[1]
    return hit


def lines_between(x: np.ndarray, y: np.ndarray, x2: np.ndarray, y2: np.ndarray) -> np.ndarray:
    """(9, n): the lines from these points to those."""
    lines = np.empty((9, *np.broadcast_shapes(x.shape, x2.shape)))
    lines[0], lines[1] = (y - y2) / 2, (x2 - x) / 2
    lines[2] = (x * y2 - x2 * y) / 2
    np.abs(lines[:2], out=lines[3:5])
    lines[5], lines[6], lines[7], lines[8] = np.minimum(x, x2), np.minimum(y, y2), np.maximum(x, x2), np.maximum(y, y2)
    return lines.reshape(9, -1)


def crossings(lines: np.ndarray, boxes: np.ndarray) -> np.ndarray:
    """(n, m): whether each of n straight lines passes through each of m boxes (separating axes)."""
    spots = np.empty((3, boxes.shape[1]))
    np.add(boxes[:2], boxes[2:], out=spots[:2])
    spots[:2] /= 2
    spots[2] = 1
    through = np.abs(lines[:3].T @ spots) < lines[3:5].T @ ((boxes[2:] - boxes[:2]) / 2)
    lines = lines[5:, :, None]
    through &= lines[0] < boxes[2]
    through &= lines[2] > boxes[0]
    through &= lines[1] < boxes[3]
    through &= lines[3] > boxes[1]
    return through
