"""Who may open which address of the console. An address that says nothing about it is not served at all."""

import hmac
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Flask, Response, abort, current_app, g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from bot.console.accounts import sessions
from bot.console.accounts.secrets import new_token
from bot.console.accounts.sessions import Session
from bot.console.here import console, csrf, looking, now, session_here
from bot.console.readers.alerts import latest_alert
from bot.console.roles import SUPPORTING, Role
from bot.web.guard import READING
from mapping.errors import StoreUnreachable
from mapping.store.access import looking as reading_rows
from mapping.store.access import storing

NAME = "selfmap_console"
View = Callable[..., Any]


def admits(*roles: Role, fresh: bool = False, quiet: bool = False) -> Callable[[View], View]:
    """Marks a view as open to these roles; none named: to everybody signed in.

    ``fresh``: password and code must have been given within ten minutes. ``quiet``: the page asks by itself, so it does not
    keep a session awake.
    """
    def mark(view: View) -> View:
        view.admits = roles or tuple(Role)  # type: ignore[attr-defined]
        view.fresh, view.quiet = fresh, quiet  # type: ignore[attr-defined]
        return view

    return mark


def admits_anyone(view: View) -> View:
    """Marks a view as open without signing in."""
    view.admits = ()  # type: ignore[attr-defined]
    view.fresh = view.quiet = False  # type: ignore[attr-defined]
    return view


def guard(pages: Blueprint) -> None:
    """Puts the gate before every address of the console."""
    pages.before_request(_let_in)
    pages.after_request(_keep_cookie)


def every_view_says_whom_it_admits(app: Flask) -> None:
    """Raises where a view of the console was forgotten: better no console than one with a hole."""
    for endpoint, view in app.view_functions.items():
        if endpoint.startswith("console.") and endpoint != "console.static" and not hasattr(view, "admits"):
            raise RuntimeError(f"{endpoint} does not say whom it admits")


def signed_in() -> Session | None:
    """Whoever is signed in here, also at an address that does not exist, where the gate was not come to; nobody while the store is away."""
    if "console_token" not in g:
        g.console_token = request.cookies.get(cookie_name()) or ""
        with suppress(StoreUnreachable), reading_rows(console().engine) as connection:
            g.console_session = sessions.find(connection, g.console_token, now=now())
    session = session_here()
    return session if session and session.stage == sessions.IN else None


def cookie_name() -> str:
    """With https the browser itself holds the cookie to this one host (``__Host-``)."""
    return f"__Host-{NAME}" if console().settings.secure else NAME


def _let_in() -> AnyResponse | None:
    if request.endpoint == "console.static":
        return None
    g.console_token = request.cookies.get(cookie_name()) or ""
    if len(g.console_token) != 43:
        g.console_token = g.set_console_token = new_token()  # nobody's yet; it only ties forms to this browser
    view = _view()
    with reading_rows(console().engine) as connection:
        g.console_session = sessions.find(connection, g.console_token, now=now())
        stale = bool(g.console_session) and not view.quiet and sessions.needs_touch(connection, g.console_session.id, now())
    if "\0" in "".join([*map(str, (request.view_args or {}).values()), *request.args.values(), *request.form.values()]):
        abort(400)  # PostgreSQL takes no NUL, and nobody types one
    if request.method not in READING and not _carries_csrf():
        abort(403)
    if not view.admits:
        return None
    if (answer := _sent_elsewhere(view)) is not None:
        return answer
    if stale:
        with storing(console().engine) as connection:
            sessions.touch(connection, g.console_session.id, now())
    if not view.quiet:  # before the page is made: what comes in meanwhile is news to it
        g.latest_alert = looking().over(latest_alert) if g.console_session.worker.role in SUPPORTING else ""
    return None


def _sent_elsewhere(view: Any) -> AnyResponse | None:
    session = session_here()
    if session is None or session.stage != sessions.IN:
        return abort(401) if view.quiet else redirect(url_for("console.sign_in", next=_here()), 303)
    if session.worker.role not in view.admits:
        return abort(404)
    if view.fresh and not session.fresh(now()):
        return redirect(url_for("console.again", next=_here()), 303)
    return None


def _view() -> Any:
    return current_app.view_functions[request.endpoint or ""]


def _carries_csrf() -> bool:
    shown = request.headers.get("X-Selfmap-Csrf") or request.form.get("csrf") or ""
    return hmac.compare_digest(shown.encode(), csrf().encode())


def _here() -> str:
    """Where to go back to: this page where it can be read again, else the page whose form was sent."""
    return request.full_path.rstrip("?") if request.method == "GET" else safe_next(urlsplit(request.referrer or "").path)


def _keep_cookie(answer: Response) -> Response:
    if request.endpoint == "console.static":
        answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"  # its address changes with its content
        return answer
    if token := g.get("set_console_token"):
        answer.set_cookie(cookie_name(), token, httponly=True, samesite="Lax", path="/", secure=console().settings.secure)
    return answer


def safe_next(where: str | None) -> str:
    """A page of the console to go on to; anything else becomes the start."""
    start = url_for("console.people")
    prefix = url_for("console.front")
    if where and where.startswith(prefix) and "\\" not in where and "//" not in where and where.isprintable():
        return where
    return start
