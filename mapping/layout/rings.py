"""How wide the rings are and how the circle is shared out between people, places and activities.

A cell is one sector of one ring; in arrays cells stand ring by ring (``RINGS``), in each sector by sector (``SECTORS``).
"""

from collections.abc import Set
from functools import cache
from math import pi, sqrt

import numpy as np

from mapping.layout.columns import BEGIN, CELL, CORE_INNER, CORE_OUTER, END, HIGH, INNER, OUTER, WIDE
from mapping.layout.compiled import compiled
from mapping.layout.measure import text_width
from mapping.layout.shapes import Band, Box
from mapping.model import Closeness, Item, Kind
from mapping.words import read_words

SECTORS = ("people", "places", "activities")  # clockwise from the top
RINGS = (Closeness.INNER, Closeness.MIDDLE, None, Closeness.OUTER)  # outwards; None: not placed yet
UNPLACED = RINGS.index(None)
CAPTION_SIZE = 22
EMPTY = 38.0  # thickness of a ring with nothing in it: room for its caption
START = -pi / 2
ROUNDS = 3  # of sharing out, until both rings and sectors fit
RADIUS_STEP, SHARE_STEPS = 6.0, 48  # rings grow by so many pixels, sectors by one part of the circle of so many
MOST_DRAWN = 1.5  # how many times its usual share a sector may have in a crowded ring
LEAST_SHARE = 0.125  # of the circle, for a sector with something in it
CALM = 0.4  # how strongly a map with little on it keeps to rings of one width
FULL = {0.0: 0.5, 0.7: 0.57, 1.0: 0.5}  # how full a cell may be, as a share of its area, before smaller letters are
# tried: with the same sectors in every ring, with crowded rings drawn out, with each ring on its own
CROWDED = 0.8 * FULL[0.0]

USUAL_SHARES = {"people": 0.44, "places": 0.28, "activities": 0.28}  # of the circle, on a small map
# where rings begin and end on a small map, as shares of the way from the middle: without and with things not placed yet
USUAL = {
    False: {Closeness.INNER: (0.0, 0.35), Closeness.MIDDLE: (0.35, 0.68), Closeness.OUTER: (0.68, 1.0)},
    True: {
        Closeness.INNER: (0.0, 0.32), Closeness.MIDDLE: (0.32, 0.55), None: (0.55, 0.775), Closeness.OUTER: (0.775, 1.0)},
}
CORES = {Closeness.INNER: (0.0, 0.32), Closeness.MIDDLE: (0.35, 0.55), None: (0.55, 0.775), Closeness.OUTER: (0.775, 1.0)}


def sector_of(item: Item) -> str:
    """The sector an item belongs to."""
    return {Kind.PLACE: "places", Kind.ACTIVITY: "activities"}.get(item.kind, "people")


def cell_of(item: Item) -> int:
    """The number of an item's cell: ring by ring, in each sector by sector."""
    return RINGS.index(item.closeness) * len(SECTORS) + SECTORS.index(sector_of(item))


@compiled
def share_circle(
    things: np.ndarray, more: np.ndarray, cells: np.ndarray, radius: float, start: float, end: float, calm: float, local: float, kept: np.ndarray
) -> float:
    """Share out the circle between what things need: fills ``cells`` (as in ``Board``) and says how full the fullest is.

    Things are as in ``Board`` too, with symbols of this radius; ``more`` (by cell) is by how many times a cell needs more than
    they say. Rings reach from start to end; only "not placed yet" may be missing. ``calm`` (0 to 1) draws the three rings
    towards being equally wide, whatever stands in them. ``local`` 0 gives every ring the same sectors; 1 lets every ring share
    its circle by its own needs alone, and what is between lets a crowded ring do so in part. ``kept`` is the share of the
    circle that a sector with nothing in it has all the same.
    """
    need, side, least = np.zeros((4, 3)), 2 * radius + 16, 2 * radius + 40
    for n in range(len(things)):
        cell = int(things[n, CELL])
        need[cell // 3, cell % 3] += max(2 * things[n, WIDE], side) * (2 * things[n, HIGH] + side) * more[cell]
    shares, in_rings, edges, filled = np.zeros(3), np.zeros((4, 3)), np.zeros(5), np.zeros(3)
    crowded = np.ones(4)
    for ring in range(4):
        for sector in range(3):
            filled[sector] += need[ring, sector]
    _share(filled, kept, shares)
    for turn in range(ROUNDS + 1):
        _share_rings(need, shares, local, crowded, turn == ROUNDS, in_rings)
        _set_edges(need, in_rings, start, end, least, calm, edges)
        filled[0] = filled[1] = filled[2] = 0.0
        for ring in range(4):
            area = pi * (edges[ring + 1] ** 2 - edges[ring] ** 2)
            crowded[ring] = 0
            for sector in range(3):
                if need[ring, sector] > 0:
                    filled[sector] = max(filled[sector], need[ring, sector] / area)
                    if need[ring, sector] > CROWDED * area * shares[sector]:
                        crowded[ring] = 1
        if turn < ROUNDS:
            was = shares[0], shares[1], shares[2]
            _share(filled, kept, shares)
            for sector in range(3):
                shares[sector] = (was[sector] + shares[sector]) / 2
    for ring in range(1, 4):
        edges[ring] = round(edges[ring] / RADIUS_STEP) * RADIUS_STEP  # a little more need moves nothing
    edges[4] = max(end, edges[4])
    return _set_cells(need, in_rings, edges, cells)


@compiled
def _set_cells(need: np.ndarray, in_rings: np.ndarray, edges: np.ndarray, cells: np.ndarray) -> float:
    fullest = 0.0
    for ring in range(4):
        there = edges[ring + 1] > edges[ring]
        area, angle = pi * (edges[ring + 1] ** 2 - edges[ring] ** 2), START
        for sector in range(3):
            if need[ring, sector] > 0:
                fullest = max(fullest, need[ring, sector] / (area * in_rings[ring, sector]))
            cell, wide = ring * 3 + sector, 2 * pi * in_rings[ring, sector]
            cells[cell, INNER], cells[cell, OUTER] = edges[ring] if there else -1.0, edges[ring + 1] if there else -1.0
            cells[cell, CORE_INNER] = cells[cell, CORE_OUTER] = -1.0
            cells[cell, BEGIN], cells[cell, END] = angle, angle + wide
            angle += wide
    return fullest


@compiled
def _set_edges(
    need: np.ndarray, in_rings: np.ndarray, start: float, end: float, least: float, calm: float, edges: np.ndarray
) -> None:
    """Radii so that each ring's fullest sector has room, none thinner than ``least``, all ending where they should.

    Found by Newton's method: how fast the last edge grows with the factor that all areas have in common. A missing ring has
    no width.
    """
    wanted, total, thirds, wide = np.zeros(4), 0.0, 0, (end - start) / 3
    for ring in range(4):
        for sector in range(3):
            if need[ring, sector] > 0:
                wanted[ring] = max(wanted[ring], need[ring, sector] / in_rings[ring, sector] / pi)
        if ring != UNPLACED:
            wanted[ring] += CALM * calm * ((start + (thirds + 1) * wide) ** 2 - (start + thirds * wide) ** 2)
            thirds += 1
        total += wanted[ring]
    factor = (end * end - start * start) / (total if total > 0 else 1.0)
    edges[0] = start
    for _ in range(8):
        slope = 0.0
        for ring in range(4):
            thin = least if wanted[ring] > 0 else 0.0 if ring == UNPLACED else EMPTY
            inner = edges[ring]
            outer = sqrt(inner * inner + factor * wanted[ring])
            if outer > inner + thin:
                slope = (2 * inner * slope + wanted[ring]) / (2 * outer)
            else:
                outer = inner + thin
            edges[ring + 1] = outer
        over = edges[4] - end
        if abs(over) < 0.3 or slope == 0 or (over > 0 and factor == 0):
            break
        factor = max(0.0, factor - over / slope)


@compiled
def _share(weights: np.ndarray, kept: np.ndarray, shares: np.ndarray) -> None:
    """Shares of the circle that add up to 1: none of what is there under an eighth, ``kept`` at least for the rest."""
    total, whole = weights[0] + weights[1] + weights[2], 0.0
    for n in range(3):
        shares[n] = max(weights[n] / total, LEAST_SHARE) if weights[n] > 0 else kept[n]
        whole += shares[n]
    for n in range(3):
        shares[n] /= whole if whole > 0 else 1.0


@compiled
def _share_rings(
    need: np.ndarray, shares: np.ndarray, local: float, crowded: np.ndarray, last: bool, in_rings: np.ndarray
) -> None:
    """The sectors' shares in each ring: the same in all, but in a crowded one drawn towards what it needs itself.

    The last time in whole steps of the circle: a little more need turns nothing.
    """
    own, nothing = np.zeros(3), np.zeros(3)
    for ring in range(4):
        some = need[ring, 0] + need[ring, 1] + need[ring, 2] > 0
        drawn = some and local > 0 and (local == 1 or crowded[ring] > 0)
        if drawn:
            _share(need[ring], nothing, own)
        if drawn and local < 1:
            _blend(shares, own, local)
        steps, most = 0, 0
        for n in range(3):
            in_rings[ring, n] = own[n] if drawn else shares[n]
            if last and in_rings[ring, n] > 0:
                in_rings[ring, n] = max(round(in_rings[ring, n] * SHARE_STEPS), 1)
                steps += int(in_rings[ring, n])
                most = n if in_rings[ring, n] > in_rings[ring, most] else most
        if steps:
            in_rings[ring, most] += SHARE_STEPS - steps
            for n in range(3):
                in_rings[ring, n] /= SHARE_STEPS


@compiled
def _blend(shares: np.ndarray, own: np.ndarray, local: float) -> None:
    """Draw the shares that a ring needs itself back towards the usual ones."""
    spare, rest = 1.0, 0.0
    for n in range(3):
        own[n] = (1 - local) * shares[n] + local * own[n]
        if own[n] >= MOST_DRAWN * shares[n]:
            own[n] = MOST_DRAWN * shares[n]
        else:
            rest += shares[n]
        spare -= own[n]
    for n in range(3):  # goes to those that were not drawn out, so that each stays in its own direction
        if rest == 0:
            own[n] += spare * shares[n]
        elif own[n] < MOST_DRAWN * shares[n]:
            own[n] += spare * shares[n] / rest


def usual_cells(unplaced: bool, there: Set[str], start: float, end: float) -> np.ndarray:
    """Cells (as in ``Board``) that are the same whatever stands in them, so that a small map stays as it is while it grows.

    With or without the ring for what is not placed yet, and with these sectors. Each has a core: what of its ring is the same
    in both cases.
    """
    shares = [USUAL_SHARES[sector] if sector in there else 0.0 for sector in SECTORS]
    cells = np.full((len(RINGS), len(SECTORS), 6), -1.0)
    for n, ring in enumerate(RINGS):
        if ring in USUAL[unplaced]:
            reach = (*USUAL[unplaced][ring], *CORES[ring])
            cells[n, :, INNER : CORE_OUTER + 1] = [start + share * (end - start) for share in reach]
        cells[n, :, END] = START + 2 * pi * np.cumsum(shares) / (sum(shares) or 1)
        cells[n, :, BEGIN] = (START, *cells[n, :-1, END])
    return cells.reshape(-1, 6)


def make_bands(cells: np.ndarray, centre: tuple[float, float]) -> tuple[Band, ...]:
    """The rings with their sectors' angles and the box of each caption, at the top of the ring."""
    bands = []
    for n, (ring, row) in enumerate(zip(RINGS, cells.reshape(len(RINGS), len(SECTORS), 6).tolist(), strict=True)):
        if row[0][0] >= 0:
            sectors = {sector: (begin, end) for sector, (*_, begin, end) in zip(SECTORS, row, strict=True) if end > begin}
            bands.append(Band(ring, row[0][0], row[0][1], sectors, Box(*caption_box(n, row[0][1], centre))))
    return tuple(bands)


def caption_boxes(cells: np.ndarray, centre: tuple[float, float]) -> list[tuple[float, float, float, float]]:
    """The boxes of all rings' names."""
    return [caption_box(n, outer, centre) for n, outer in enumerate(cells[:: len(SECTORS), OUTER].tolist()) if outer >= 0]


def caption_box(ring: int, outer: float, centre: tuple[float, float]) -> tuple[float, float, float, float]:
    """Where the name of a ring stands: at its top."""
    half, top = _caption_half(ring), centre[1] - outer + 4
    return centre[0] - half, top, centre[0] + half, top + 30


@cache
def _caption_half(ring: int) -> float:
    closeness = RINGS[ring]
    return text_width(read_words()["rings"][closeness.value if closeness else "none"], CAPTION_SIZE) / 2 + 6
