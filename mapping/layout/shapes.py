"""The values that a layout is made of: boxes, rings, sectors, and where each thing stands."""

from dataclasses import dataclass
from math import hypot

from mapping.model import Closeness


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the canvas, in pixels, from top left to bottom right."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Box") -> bool:
        """Whether the two share any area."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


@dataclass(frozen=True, slots=True)
class Level:
    """How big things are drawn: the more there is on a map, the smaller, but never under 22 pixels of type."""

    name_size: float
    under_size: float
    radius: float
    room: float  # the widest a label may be
    lines: int
    under: bool = True  # whether there is a second line under the name
    snug: bool = False  # whether each name is broken so that it takes least room, its lines close together


@dataclass(frozen=True, slots=True)
class Label:
    """The words at one symbol: the name in its lines, and a small line under it (may be empty)."""

    lines: tuple[str, ...]
    under: str
    width: float
    height: float
    leading: float  # from line to line, as a share of the type size


@dataclass(frozen=True, slots=True)
class Band:
    """One ring, from ``inner`` to ``outer`` pixels from the middle; ``closeness`` None is the "not placed yet" band.

    ``sectors`` holds each sector's (start, end) angle in this ring, radians, clockwise from the right-hand side.
    """

    closeness: Closeness | None
    inner: float
    outer: float
    sectors: dict[str, tuple[float, float]]
    caption: Box


@dataclass(frozen=True, slots=True)
class Spot:
    """Where one item stands: its symbol's middle in pixels, its label and the label's box."""

    item_id: str
    x: float
    y: float
    label: Label
    label_box: Box
    symbol_box: Box


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything on the picture stands. ``width`` and ``height`` in pixels; 1280 each up to 60 items."""

    width: int
    height: int
    centre: tuple[float, float]
    you_radius: float
    level: Level
    bands: tuple[Band, ...]
    spots: tuple[Spot, ...]

    @property
    def positions(self) -> dict[str, tuple[float, float]]:
        """Each item's place as ratios 0..1 of the canvas: keep them and hand them in as ``previous`` next time."""
        return {spot.item_id: (spot.x / self.width, spot.y / self.height) for spot in self.spots}

    def spot(self, item_id: str) -> Spot | None:
        """The spot of the item with this id, or None."""
        return next((spot for spot in self.spots if spot.item_id == item_id), None)

    def distance(self, spot: Spot) -> float:
        """How far a spot is from the middle, in pixels."""
        return hypot(spot.x - self.centre[0], spot.y - self.centre[1])
