"""Puts a goal right: through the same services as the person's own changes, and the person is told."""

import secrets
from functools import partial

from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from bot.console.about import page, with_frame
from bot.console.access import NotShared
from bot.console.correcting import told_to_person
from bot.console.correcting_goals import LONGEST, PLAN_WORDS, facts_of, goal_acts, heard_in, outcome_of, plan_in, plan_said, rated_in, rating_of, said_of
from bot.console.gate import admits
from bot.console.here import looking, now, say, viewer
from bot.console.readers import goals as readers
from bot.console.readers.notes import MISUNDERSTANDING, add_note
from bot.console.roles import Role
from bot.console.views.putting_right import after_words
from mapping.errors import ConsentMissing, GoalUnknown, TooManyGoals
from mapping.goals import MOST_ACTIVE, GoalStory
from mapping.services.putting_right import PutRight

TOO_MANY = f"{MOST_ACTIVE} goals are under way already. Put one of those on hold first."


def add_to(pages: Blueprint) -> None:
    """The addresses of this topic."""
    pages.add_url_rule("/people/<participant_id>/goals/<goal_id>/put-right", "put_goal_right", put_goal_right, methods=["GET", "POST"])


@admits(Role.PSW, Role.LEAD)
def put_goal_right(participant_id: str, goal_id: str) -> str | AnyResponse:
    """What should be said of this goal."""
    known, told = with_frame(participant_id, readers.goals_of)
    if isinstance(told, NotShared):
        return page("put_right", participant_id, "goals", known, shown=told)
    story = next((each for each in told.stories if each.goal.id == goal_id), None) or abort(404)
    act, problem, message_id = request.form.get("act", ""), None, request.values.get("message", "")[:40]
    if request.method == "POST":
        try:
            done = _do(participant_id, story, act, message_id)
        except ValueError as error:
            problem = str(error)
        except TooManyGoals:
            problem = TOO_MANY
        except (ConsentMissing, GoalUnknown):
            done = None
        if problem is None:
            say(after_words(done))
            return redirect(url_for("console.goals", participant_id=participant_id), 303)
    return page(
        "put_right", participant_id, "goals", known, shown=told, line=None, message=message_id, key=secrets.token_urlsafe(12),
        item={"id": goal_id, "name": story.goal.text, "facts": facts_of(story, message_id)}, acts=goal_acts(story, message_id), problem=problem,
        chosen=act, typed=request.form.get(f"value-{act}", ""), field=f"act-{act or 'text'}", goal=True, longest=LONGEST,
        action=url_for("console.put_goal_right", participant_id=participant_id, goal_id=goal_id))


def _do(participant_id: str, story: GoalStory, act: str, message_id: str) -> PutRight | None:
    look, goal_id, value = looking(), story.goal.id, request.form.get(f"value-{act}", "")
    told = partial(told_to_person, viewer().name, what="utter_review_goal_put_right")
    act_once = {"key": request.form.get("key", "")[:64], "words": told, "now": now()}
    if act == "outcome" and heard_in(story, message_id):
        done = look.at(participant_id, readers.hear_otherwise, goal_id, message_id, outcome_of(value), **act_once)
    elif act == "rating" and (rated := rated_in(story, message_id)):
        done = look.at(participant_id, readers.rate_otherwise, goal_id, rated.message_id, rating_of(value), **act_once)
    elif act in PLAN_WORDS and (plan := plan_in(story, message_id)):
        done = look.at(participant_id, readers.plan_otherwise, goal_id, plan.id, plan_said(act, value), **act_once)
    elif act == "off" or act == "not_about" and message_id:
        done = look.at(participant_id, readers.take_off_goal, goal_id, story.goal.sources[0] if act == "off" else message_id, **act_once)
    else:
        done = look.at(participant_id, readers.change_goal, goal_id, said_of(act, value), **act_once)
    if isinstance(done, NotShared):
        return None
    if done.lines:
        look.at(participant_id, add_note, ". ".join(done.lines), worker_id=viewer().worker_id, now=now(), kind=MISUNDERSTANDING)
    return done
