"""What may be said of goals and check-ins at any moment, whatever the model takes it for: heard before it is heard as talk."""

from actions import rhythm, services
from actions.goal_said import LONGEST, choose, goal_said, only_when
from actions.outcomes import answers_how, hear_how
from actions.planned_talk import hear_planned, is_plain_answer
from actions.steering import hear_steering
from actions.turn import Turn
from mapping.goals import Follow
from mapping.goals.following import CHOOSE, HOW
from nlu.checkins.goal_written import goal_written
from nlu.checkins.wishes import CheckinWish, WishKind

LONGEST_STOP = 3  # words: "stop" to a check-in ends check-ins


def hear_of_goals(turn: Turn) -> bool:
    """Takes a wish about a goal or about check-ins, and the plain answer to a check-in. False for anything else."""
    return _hear_planned(turn) or hear_steering(turn) or _hear_goal(turn) or _hear_how(turn)


def _hear_goal(turn: Turn) -> bool:
    """"My goal is english class", at any moment: it is kept as a goal, and its first step is asked next. Where a goal was asked for, a
    deed or an aim is one, whatever the model takes it for ("save for a coat" is none of the things it knows)."""
    goal = None if turn.pressed or turn.after_danger else goal_said(turn.text)
    if goal is None and turn.text and not turn.after_danger and (question := turn.shown()) is not None and question.key == CHOOSE and turn.open_question() == question:
        goal = None if only_when(turn.text) else goal_written(turn.text)
        if goal is not None:
            goal = goal[:LONGEST]
            turn.answered(question, "answered")
    if goal is not None:
        choose(turn, goal)
    return goal is not None


def _hear_planned(turn: Turn) -> bool:
    """A plain answer to a planning question that the model took for something else ("look up when it's open" for "show my map")."""
    question = turn.shown()
    if question is None or turn.pressed or turn.after_danger or turn.open_question() != question or not is_plain_answer(turn, question):
        return False
    _go_on(turn, hear_planned(turn, question))
    return True


def _go_on(turn: Turn, following: Follow | None) -> None:
    key, about = (following.key, following.about) if following else ("open", None)
    services.maps().ask(*turn.where, key, about, part=f"{turn.part}:next", now=turn.now)


def _hear_how(turn: Turn) -> bool:
    """An answer that came past its form: the talk goes on there."""
    question = turn.shown()
    if question is None or question.key != HOW or turn.after_danger or turn.open_question() != question:
        return False
    if turn.intent == "stop" and len(turn.text.split()) <= LONGEST_STOP:
        turn.answered(question, "skipped")
        rhythm.apply(turn, CheckinWish(WishKind.STOP))
        return True
    if not answers_how(turn):
        return False
    _go_on(turn, hear_how(turn, question).following)
    return True
