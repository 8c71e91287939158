"""Alerts: acknowledge, note, close. An open page gets new ones by itself."""

from flask import Blueprint, Response, abort, jsonify, redirect, render_template, request, url_for

from bot.console.gate import admits
from bot.console.here import looking, now, page_in_address, say, viewer
from bot.console.readers import alerts as readers
from bot.console.roles import SUPPORTING, Role


def add_to(pages: Blueprint) -> None:
    """The addresses of this topic."""
    for rule, view, methods in (
        ("/alerts", alerts, ["GET"]), ("/alerts/closed", closed_alerts, ["GET"]), ("/alerts/news", alert_news, ["GET"]),
        ("/people/<participant_id>/alerts/<alert_id>/<act>", act_on_alert, ["POST"]),
    ):
        pages.add_url_rule(rule, view.__name__, view, methods=methods)


@admits(Role.PSW, Role.LEAD)
def alerts() -> str:
    """What is open, the most pressing first."""
    return _page(closed=False)


@admits(Role.PSW, Role.LEAD)
def closed_alerts() -> str:
    """What was closed, the latest first."""
    return _page(closed=True)


@admits(quiet=True)
def alert_news() -> Response:
    """A mark that changes when there is something new, for an open page to ask about. For who sees no alerts: only that they are signed in."""
    return jsonify(latest=looking().over(readers.latest_alert) if viewer().role in SUPPORTING else "")


@admits(Role.PSW, Role.LEAD)
def act_on_alert(participant_id: str, alert_id: str, act: str) -> Response:
    """Acknowledge, note or close one alert."""
    if act not in ("acknowledge", "note", "close"):
        abort(404)
    say(_act(participant_id, alert_id, act, " ".join(request.form.get("text", "").split())))
    own = request.form.get("back") == "person"  # an emergency opens one person's record, and no alert of theirs on the page of all
    return redirect(url_for("console.person_alerts", participant_id=participant_id) if own else url_for("console.alerts"), 303)


def _page(*, closed: bool) -> str:
    number = page_in_address()
    found = looking().over(
        readers.alerts_of_mine, now=now(), closed=closed, skip=(number - 1) * readers.MOST, most=readers.MOST + 1)
    return render_template(
        "console/alerts.html", alerts=found[:readers.MOST], closed=closed, now=now(), number=number, more=len(found) > readers.MOST)


def _act(participant_id: str, alert_id: str, act: str, text: str) -> str:
    """Does it, and says what was done."""
    who = viewer().worker_id
    if act == "acknowledge":
        done = looking().at(participant_id, readers.acknowledge, alert_id, worker_id=who, now=now())
        return "It is yours now." if done else "Somebody was quicker. Nothing was changed."
    if not text:
        return "Write what you did first. Nothing was changed."
    if len(text) > readers.LONGEST_NOTE:
        return f"The note is too long, and was not kept. Keep it under {readers.LONGEST_NOTE:,} letters."
    done = looking().at(participant_id, readers.note if act == "note" else readers.close, alert_id, text, worker_id=who, now=now())
    if not done:
        return "Nothing was changed."
    return "Your note is kept." if act == "note" else "The alert is closed."
