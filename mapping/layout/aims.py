"""Where each thing would like to stand: spread out, and turned towards what it is tied to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from math import atan2, ceil, cos, pi, sin

from mapping.layout.rings import SECTORS, sector_of
from mapping.layout.shapes import Band, Label, Level
from mapping.layout.untangle import untangle
from mapping.model import Item, Tie

Aim = tuple[float, float]  # angle in radians, distance from the middle in pixels
ROUNDS = 8


def neighbours_of(ties: Iterable[Tie], known: set[str]) -> dict[str, list[str]]:
    """The ids that each id is tied to, sorted; ties to things not on the map are left out."""
    found = defaultdict(set)
    for tie in ties:
        if tie.a in known and tie.b in known and tie.a != tie.b:
            found[tie.a].add(tie.b)
            found[tie.b].add(tie.a)
    return {item_id: sorted(others) for item_id, others in found.items()}


def aim_items(
    items: Sequence[Item],
    bands: Sequence[Band],
    neighbours: Mapping[str, Sequence[str]],
    labels: Mapping[str, Label],
    level: Level,
) -> dict[str, Aim]:
    """Each item's aim. In a sector things are ordered by the direction of what they are tied to (barycentres)."""
    band_of = {band.closeness: band for band in bands}
    cells: dict[tuple, list[str]] = {}
    for item in sorted(items, key=lambda item: (SECTORS.index(sector_of(item)), item.id)):
        cells.setdefault((item.closeness, sector_of(item)), []).append(item.id)
    angles = _spread(cells, band_of)
    for _ in range(ROUNDS):
        for key, ids in cells.items():
            start, end = band_of[key[0]].sectors[key[1]]
            ids.sort(key=lambda i: (_wanted(angles, neighbours.get(i, ()), angles[i], (start + end) / 2), i))
        angles = _spread(cells, band_of)
    angles = untangle(cells, partial(_spread, band_of=band_of), neighbours)
    return _with_distances(cells, band_of, angles, labels, level)


def _spread(cells: Mapping[tuple, Sequence[str]], band_of: Mapping) -> dict[str, float]:
    angles = {}
    for (ring, sector), ids in cells.items():
        start, end = band_of[ring].sectors[sector]
        for place, item_id in enumerate(ids):
            angles[item_id] = start + (end - start) * (place + 0.5) / len(ids)
    return angles


def _wanted(angles: Mapping[str, float], others: Sequence[str], own: float, middle: float) -> float:
    """The angle between own and what it is tied to, within half a turn of the sector's middle."""
    if not others:
        return own
    x = sum(cos(angles[other]) for other in others) + 0.5 * cos(own)
    y = sum(sin(angles[other]) for other in others) + 0.5 * sin(own)
    return middle + (atan2(y, x) - middle + pi) % (2 * pi) - pi


def _with_distances(
    cells: Mapping[tuple, Sequence[str]],
    band_of: Mapping,
    angles: Mapping[str, float],
    labels: Mapping[str, Label],
    level: Level,
) -> dict[str, Aim]:
    """Adds distances: one row in the middle of a ring where that is enough, several rows in turn where it is not."""
    aims = {}
    for (ring, sector), ids in cells.items():
        band = band_of[ring]
        start, end = band.sectors[sector]
        room = (end - start) * (band.inner + band.outer) / 2
        wide = max(labels[item_id].width for item_id in ids) + 20
        rows_that_fit = max(1, int((band.outer - band.inner) / (3.2 * level.radius + 50)))
        rows = min(ceil(len(ids) * wide / max(room, 1)), rows_that_fit)
        for place, item_id in enumerate(ids):
            share = (place % rows + 0.5) / rows if rows > 1 else 0.5
            aims[item_id] = (angles[item_id], band.inner + (band.outer - band.inner) * (0.1 + 0.8 * share))
    return aims
