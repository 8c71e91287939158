"""The few kinds of piece a picture is made of, as plain values: what draws a map makes them, SVG and PNG both come of them.

All lengths are in pixels of the canvas, all colours #rrggbb.
"""

from collections.abc import Iterable
from dataclasses import dataclass

Step = tuple  # one step of a path: ("M", x, y), ("L", x, y), ("Q", x1, y1, x, y), ("A", rx, ry, x, y) clockwise, ("Z",)


@dataclass(frozen=True, slots=True)
class Look:
    """How a piece looks: filled, stroked or both; ``dashes`` are lengths of line and gap in turn, with round ends or not."""

    fill: str | None = None
    stroke: str | None = None
    width: float = 1.0
    dashes: tuple[float, ...] = ()
    round: bool = False


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle."""

    x: float
    y: float
    r: float
    look: Look


@dataclass(frozen=True, slots=True)
class Shape:
    """Any other outline."""

    steps: tuple[Step, ...]
    look: Look


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text with its baseline at y; x is its middle, or its left or right end. A halo keeps it clear of lines."""

    text: str
    x: float
    y: float
    size: float
    colour: str
    bold: bool = False
    anchor: str = "middle"  # or start, end
    halo: str | None = None


Piece = Circle | Shape | Words


@dataclass(frozen=True, slots=True)
class Place:
    """Where one item of a map is on its picture: the middle of its symbol and its radius, and its label's box, in pixels."""

    item_id: str
    x: float
    y: float
    r: float
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Picture:
    """A whole picture; title and description are spoken by screen readers and drawn by nobody. ``places``: of a map's items."""

    width: int
    height: int
    pieces: tuple[Piece, ...]
    title: str
    description: str
    places: tuple[Place, ...] = ()


def line(x1: float, y1: float, x2: float, y2: float, look: Look) -> Shape:
    """A straight line."""
    return Shape((("M", x1, y1), ("L", x2, y2)), look)


def polygon(points: Iterable[tuple[float, float]], look: Look) -> Shape:
    """A closed shape through these points."""
    (first, *rest) = points
    return Shape((("M", *first), *(("L", *point) for point in rest), ("Z",)), look)


def box(left: float, top: float, right: float, bottom: float, look: Look) -> Shape:
    """A rectangle."""
    return polygon(((left, top), (right, top), (right, bottom), (left, bottom)), look)


def mix(colour: str, ground: str, share: float) -> str:
    """A colour laid over a ground, so much of it showing: 1 all, 0 nothing."""
    parts = [
        round(int(colour[n : n + 2], 16) * share + int(ground[n : n + 2], 16) * (1 - share)) for n in (1, 3, 5)
    ]
    return "#{:02x}{:02x}{:02x}".format(*parts)
