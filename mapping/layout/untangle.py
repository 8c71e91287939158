"""Swaps things within their ring and sector until the lines between what goes together cross less and are shorter."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

ROUNDS = 3
MOST_TIES = 40  # beyond that no order is free of crossings, and the search would take too long
TURN = 2 * np.pi

Cells = Mapping[tuple, list[str]]


def untangle(
    cells: Cells, spread: Callable[[Cells], dict[str, float]], neighbours: Mapping[str, Sequence[str]]
) -> dict[str, float]:
    """Reorders the ids in each cell in place where that helps; the angles (radians) that the new order gives."""
    pairs = [(a, b) for a in sorted(neighbours) for b in neighbours[a] if a < b]
    angles = spread(cells)
    if not 0 < len(pairs) <= MOST_TIES:
        return angles
    cost = _tangle(angles, pairs)
    for _ in range(ROUNDS):
        before = cost
        for ids in cells.values():
            for place in range(len(ids)):
                for other in range(place + 1, min(place + 4, len(ids))):
                    if ids[place] not in neighbours and ids[other] not in neighbours:
                        continue
                    trial = angles | {ids[place]: angles[ids[other]], ids[other]: angles[ids[place]]}
                    if (new := _tangle(trial, pairs)) < cost - 1e-9:
                        ids[place], ids[other] = ids[other], ids[place]
                        angles, cost = trial, new
        if cost == before:
            break
    return angles


def _tangle(angles: Mapping[str, float], pairs: Sequence[tuple[str, str]]) -> float:
    """How far apart tied things stand round the circle, in radians, and one for each crossing of two lines."""
    ends = np.array([(angles[a] % TURN, angles[b] % TURN) for a, b in pairs])
    low, high = ends.min(axis=1), ends.max(axis=1)
    apart = np.minimum(high - low, TURN - (high - low)).sum()
    crossed = (low[:, None] < low) & (low < high[:, None]) & (high[:, None] < high)
    return float(apart + crossed.sum())
