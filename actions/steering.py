"""What is wanted of a goal or of check-ins, said at any moment: heard wherever the talk is, by the words and not by a guess."""

from actions import planning, rhythm, services, words
from actions.goal_changes import rate, reword, set_state
from actions.progress import show_chart
from actions.turn import Turn
from mapping.goals import GoalStory
from mapping.model import GoalState
from nlu.checkins.steering import GoalWish, Steer, read_goal_wish

DROP = "drop"
STATES = {Steer.PAUSE: GoalState.PAUSED, Steer.RESUME: GoalState.ACTIVE, Steer.FINISH: GoalState.DONE, DROP: GoalState.DROPPED}
LONGEST_TITLE = 60  # characters of a goal's words on a button
FROM = {
    Steer.PAUSE: (GoalState.ACTIVE,), Steer.RESUME: (GoalState.PAUSED, GoalState.DROPPED, GoalState.DONE),
    Steer.FINISH: (GoalState.ACTIVE, GoalState.PAUSED), Steer.CHANGE: (GoalState.ACTIVE, GoalState.PAUSED),
    Steer.RATE: (GoalState.ACTIVE, GoalState.PAUSED, GoalState.DONE),
}


def hear_steering(turn: Turn) -> bool:
    """Takes a message that wants something of a goal or of check-ins. False where it is about something else."""
    if turn.on_check or turn.after_danger:
        return False
    if turn.pressed:
        return _press(turn)
    if (wish := rhythm.wanted(turn)) is not None:
        rhythm.apply(turn, wish)
        return True
    return steer_goal(turn)


def steer_goal(turn: Turn) -> bool:
    """Does with a goal what these words want. False where they want nothing of one."""
    wish = read_goal_wish(turn.text)
    if wish is None:
        return False
    stories = services.goals().stories(turn.participant_id)
    if wish.steer is Steer.CHART:
        show_chart(turn, stories)
        return True
    fitting = [story for story in stories if story.goal.state in FROM[wish.steer]]
    named = set(rhythm.goals_named(turn, wish.about)) if wish.about else set()
    found = [story for story in fitting if story.goal.id in named] if named else fitting if not wish.about else []
    if not found:
        if wish.about and not named and fitting:
            turn.say("utter_checkin_which_unknown", what=wish.about)
            return True
        if wish.about:
            return False  # "my sister's goal": about no goal of theirs
        turn.say("utter_goals_none")
        return True
    if len(found) > 1:
        ask_which_goal(turn, found, wish.steer)
        return True
    return _do(turn, found[-1], wish)


def ask_which_goal(turn: Turn, found: list[GoalStory], steer: str) -> None:
    """Which of several goals is meant: a button each, where a button can say it all; else how to say it."""
    if steer in (Steer.CHANGE, Steer.RATE):
        turn.say("utter_goals_which_words", goals="\n".join(story.goal.text for story in found))
        return
    buttons = [{"title": story.goal.text[:LONGEST_TITLE], "payload": f'/answer{{"value":"goal:{steer}:{story.goal.id}"}}'} for story in found]
    turn.say_text(words.phrase("utter_goals_which"), buttons=buttons)


def _press(turn: Turn) -> bool:
    """A button that says which goal."""
    _, _, rest = (turn.value or "").partition("goal:")
    verb, _, goal_id = rest.partition(":")
    story = planning.story_of(turn, goal_id) if verb in STATES else None
    if story is None:
        return False
    if story.goal.state in FROM[Steer(verb)] if verb != DROP else story.active:
        set_state(turn, story, STATES[verb])
    else:
        turn.say("utter_channel_button_unknown")
    return True


def _do(turn: Turn, story: GoalStory, wish: GoalWish) -> bool:
    if wish.steer is Steer.RATE and wish.rating is not None:
        rate(turn, story, wish.rating)
    elif wish.steer is Steer.CHANGE:
        reword(turn, story, (wish.to or "").strip()[:planning.LONGEST])
    else:
        set_state(turn, story, STATES[wish.steer])
    return True
