"""My account: where I am signed in, my password and codes, and how I am told of alerts."""

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from sqlalchemy import update

from bot.console.accounts import sessions
from bot.console.accounts.secrets import digest, hash_password, new_token, wrong_with
from bot.console.gate import admits
from bot.console.here import console, now, say, session_here, viewer, wrote
from bot.console.views.sign_in import signing_in
from mapping.store.access import looking, storing
from mapping.store.console_tables import worker
from mapping.store.staff import telegram_is_on


def add_to(pages: Blueprint) -> None:
    """The addresses of this topic."""
    for rule, view, methods in (
        ("/account", account, ["GET"]), ("/account/sessions/<session_id>/end", end_session, ["POST"]),
        ("/account/sign-out-everywhere", sign_out_everywhere, ["POST"]), ("/account/password", password, ["GET", "POST"]),
        ("/account/recovery-codes", recovery_codes, ["POST", "GET"]), ("/account/notices", notices, ["POST"]),
        ("/account/awake", awake, ["GET"]),
    ):
        pages.add_url_rule(rule, view.__name__, view, methods=methods)


@admits()
def account() -> str:
    """Everything about my account on one page."""
    with looking(console().engine) as connection:
        opened, telegram_on = sessions.opened(connection, viewer().worker_id, now=now()), telegram_is_on(connection)
    left = signing_in().recovery_codes_left(viewer().worker_id)
    return render_template(
        "console/account.html", opened=opened, left=left, now=now(), by_mail=console().settings.post is not None,
        telegram_on=telegram_on)


@admits()
def awake() -> Response:
    """Asked while somebody writes in a form: they are at work, though no page is opened."""
    return Response(status=204)


@admits()
def end_session(session_id: str) -> Response:
    """Signs one browser out."""
    with storing(console().engine) as connection:
        sessions.end(connection, viewer().worker_id, session_id)
    wrote("ended_session", viewer().worker_id)
    return redirect(url_for("console.account"), 303)


@admits()
def sign_out_everywhere() -> Response:
    """Signs every browser out, this one too."""
    with storing(console().engine) as connection:
        sessions.end_all(connection, viewer().worker_id)
    wrote("signed_out_everywhere", viewer().worker_id)
    return redirect(url_for("console.sign_in"), 303)


@admits(fresh=True)
def password() -> Response:
    """A new password. Other browsers are signed out."""
    mine, problem = session_here().worker, None
    if request.method == "POST":
        new, once_more = request.form.get("password", ""), request.form.get("once_more", "")
        problem = wrong_with(new, mine.name, mine.email) or ("The two passwords differ." if new != once_more else None)
        if problem is None:
            kept = hash_password(new)
            with storing(console().engine) as connection:
                connection.execute(update(worker).where(worker.c.id == mine.id).values(password_hash=kept))
                sessions.end_all(connection, mine.id, but=session_here().id)
            wrote("changed_password", mine.id)
            say("Your password is changed. You are signed out everywhere else.")
            return redirect(url_for("console.account"), 303)
    return make_response(render_template("console/password.html", problem=problem), 422 if problem else 200)


@admits(fresh=True)
def recovery_codes() -> Response:
    """Ten new recovery codes; the old ones stop working."""
    if request.method == "GET":
        return make_response(render_template("console/new_recovery_codes.html"))
    with storing(console().engine) as connection:
        made = signing_in().new_recovery_codes(connection, viewer().worker_id)
    wrote("new_recovery_codes", viewer().worker_id)
    return make_response(render_template("console/recovery_codes.html", codes=made))


@admits()
def notices() -> Response:
    """How I am told of alerts: email on or off, and a code that joins my Telegram."""
    act, mine = request.form.get("act", ""), viewer().worker_id
    values = {
        "email_on": {"notice_email": True}, "email_off": {"notice_email": False}, "telegram_off": {"telegram_chat": None},
    }.get(act)
    code = None
    if act == "telegram_code":
        code = new_token()[:16].replace("-", "x").replace("_", "y")
        values = {"telegram_code": digest(code)}
    if values:
        with storing(console().engine) as connection:
            connection.execute(update(worker).where(worker.c.id == mine).values(**values))
        wrote("changed_notices", mine, what=act)
    if code:
        return make_response(render_template("console/telegram_code.html", code=code))
    say("Kept." if values else "Nothing was changed.")
    return redirect(url_for("console.account"), 303)
