"""How wide the rings are and how the circle is shared out between people, places and activities."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
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
ROUNDS = 3  # of sharing out, until both rings and sectors fit
RADIUS_STEP, SHARE_STEPS = 6.0, 48  # rings grow by so many pixels, sectors by one part of the circle of so many
MOST_DRAWN = 1.5  # how many times its usual share a sector may have in a crowded ring
CALM = 0.4  # how strongly a map with little on it keeps to rings of one width
FULL = {0.0: 0.5, 0.7: 0.57, 1.0: 0.5}  # how full a cell may be, as a share of its area, before smaller letters are
# tried: with the same sectors in every ring, with crowded rings drawn out, with each ring on its own

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


def share_rings(need: Mapping[Closeness | None, float], start: float, end: float, least: float, calm: float) -> dict:
    """The (inner, outer) radius of each ring, so that their areas are as their needs are and all end at ``end``.

    Radii are whole steps, so that a little more need moves nothing. ``calm`` (0 to 1) draws the three rings towards
    being equally wide, whatever stands in them.
    """
    rings = [ring for ring in RINGS if ring is not None or need.get(None)]
    even = [start + n * (end - start) / 3 for n in range(4)]
    usual = {ring: even[n + 1] ** 2 - even[n] ** 2 for n, ring in enumerate(Closeness)}
    wanted = [need.get(ring, 0) / pi + CALM * calm * usual.get(ring, 0) for ring in rings]

    def edges_at(factor: float) -> list[float]:
        edges = [start]
        inner = start
        for want in wanted:
            if want:
                outer = sqrt(inner * inner + factor * want)
                inner = outer if outer > inner + least else inner + least
            else:
                inner += EMPTY
            edges.append(inner)
        return edges

    # where every ring has something in it, the areas say it all; where one is held at its least, the rest is searched for
    low, high = 0.0, (end * end - start * start) / (sum(wanted) or 1)
    edges = edges_at(high)
    if all(wanted) and all(b - a > least + 1 for a, b in pairwise(edges)):
        return _in_steps(rings, edges, end)
    for _ in range(9):
        middle = (low + high) / 2
        low, high = (low, middle) if edges_at(middle)[-1] > end else (middle, high)
    return _in_steps(rings, edges_at(low), end)


def _in_steps(rings: Sequence[Closeness | None], edges: Sequence[float], end: float) -> dict:
    """The rings with their radii rounded, the last ending where it should."""
    rounded = [edges[0], *(round(edge / RADIUS_STEP) * RADIUS_STEP for edge in edges[1:-1]), max(end, edges[-1])]
    return {ring: (rounded[n], rounded[n + 1]) for n, ring in enumerate(rings)}


def _shares(weights: Mapping[str, float], kept: Mapping[str, float]) -> dict[str, float]:
    """Shares of the circle that add up to 1: none of what is there under an eighth, ``kept`` at least for the rest."""
    total = sum(weights.values()) or 1
    raised = {sector: max(weight / total, 0.125) if weight else kept.get(sector, 0) for sector, weight in weights.items()}
    whole = sum(raised.values()) or 1
    return {sector: weight / whole for sector, weight in raised.items()}


def share_circle(
    need: Demand, edges_of: Callable[[Mapping], dict], local: float, kept: Mapping[str, float]
) -> tuple[dict, dict, float]:
    """The rings' radii, each ring's sector shares, and how full the fullest cell is.

    ``local`` 0 gives every ring the same sectors; 1 lets every ring share its circle by its own
    needs alone, and what is between lets a crowded ring do so in part. ``kept`` is the
    share of the circle that a sector with nothing in it has all the same.
    """
    by_sector = {s: sum(v for (of, _), v in need.items() if of == s) for s in SECTORS}
    shares, edges, crowded = _shares(by_sector, kept), {}, set(RINGS)
    for _ in range(ROUNDS):
        ring_shares = _ring_shares(shares, need, local, crowded)
        edges = edges_of(_wanted(need, ring_shares))
        area = {ring: pi * (outer**2 - inner**2) for ring, (inner, outer) in edges.items()}
        fill = {s: max((v / area[r] for (of, r), v in need.items() if of == s), default=0) for s in SECTORS}
        crowded = {r for (s, r), v in need.items() if v > 0.8 * FULL[0.0] * area[r] * shares[s]}
        new = _shares(fill, kept)
        shares = {s: (shares[s] + new[s]) / 2 for s in SECTORS}
    ring_shares = {ring: _rounded(each) for ring, each in _ring_shares(shares, need, local, crowded).items()}
    edges = edges_of(_wanted(need, ring_shares))
    area = {ring: pi * (outer**2 - inner**2) for ring, (inner, outer) in edges.items()}
    fullest = max((v / (area[r] * ring_shares[r][s]) for (s, r), v in need.items()), default=0)
    return edges, ring_shares, fullest


def _wanted(need: Demand, ring_shares: Mapping) -> dict[Closeness | None, float]:
    """The area each ring needs so that its fullest sector has room."""
    wanted = dict.fromkeys(RINGS, 0.0)
    for (sector, ring), value in need.items():
        wanted[ring] = max(wanted[ring], value / ring_shares[ring][sector])
    return wanted


def _ring_shares(shares: Mapping[str, float], need: Demand, local: float, crowded: set) -> dict:
    """The sectors' shares in each ring: the same in all, but in a crowded one drawn towards what it needs itself."""
    if not local:
        return dict.fromkeys(RINGS, shares)
    return {ring: _blend(shares, need, ring, local if ring in crowded or local == 1 else 0) for ring in RINGS}


def _rounded(shares: Mapping[str, float]) -> dict[str, float]:
    """The same in whole steps of the circle: a little more need turns nothing."""
    steps = {sector: max(round(share * SHARE_STEPS), 1) if share else 0 for sector, share in shares.items()}
    biggest = max(steps, key=lambda sector: steps[sector])
    steps[biggest] += SHARE_STEPS - sum(steps.values()) if any(steps.values()) else 0
    return {sector: step / SHARE_STEPS for sector, step in steps.items()}


def _blend(shares: Mapping[str, float], need: Demand, ring: Closeness | None, local: float) -> dict[str, float]:
    own = {s: need.get((s, ring), 0) for s in SECTORS}
    if not local or not any(own.values()):
        return dict(shares)
    own = _shares(own, {})
    if local == 1:
        return own
    drawn = {s: min((1 - local) * shares[s] + local * own[s], MOST_DRAWN * shares[s]) for s in SECTORS}
    spare = 1 - sum(drawn.values())  # goes to those that were not drawn out, so that each stays in its own direction
    rest = {s: shares[s] for s in SECTORS if drawn[s] < MOST_DRAWN * shares[s]} or shares
    return {s: drawn[s] + spare * rest.get(s, 0) / (sum(rest.values()) or 1) for s in SECTORS}


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
