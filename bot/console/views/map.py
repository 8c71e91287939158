"""The map: whole or in part, at any of its times, as picture and as list; and the words that a thing on it came from."""

from functools import partial

from flask import Blueprint, Response, abort, request

from bot.console.about import page, with_frame
from bot.console.access import NotShared
from bot.console.drawn import drawn, pdf_of
from bot.console.gate import admits
from bot.console.here import looking
from bot.console.listing import blocks_of, entry_of, groups_of
from bot.console.readers import transcript
from bot.console.readers.maps import MapAt, map_at, map_copied
from bot.console.roles import Role
from mapping.describe import describe_shape, observe
from mapping.describe.names import Names
from mapping.views import View, view_of
from mapping.words import read_words, told_of_them

NAMED_VIEWS = (View.WHOLE, View.PEOPLE, View.HELPS, View.HARD, View.WISHES)


def add_to(pages: Blueprint) -> None:
    """The addresses of this topic."""
    pages.add_url_rule("/people/<participant_id>/map", "map_page", map_page)
    pages.add_url_rule("/people/<participant_id>/map.pdf", "map_pdf", map_pdf)
    pages.add_url_rule("/people/<participant_id>/map/says", "map_says", map_says)
    pages.add_url_rule("/people/<participant_id>/map/<item_id>", "map_item", map_item)


@admits(Role.PSW, Role.LEAD)
def map_page(participant_id: str) -> str:
    """The picture with the same as a list beside it."""
    known, shown = with_frame(participant_id, partial(map_at, number=number_in("time")))
    if isinstance(shown, NotShared):
        return page("map", participant_id, "map_page", known, shown=shown)
    view, around = _wanted(shown)
    part = view_of(shown.map, view, around)
    words = read_words()
    return page(
        "map", participant_id, "map_page", known, shown=shown, view=view.value, around=around, time_arg=_time(shown),
        drawn=drawn(shown.map, view, around, known.known_as), groups=groups_of(part),
        views=[(each.value, words["console"]["views"][each.value]) for each in NAMED_VIEWS], heading=_heading(shown, view, around),
        nothing=words["picture"]["views"][view.value]["empty"] if view is not View.WHOLE else words["picture"]["empty"])


@admits(Role.PSW, Role.LEAD)
def map_pdf(participant_id: str) -> Response:
    """The same on paper."""
    known, shown = with_frame(participant_id, partial(map_copied, number=number_in("time")))
    if isinstance(shown, NotShared):
        abort(404)
    view, around = _wanted(shown)
    return pdf(pdf_of(shown.map, view, around, known.known_as), "map")


@admits(Role.PSW, Role.LEAD)
def map_item(participant_id: str, item_id: str) -> str:
    """One thing on the map: what is said of it, and every message that it came from."""
    shown = looking().at(participant_id, map_at)
    if isinstance(shown, NotShared):
        return page("item", participant_id, "map_page", entry=None)
    item = shown.map.item(item_id)
    if item is None:
        abort(404)
    lines = looking().at(participant_id, transcript.words_behind, item.sources)
    return page("item", participant_id, "map_page", entry=entry_of(item, shown.map, Names(shown.map)), lines=lines)


@admits(Role.PSW, Role.LEAD)
def map_says(participant_id: str) -> str:
    """What could be talked about, and the shape of the map in words."""
    known, shown = with_frame(participant_id, map_at)
    if isinstance(shown, NotShared):
        return page("says", participant_id, "map_page", known, shown=shown)
    with told_of_them():
        observed, shape = observe(shown.map), blocks_of(describe_shape(shown.map).text)
    return page("says", participant_id, "map_page", known, shown=shown, observed=observed, shape=shape)


def pdf(body: bytes, name: str) -> Response:
    """A PDF that opens in the browser."""
    return Response(body, mimetype="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}.pdf"'})


def number_in(name: str) -> int | None:
    """A number in the address, where there is one."""
    text = request.args.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else None


def _wanted(shown: MapAt) -> tuple[View, str | None]:
    """The part asked for. Around a thing that is not on this map: the whole."""
    around = request.args.get("around")
    if around and shown.map.item(around):
        return View.AROUND, around
    asked = request.args.get("view")
    return (View(asked) if asked in NAMED_VIEWS else View.WHOLE), None


def _time(shown: MapAt) -> int | None:
    return None if shown.latest or shown.time is None else shown.time.number


def _heading(shown: MapAt, view: View, around: str | None) -> str:
    name = Names(shown.map).of(shown.map.item(around)) if around else ""  # type: ignore[arg-type]
    return read_words()["console"]["views"][view.value].format(name=name)


