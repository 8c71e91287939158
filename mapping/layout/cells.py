"""One part of the circle in one ring, and the points in it where a symbol may stand."""

from math import atan2, ceil, cos, hypot, pi, sin

import numpy as np

from mapping.layout.compiled import compiled

STEP = 24.0  # how far apart the points looked at are, in pixels
CLOSE_STEP, TIGHT_STEP = 15.0, 7.0  # where nothing is free: closer, then in close rows
EDGE = 5.0  # how far a symbol keeps from the border of its ring and sector


@compiled
def in_cell(x: float, y: float, inner: float, outer: float, start: float, end: float, radius: float) -> bool:
    """Whether a symbol at this point, measured from the middle, stands in this sector of this ring, edges and all.

    Sectors run from one angle to another, radians, clockwise from the right-hand side.
    """
    distance, edge = hypot(x, y), _edge(inner, outer, radius)
    if distance < inner + edge or distance > outer - edge:
        return False
    if _whole(start, end):
        return True
    along, margin = (atan2(y, x) - start) % (2 * pi), _margin(max(distance, 1.0), start, end, radius)
    return margin <= along <= end - start - margin


@compiled
def nearest_in_cell(x: float, y: float, inner: float, outer: float, start: float, end: float, radius: float) -> tuple:
    """The point of this sector of this ring, edges and all, that is nearest to another, both measured from the middle."""
    edge, distance = _edge(inner, outer, radius) + 0.01, hypot(x, y)
    far = min(max(distance, inner + edge), outer - edge)
    turn = atan2(y, x)
    if not _whole(start, end):
        margin = _margin(max(far, 1.0), start, end, radius) + 1e-6
        along, wide = (turn - start) % (2 * pi), end - start
        if along > wide - margin:  # past the end: back to it, or on to the beginning, what is less far
            turn = start + (margin if along - wide > 2 * pi - along else wide - margin)
        elif along < margin:
            turn = start + margin
    return far * cos(turn), far * sin(turn)


@compiled
def spread_points(inner: float, outer: float, start: float, end: float, radius: float, step: float) -> np.ndarray:
    """(n, 2): points spread evenly over this sector of this ring, x and y from the middle."""
    edge = _edge(inner, outer, radius) + 0.01
    thick = outer - inner - 2 * edge
    rows = max(2, int(thick / step) + 1)
    most = int((end - start) * outer / step) + 4
    points, at = np.empty((rows * most, 2)), 0
    for row in range(rows):
        far = inner + edge + row * thick / (rows - 1)
        margin = 0.0 if _whole(start, end) else _margin(far, start, end, radius) + 1e-6
        wide = end - start - 2 * margin
        many = max(3, ceil(wide * far / step))
        for n in range(many):
            turn = start + margin + n * wide / (many - 1)
            points[at, 0], points[at, 1] = far * cos(turn), far * sin(turn)
            at += 1
    return points[:at]


@compiled
def row_points(inner: float, outer: float, start: float, end: float, radius: float) -> np.ndarray:
    """(n, 2): points of this sector of this ring in close rows, top to bottom and left to right, x and y from the middle."""
    many = int(ceil(2 * outer / TIGHT_STEP))
    points, at = np.empty((many * many, 2)), 0
    for row in range(many):
        for column in range(many):
            x, y = column * TIGHT_STEP - outer, row * TIGHT_STEP - outer
            if in_cell(x, y, inner, outer, start, end, radius):
                points[at, 0], points[at, 1] = x, y
                at += 1
    return points[:at]


@compiled
def _whole(start: float, end: float) -> bool:
    return end - start > 2 * pi - 1e-6


@compiled
def _margin(far: float, start: float, end: float, radius: float) -> float:
    return min((radius + EDGE) / far, (end - start) / 2 - 0.01)


@compiled
def _edge(inner: float, outer: float, radius: float) -> float:
    return min(radius + EDGE, (outer - inner) / 2 - 1)
