"""Puts right what was misunderstood: through the same services as the person's own corrections, and the person is told."""

import secrets
from typing import Any

from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from bot.console.about import page
from bot.console.access import NotShared
from bot.console.correcting import acts_for, correction_of, told_to_person
from bot.console.correcting_goals import goals_in
from bot.console.correcting_wishes import told_shortly
from bot.console.gate import admits
from bot.console.here import looking, now, say, viewer
from bot.console.listing import entry_of
from bot.console.readers import maps as readers
from bot.console.readers import transcript
from bot.console.readers.goals import goals_of
from bot.console.readers.notes import MISUNDERSTANDING, add_note
from bot.console.readers.transcript import Line
from bot.console.roles import Role
from mapping.describe.names import Names
from mapping.errors import ConsentMissing
from mapping.model import Item
from mapping.services.putting_right import PutRight

NO_CONSENT = "They no longer agree that this is kept or shared, so nothing was changed."
SAID_ALREADY = "That is kept already, so nothing was changed."


def add_to(pages: Blueprint) -> None:
    """The addresses of this topic."""
    pages.add_url_rule("/people/<participant_id>/put-right", "put_right", put_right, methods=["GET", "POST"])


@admits(Role.PSW, Role.LEAD)
def put_right(participant_id: str) -> str | AnyResponse:
    """Which thing, then what should be said of it."""
    shown = looking().at(participant_id, readers.map_at)
    if isinstance(shown, NotShared):
        return page("put_right", participant_id, "map_page", shown=shown)
    item = shown.map.item(request.values.get("item", ""))
    line = line_at_hand(participant_id)
    if request.method == "GET" or item is None:
        if request.method == "POST":
            abort(404)
        return _form(participant_id, shown, item, line)
    act = request.form.get("act", "")
    try:
        done = _do(participant_id, shown, item, line, act)
    except ValueError as error:
        return _form(participant_id, shown, item, line, problem=str(error), chosen=act)
    except ConsentMissing:
        done = None
    say(after_words(done))
    return back_to(participant_id, line)


def back_to(participant_id: str, line: Line | None) -> AnyResponse:
    """Where one goes on once it is put right: the message at hand, or the map."""
    if line is not None:
        return redirect(url_for("console.talk", participant_id=participant_id, at=line.id) + f"#{line.id}", 303)
    return redirect(url_for("console.map_page", participant_id=participant_id), 303)


def keep_note(participant_id: str, done: PutRight, line: Line | None) -> None:
    """Keeps for the team what was put right, on the message at hand."""
    if done.lines:
        looking().at(
            participant_id, add_note, ". ".join(done.lines), worker_id=viewer().worker_id, now=now(), kind=MISUNDERSTANDING,
            message_id=line.id if line else None)


def _do(participant_id: str, shown: readers.MapAt, item: Item, line: Line | None, act: str) -> PutRight | None:
    words, key = lambda lines: told_to_person(viewer().name, lines), request.form.get("key", "")[:64]
    if act == "not_about" and line is not None:
        done = looking().at(participant_id, readers.take_off, line.id, item.id, key=key, words=words, now=now())
    else:
        correction, meant = correction_of(act, request.form.get(f"value-{act}", ""), item, shown.map)
        done = looking().at(participant_id, readers.correct, correction, meant, key=key, words=words, now=now())
    if isinstance(done, NotShared):
        return None
    keep_note(participant_id, done, line)
    return done


def after_words(done: PutRight | None) -> str:
    """What the worker reads of it; None: it could not be done."""
    if done is None:
        return NO_CONSENT
    return f"Put right: {'. '.join(done.lines)}. They are told when the moment fits." if done.lines else SAID_ALREADY


def line_at_hand(participant_id: str) -> Line | None:
    """The message at hand, where one is named and shared."""
    message_id = request.values.get("message")
    found = looking().at(participant_id, transcript.one_line, message_id) if message_id else None
    return None if isinstance(found, NotShared) else found


def _form(participant_id: str, shown: readers.MapAt, item: Item | None, line: Line | None, **values: Any) -> str:
    names = Names(shown.map)
    about = [each for each in shown.map.items if line is None or line.id in each.sources]
    told = looking().at(participant_id, goals_of) if line is not None and item is None else None
    stories = goals_in(told.stories, line.id) if line is not None and told and not isinstance(told, NotShared) else ()
    wishes = [each for each in (*shown.map.wishes, *shown.map.barriers) if line is None or line.id in each.sources]
    of_message = line is not None and item is not None and line.id in item.sources
    return page(
        "put_right", participant_id, "talk" if line else "map_page", shown=shown, line=line, message=line.id if line else "", key=secrets.token_urlsafe(12),
        item=entry_of(item, shown.map, names) if item else None, entries=[entry_of(each, shown.map, names) for each in about],
        stories=stories, wishes=[(each.id, told_shortly(each, shown.map)) for each in wishes], acts=acts_for(item, shown.map, of_message=of_message) if item else (), field=f"act-{values.get('chosen') or 'name'}",
        **{"problem": None, "chosen": None, "typed": request.form.get(f"value-{values.get('chosen')}", ""), **values})
