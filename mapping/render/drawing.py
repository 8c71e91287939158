"""The whole way from a map to a file: SVG, PNG or PDF; of all of it, of a part of it, or of two sessions compared."""

from collections.abc import Mapping
from datetime import datetime

from mapping.comparison import Changed, Comparison
from mapping.describe import changes_caption, describe_map, describe_view, short_form
from mapping.describe.names import Names
from mapping.describe.said import goal_line, wish_line
from mapping.layout import Layout
from mapping.layout.labels import shown_name
from mapping.layout.rings import SECTORS
from mapping.model import Item, WellbeingMap
from mapping.render.marks import Mark
from mapping.render.painting import paint
from mapping.render.pdf import write_pdf
from mapping.render.picture import Shown, date_words, heading_of, make_picture
from mapping.render.pieces import Picture
from mapping.render.png import write_png
from mapping.render.svg import write_svg
from mapping.views import View, view_of
from mapping.words import read_words

Places = Mapping[str, tuple[float, float]]


def file_of(picture: Picture, ending: str, text: str = "") -> bytes:
    """A picture as a file, by its ending: .svg, .png or .pdf; ``text``, all of it in words, goes into a PDF."""
    if ending == ".svg":
        return write_svg(picture).encode("utf-8")
    return write_png(paint(picture)) if ending == ".png" else write_pdf(picture, text)


def draw_svg(
    map: WellbeingMap,
    *,
    theme: str = "light",
    title: str | None = None,
    now: datetime | None = None,
    previous: Places | None = None,
    layout: Layout | None = None,
) -> str:
    """The map as an SVG picture, 1280 by 1280 pixels up to 60 items: the same map always gives the same text.

    ``theme`` is light, dark or print. The date is from ``now`` or the map; ``previous`` as in ``place_items``, ``layout`` as in
    ``make_picture``.
    """
    return write_svg(make_picture(map, theme=theme, title=title, now=now, previous=previous, layout=layout))


def draw_png(
    map: WellbeingMap,
    *,
    theme: str = "light",
    title: str | None = None,
    now: datetime | None = None,
    previous: Places | None = None,
    zoom: float = 1,
    layout: Layout | None = None,
) -> bytes:
    """The map as a PNG picture, 1280 by 1280 pixels at ``zoom`` 1 up to 60 items."""
    return write_png(paint(make_picture(map, theme=theme, title=title, now=now, previous=previous, layout=layout), zoom))


def draw_pdf(
    map: WellbeingMap,
    *,
    theme: str = "light",
    title: str | None = None,
    now: datetime | None = None,
    previous: Places | None = None,
) -> bytes:
    """The map as a PDF with one A4 page; the same map always gives the same bytes."""
    picture = make_picture(map, theme=theme, title=title, now=now, previous=previous)
    return write_pdf(picture, describe_map(map))


def draw_view(
    map: WellbeingMap,
    view: View,
    *,
    around: str | None = None,
    theme: str = "light",
    title: str | None = None,
    now: datetime | None = None,
) -> Picture:
    """A part of the map as a picture with a heading of its own; ``around`` is the item's id for View.AROUND."""
    part, said = view_of(map, view, around), read_words()["picture"]["views"]
    item = map.item(around) if view is View.AROUND and around else None
    heading = said[view.value]["heading"].format(name=shown_name(item) if item else "") if view is not View.WHOLE else None
    sectors = SECTORS if view is View.WHOLE else ()
    empty = (said[view.value]["empty"], said[view.value]["under"]) if view is not View.WHOLE else None
    if view is View.WISHES and (words := _in_words(part)):
        empty = (said[view.value]["in_words"], *words)
    told = None if view is View.WHOLE else short_form(describe_view(map, view, around))
    shown = Shown(heading=heading, sectors=sectors, empty=empty, description=told)
    return make_picture(part, theme=theme, title=title, now=now, shown=shown)


def _in_words(part: WellbeingMap) -> tuple[str, ...]:
    """What they would like, and their goals, where these are about nothing that can be drawn."""
    names = Names(part)
    return (*(wish_line(names, wish) for wish in part.wishes), *(goal_line(names, goal) for goal in part.goals))


def draw_comparison(compared: Comparison, *, theme: str = "light", title: str | None = None) -> Picture:
    """Two sessions on one picture: what is new has a ring round it, what changed a dashed one, what is gone a cross."""
    both, said = compared.both(), read_words()["picture"]
    marks = compared.marks()
    notes = {item_id: said["notes"][mark.value] for item_id, mark in marks.items() if mark is not Mark.KEPT}
    notes |= {changed.after.id: _was(changed) for changed in compared.items.changed}
    maps = (compared.before, compared.after)
    days = list(dict.fromkeys(date_words(map.at) for map in maps if map.at))
    sessions = list(dict.fromkeys(map.session for map in maps if map.session))
    shown = Shown(
        heading=said["compared"].format(title=heading_of(compared.after)),
        corner=(
            said["from_to"].format(earlier=days[0], later=days[1]) if len(days) == 2 else "".join(days),
            said["sessions"].format(earlier=sessions[0], later=sessions[1]) if len(sessions) == 2 else "",
        ),
        marks=marks,
        tie_marks=compared.tie_marks(),
        notes=notes,
        description=changes_caption(compared),
    )
    return make_picture(both, theme=theme, title=title, shown=shown)


def _was(changed: Changed[Item]) -> str:
    """A few words on what changed most plainly: what it was before. Nothing where it ended: that stands there already."""
    said = read_words()["picture"]["notes"]
    for field in ("status", "closeness", "impact"):
        if (change := changed.of(field)) and change.before is not None:
            return said["was"][field][str(change.before)]
    return said["changed"]
