"""Boxes and lines as arrays, so that hundreds of possible places are looked at in one go. All in pixels."""

import numpy as np

from mapping.layout.shapes import Label, Level

GAP = 5.0  # clear space beside every label
SIGN = 12.0  # how far the signs at a symbol reach beyond it
CLOSE = 5.0  # from a symbol to its own label


def symbol_boxes(points: np.ndarray, level: Level, centre: tuple[float, float]) -> np.ndarray:
    """(n, 4) boxes round symbols at these (n, 2) points, with room for signs on every side but the label's."""
    wide, near = level.radius + SIGN, level.radius + CLOSE - 1
    above = points[:, 1] < centre[1]
    top, bottom = np.where(above, near, wide), np.where(above, wide, near)
    x, y = points[:, 0], points[:, 1]
    return np.stack([x - wide, y - top, x + wide, y + bottom], axis=1)


def label_boxes(
    points: np.ndarray, label: Label, level: Level, centre: tuple[float, float], frame: np.ndarray
) -> np.ndarray:
    """(n, 4) boxes of a label at these points: away from the middle, moved sideways to stay in the frame."""
    half = label.width / 2
    middle = np.clip(points[:, 0], frame[0] + half, frame[2] - half)
    above, near = points[:, 1] < centre[1], level.radius + CLOSE
    top = np.where(above, points[:, 1] - near - label.height, points[:, 1] + near)
    return np.stack([middle - half, top, middle + half, top + label.height], axis=1)


def inside(boxes: np.ndarray, frame: np.ndarray) -> np.ndarray:
    """Which boxes lie wholly in the frame."""
    return (boxes[:, 0] >= frame[0]) & (boxes[:, 1] >= frame[1]) & (boxes[:, 2] <= frame[2]) & (boxes[:, 3] <= frame[3])


def free(boxes: np.ndarray, taken: np.ndarray) -> np.ndarray:
    """Which of (n, 4) boxes keep clear of all (m, 4) taken ones."""
    left, top, right, bottom = (boxes[:, n, None] for n in range(4))
    hit = (left < taken[:, 2] + GAP) & (taken[:, 0] < right + GAP) & (top < taken[:, 3]) & (taken[:, 1] < bottom)
    return ~hit.any(axis=1)


def crossings(starts: np.ndarray, ends: np.ndarray, boxes: np.ndarray) -> np.ndarray:
    """Whether each straight line (starts to ends) passes through each box; numpy's broadcasting holds."""
    enter, leave = 0.0, 1.0
    for axis in (0, 1):
        start, step = starts[..., axis], ends[..., axis] - starts[..., axis]
        step = 1 / np.where(np.abs(step) < 1e-9, 1e-9, step)
        low, high = (boxes[..., axis] - start) * step, (boxes[..., axis + 2] - start) * step
        enter = np.maximum(enter, np.minimum(low, high))
        leave = np.minimum(leave, np.maximum(low, high))
    return enter < leave
