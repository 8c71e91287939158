"""The web process's Flask app, put together from its parts."""

from flask import Flask, Response, redirect, url_for
from sqlalchemy import Engine

from bot.console.app import install
from bot.console.settings import ConsoleSettings, read_console_settings
from bot.settings import Settings
from bot.web import chat, counting, errors, guard
from bot.web.inbound import Inbound
from bot.web.room import Room
from bot.web.visitors import Visitors
from bot.web.waiting import Waiting
from watching.ready import Ready, writable

LARGEST_REQUEST = 128 * 1024  # bytes: 4,096 letters of any script, however they are coded, fit


def create_app(
    settings: Settings, engine: Engine, inbound: Inbound | None = None, *, console: ConsoleSettings | None = None,
) -> Flask:
    """The pages a browser can open, ready to serve: the peer support workers' console, and the chat.

    The chat has no password, so it is there only when the address is this computer's own (loopback).
    `inbound` takes a person's message in; the default is the bot's own inbox. `console`: the default is as nothing were set.
    """
    console = console or read_console_settings(settings.home, {})
    app = Flask(__name__)
    app.config.update(MAX_CONTENT_LENGTH=LARGEST_REQUEST, MAX_FORM_MEMORY_SIZE=LARGEST_REQUEST)
    app.json.sort_keys = False
    guard.watch(app, settings, console_url=console.url)
    errors.answer(app)
    app.extensions["waiting"] = Waiting()
    install(app, settings, console, engine)
    app.add_url_rule("/healthz", "healthz", lambda: Response("ok\n", mimetype="text/plain"))
    app.extensions["ready"] = Ready({"database": lambda: writable(engine)})
    app.add_url_rule("/readyz", "readyz", lambda: _ready(app.extensions["ready"]))
    counting.count(app)
    if guard.is_loopback(settings.web_host):
        taken_in = inbound or Inbound(engine, settings.home)
        room = Room(engine, Visitors(settings.service_key), taken_in, app.extensions["waiting"])
        app.register_blueprint(chat.blueprint(room))
        app.add_url_rule("/", "front", lambda: redirect(url_for("chat.page")))
    return app


def _ready(ready: Ready) -> Response:
    """Says whether this process can do its work: it can when the database takes what is written."""
    lacking = ready.missing()
    said = "ok" if not lacking else "; ".join(f"the {part} {why}" for part, why in lacking.items())
    return Response(f"{said}\n", 503 if lacking else 200, mimetype="text/plain")
