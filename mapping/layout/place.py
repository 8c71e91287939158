"""Finds the place of everything on a picture: the biggest letters with which all of it fits without overlaps.

A map is laid out as it grew: its first few things one by one, then those and some more, and so on, with all that stood
somewhere kept where it was as far as it fits. So one more thing moves the others little, though nothing is remembered
between two pictures: the same map always gives the same places. While it grows all is done in rough, in one size of letters
and leaving out what finds no place; at the end letters and rings are chosen for the whole.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import ceil, pi, sqrt

from mapping.layout.board import Board, Cell, Thing
from mapping.layout.labels import LEVELS, first_level, make_label
from mapping.layout.rings import FULL, SECTORS, Demand, demand_of, make_bands, sector_of, share_circle, usual_bands
from mapping.layout.shapes import Band, Box, Label, Layout, Level, Spot
from mapping.model import Closeness, Item, WellbeingMap

SIDE = 1280
YOU = 64.0  # radius of the circle in the middle
TOP, BOTTOM = 36.0, 134.0  # above the rings; below them, for the legend
TITLE = Box(24, 20, 424, 112)
MOST = 60  # things on a canvas of that size; with more it grows
CANVAS_STEP = 64
MOVED, LEAST_MOVED = 5, 3  # one of so many, at least so many (of twice as many) may leave their places to be nearer to what they go with
LAST_TRIES = 7  # at the smallest letters, before the canvas grows
CALM_UNTIL = 24  # things: a map with fewer keeps to its rings and sectors even where they are empty
EMPTY_SECTOR = 0.16  # of the circle, for a sector with nothing in it on a map with next to nothing
STEPS = (13, 21, 34, 55, 89, 144)  # things that were on the map when places were given anew, after the first FEW
ROUGH = replace(LEVELS[2], radius=30)  # how big things are while the map grows: about as most maps have them
USUAL_LEVELS = 2  # sizes of letters tried so
FEW = 10  # things: with so few the rings and sectors are always the same, as far as all fits

Places = Mapping[str, tuple[float, float]]


@dataclass(slots=True)
class _Growing:
    """One map while it is laid out; ``labels`` keeps those that were measured already, by number and level."""

    items: Sequence[Item]
    cells: Sequence[Cell]
    near: Sequence[Sequence[int]]
    sectors: Sequence[str]
    notes: Mapping[str, str]
    labels: dict[tuple[int, float, int], Label] = field(default_factory=dict)
    ties: dict[int, list[list[int]]] = field(default_factory=dict)  # by how many things: the numbers each of them is tied to

    def label(self, number: int, level: Level) -> Label:
        """The words at one thing, in letters of this size."""
        if (number, level) not in self.labels:
            item = self.items[number]
            self.labels[number, level] = make_label(item, level, self.notes.get(item.id))
        return self.labels[number, level]

    def things(self, count: int, level: Level) -> list[Thing]:
        """The first so many things, with letters of this size."""
        if count not in self.ties:
            self.ties[count] = [[other for other in near if other < count] for near in self.near[:count]]
        return [Thing(self.cells[n], self.label(n, level), near) for n, near in enumerate(self.ties[count])]


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to share out rings and sectors, with letters of one size; ``cores`` as in ``Board``."""

    level: Level
    things: Sequence[Thing]
    bands: tuple[Band, ...]
    cores: Mapping[Closeness | None, Band] | None = None
    cleared: Sequence[Box] = ()  # where a ring's caption might come to stand


@dataclass(frozen=True, slots=True)
class _Laid:
    """One step of a map's growth."""

    side: int
    level: Level
    bands: tuple[Band, ...]
    board: Board


def place_items(
    map: WellbeingMap,
    *,
    previous: Places | None = None,
    sectors: Sequence[str] = SECTORS,
    notes: Mapping[str, str] | None = None,
) -> Layout:
    """Where everything stands: same map, same places; what is in ``previous`` (ratios 0..1) stays near it.

    Without ``previous`` things stand near where they stood when the map was smaller. ``sectors`` are the parts of the
    circle that a small map has room for though nothing stands there yet. ``notes`` (by item id) stand first under a name.
    """
    items = map.items
    growing = _Growing(items, [(item.closeness, sector_of(item)) for item in items], _near(map), sectors, notes or {})
    if previous is None:
        before = _grown(growing)
    else:
        before = {
            n: previous[item.id]
            for n, item in enumerate(items)
            if item.id in previous and all(0 <= ratio <= 1 for ratio in previous[item.id])
        }
    laid = _laid_out(growing, len(items), before)
    spots = []
    for number, item in enumerate(items):
        x, y, words, symbol = laid.board.spot(number)
        spots.append(Spot(item.id, x, y, growing.label(number, laid.level), words, symbol))
    return Layout(laid.side, laid.side, laid.board.centre, YOU, laid.level, laid.bands, tuple(spots))


def _near(map: WellbeingMap) -> list[list[int]]:
    """The numbers of the things that each thing is tied to, in order; ties to things not on the map are left out."""
    numbers = {item.id: number for number, item in enumerate(map.items)}
    found: list[set[int]] = [set() for _ in map.items]
    for tie in map.ties:
        a, b = numbers.get(tie.a), numbers.get(tie.b)
        if a is not None and b is not None and a != b:
            found[a].add(b)
            found[b].add(a)
    return [sorted(others) for others in found]


def _grown(growing: _Growing) -> dict[int, tuple[float, float]]:
    """Where things stood as the map grew, as ratios: in rough, with letters of one size; what finds no place is left out."""
    before: dict[int, tuple[float, float]] = {}
    whole = len(growing.items)
    for count in (min(whole, FEW), *(count for count in STEPS if count <= whole)):
        side, level = _side(count), LEVELS[0] if count <= FEW else ROUGH
        things = growing.things(count, level)
        if count <= FEW:
            way = _usual(growing, things, level, side)
        else:
            calm = max(0.0, 1 - count / CALM_UNTIL)
            way = _Way(level, things, _shared(demand_of(things, level), side, level, 0.7, calm, growing.sectors, even_full=True))
        board = _board(way, side)
        _filled(board, side, before, rough=True)
        before = {n: (x / side, y / side) for n, (x, y) in board.points().items()}
    return before


def _side(count: int) -> int:
    return SIDE if count <= MOST else CANVAS_STEP * ceil(SIDE / CANVAS_STEP * sqrt(count / MOST))


def _laid_out(growing: _Growing, count: int, before: Mapping[int, tuple[float, float]]) -> _Laid:
    """The first so many things of a map."""
    side = _side(count)
    while True:
        for way in _ways(growing, count, side):
            board = _board(way, side)
            if _filled(board, side, before) is None:
                return _Laid(side, way.level, way.bands, board)
        things = growing.things(count, LEVELS[-1])
        for kept, tight in ((before, False), ({}, False), ({}, True)):
            need = demand_of(things, LEVELS[-1])
            for _ in range(LAST_TRIES):
                way = _Way(LEVELS[-1], things, _shared(need, side, LEVELS[-1], 1.0, 0.0, growing.sectors, even_full=True))
                full = _filled(board := _board(way, side), side, kept, tight=tight)
                if full is None:
                    return _Laid(side, way.level, way.bands, board)
                need[full] *= 1.25  # the cell that turned out too small gets more room
        side += 2 * CANVAS_STEP


def _ways(growing: _Growing, count: int, side: int) -> Iterator[_Way]:
    """The ways to share out rings and sectors, in letters of which size: first those that stay the same, then the biggest."""
    first = first_level(count)
    if count <= FEW:
        for level in LEVELS[first : first + USUAL_LEVELS]:
            things = growing.things(count, level)
            yield _usual(growing, things, level, side)
    calm = max(0.0, 1 - count / CALM_UNTIL)
    for level in LEVELS[first:]:
        things = growing.things(count, level)
        need = demand_of(things, level)
        for local in FULL if count > CALM_UNTIL else tuple(FULL)[:2]:
            if bands := _shared(need, side, level, local, calm, growing.sectors):
                yield _Way(level, things, bands)


def _usual(growing: _Growing, things: Sequence[Thing], level: Level, side: int) -> _Way:
    return _Way(level, things, *usual_bands(things, growing.sectors, _span(side), _centre(side)))


def _shared(
    need: Demand, side: int, level: Level, local: float, calm: float, sectors: Sequence[str], *, even_full: bool = False
) -> tuple[Band, ...]:
    """The rings and sectors by what needs to stand in them; none where something is sure not to fit."""
    start, end = _span(side)
    if not even_full and sum(need.values()) > FULL[local] * pi * (end**2 - YOU**2):
        return ()
    kept = {sector: EMPTY_SECTOR * calm for sector in sectors}
    edges, shares, fullest = share_circle(need, (start, end), 2 * level.radius + 40, calm, local, kept)
    if fullest > FULL[local] and not even_full:
        return ()
    return make_bands(edges, shares, _centre(side))


def _span(side: int) -> tuple[float, float]:
    """From where to where the rings reach."""
    return YOU + 6, (side - TOP - BOTTOM) / 2


def _centre(side: int) -> tuple[float, float]:
    return (side / 2, TOP + (side - TOP - BOTTOM) / 2)


def _board(way: _Way, side: int) -> Board:
    """An empty board with what nothing may cover: the middle, the rings' captions, title and date in the top corners."""
    x, y = _centre(side)
    middle = Box(x - YOU - 4, y - YOU - 4, x + YOU + 4, y + YOU + 4)
    date = Box(side - TITLE.right, TITLE.top, side - TITLE.left, 64)
    frame = Box(14, 14, side - 14, side - BOTTOM + 10)
    taken = [middle, TITLE, date, *(band.caption for band in way.bands), *way.cleared]
    bands = {band.closeness: band for band in way.bands}
    return Board((x, y), frame, way.level.radius, bands, taken, way.things, way.cores)


def _filled(board: Board, side: int, before: Mapping[int, tuple[float, float]], *, tight: bool = False, rough: bool = False) -> Cell | None:
    """Place everything; the cell that was too full where one thing finds no place, else None."""
    things = board.things
    if tight:
        order = sorted(range(len(things)), key=lambda number: (-things[number].label.width, number))
        return next((things[number].cell for number in order if not board.place_tight(number)), None)
    stood = {number: (x * side, y * side) for number, (x, y) in before.items()}
    for number in board.keep(stood):
        if not board.place_near(number, *stood[number]) and not rough:
            return things[number].cell
    for number in range(len(things)):
        if number not in stood and not board.place(number) and not rough:
            return things[number].cell
    moved = 0 if rough else max(len(things) // MOVED, LEAST_MOVED if len(things) >= 2 * LEAST_MOVED else 0)
    for number in board.far_apart()[:moved]:
        board.move(number)
    return None
