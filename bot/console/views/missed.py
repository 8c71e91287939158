"""Puts on the map what the bot missed in a message: through the same services as all that is put right, and the person is told."""

import secrets
from functools import partial
from typing import Any

from flask import Blueprint, abort, request
from werkzeug.wrappers import Response as AnyResponse

from bot.console.about import page, with_frame
from bot.console.access import NotShared
from bot.console.correcting import told_to_person
from bot.console.gate import admits
from bot.console.here import looking, now, say, viewer
from bot.console.missed import reading_of, sorts, the_same
from bot.console.readers import maps as readers
from bot.console.readers.transcript import Line, one_line
from bot.console.roles import Role
from bot.console.views.putting_right import after_words, back_to, keep_note
from mapping.errors import ConsentMissing, OnTheMapAlready
from mapping.model import WellbeingMap
from mapping.services.putting_right import PutRight


def add_to(pages: Blueprint) -> None:
    """The addresses of this topic."""
    pages.add_url_rule("/people/<participant_id>/talk/<message_id>/missed", "missed", missed, methods=["GET", "POST"])


@admits(Role.PSW, Role.LEAD)
def missed(participant_id: str, message_id: str) -> str | AnyResponse:
    """What was missed in this message. Both what was said and the map have to be shared."""
    known, line, shown = with_frame(participant_id, partial(one_line, message_id=message_id), readers.map_at)
    hidden = next((each for each in (line, shown) if isinstance(each, NotShared)), None)
    if hidden is None and (line is None or not line.by_person):
        abort(404)
    problem, there = None, []
    if request.method == "POST" and hidden is None:
        try:
            done = _do(participant_id, line)
        except ValueError as error:
            problem = str(error)
        except OnTheMapAlready as already:
            problem, there = _already(already, shown.map)
        except ConsentMissing:
            done = None
        if problem is None:
            say(after_words(done))
            return back_to(participant_id, line)
    chosen = request.form.get("sort", "")
    return page(
        "missed", participant_id, "talk", known, line=line, hidden=hidden, sorts=sorts(), problem=problem, there=there, chosen=chosen,
        typed=request.form, key=secrets.token_urlsafe(12), field=f"name-{chosen}" if chosen in [each.name for each in sorts()] else "sort-person")


def _do(participant_id: str, line: Line) -> PutRight | None:
    reading, less = reading_of(request.form)
    done = looking().at(
        participant_id, readers.put_in, line.id, reading, less=less, key=request.form.get("key", "")[:64],
        words=partial(told_to_person, viewer().name, what="utter_review_missed"), now=now())
    if isinstance(done, NotShared):
        return None
    keep_note(participant_id, done, line)
    return done


def _already(already: OnTheMapAlready, map: WellbeingMap) -> tuple[str, Any]:
    there = the_same(already.ids, map)
    if any(is_thing for _, _, is_thing in there):
        return "That name is on the map already. If it is somebody or something else, add a word that tells them apart, such as “Sarah from work”.", there
    return "That is on the map already.", there
