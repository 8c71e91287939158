"""Boxes and lines as arrays, so that hundreds of possible places are looked at in one go. All in pixels."""

import numpy as np

GAP = 5.0  # clear space beside every label
SIGN = 12.0  # how far the signs at a symbol reach beyond it
CLOSE = 5.0  # from a symbol to its own label


def symbol_boxes(points: np.ndarray, radius: float, middle: float) -> np.ndarray:
    """(n, 4) boxes round symbols at these (n, 2) points, with room for signs on every side but the label's.

    Above ``middle`` (a height) the label stands over its symbol, below it under it.
    """
    wide, near = radius + SIGN, radius + CLOSE - 1
    x, y = points[:, 0], points[:, 1]
    above = y < middle
    boxes = np.empty((len(points), 4))
    boxes[:, 0], boxes[:, 2] = x - wide, x + wide
    boxes[:, 1] = y - np.where(above, near, wide)
    boxes[:, 3] = y + np.where(above, wide, near)
    return boxes


def label_boxes(
    points: np.ndarray, width: float | np.ndarray, height: float | np.ndarray, radius: float, middle: float, frame: np.ndarray
) -> np.ndarray:
    """(n, 4) boxes of labels of these sizes at these points: away from the middle, moved sideways to stay in the frame."""
    half, near = width / 2, radius + CLOSE
    x, y = np.maximum(np.minimum(points[:, 0], frame[2] - half), frame[0] + half), points[:, 1]
    boxes = np.empty((len(points), 4))
    boxes[:, 0], boxes[:, 2] = x - half, x + half
    boxes[:, 1] = np.where(y < middle, y - near - height, y + near)
    boxes[:, 3] = boxes[:, 1] + height
    return boxes


def boxes_of(
    x: float, y: float, width: float, height: float, radius: float, middle: float, frame: np.ndarray
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The boxes of one symbol and of its label, as ``symbol_boxes`` and ``label_boxes`` have them."""
    above, wide, near = y < middle, radius + SIGN, radius + CLOSE - 1
    symbol = (x - wide, y - (near if above else wide), x + wide, y + (wide if above else near))
    half = width / 2
    x = max(min(x, frame[2] - half), frame[0] + half)
    top = y - near - 1 - height if above else y + near + 1
    return symbol, (x - half, top, x + half, top + height)


def inside(boxes: np.ndarray, frame: np.ndarray) -> np.ndarray:
    """Which boxes lie wholly in the frame."""
    return (boxes[:, 0] >= frame[0]) & (boxes[:, 1] >= frame[1]) & (boxes[:, 2] <= frame[2]) & (boxes[:, 3] <= frame[3])


def hits(boxes: np.ndarray, taken: np.ndarray) -> np.ndarray:
    """(n, m): which of n boxes come too near to which of m others."""
    hit = boxes[:, 0, None] < taken[:, 2] + GAP
    hit &= boxes[:, 2, None] + GAP > taken[:, 0]
    hit &= boxes[:, 1, None] < taken[:, 3]
    hit &= boxes[:, 3, None] > taken[:, 1]
    return hit


def crossings(starts: np.ndarray, ends: np.ndarray, boxes: np.ndarray) -> np.ndarray:
    """(n, m): whether each of n straight lines passes through each of m boxes."""
    step = ends - starts
    step[np.abs(step) < 1e-9] = 1e-9
    step = 1 / step
    x, y = starts[:, 0, None], starts[:, 1, None]
    across, down = step[:, 0, None], step[:, 1, None]
    left, right = (boxes[:, 0] - x) * across, (boxes[:, 2] - x) * across
    top, bottom = (boxes[:, 1] - y) * down, (boxes[:, 3] - y) * down
    enter = np.maximum(np.minimum(left, right), np.minimum(top, bottom))
    leave = np.minimum(np.maximum(left, right), np.maximum(top, bottom))
    return np.maximum(enter, 0) < np.minimum(leave, 1)
