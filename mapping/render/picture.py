"""Puts a whole map together as a picture: the ground, the lines, the things and their names, heading, date and key."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from mapping.describe import caption
from mapping.layout import Layout, Spot
from mapping.layout.measure import ELLIPSIS, shorten, text_width, tidy, wrap
from mapping.layout.place import TITLE, place_items
from mapping.layout.rings import SECTORS
from mapping.model import Item, WellbeingMap
from mapping.render.curves import draw_ties
from mapping.render.ground import draw_captions, draw_rings, draw_you, ground_at
from mapping.render.legend import draw_legend
from mapping.render.lines import draw_badge, draw_spoke
from mapping.render.halos import names_crossed
from mapping.render.marks import Mark, draw_mark
from mapping.render.pieces import Picture, Piece, Place, Words
from mapping.render.symbols import draw_symbol
from mapping.render.themes import THEMES, Theme
from mapping.words import read_words

HEADING, UNDER = 36, 26
MOST_LINES = 8  # of what is said where there is nothing to draw


@dataclass(frozen=True, slots=True)
class Shown:
    """What a picture shows beside the map itself: its heading, and what became of things where two maps are compared.

    ``notes`` stand first in the small line under a name. ``empty`` is said where there is nothing to draw: a line, then small ones.
    """

    heading: str | None = None
    corner: tuple[str, ...] = ()  # in place of the day and the session
    marks: Mapping[str, Mark] = field(default_factory=dict)
    tie_marks: Mapping[tuple[str, str], Mark] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    sectors: tuple[str, ...] = SECTORS
    empty: tuple[str, ...] | None = None
    description: str | None = None


def make_picture(
    map: WellbeingMap,
    *,
    theme: str = "light",
    title: str | None = None,
    now: datetime | None = None,
    previous: Mapping[str, tuple[float, float]] | None = None,
    shown: Shown | None = None,
    layout: Layout | None = None,
) -> Picture:
    """The map as a picture, 1280 by 1280 pixels up to 60 items: the same map always gives the same picture.

    ``theme`` is light, dark or print. The date is from ``now`` or the map; ``previous`` as in ``place_items``. ``layout`` is that of
    this very map, where it is known already: laying it out is by far the longest part.
    """
    shown = shown or Shown()
    colours = THEMES[theme]
    layout = layout or place_items(map, previous=previous, sectors=shown.sectors, notes=shown.notes)
    heading = tidy(title or "") or shown.heading or heading_of(map)
    items = _items(map, layout)
    rings, spokes = draw_rings(layout, colours), _lines(items, layout, colours)
    ties = draw_ties(map, layout, colours, shown.tie_marks)
    pieces = [
        *rings,
        *spokes,
        *ties,
        *draw_captions(layout, colours),
        *draw_you(map, layout, colours),
        *_symbols(items, layout, colours, shown.marks),
        *_labels(items, layout, colours, shown.marks, names_crossed(layout, (*rings, *spokes, *ties), colours.line)),
        *_heading(heading, colours),
        *_corner(map, now, shown, layout, colours),
        *draw_legend(map, layout, colours, shown.marks),
        *([] if map.items else _nothing(layout, colours, shown.empty)),
    ]
    return Picture(layout.width, layout.height, tuple(pieces), heading, shown.description or caption(map), _places(layout))


def heading_of(map: WellbeingMap) -> str:
    """What stands at the top of a picture of the whole map."""
    said, name = read_words()["picture"], tidy(map.name or "")
    return said["title_named"].format(name=name) if name else said["title"]


def date_words(at: datetime) -> str:
    """A day as it is written on the picture."""
    return f"{at.day} {at:%B %Y}"


def _places(layout: Layout) -> tuple[Place, ...]:
    boxes = ((spot, spot.label_box) for spot in layout.spots)
    return tuple(Place(spot.item_id, spot.x, spot.y, layout.level.radius, box.left, box.top, box.right, box.bottom) for spot, box in boxes)


def _items(map: WellbeingMap, layout: Layout) -> list[tuple[Item, Spot]]:
    return list(zip(map.items, layout.spots, strict=True))


def _lines(items: list[tuple[Item, Spot]], layout: Layout, theme: Theme) -> list[Piece]:
    spokes = sorted(items, key=lambda pair: pair[0].impact is not None)  # plain ones under the others
    return [draw_spoke(item, spot, layout, theme) for item, spot in spokes]


def _symbols(
    items: list[tuple[Item, Spot]], layout: Layout, theme: Theme, marks: Mapping[str, Mark]
) -> list[Piece]:
    pieces: list[Piece] = []
    for item, spot in items:
        pieces += draw_symbol(item, spot.x, spot.y, layout.level.radius, theme, right=spot.x >= layout.centre[0])
        pieces += draw_mark(marks.get(item.id), spot.x, spot.y, layout.level.radius, theme)
        pieces += draw_badge(item, spot, layout, theme)
    return pieces


def _labels(
    items: list[tuple[Item, Spot]], layout: Layout, theme: Theme, marks: Mapping[str, Mark], crossed: Sequence[bool]
) -> list[Piece]:
    """The names; those with a line under them stand on a halo as light as the ring they are in."""
    level, pieces = layout.level, []
    for (item, spot), under in zip(items, crossed, strict=True):
        halo = ground_at(layout, spot, theme) if under else None
        box, ink = spot.label_box, theme.muted if marks.get(item.id) is Mark.GONE else theme.ink
        x, y = (box.left + box.right) / 2, box.top + 1
        for line in spot.label.lines:
            pieces.append(Words(line, x, y + level.name_size * 0.9, level.name_size, ink, bold=True, halo=halo))
            y += level.name_size * spot.label.leading
        if spot.label.under:
            y += level.under_size * 0.86
            pieces.append(Words(spot.label.under, x, y, level.under_size, theme.muted, halo=halo))
    return pieces


def _heading(text: str, theme: Theme) -> list[Piece]:
    lines = wrap(text, HEADING, TITLE.right - TITLE.left - 16, 2, bold=True)
    return [
        Words(
            shorten(line, HEADING, (390, 330)[n], bold=True),
            TITLE.left + 12,
            TITLE.top + 38 + 42 * n,
            HEADING,
            theme.ink,
            bold=True,
            anchor="start",
        )
        for n, line in enumerate(lines)
    ]


def _corner(map: WellbeingMap, now: datetime | None, shown: Shown, layout: Layout, theme: Theme) -> list[Piece]:
    """The day, and which session it is."""
    at, said = now or map.at, read_words()["picture"]
    lines = shown.corner or (
        date_words(at) if at else None,
        said["session"].format(number=map.session) if map.session else None,
    )
    right = layout.width - TITLE.left - 12
    return [
        Words(text, right, TITLE.top + 34 + 34 * n, UNDER, theme.muted, anchor="end")
        for n, text in enumerate(filter(None, lines))
    ]


def _nothing(layout: Layout, theme: Theme, said: tuple[str, ...] | None) -> list[Piece]:
    words = read_words()["picture"]
    first, *under = said or (words["empty"], words["empty_under"])
    y = layout.centre[1] + layout.you_radius + 62
    halo = theme.grounds[0]
    size = min(38.0, 38 * 480 / text_width(first, 38, bold=True))
    lines = [line for text in under for line in wrap(text, UNDER, 440, 3)]
    if len(lines) > MOST_LINES:
        lines[MOST_LINES - 1 :] = [ELLIPSIS]
    pieces: list[Piece] = [Words(first, layout.centre[0], y, size, theme.ink, bold=True, halo=halo)]
    for n, line in enumerate(lines):
        pieces.append(Words(line, layout.centre[0], y + 44 + 34 * n, UNDER, theme.muted, halo=halo))
    return pieces
