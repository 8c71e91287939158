"""The picture of a map for its page: the same SVG as everywhere, and where on it each thing can be chosen."""

from dataclasses import dataclass, replace
from functools import lru_cache

from bot.console.readers.person import NO_NAME
from mapping.comparison import compare
from mapping.describe import describe_changes, describe_view
from mapping.describe.names import Names
from mapping.describe.third_person import facts_about
from mapping.model import WellbeingMap
from mapping.render import draw_comparison, draw_view, file_of
from mapping.render.svg import write_svg
from mapping.views import View
from mapping.words import told_of_them

KEPT = 256  # pictures in memory, about 30 kB each; a map that did not change is not drawn again


@dataclass(frozen=True, slots=True)
class Spot:
    """Where one thing can be chosen, in pixels of the picture, and what is said of it."""

    item_id: str
    said: str
    x: float
    y: float
    r: float
    box: tuple[float, float, float, float]  # left, top, width, height of its name


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture as SVG text, its size in pixels, and the spots on it."""

    svg: str
    width: int
    height: int
    spots: tuple[Spot, ...]


@lru_cache(maxsize=KEPT)
def drawn(map: WellbeingMap, view: View, around: str | None, known_as: str) -> Drawn:
    """A part of a map as it is shown on a page. ``around``: the item's id for View.AROUND; ``known_as`` stands in its middle."""
    with told_of_them():
        picture = draw_view(named(map, known_as), view, around=around, title=_title(view, known_as))
    names = Names(map)
    items = {item.id: item for item in map.items}
    spots = tuple(
        Spot(place.item_id, _said(names.of(items[place.item_id]), facts_about(items[place.item_id])), place.x, place.y, place.r + 6,
             (place.left, place.top, place.right - place.left, place.bottom - place.top))
        for place in picture.places)
    return Drawn(write_svg(picture), picture.width, picture.height, spots)


@lru_cache(maxsize=KEPT // 4)
def compared_svg(before: WellbeingMap, after: WellbeingMap, known_as: str) -> str:
    """Two times on one picture."""
    with told_of_them():
        return write_svg(draw_comparison(compare(before, named(after, known_as)), title=known_as))


def pdf_of(map: WellbeingMap, view: View, around: str | None, known_as: str) -> bytes:
    """The same for paper: one A4 page in black and white, with all of it in words for screen readers."""
    with told_of_them():
        picture = draw_view(named(map, known_as), view, around=around, theme="print", title=_title(view, known_as))
        return file_of(picture, ".pdf", describe_view(map, view, around))


def compared_pdf(before: WellbeingMap, after: WellbeingMap, known_as: str) -> bytes:
    """Two times on one page of paper."""
    compared = compare(before, named(after, known_as))
    with told_of_them():
        return file_of(draw_comparison(compared, theme="print", title=known_as), ".pdf", describe_changes(compared))


def named(map: WellbeingMap, known_as: str) -> WellbeingMap:
    """The map with what the team calls them in its middle, where there is such a name."""
    return map if known_as == NO_NAME else replace(map, name=known_as)


def _title(view: View, known_as: str) -> str | None:
    return f"{known_as}: map" if view is View.WHOLE else None


def _said(name: str, facts: list[str]) -> str:
    return f"{name}: {'; '.join(facts)}" if facts else name

