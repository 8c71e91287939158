"""The symbols: each kind has a shape of its own, so that the picture reads without colour."""

from functools import lru_cache
from math import cos, pi, sin

from mapping.model import Item, Kind, Status
from mapping.render.pieces import Circle, Look, Piece, Shape, mix, polygon
from mapping.render.themes import Theme

FAINT = 0.55  # how much of its colour something past keeps


def draw_symbol(item: Item, x: float, y: float, r: float, theme: Theme, *, right: bool = True) -> list[Piece]:
    """The symbol of one item: filled now, dotted outline where wished, faint with a small clock where past."""
    look, mark = _looks(item.kind, item.status, r, theme)
    pieces = [*_SHAPES[item.kind](x, y, r, look), *_MARKS[item.kind](x, y, r, mark)]
    if item.formal:
        pieces.append(_square(item.kind, x, y, r, mark.fill))
    if item.status is Status.PAST:
        pieces += draw_clock(x + (0.72 if right else -0.72) * r, y - 0.72 * r, theme)
    return pieces


@lru_cache(maxsize=256)
def _looks(kind: Kind, status: Status, r: float, theme: Theme) -> tuple[Look, Look]:
    """How the outline and the marks on it look."""
    colour = theme.kinds[kind]
    if status is Status.PAST:
        colour = mix(colour, theme.paper, FAINT)
    if status is Status.CURRENT:
        return Look(colour, colour, max(2.5, r / 10)), Look(theme.paper)
    if status is Status.WISHED:
        return Look(theme.paper, colour, 3.5, (0.1, 6), True), Look(colour)
    return Look(theme.paper, colour, max(2.5, r / 10)), Look(colour)


def draw_clock(x: float, y: float, theme: Theme) -> list[Piece]:
    """The small sign for something past."""
    hands = Look(None, theme.muted, 2, (), True)
    return [Circle(x, y, 9, Look(theme.paper, theme.muted, 2)), Shape((("M", x, y - 5), ("L", x, y), ("L", x + 4, y)), hands)]


def _person(x: float, y: float, r: float, look: Look) -> list[Piece]:
    return [Circle(x, y, r - 1, look)]


def _group(x: float, y: float, r: float, look: Look) -> list[Piece]:
    outer = Look(look.dashes and look.fill or None, look.stroke, 2.5, look.dashes, look.round)
    return [Circle(x, y, r + 2, outer), Circle(x, y, r - 4, look)]


def _pet(x: float, y: float, r: float, look: Look) -> list[Piece]:
    s = r * 0.92
    ears = [(-1, -0.95), (-0.42, -0.62), (0.42, -0.62), (1, -0.95), (1, 0.2)]
    points = [(x + a * s, y + b * s) for a, b in ears]
    steps = (("M", *points[0]), *(("L", *point) for point in points[1:]), ("A", s, s * 0.8, x - s, y + 0.2 * s), ("Z",))
    return [Shape(steps, look)]


def _place(x: float, y: float, r: float, look: Look) -> list[Piece]:
    shape = [(0, -1), (1, -0.15), (0.8, -0.15), (0.8, 0.9), (-0.8, 0.9), (-0.8, -0.15), (-1, -0.15)]
    return [polygon([(x + a * r, y + b * r) for a, b in shape], look)]


def _activity(x: float, y: float, r: float, look: Look) -> list[Piece]:
    return [polygon([(x + r * cos(pi * n / 3), y + r * sin(pi * n / 3)) for n in range(6)], look)]


def _bust(x: float, y: float, s: float, mark: Look) -> list[Piece]:
    shoulders = (("M", x - 0.5 * s, y + 0.55 * s), ("A", 0.5 * s, 0.55 * s, x + 0.5 * s, y + 0.55 * s), ("Z",))
    return [Circle(x, y - 0.28 * s, 0.27 * s, mark), Shape(shoulders, mark)]


def _one(x: float, y: float, r: float, mark: Look) -> list[Piece]:
    return _bust(x, y, r * 0.82, mark)


def _two(x: float, y: float, r: float, mark: Look) -> list[Piece]:
    return _bust(x - 0.3 * r, y, r * 0.52, mark) + _bust(x + 0.3 * r, y, r * 0.52, mark)


def _eyes(x: float, y: float, r: float, mark: Look) -> list[Piece]:
    nose = (("M", x - 0.16 * r, y + 0.24 * r), ("L", x + 0.16 * r, y + 0.24 * r), ("L", x, y + 0.44 * r), ("Z",))
    eyes = [Circle(x + side * 0.36 * r, y - 0.05 * r, 0.13 * r, mark) for side in (-1, 1)]
    return [*eyes, Shape(nose, mark)]


def _door(x: float, y: float, r: float, mark: Look) -> list[Piece]:
    return [polygon([(x + a * r, y + b * r) for a, b in ((-0.2, 0.2), (0.2, 0.2), (0.2, 0.9), (-0.2, 0.9))], mark)]


def _star(x: float, y: float, r: float, mark: Look) -> list[Piece]:
    turns = [(-pi / 2 + pi * n / 5, (0.6 if n % 2 == 0 else 0.26) * r) for n in range(10)]
    return [polygon([(x + far * cos(turn), y + far * sin(turn)) for turn, far in turns], mark)]


def _square(kind: Kind, x: float, y: float, r: float, mark: str) -> Piece:
    """The mark of formal support: a square frame, like a badge worn at work."""
    half = (0.62 if kind in (Kind.PERSON, Kind.GROUP) else 0.42) * r
    y += 0.36 * r if kind is Kind.PLACE else 0
    corners = [(x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half)]
    return polygon(corners, Look(None, mark, max(2.0, r / 11)))


_SHAPES = {Kind.PERSON: _person, Kind.GROUP: _group, Kind.PET: _pet, Kind.PLACE: _place, Kind.ACTIVITY: _activity}
_MARKS = {Kind.PERSON: _one, Kind.GROUP: _two, Kind.PET: _eyes, Kind.PLACE: _door, Kind.ACTIVITY: _star}
