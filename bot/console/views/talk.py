"""The transcript: a page at a time, searched, marked as read, with notes on messages."""

from datetime import date, datetime, time
from functools import partial
from itertools import groupby

from flask import Blueprint, Response, abort, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from bot.console.about import page, with_frame
from bot.console.access import NotShared
from bot.console.gate import admits
from bot.console.here import looking, now, say, viewer
from bot.console.readers import transcript
from bot.console.readers.notes import MOST, add_note
from bot.console.readers.person import Frame
from bot.console.readers.transcript import Line
from bot.console.roles import Role
from bot.console.words import LONDON
from mapping.describe.noted import Note
from mapping.errors import PictureUnknown
from mapping.model import ChangeKind

KINDS = {"photo": "a photo", "sticker": "a sticker", "voice": "a voice message", "forwarded": "a forwarded message", "import": "a file from elsewhere"}
LONGEST_SEARCH = 200  # characters


def add_to(pages: Blueprint) -> None:
    """The addresses of this topic."""
    for rule, view, methods in (
        ("", talk, ["GET"]), ("/search", talk_search, ["GET"]), ("/pictures/<picture_id>", talk_picture, ["GET"]),
        ("/read", mark_read, ["POST"]), ("/<message_id>/note", note_on, ["GET", "POST"]),
    ):
        pages.add_url_rule(f"/people/<participant_id>/talk{rule}", view.__name__, view, methods=methods)


@admits(Role.PSW, Role.LEAD)
def talk(participant_id: str) -> str:
    """One page of it: the latest, or where the address says."""
    at, since = request.args.get("at"), _day(request.args.get("since"))
    known, found = with_frame(participant_id, partial(
        transcript.page, around=at, before=_number("before"), after=_number("after"),
        since=datetime.combine(since, time(), LONDON) if since else None))
    if found is None:
        abort(404)
    if isinstance(found, NotShared):
        return page("talk", participant_id, "talk", known, talk=found, since="")
    return page("talk", participant_id, "talk", known, talk=found, at=at, since=since or "", **_shown(found, known))


@admits(Role.PSW, Role.LEAD)
def talk_search(participant_id: str) -> str:
    """Where words were said."""
    asked = request.args.get("q", "").strip()[:LONGEST_SEARCH]
    known, found = with_frame(participant_id, partial(transcript.search, words=asked, before=_number("before")))
    return page("search", participant_id, "talk", known, found=found, q=asked)


@admits(Role.PSW, Role.LEAD)
def talk_picture(participant_id: str, picture_id: str) -> Response:
    """A picture that was sent."""
    try:
        found = looking().at(participant_id, transcript.picture, picture_id)
    except PictureUnknown:
        abort(404)
    if isinstance(found, NotShared):
        abort(404)
    return Response(found, mimetype="image/png")


@admits(Role.PSW, Role.LEAD)
def mark_read(participant_id: str) -> AnyResponse:
    """Read up to and with this message."""
    message_id = request.form.get("message", "")
    done = looking().at(participant_id, transcript.mark_read, message_id, worker_id=viewer().worker_id, now=now())
    if done is not True:
        abort(404)
    say("Marked as read up to there.")
    return redirect(url_for("console.talk", participant_id=participant_id, at=message_id) + f"#{message_id}", 303)


@admits(Role.PSW, Role.LEAD)
def note_on(participant_id: str, message_id: str) -> str | AnyResponse:
    """A note on one message."""
    line = looking().at(participant_id, transcript.one_line, message_id)
    if line is None:
        abort(404)
    text, problem = request.form.get("text", "").strip(), None
    if request.method == "POST" and not isinstance(line, NotShared):
        problem = wrong_with_note(text)
        if not problem:
            looking().at(participant_id, add_note, text, worker_id=viewer().worker_id, now=now(), message_id=message_id)
            say("The note is kept.")
            return redirect(url_for("console.talk", participant_id=participant_id, at=message_id) + f"#{message_id}", 303)
    return page("note_on", participant_id, "talk", line=line, text=text, problem=problem)


def wrong_with_note(text: str) -> str | None:
    """What is wrong with a note, and how to mend it; None where nothing is."""
    if not text:
        return "Write the note first."
    return f"The note is too long. Keep it under {MOST:,} letters." if len(text) > MOST else None


def no_words(line: Line) -> str:
    """What stands where a message has no words."""
    return f"They sent {KINDS[line.kind]}." if line.kind in KINDS else "The words of this message were not kept."


def _shown(found: transcript.Talk, known: Frame) -> dict[str, object]:
    lines = found.page.lines
    by_day = groupby(lines, key=lambda line: line.at.astimezone(LONDON).date())
    new = [line.seq for line in lines if line.by_person and line.seq > known.read_to] if known.read_to else []
    return {
        "page": found.page, "remarks": found.remarks, "flagged": {flag.message_id: flag for flag in found.page.flags},
        "days": [{"at": group[0].at, "lines": group} for group in (list(each) for _, each in by_day)],
        "first_new": new[0] if new and found.page.older or new and new[0] != lines[0].seq else None,
        "last_id": lines[-1].id if lines else None, "last_seq": lines[-1].seq if lines else 0, "no_words": no_words,
        "to_put_right": {message_id for message_id, notes in found.page.noted.items() if any(_right(note) for note in notes)},
        "now_items": {item for notes in found.page.noted.values() for note in notes for item in note.items if note.stands},
    }


def _right(note: Note) -> bool:
    """Whether what was understood can be put right: it counts still, and is of something on the map or of a goal."""
    return note.stands and bool(note.items or note.goal or note.kind in (ChangeKind.WISH_ADDED, ChangeKind.BARRIER_ADDED))


def _number(name: str) -> int | None:
    text = request.args.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else None


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


