"""How wide the rings are and how the circle is shared out between people, places and activities."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from math import pi, sqrt

from mapping.layout.board import Cell, Thing
from mapping.layout.measure import text_width
from mapping.layout.shapes import Band, Box, Level
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

USUAL_SHARES = {"people": 0.44, "places": 0.28, "activities": 0.28}  # of the circle, on a small map
# where rings begin and end on a small map, as shares of the way from the middle: without and with things not placed yet
USUAL = {
    False: {Closeness.INNER: (0.0, 0.35), Closeness.MIDDLE: (0.35, 0.68), Closeness.OUTER: (0.68, 1.0)},
    True: {
        Closeness.INNER: (0.0, 0.32), Closeness.MIDDLE: (0.32, 0.55), None: (0.55, 0.775), Closeness.OUTER: (0.775, 1.0)},
}
CORES = {Closeness.INNER: (0.0, 0.32), Closeness.MIDDLE: (0.35, 0.55), None: (0.55, 0.775), Closeness.OUTER: (0.775, 1.0)}

Demand = dict[Cell, float]
Edges = dict[Closeness | None, tuple[float, float]]
Shares = dict[Closeness | None, dict[str, float]]
NONE_KEPT = (0.0, 0.0, 0.0)


def sector_of(item: Item) -> str:
    """The sector an item belongs to."""
    return {Kind.PLACE: "places", Kind.ACTIVITY: "activities"}.get(item.kind, "people")


def demand_of(things: Iterable[Thing], level: Level) -> Demand:
    """The area that the things of each ring and sector need, in square pixels."""
    need: Demand = {}
    side = 2 * level.radius + 16
    for thing in things:
        label = thing.label
        need[thing.cell] = need.get(thing.cell, 0) + max(label.width, side) * (label.height + side)
    return need


def share_circle(
    need: Demand, span: tuple[float, float], least: float, calm: float, local: float, kept: Mapping[str, float]
) -> tuple[Edges, Shares, float]:
    """The rings' (inner, outer) radii over ``span``, each ring's sector shares, and how full the fullest cell is.

    No ring with something in it is thinner than ``least``. ``calm`` (0 to 1) draws the three rings towards being equally
    wide, whatever stands in them. ``local`` 0 gives every ring the same sectors; 1 lets every ring share its circle by
    its own needs alone, and what is between lets a crowded ring do so in part. ``kept`` is the share of the circle that a
    sector with nothing in it has all the same.
    """
    rings = [ring for ring in RINGS if ring is not None or any((None, sector) in need for sector in SECTORS)]
    rows = [[need.get((ring, sector), 0.0) for sector in SECTORS] for ring in rings]
    own = [_shares(row, NONE_KEPT) if any(row) else None for row in rows]
    spare = [kept.get(sector, 0.0) for sector in SECTORS]
    calmed = [CALM * calm * usual for usual in _usual_areas(rings, span)]
    shares = _shares([sum(column) for column in zip(*rows, strict=True)], spare)
    crowded = [True] * len(rings)
    for _ in range(ROUNDS):
        in_rings = _ring_shares(shares, own, local, crowded)
        areas = _areas(_edges(_wanted(rows, in_rings, calmed), span, least))
        filled = [max(column) for column in zip(*([v / area for v in row] for row, area in zip(rows, areas, strict=True)), strict=True)]
        crowded = [
            any([v > 0.8 * FULL[0.0] * area * share for v, share in zip(row, shares, strict=True)])
            for row, area in zip(rows, areas, strict=True)
        ]
        shares = [(old + new) / 2 for old, new in zip(shares, _shares(filled, spare), strict=True)]
    in_rings = [_rounded(each) for each in _ring_shares(shares, own, local, crowded)]
    edges = _edges(_wanted(rows, in_rings, calmed), span, least)
    inner = [round(edge / RADIUS_STEP) * RADIUS_STEP for edge in edges[1:-1]]  # a little more need moves nothing
    edges = [edges[0], *inner, max(span[1], edges[-1])]
    fullest = max(
        (v / (area * share) for row, area, each in zip(rows, _areas(edges), in_rings, strict=True)
         for v, share in zip(row, each, strict=True) if v),
        default=0.0,
    )  # fmt: skip
    named = {ring: dict(zip(SECTORS, each, strict=True)) for ring, each in zip(rings, in_rings, strict=True)}
    return dict(zip(rings, pairwise(edges), strict=True)), named, fullest


def _usual_areas(rings: Sequence[Closeness | None], span: tuple[float, float]) -> list[float]:
    """What three rings of one width have in area, over pi; nothing for what is not placed yet."""
    start, wide, count = span[0], (span[1] - span[0]) / 3, 0
    areas = []
    for ring in rings:
        areas.append((start + (count + 1) * wide) ** 2 - (start + count * wide) ** 2 if ring else 0.0)
        count += ring is not None
    return areas


def _edges(wanted: Sequence[float], span: tuple[float, float], least: float) -> list[float]:
    """Radii so that the rings' areas are as they are wanted (over pi), none thinner than ``least``, all ending where they should.

    Found by Newton's method: how fast the last edge grows with the factor that all areas have in common.
    """
    start, end = span
    factor = (end * end - start * start) / (sum(wanted) or 1)
    edges: list[float] = []
    for _ in range(8):
        edges, inner, slope = [start], start, 0.0
        for want in wanted:
            outer = sqrt(inner * inner + factor * want)
            thin = least if want else EMPTY
            if outer > inner + thin:
                slope = (2 * inner * slope + want) / (2 * outer)
            else:
                outer = inner + thin
            edges.append(outer)
            inner = outer
        over = inner - end
        if abs(over) < 0.3 or not slope or (over > 0 and not factor):
            break
        factor = max(0.0, factor - over / slope)
    return edges


def _areas(edges: Sequence[float]) -> list[float]:
    return [pi * (outer * outer - inner * inner) for inner, outer in pairwise(edges)]


def _wanted(rows: Sequence[Sequence[float]], in_rings: Sequence[Sequence[float]], calmed: Sequence[float]) -> list[float]:
    """The area each ring needs (over pi) so that its fullest sector has room."""
    return [
        max([v / share if v else 0.0 for v, share in zip(row, shares, strict=True)]) / pi + usual
        for row, shares, usual in zip(rows, in_rings, calmed, strict=True)
    ]


def _shares(weights: Sequence[float], kept: Sequence[float]) -> list[float]:
    """Shares of the circle that add up to 1: none of what is there under an eighth, ``kept`` at least for the rest."""
    total = sum(weights) or 1
    raised = [max(weight / total, 0.125) if weight else spare for weight, spare in zip(weights, kept, strict=True)]
    whole = sum(raised) or 1
    return [share / whole for share in raised]


def _ring_shares(
    shares: list[float], own: Sequence[list[float] | None], local: float, crowded: Sequence[bool]
) -> list[list[float]]:
    """The sectors' shares in each ring: the same in all, but in a crowded one drawn towards what it needs itself."""
    return [
        shares if each is None or not (local == 1 or (local and full)) else each if local == 1 else _blend(shares, each, local)
        for each, full in zip(own, crowded, strict=True)
    ]


def _rounded(shares: Sequence[float]) -> list[float]:
    """The same in whole steps of the circle: a little more need turns nothing."""
    steps = [max(round(share * SHARE_STEPS), 1) if share else 0 for share in shares]
    if any(steps):
        steps[steps.index(max(steps))] += SHARE_STEPS - sum(steps)
    return [step / SHARE_STEPS for step in steps]


def _blend(shares: Sequence[float], own: Sequence[float], local: float) -> list[float]:
    drawn = [min((1 - local) * share + local * need, MOST_DRAWN * share) for share, need in zip(shares, own, strict=True)]
    spare = 1 - sum(drawn)  # goes to those that were not drawn out, so that each stays in its own direction
    rest = [share if each < MOST_DRAWN * share else 0.0 for share, each in zip(shares, drawn, strict=True)]
    if not any(rest):
        rest = list(shares)
    whole = sum(rest) or 1
    return [each + spare * share / whole for each, share in zip(drawn, rest, strict=True)]


def usual_bands(
    things: Sequence[Thing], sectors: Iterable[str], span: tuple[float, float], centre: tuple[float, float]
) -> tuple[tuple[Band, ...], dict[Closeness | None, Band], list[Box]]:
    """Rings and sectors that are the same whatever stands in them, so that a small map stays as it is while it grows.

    And the core of each ring: what of it is the same with and without a ring for what is not placed yet; and the boxes of
    the captions that there would be in the other case.
    """
    rings = {thing.cell[0] for thing in things}
    there = {thing.cell[1] for thing in things} | set(sectors)
    start, end = span
    edges, other, cores = (
        {ring: (start + inner * (end - start), start + outer * (end - start)) for ring, (inner, outer) in of.items()}
        for of in (USUAL[None in rings], USUAL[None not in rings], CORES)
    )
    whole = sum([USUAL_SHARES[sector] for sector in there])
    shares = {sector: USUAL_SHARES[sector] / whole if sector in there else 0 for sector in SECTORS}
    bands = make_bands(edges, dict.fromkeys(edges, shares), centre)
    cleared = [_caption(ring, outer, centre) for ring, (_, outer) in other.items()]
    return bands, {b.closeness: replace(b, inner=cores[b.closeness][0], outer=cores[b.closeness][1]) for b in bands}, cleared


def make_bands(edges: Mapping, ring_shares: Mapping, centre: tuple[float, float]) -> tuple[Band, ...]:
    """The rings with their sectors' angles and the box of each caption, at the top of the ring."""
    bands = []
    for ring, (inner, outer) in edges.items():
        angle, sectors = START, {}
        for sector in SECTORS:
            if share := ring_shares[ring][sector]:
                sectors[sector] = (angle, angle + 2 * pi * share)
                angle += 2 * pi * share
        bands.append(Band(ring, inner, outer, sectors, _caption(ring, outer, centre)))
    return tuple(bands)


def _caption(ring: Closeness | None, outer: float, centre: tuple[float, float]) -> Box:
    half = text_width(read_words()["rings"][ring.value if ring else "none"], CAPTION_SIZE) / 2 + 6
    top = centre[1] - outer + 4
    return Box(centre[0] - half, top, centre[0] + half, top + 30)
