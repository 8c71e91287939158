"""The web process's Flask app, put together from its parts."""

from flask import Flask, Response, redirect, url_for
from sqlalchemy import Engine, select
from sqlalchemy.exc import SQLAlchemyError

from bot.console.app import install
from bot.console.settings import ConsoleSettings, read_console_settings
from bot.settings import Settings
from bot.web import chat, errors, guard
from bot.web.inbound import Inbound
from bot.web.room import Room
from bot.web.visitors import Visitors
from bot.web.waiting import Waiting
from mapping.store.engine import reading

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
    app.add_url_rule("/healthz", "healthz", lambda: _health(engine))
    if guard.is_loopback(settings.web_host):
        taken_in = inbound or Inbound(engine, settings.home)
        room = Room(engine, Visitors(settings.service_key), taken_in, app.extensions["waiting"])
        app.register_blueprint(chat.blueprint(room))
        app.add_url_rule("/", "front", lambda: redirect(url_for("chat.page")))
    return app


def _health(engine: Engine) -> Response:
    """Says whether this process can do its work: it can when the database answers."""
    try:
        with reading(engine) as connection:
            connection.execute(select(1))
    except SQLAlchemyError:
        return Response("the database does not answer\n", 503, mimetype="text/plain")
    return Response("ok\n", mimetype="text/plain")
