"""A goal said while the talk waited after danger: nothing is asked of it then, and it is offered once the talk goes on."""

from actions import services
from actions.asking import LATE_GOAL, ask_yes_or_no
from actions.goal_said import choose, goal_said
from actions.turn import Turn
from actions.unread import LATELY
from mapping.agenda import Question


def ask_late_goal(turn: Turn) -> bool:
    """Asks once of the latest goal said then that is not among their goals. True where it was asked."""
    asked = {about for key, about in turn.talk().asked_times if key == LATE_GOAL}
    kept = {goal.text.casefold() for goal in turn.map().goals}
    said = [(each, goal) for each, text in services.maps().said_after_alarm(turn.participant_id, since=turn.now - LATELY)
            if each not in asked and each != turn.message_id and (goal := goal_said(text)) is not None and goal.casefold() not in kept]
    if said:
        ask_yes_or_no(turn, Question(LATE_GOAL, said[-1][0]), "utter_check_goal_said", goal=said[-1][1])
    return bool(said)


def keep_late_goal(turn: Turn, check: Question) -> None:
    """The goal of this message, after a yes: kept, and its first step is what is asked next."""
    said = services.maps().said(turn.participant_id, check.about or "")
    goal = goal_said(said.text) if said else None
    if goal is not None:
        choose(turn, goal)
