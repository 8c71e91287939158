"""Changes to one goal, each said back without fuss: rested, taken up, reached, let go, in other words, rated."""

from actions import planning, services
from actions.turn import Turn
from mapping.errors import TooManyGoals
from mapping.goals import GoalStory
from mapping.model import GoalState

SAID = {
    GoalState.ACTIVE: "utter_goals_active_again", GoalState.PAUSED: "utter_goals_paused", GoalState.DONE: "utter_goals_finished",
    GoalState.DROPPED: "utter_goals_dropped",
}


def set_state(turn: Turn, story: GoalStory, state: GoalState) -> None:
    """Rests a goal, takes it up, finishes it or lets it go."""
    try:
        services.maps().change_goal(*turn.where, story.goal.id, state=state, part=f"{turn.part}:{state}:{story.goal.id[-4:]}", now=turn.now)
    except TooManyGoals:
        turn.say("utter_goals_three")
        return
    turn.say(SAID[state], goal=story.goal.text)


def reword(turn: Turn, story: GoalStory, text: str) -> None:
    """Changes a goal's words, and what it is tied to where they name somebody or something."""
    named = planning.named_in(text, turn.map())
    services.maps().change_goal(*turn.where, story.goal.id, text=text, item_ids=named or None, part=f"{turn.part}:text", now=turn.now)
    turn.say("utter_goals_reworded", goal=text)
    planning.ask_which_is_tied(turn, story.goal.id, text)


def rate(turn: Turn, story: GoalStory, value: int, *, instead: bool = False) -> None:
    """Keeps a rating and says it back, with the one before where there is one. Up or down is not remarked on.

    ``instead``: of the last one, which was a slip.
    """
    services.goals().rate(*turn.where, story.goal.id, value, part=f"{turn.part}:r", now=turn.now, instead=instead)
    before = story.ratings[:-1] if instead else story.ratings
    if before:
        turn.say("utter_checkin_rated_again", value=value, before=before[-1].value)
    else:
        turn.say("utter_checkin_rated", value=value)
