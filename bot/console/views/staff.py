"""The staff accounts, for the administrator, who sees nobody's data. Links go to their owners by email, never on the page."""

from smtplib import SMTPException

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request, url_for

from bot.console.accounts import sessions, workers
from bot.console.accounts.workers import AccountWrong
from bot.console.gate import admits
from bot.console.here import console, now, say, viewer, wrote
from bot.console.notices.post import PostRefused, send
from bot.console.notices.words import words
from bot.console.roles import ROLE_NAMES, Role
from mapping.store.access import looking, storing


def add_to(pages: Blueprint) -> None:
    """The addresses of this topic."""
    for rule, view, methods in (
        ("/staff", staff, ["GET"]), ("/staff/add", add_staff, ["GET", "POST"]), ("/staff/<worker_id>/<act>", act_on_staff, ["POST"]),
    ):
        pages.add_url_rule(rule, view.__name__, view, methods=methods)


@admits(Role.ADMIN)
def staff() -> str:
    """All accounts."""
    with looking(console().engine) as connection:
        found = workers.everybody(connection)
    return render_template("console/staff.html", staff=found, by_mail=console().settings.post is not None, me=viewer().worker_id)


@admits(Role.ADMIN, fresh=True)
def add_staff() -> Response:
    """Invite somebody."""
    problem, given = None, {name: request.form.get(name, "") for name in ("email", "name", "role")}
    if request.method == "POST":
        try:
            role = Role(given["role"])
            with storing(console().engine) as connection:
                made = workers.add(connection, email=given["email"], name=given["name"], role=role, now=now())
            wrote("worker_add", made)
            say(_invite(made, given["email"].strip().lower()))
            return redirect(url_for("console.staff"), 303)
        except AccountWrong as error:
            problem = str(error)
        except ValueError:
            problem = "Choose a role."
    page = render_template("console/add_staff.html", problem=problem, given=given, roles=[(role, ROLE_NAMES[role]) for role in Role])
    return make_response(page, 422 if problem else 200)


@admits(Role.ADMIN, fresh=True)
def act_on_staff(worker_id: str, act: str) -> Response:
    """Invite again, sign out everywhere, disable, enable."""
    with looking(console().engine) as connection:
        account = workers.by_id(connection, worker_id)
    if account is None or act not in ("invite", "sign-out", "disable", "enable") or account.id == viewer().worker_id:
        abort(404)
    said = "Done."
    if act == "invite":
        said = _invite(account.id, account.email)
    else:
        with storing(console().engine) as connection:
            if act == "disable":
                workers.disable(connection, account.id, now=now())
            elif act == "enable":
                workers.enable(connection, account.id)
            else:
                sessions.end_all(connection, account.id)
    wrote(f"worker_{act}", account.id)
    say(said)
    return redirect(url_for("console.staff"), 303)


def _invite(worker_id: str, email: str) -> str:
    post = console().settings.post
    if post is None:
        return f"No mail server is set, so the link can't be sent. Run this on the machine: selfmap worker invite {email}"
    with storing(console().engine) as connection:
        token = workers.invite(connection, worker_id, now=now())
    found = words()["invite"]
    try:
        send(post, email, found["subject"], found["text"].format(link=url_for("console.join", token=token, _external=True)))
    except (PostRefused, SMTPException, OSError):
        return f"The mail server did not take the invitation to {email}. Try again in a while."
    return f"An invitation is on its way to {email}."
