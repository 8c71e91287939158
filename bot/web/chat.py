"""The web chat: the same conversation as on Telegram, in a browser on this computer."""

import re
import uuid
from dataclasses import asdict

from flask import Blueprint, Response, abort, jsonify, make_response, redirect, render_template, request, url_for

from bot.turns.calendar import CALENDAR_FILE, calendar_for
from bot.web.conversation import picture_of
from bot.web.errors import NotTaken
from bot.web.inbound import LONGEST, utc_now
from bot.web.presenters import stamp, talk_mark
from bot.web.room import Room
from bot.web.visitors import Visitor
from mapping.store.engine import reading

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
NOTHING_TYPED = "Type something first, then press Send."
PRESSED = "This button was used already."


def blueprint(room: Room) -> Blueprint:
    """The chat's addresses."""
    pages = Blueprint("chat", __name__, url_prefix="/chat")
    for rule, view, methods in (
        ("", page, ["GET"]), ("", send_form, ["POST"]),
        ("/messages", news, ["GET"]), ("/messages", send, ["POST"]), ("/presses", press, ["POST"]),
        ("/earlier", earlier, ["GET"]), ("/pictures/<picture_id>", picture, ["GET"]), ("/check-ins.ics", calendar, ["GET"]),
        ("/help", about, ["GET"]), ("/new", ask_new, ["GET"]), ("/new", start_new, ["POST"]),
    ):
        pages.add_url_rule(rule, f"{view.__name__}", _with(room, view), methods=methods)
    return pages


def _with(room: Room, view: object) -> object:
    def call(**parts: str) -> object:
        return view(room, **parts)

    return call


def page(room: Room) -> Response:
    """The chat itself, with the last messages on it."""
    return _page(room, room.visitors.of(request))


def news(room: Room) -> Response:
    """What is new since the page looked last; waits a while where there is nothing yet."""
    visitor = room.visitor()
    seen = request.args.get("stamp", "")
    now, waited = room.waiting.until(lambda: room.stands(visitor), lambda found: stamp(found) != seen)
    same_talk = request.args.get("talk", "") == talk_mark(now)  # after an erasure the numbers may begin again
    shown = room.since(now, (_whole_number("after") or 0) if same_talk else 0)
    all_shown = not shown or shown[-1].seq >= now.last
    return jsonify(
        messages=[asdict(one) for one in shown], stamp=stamp(now) if all_shown else "", talk=talk_mark(now),
        reading=now.reading, open=now.open, again=0 if waited else 2,
    )


def earlier(room: Room) -> Response:
    """A page of older messages."""
    shown, more = room.earlier(room.stands(room.visitor()), _whole_number("before"))
    return jsonify(messages=[asdict(one) for one in shown], more=more)


def send(room: Room) -> tuple[Response, int]:
    """Take in what was typed, from the page's script."""
    visitor = room.visitor()
    given = _given()
    try:
        message_id = _take(room, visitor, given.get("text"), given.get("key"))
    except NotTaken as refusal:
        return jsonify(error=refusal.sentence), 422
    return jsonify(id=message_id), 202


def press(room: Room) -> tuple[Response, int]:
    """Take in a pressed button, from the page's script."""
    visitor = room.visitor()
    message_id = room.inbound.press(visitor.address, str(_given().get("token")), utc_now())
    return (jsonify(id=message_id), 202) if message_id else (jsonify(error=PRESSED), 409)


def send_form(room: Room) -> Response:
    """Take in what was typed or pressed where the browser runs no script."""
    visitor = room.visitor()
    if token := request.form.get("token"):
        room.inbound.press(visitor.address, token, utc_now())
        return _plain()
    try:
        _take(room, visitor, request.form.get("text"), request.form.get("key"))
    except NotTaken as refusal:
        return _page(room, visitor, refusal.sentence, request.form.get("text", "")), 422
    return _plain()


def picture(room: Room, picture_id: str) -> Response:
    """A picture of a map, for the person it was drawn for and nobody else."""
    with reading(room.engine) as connection:
        png = picture_of(connection, "web", room.visitors.of(request).address, picture_id)
    if png is None:
        abort(404)
    return Response(png, mimetype="image/png")


def calendar(room: Room) -> Response:
    """This person's check-ins for their own calendar, as they stand now."""
    found = room.stands(room.visitors.of(request)).participant_id
    made = calendar_for(room.engine, found) if found else None
    if made is None:
        abort(404)
    return Response(made, mimetype="text/calendar", headers={"Content-Disposition": f"attachment; filename={CALENDAR_FILE}"})


def about(room: Room) -> str:
    """How to use the page."""
    return render_template("chat/help.html")


def ask_new(room: Room) -> Response:
    """Ask before a new person begins, since there is no way back."""
    visitor = room.visitors.of(request)
    return visitor.remember(make_response(render_template("chat/new.html", visitor=visitor)))


def start_new(room: Room) -> Response:
    """Begin again as somebody nobody has met."""
    room.visitor()
    return room.visitors.fresh().remember(redirect(url_for("chat.page"), 303))


def _page(room: Room, visitor: Visitor, problem: str = "", draft: str = "") -> Response:
    now = room.stands(visitor)
    before = _whole_number("before")
    shown, more = room.earlier(now, before)
    words = render_template(
        "chat/chat.html", visitor=visitor, shown=shown, more=more, now=now, stamp=stamp(now), talk=talk_mark(now),
        key=uuid.uuid4(), problem=problem, draft=draft, longest=LONGEST, old=before is not None,
    )
    answer = visitor.remember(make_response(words))
    if now.reading and (times := _whole_number("plain")) and not problem:
        # without a script the page loads again for the answer, at another address: browsers skip the one they have
        answer.headers["Refresh"] = f"2; url={url_for('chat.page', plain=times + 1, _anchor='latest')}"
    return answer


def _plain() -> Response:
    """Back to the chat after a form, where the browser runs no script."""
    return redirect(url_for("chat.page", plain=1, _anchor="latest"), 303)


def _take(room: Room, visitor: Visitor, text: object, key: object) -> str:
    """Check what was typed and hand it to the inbox. Raises NotTaken with what to say."""
    if not isinstance(text, str) or not isinstance(key, str) or not _UUID.fullmatch(key):
        abort(400)
    text = text.replace("\r\n", "\n").replace("\0", "")
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # half a letter can't be stored
    if not text.strip():
        raise NotTaken(NOTHING_TYPED)
    if len(text) > LONGEST:
        raise NotTaken(
            f"Your message is too long. It has {len(text):,} characters, and the most is {LONGEST:,}. "
            "Your words are still in the box. Please send them in two parts."
        )
    return room.inbound.say(visitor.address, text, key, utc_now())


def _given() -> dict[str, object]:
    """What the page's script sent."""
    given = request.get_json()
    return given if isinstance(given, dict) else abort(400)


def _whole_number(name: str) -> int | None:
    text = request.args.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None
