"""How wide the rings are and how the circle is shared out between people, places and activities."""

from collections.abc import Callable, Iterable, Mapping
from math import pi, sqrt

from mapping.layout.measure import text_width
from mapping.layout.shapes import Band, Box, Label, Level
from mapping.model import Closeness, Item, Kind
from mapping.words import read_words

SECTORS = ("people", "places", "activities")  # clockwise from the top
RINGS = (Closeness.INNER, Closeness.MIDDLE, None, Closeness.OUTER)  # outwards; None: not placed yet
CAPTION_SIZE = 22
EMPTY = 38.0  # thickness of a ring with nothing in it: room for its caption
START = -pi / 2
FULL = 0.64  # how full a cell may be, as a share of its area, before another way of sharing is tried

Demand = dict[tuple[str, Closeness | None], float]


def sector_of(item: Item) -> str:
    """The sector an item belongs to."""
    return {Kind.PLACE: "places", Kind.ACTIVITY: "activities"}.get(item.kind, "people")


def demand_of(items: Iterable[Item], labels: Mapping[str, Label], level: Level) -> Demand:
    """The area that the items of each sector and ring need, in square pixels."""
    need: Demand = {}
    for item in items:
        label, side = labels[item.id], 2 * level.radius + 16
        cell = sector_of(item), item.closeness
        need[cell] = need.get(cell, 0) + max(label.width, side) * (label.height + side)
    return need


def share_rings(need: Mapping[Closeness | None, float], start: float, end: float, least: float) -> dict:
    """The (inner, outer) radius of each ring, so that their areas are as their needs are and all end at ``end``."""
    rings = [ring for ring in RINGS if ring is not None or need.get(None)]

    def radii(factor: float) -> list[float]:
        edges = [start]
        for ring in rings:
            inner, wanted = edges[-1], need.get(ring, 0)
            edges.append(max(sqrt(inner**2 + factor * wanted / pi), inner + least) if wanted else inner + EMPTY)
        return edges

    low, high = 0.0, 200.0
    for _ in range(30):
        middle = (low + high) / 2
        low, high = (low, middle) if radii(middle)[-1] > end else (middle, high)
    edges = radii(low)
    if not any(need.values()):  # an empty map: room for a few words in the middle
        edges = [start, start + 0.58 * (end - start), start + 0.8 * (end - start), end]
    edges[-1] = max(end, edges[-1])
    return {ring: (edges[n], edges[n + 1]) for n, ring in enumerate(rings)}


def _shares(weights: Mapping[str, float]) -> dict[str, float]:
    """Shares of the circle that add up to 1, none of what is there under an eighth."""
    total = sum(weights.values()) or 1
    raised = {sector: max(weight / total, 0.125) if weight else 0 for sector, weight in weights.items()}
    return {sector: weight / (sum(raised.values()) or 1) for sector, weight in raised.items()}


def share_circle(need: Demand, edges_of: Callable[[Mapping], dict], local: float) -> tuple[dict, dict, float]:
    """The rings' radii, each ring's sector shares, and how full the fullest cell is.

    ``local`` 0 gives every ring the same sectors; 1 lets each ring share its circle by its own needs.
    """
    by_sector = {s: sum(v for (of, _), v in need.items() if of == s) for s in SECTORS}
    shares, edges = _shares(by_sector), {}
    for _ in range(8):
        ring_shares = {ring: _blend(shares, need, ring, local) for ring in RINGS}
        wanted = {
            ring: max((v / ring_shares[ring][s] for (s, r), v in need.items() if r == ring), default=0)
            for ring in RINGS
        }
        edges = edges_of(wanted)
        area = {ring: pi * (outer**2 - inner**2) for ring, (inner, outer) in edges.items()}
        fill = {s: max((v / area[r] for (of, r), v in need.items() if of == s), default=0) for s in SECTORS}
        new = _shares(fill)
        shares = {s: (shares[s] + new[s]) / 2 for s in SECTORS}
    fullest = max((v / (area[r] * ring_shares[r][s]) for (s, r), v in need.items()), default=0)
    return edges, ring_shares, fullest


def _blend(shares: Mapping[str, float], need: Demand, ring: Closeness | None, local: float) -> dict[str, float]:
    own = {s: need.get((s, ring), 0) for s in SECTORS}
    if not local or not any(own.values()):
        return dict(shares)
    own = _shares(own)
    return {s: (1 - local) * shares[s] + local * own[s] for s in SECTORS}


def make_bands(edges: Mapping, ring_shares: Mapping, centre: tuple[float, float]) -> tuple[Band, ...]:
    """The rings with their sectors' angles and the box of each caption, at the top of the ring."""
    words, bands = read_words()["rings"], []
    for ring, (inner, outer) in edges.items():
        angle, sectors = START, {}
        for sector in SECTORS:
            if share := ring_shares[ring][sector]:
                sectors[sector] = (angle, angle + 2 * pi * share)
                angle += 2 * pi * share
        half = text_width(words[ring.value if ring else "none"], CAPTION_SIZE) / 2 + 6
        top = centre[1] - outer + 4
        bands.append(Band(ring, inner, outer, sectors, Box(centre[0] - half, top, centre[0] + half, top + 30)))
    return tuple(bands)
