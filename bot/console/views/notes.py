"""The service's own notes about a person."""

from functools import partial

from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from bot.console.about import page, with_frame
from bot.console.gate import admits
from bot.console.here import looking, now, page_in_address, say, viewer
from bot.console.readers import notes as readers
from bot.console.roles import Role
from bot.console.views.talk import wrong_with_note


def add_to(pages: Blueprint) -> None:
    """The addresses of this topic."""
    pages.add_url_rule("/people/<participant_id>/notes", "notes", notes, methods=["GET", "POST"])
    pages.add_url_rule("/people/<participant_id>/notes/<note_id>/strike", "strike", strike, methods=["POST"])


@admits(Role.PSW, Role.LEAD)
def notes(participant_id: str) -> str | AnyResponse:
    """All of them, the newest first, and a place to write one."""
    text, problem = request.form.get("text", "").strip(), None
    if request.method == "POST":
        problem = wrong_with_note(text)
        if not problem:
            looking().at(participant_id, readers.add_note, text, worker_id=viewer().worker_id, now=now())
            say("The note is kept.")
            return redirect(url_for("console.notes", participant_id=participant_id), 303)
    number, most = page_in_address(), readers.AT_A_TIME
    known, found = with_frame(
        participant_id, partial(readers.notes_of, worker_id=viewer().worker_id, most=most + 1, skip=(number - 1) * most))
    return page(
        "notes", participant_id, "notes", known, notes=found[:most], text=text, problem=problem, number=number, more=len(found) > most)


@admits(Role.PSW, Role.LEAD)
def strike(participant_id: str, note_id: str) -> AnyResponse:
    """Takes back a note of one's own."""
    if looking().at(participant_id, readers.strike_note, note_id, worker_id=viewer().worker_id, now=now()) is not True:
        abort(404)
    say("The note is taken back.")
    return redirect(url_for("console.notes", participant_id=participant_id), 303)
