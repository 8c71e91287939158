"""Two of a map's times side by side: on one picture, and in words."""

from functools import partial
from typing import Any

from flask import Blueprint, Response, abort

from bot.console.about import page, with_frame
from bot.console.access import NotShared
from bot.console.drawn import compared_pdf, compared_svg
from bot.console.gate import admits
from bot.console.listing import blocks_of
from bot.console.readers.maps import compared, compared_copied
from bot.console.roles import Role
from bot.console.views.map import number_in, pdf
from mapping.describe import describe_changes
from mapping.words import told_of_them


def add_to(pages: Blueprint) -> None:
    """The addresses of this topic."""
    pages.add_url_rule("/people/<participant_id>/sessions", "sessions", sessions)
    pages.add_url_rule("/people/<participant_id>/sessions.pdf", "sessions_pdf", sessions_pdf)


@admits(Role.PSW, Role.LEAD)
def sessions(participant_id: str) -> str:
    """The last two, or the two chosen."""
    known, found = _found(participant_id)
    if isinstance(found, NotShared) or found.comparison is None:
        return page("sessions", participant_id, "sessions", known, found=found)
    svg = compared_svg(found.comparison.before, found.comparison.after, known.known_as)
    with told_of_them():
        told = blocks_of(describe_changes(found.comparison))
    return page("sessions", participant_id, "sessions", known, found=found, svg=svg, told=told)


@admits(Role.PSW, Role.LEAD)
def sessions_pdf(participant_id: str) -> Response:
    """The same on paper."""
    known, found = _found(participant_id, compared_copied)
    if isinstance(found, NotShared) or found.comparison is None:
        abort(404)
    return pdf(compared_pdf(found.comparison.before, found.comparison.after, known.known_as), "sessions")


def _found(participant_id: str, reader: Any = compared) -> tuple[Any, ...]:
    """Who it is about, and the two times asked for, compared."""
    return with_frame(participant_id, partial(reader, earlier=number_in("earlier"), later=number_in("later")))
