"""The team: a lead says who supports whom; a worker takes in somebody who gave them a code."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for

from bot.console.accounts.signing_in import Slowed
from bot.console.gate import admits
from bot.console.here import console, looking, now, say, viewer
from bot.console.joining import join
from bot.console.readers import team as readers
from bot.console.readers.overview import overview
from bot.console.roles import Role
from bot.console.words import clock, day_value, wait_words

LONDON = ZoneInfo("Europe/London")
LONGEST_NAME = 80


def add_to(pages: Blueprint) -> None:
    """The addresses of this topic."""
    for rule, view, methods in (
        ("/team", team, ["GET"]), ("/team/<participant_id>/assign", assign, ["POST"]),
        ("/team/<participant_id>/<assignment_id>/end", unassign, ["POST"]), ("/take-in", take_in, ["GET", "POST"]),
        ("/people/<participant_id>/details", details, ["GET", "POST"]),
    ):
        pages.add_url_rule(rule, view.__name__, view, methods=methods)


@admits(Role.LEAD)
def team() -> str:
    """Who supports whom."""
    return render_template("console/team.html", team=looking().over(readers.team))


@admits(Role.LEAD)
def assign(participant_id: str) -> Response:
    """Somebody supports this person from now on."""
    done = looking().managing(
        participant_id, readers.assign, request.form.get("worker", "")[:40], known_as=_name(), by=viewer().worker_id, now=now())
    say("Done. They are on this worker's list now." if done else
        "Nothing was changed. Choose a worker who does not support them yet, and give the person a name.")
    return redirect(url_for("console.team"), 303)


@admits(Role.LEAD)
def unassign(participant_id: str, assignment_id: str) -> Response:
    """Somebody no longer supports this person."""
    done = looking().managing(participant_id, readers.unassign, assignment_id, now=now())
    say("Done. They are no longer on this worker's list." if done else "Nothing was changed.")
    return redirect(url_for("console.team"), 303)


@admits(Role.PSW, Role.LEAD)
def take_in() -> Response:
    """Take in a person by the code that the bot gave them."""
    problem, status, code = None, 200, request.form.get("code", "")
    if request.method == "POST":
        found = join(console(), viewer(), code[:40], _name() or "", now=now()) if _name() and code.strip() else ""
        if found == "":
            problem, status = "Give the code, and what you call this person.", 422
        elif found is None:
            problem, status = "This code does not work. It may be mistyped, used, or more than a week old.", 422
        elif isinstance(found, Slowed):
            problem, status = f"Too many codes did not work. Please wait {wait_words(found.wait + timedelta(seconds=1))}.", 429
        else:
            say("They are on your list now.")
            return redirect(url_for("console.person", participant_id=found), 303)
    return make_response(render_template("console/take_in.html", problem=problem, code=code, known_as=_name() or ""), status)


@admits(Role.PSW, Role.LEAD)
def details(participant_id: str) -> Response:
    """What the team calls them, and the next session."""
    person, problem, wrong = looking().at(participant_id, overview), None, "known_as"
    given = {"known_as": person.known_as, "day": day_value(person.next_session_at), "clock": clock(person.next_session_at)}
    if request.method == "POST":
        given = {name: request.form.get(name, "") for name in given}
        try:
            at = _moment()
        except ValueError:
            problem, wrong = "Give the day and the time of the next session, or neither.", "day"
        if not _name():
            problem, wrong = f"Give a name of at most {LONGEST_NAME} letters.", "known_as"
        if problem is None:
            done = looking().at(participant_id, readers.set_overview, known_as=_name(), next_session_at=at)
            say("Kept." if done else "Nothing was kept: nobody has taken this person in yet. A lead does that on the page of the team.")
            return redirect(url_for("console.person", participant_id=participant_id), 303)
    page = render_template("console/details.html", person=person, given=given, problem=problem, wrong=wrong)
    return make_response(page, 422 if problem else 200)


def _name() -> str | None:
    name = " ".join("".join(sign for sign in request.form.get("known_as", "") if sign.isprintable()).split())
    return name if 0 < len(name) <= LONGEST_NAME else None


def _moment() -> datetime | None:
    """The next session as London time tells it. Raises ValueError."""
    day, clock = request.form.get("day", "").strip(), request.form.get("clock", "").strip()
    if not day and not clock:
        return None
    return datetime.strptime(f"{day} {clock}", "%Y-%m-%d %H:%M").replace(tzinfo=LONDON)
