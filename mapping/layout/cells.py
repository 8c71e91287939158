"""One part of the circle in one ring, and the points in it where a symbol may stand."""

from math import ceil, pi

import numpy as np

from mapping.layout.shapes import Band

STEP = 19.0  # how far apart the points looked at are, in pixels
TIGHT_STEP = 7.0
EDGE = 5.0  # how far a symbol keeps from the border of its ring and sector


def in_cell(points: np.ndarray, centre: tuple[float, float], band: Band, sector: str, radius: float) -> np.ndarray:
    """Which points stand in this sector of this ring, symbol and all."""
    x, y = points[:, 0] - centre[0], points[:, 1] - centre[1]
    distance, (start, end) = np.hypot(x, y), band.sectors[sector]
    edge = _edge(band, radius)
    fits = (distance >= band.inner + edge) & (distance <= band.outer - edge)
    if end - start > 2 * pi - 1e-6:
        return fits
    along = (np.arctan2(y, x) - start) % (2 * pi)
    margin = np.minimum((radius + EDGE) / np.maximum(distance, 1), (end - start) / 2 - 0.01)
    return fits & (along >= margin) & (along <= end - start - margin)


def spread_points(centre: tuple[float, float], band: Band, sector: str, radius: float) -> np.ndarray:
    """(n, 2) points spread evenly over this sector of this ring."""
    edge, (start, end) = _edge(band, radius) + 0.01, band.sectors[sector]
    thick = band.outer - band.inner - 2 * edge
    whole = end - start > 2 * pi - 1e-6
    rows = max(2, int(thick / STEP) + 1)
    distances, turns = [], []
    for far in [band.inner + edge + n * thick / (rows - 1) for n in range(rows)]:
        margin = 0.0 if whole else min((radius + EDGE) / far, (end - start) / 2 - 0.01) + 1e-6
        many = max(3, ceil((end - start - 2 * margin) * far / STEP))
        turns.append(np.arange(many) * ((end - start - 2 * margin) / (many - 1)) + (start + margin))
        distances.append(np.full(many, far))
    turn, far = np.concatenate(turns), np.concatenate(distances)
    points = np.empty((len(turn), 2))
    points[:, 0], points[:, 1] = centre[0] + far * np.cos(turn), centre[1] + far * np.sin(turn)
    return points


def row_points(centre: tuple[float, float], band: Band, sector: str, radius: float) -> np.ndarray:
    """(n, 2) points of this sector of this ring in close rows, top to bottom and left to right."""
    along = np.arange(-band.outer, band.outer, TIGHT_STEP)
    x, y = np.meshgrid(centre[0] + along, centre[1] + along)
    points = np.stack([x.ravel(), y.ravel()], axis=1)
    return points[in_cell(points, centre, band, sector, radius)]


def _edge(band: Band, radius: float) -> float:
    return min(radius + EDGE, (band.outer - band.inner) / 2 - 1)
