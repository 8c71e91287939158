"""Puts the console together: its settings, its pages under /console, and the gate before them."""

from flask import Blueprint, Flask, Response, redirect, url_for
from sqlalchemy import Engine

from bot.console import about, gate, parts, words
from bot.console.here import Console, csrf
from bot.console.log import Log
from bot.console.settings import ConsoleSettings
from bot.console.views import VIEWS, about_person
from bot.settings import Settings


def install(app: Flask, service: Settings, settings: ConsoleSettings, engine: Engine) -> None:
    """Adds the console to the web process's app."""
    log = Log(settings.key_for("audit"), settings.home / "audit.anchor")
    app.extensions["console"] = Console(settings, service, engine, log)
    pages = Blueprint("console", __name__, url_prefix="/console", template_folder="templates", static_folder="static")
    pages.add_url_rule("", "front", gate.admits_anyone(front))
    for views in (*VIEWS, *about_person.VIEWS):
        views.add_to(pages)
    gate.guard(pages)
    app.context_processor(parts.parts)  # of the app: an address that does not exist has a page too
    app.jinja_env.globals["csrf"] = csrf  # macros see globals alone
    app.jinja_env.tests.update(about.TESTS)
    for name, says in (words.FILTERS | about.FILTERS).items():
        app.add_template_filter(says, name)
    app.register_blueprint(pages)
    gate.every_view_says_whom_it_admits(app)
    if settings.secure:
        app.after_request(_only_https)


def front() -> Response:
    """The console's own front page is the list of people."""
    return redirect(url_for("console.people"))


def _only_https(answer: Response) -> Response:
    answer.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    return answer
