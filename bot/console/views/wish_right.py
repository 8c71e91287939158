"""Puts a wish right, or something that gets in the way: through the same services as a goal, and the person is told."""

import secrets
from functools import partial

from flask import Blueprint, abort, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from bot.console.about import page, with_frame
from bot.console.access import NotShared
from bot.console.correcting import told_to_person
from bot.console.correcting_wishes import LONGEST, told_shortly, wish_acts, wish_said
from bot.console.gate import admits
from bot.console.here import looking, now, say, viewer
from bot.console.readers import maps as readers
from bot.console.readers.transcript import words_behind
from bot.console.roles import Role
from bot.console.views.putting_right import after_words, back_to, keep_note, line_at_hand
from mapping.errors import ConsentMissing, OnTheMapAlready, WishUnknown
from mapping.services.putting_right import PutRight


def add_to(pages: Blueprint) -> None:
    """The addresses of this topic."""
    pages.add_url_rule("/people/<participant_id>/put-right/<said_id>", "put_wish_right", put_wish_right, methods=["GET", "POST"])


@admits(Role.PSW, Role.LEAD)
def put_wish_right(participant_id: str, said_id: str) -> str | AnyResponse:
    """What should be said of this wish, or of what gets in the way."""
    known, shown = with_frame(participant_id, readers.map_at)
    if isinstance(shown, NotShared):
        return page("put_right", participant_id, "map_page", known, shown=shown)
    said = shown.map.wish_or_barrier(said_id) or abort(404)
    line, of_goal = line_at_hand(participant_id), getattr(said, "blocks", None) in [goal.id for goal in shown.map.goals]
    act, problem = request.form.get("act", ""), None
    if request.method == "POST":
        try:
            done = _do(participant_id, said_id, act, of_goal=of_goal)
        except ValueError as error:
            problem = str(error)
        except OnTheMapAlready:
            problem = "That is on the map already."
        except (ConsentMissing, WishUnknown):
            done = None
        if problem is None:
            if done:
                keep_note(participant_id, done, line)
            say(after_words(done))
            return back_to(participant_id, line)
    came_from = looking().at(participant_id, words_behind, said.sources)
    return page(
        "put_right", participant_id, "talk" if line else "map_page", known, shown=shown, line=line, message=line.id if line else "",
        key=secrets.token_urlsafe(12), item={"id": said_id, "name": told_shortly(said, shown.map), "facts": ()}, acts=wish_acts(said),
        problem=problem, chosen=act, typed=request.form.get(f"value-{act}", ""), field=f"act-{act or 'text'}", longest=LONGEST, of_goal=of_goal,
        action=url_for("console.put_wish_right", participant_id=participant_id, said_id=said_id),
        came_from=() if isinstance(came_from, NotShared) or line else came_from)


def _do(participant_id: str, said_id: str, act: str, *, of_goal: bool) -> PutRight | None:
    what = "utter_review_goal_put_right" if of_goal else "utter_review_put_right"
    act_once = {"key": request.form.get("key", "")[:64], "words": partial(told_to_person, viewer().name, what=what), "now": now()}
    if act == "off":
        done = looking().at(participant_id, readers.take_off_wish, said_id, **act_once)
    else:
        done = looking().at(participant_id, readers.say_otherwise, said_id, wish_said(act, request.form.get("value-text", "")), **act_once)
    return None if isinstance(done, NotShared) else done
