"""One part of the circle in one ring, and the points in it where a symbol may stand."""

from math import ceil, pi

import numpy as np

STEP = 24.0  # how far apart the points looked at are, in pixels
CLOSE_STEP, TIGHT_STEP = 15.0, 7.0  # where nothing is free: closer, then in close rows
Sector = tuple[float, float]  # from one angle to another, radians, clockwise from the right-hand side
EDGE = 5.0  # how far a symbol keeps from the border of its ring and sector


def in_cell(x: np.ndarray, y: np.ndarray, inner: float, outer: float, sector: Sector, radius: float) -> np.ndarray:
    """Which points, measured from the middle, stand in this sector of this ring, symbol and all."""
    distance, (start, end) = np.hypot(x, y), sector
    edge = _edge(inner, outer, radius)
    fits = (distance >= inner + edge) & (distance <= outer - edge)
    if end - start > 2 * pi - 1e-6:
        return fits
    along = (np.arctan2(y, x) - start) % (2 * pi)
    margin = np.minimum((radius + EDGE) / np.maximum(distance, 1), (end - start) / 2 - 0.01)
    return fits & (along >= margin) & (along <= end - start - margin)


def spread_points(inner: float, outer: float, sector: Sector, radius: float, step: float) -> tuple[np.ndarray, np.ndarray]:
    """The x and y, from the middle, of points spread evenly over this sector of this ring."""
    edge, (start, end) = _edge(inner, outer, radius) + 0.01, sector
    thick = outer - inner - 2 * edge
    whole = end - start > 2 * pi - 1e-6
    rows = max(2, int(thick / step) + 1)
    fars = [inner + edge + n * thick / (rows - 1) for n in range(rows)]
    margins = [0.0 if whole else min((radius + EDGE) / far, (end - start) / 2 - 0.01) + 1e-6 for far in fars]
    manys = [max(3, ceil((end - start - 2 * m) * far / step)) for far, m in zip(fars, margins, strict=True)]
    turn, far = np.empty(sum(manys)), np.empty(sum(manys))
    at = 0
    for distance, margin, many in zip(fars, margins, manys, strict=True):
        turn[at : at + many] = np.arange(many) * ((end - start - 2 * margin) / (many - 1)) + (start + margin)
        far[at : at + many] = distance
        at += many
    return far * np.cos(turn), far * np.sin(turn)


def row_points(inner: float, outer: float, sector: Sector, radius: float) -> tuple[np.ndarray, np.ndarray]:
    """The x and y, from the middle, of points of this sector of this ring in close rows, top to bottom and left to right."""
    along = np.arange(-outer, outer, TIGHT_STEP)
    x, y = (each.ravel() for each in np.meshgrid(along, along))
    there = in_cell(x, y, inner, outer, sector, radius)
    return x[there], y[there]


def _edge(inner: float, outer: float, radius: float) -> float:
    return min(radius + EDGE, (outer - inner) / 2 - 1)
