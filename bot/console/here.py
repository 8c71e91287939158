"""What the console's pages work with in one request: who is there, and the one way to look."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from flask import current_app, g, request
from sqlalchemy import Engine

from bot.console.access import Access, Looking
from bot.console.accounts import sessions
from bot.console.accounts.secrets import keyed
from bot.console.accounts.sessions import Session
from bot.console.log import Log
from bot.console.roles import Viewer
from bot.console.settings import ConsoleSettings
from bot.settings import Settings
from mapping.store.access import storing
from mapping.store.audit import Entry


@dataclass(slots=True)
class Console:
    """The parts of the console in this process. ``clock`` gives aware UTC; tests set it."""

    settings: ConsoleSettings
    service: Settings
    engine: Engine
    log: Log
    clock: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))
    access: Access = field(init=False)

    def __post_init__(self) -> None:
        self.access = Access(self.engine, self.log, lambda: self.clock())


def console() -> Console:
    """The console of this app."""
    return current_app.extensions["console"]


def now() -> datetime:
    """This request's moment: one for all it does."""
    if "now" not in g:
        g.now = console().clock()
    return g.now


def session_here() -> Session | None:
    """The sign-in behind this request, at whatever stage."""
    return g.get("console_session")


def viewer() -> Viewer:
    """Who is signed in. Only in views that admit somebody."""
    return g.console_session.worker.viewer


def looking() -> Looking:
    """The way to people's data, for whoever is signed in."""
    return console().access.as_(viewer())


def page_in_address() -> int:
    """Which page of a long list is asked for: 1 and up."""
    text = request.args.get("page", "")
    return max(1, int(text)) if text.isascii() and text.isdecimal() and len(text) < 6 else 1


def csrf() -> str:
    """What every form of this browser carries: it follows from the cookie, and only we can make it."""
    return keyed(console().settings.key_for("csrf"), g.console_token)


def say(words: str) -> None:
    """Words that the next page begins with."""
    with storing(console().engine) as connection:
        sessions.change(connection, g.console_session.id, notice=words)


def wrote(act: str, subject: str = "", *, outcome: str = "done", actor: str | None = None, **details: str | int) -> None:
    """Writes an act about accounts or the service into the log. Acts on a person's data go through ``looking()``."""
    who = actor or (g.console_session.worker.id if session_here() else "nobody")
    console().log.note(console().engine, Entry(who, act, subject, "", outcome, dict(details)), now=now())


def browser() -> str:
    """Which browser this is, roughly, so that somebody can tell their sign-ins apart."""
    agent = request.headers.get("User-Agent", "")
    names = ("Edg", "Firefox", "Chrome", "Safari")
    systems = {"Windows": "Windows", "iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Mac OS": "Mac", "Linux": "Linux"}
    name = next((name for name in names if name in agent), "A browser").replace("Edg", "Edge")
    return f"{name} on {next((system for mark, system in systems.items() if mark in agent), 'a computer')}"
