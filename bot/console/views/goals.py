"""Goals and check-ins: what they chose, how it went in their words, and every question that was due."""

from collections.abc import Iterator

from flask import Blueprint, Response, abort

from bot.console.about import date, page, with_frame
from bot.console.access import NotShared
from bot.console.gate import admits
from bot.console.here import looking
from bot.console.readers.goals import goals_copied, goals_of
from bot.console.roles import Role
from bot.console.words import moment
from mapping.checkins import Rhythm, State
from mapping.describe.names import listed
from mapping.describe.noted import DAYS
from mapping.export.cells import write_rows
from mapping.goals import GoalStory
from mapping.goals.chart import draw_chart_svg, shown_in
from mapping.services import CheckinTold
from mapping.words import read_words

COLUMNS = ("when", "outcome", "goal", "their words")
REASONS = {  # mapping/checkins/policy.py gives these codes
    "unanswered": "an earlier question was still open", "alert": "an alert was open", "stopped": "they want none", "paused": "check-ins rest",
    "blocked": "they blocked the bot", "discharged": "the service's work with them has ended", "no goal": "no goal was under way",
    "no consent": "they no longer agree that it is kept", "late": "the moment had passed", "changed": "they had changed the days",
}


def add_to(pages: Blueprint) -> None:
    """The addresses of this topic."""
    pages.add_url_rule("/people/<participant_id>/goals", "goals", goals)
    pages.add_url_rule("/people/<participant_id>/goals.csv", "goals_csv", goals_csv)


@admits(Role.PSW, Role.LEAD)
def goals(participant_id: str) -> str:
    """Every goal, the newest first, then every check-in."""
    known, told = with_frame(participant_id, goals_of)
    if isinstance(told, NotShared):
        return page("goals", participant_id, "goals", known, told=told)
    chart = draw_chart_svg(told.stories, description="How far along each goal felt, by day.") if shown_in(told.stories) else ""
    return page(
        "goals", participant_id, "goals", known, told=told, chart=chart, facts=lambda story: list(_facts(story)), became=became,
        states=read_words()["console"]["goal_states"], rhythm_words=rhythm_words(told.rhythm))


@admits(Role.PSW, Role.LEAD)
def goals_csv(participant_id: str) -> Response:
    """Every check-in as a table; no cell of it is ever taken for a formula."""
    told = looking().at(participant_id, goals_copied)
    if isinstance(told, NotShared):
        abort(404)
    rows = ((moment(each.row.due_at), became(each), each.goal, " ".join(heard.words for heard in each.heard)) for each in told.checkins)
    return Response(
        write_rows(COLUMNS, rows), mimetype="text/csv", headers={"Content-Disposition": 'attachment; filename="check-ins.csv"'})


def became(each: CheckinTold) -> str:
    """What became of one check-in."""
    if each.heard:
        return listed([read_words()["console"]["outcomes"][heard.outcome] for heard in each.heard])
    if each.row.state is State.SENT:
        return "asked, no answer"
    why = REASONS.get(each.row.reason or "", (each.row.reason or "").replace("_", " "))
    return ("not asked" if each.row.state is State.SKIPPED else "too late") + (f": {why}" if why else "")


def _facts(story: GoalStory) -> Iterator[tuple[str, str, str]]:
    """What is held about a goal, a line each, and of what gets in the way its id."""
    if story.goal.chosen_at:
        yield "Chosen", date(story.goal.chosen_at), ""
    if story.goal.first_step:
        yield "First step", story.goal.first_step, ""
    if when := [part for part in (story.when, story.where, story.with_whom) if part]:
        yield "When, where, who with", "; ".join(when), ""
    for barrier in story.barriers:
        yield "In the way", barrier.text, barrier.id
    for plan in story.plans:
        yield "Plan", f"If {plan.if_words}, then {plan.then_words}", ""
    if story.ratings:
        yield "How far along it felt", ", then ".join(f"{rating.value} out of 10 ({date(rating.at)})" for rating in story.ratings), ""


def rhythm_words(rhythm: Rhythm) -> str:
    """Whether and when they are asked how it goes."""
    if not rhythm.on or not rhythm.days:
        return "They are not asked how it goes."
    days = listed([read_words()["console"]["days"][DAYS[day]] for day in rhythm.days])
    often = "" if rhythm.weeks == 1 else f", every {rhythm.weeks} weeks"
    rests = " Just now check-ins rest, because a question was left without an answer." if rhythm.paused else ""
    return f"They chose to be asked on {days}, about {rhythm.at:%H:%M}{often}.{rests}"
