"""What is wanted of a goal or of check-ins, said at any moment: heard wherever the talk is, by the words and not by a guess."""

import re

from actions import asking, planning, rhythm, services
from actions.goal_changes import rate, reword, set_state
from actions.patterns import says
from actions.progress import show_chart
from actions.put_right import has_part, part_named, put_part_right
from actions.turn import Turn
from mapping.agenda import Question
from mapping.goals import GoalStory
from mapping.model import GoalState
from mapping.naming import fold_label
from nlu.checkins.steering import GoalWish, Steer, read_goal_wish

DROP, PART = "drop", "part."
STATES = {Steer.PAUSE: GoalState.PAUSED, Steer.RESUME: GoalState.ACTIVE, Steer.FINISH: GoalState.DONE, DROP: GoalState.DROPPED}
DAY_WORD = re.compile(r"\b(?:days?|times?|dates?)\b", re.I)
LONGEST_CHOICE = 9  # words
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
    if _change_part(turn, days=False):
        return True
    if (wish := rhythm.wanted(turn)) is not None:
        rhythm.apply(turn, wish)
        return True
    return steer_goal(turn)


def steer_goal(turn: Turn) -> bool:
    """Does with a goal what these words want. False where they want nothing of one."""
    if _change_part(turn):
        return True
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
        value = wish.to if wish.steer is Steer.CHANGE else "" if wish.rating is None else str(wish.rating)
        ask_which_goal(turn, found, wish.steer, value or "")
        return True
    return _do(turn, found[-1], wish)


def _change_part(turn: Turn, *, days: bool = True) -> bool:
    """"Change my first step to ring her", at any time. Without ``days``, "the day" may be the one on which we ask."""
    named = part_named(turn.text)
    if named is None or not days and DAY_WORD.search(turn.text):
        return False
    part, text = named
    found = [story for story in services.goals().stories(turn.participant_id) if story.goal.state in FROM[Steer.CHANGE] and has_part(story, part)]
    if len(found) > 1:
        ask_which_goal(turn, found, f"{PART}{part}", text)
        return True
    return bool(found) and put_part_right(turn, found[0], part, text)


def ask_which_goal(turn: Turn, found: list[GoalStory], steer: str, value: str = "") -> None:
    """Which of several goals is meant: by a button or a word from it, and then it is done."""
    asking.ask_which_goal(turn, [story.goal for story in found], f"{steer}:{value}")


def hear_which_goal(turn: Turn, check: Question) -> bool:
    """"The gym one", "both": does with it what was wanted. False where the words name none of them."""
    ids, _, wanted = (check.about or "").partition(":")
    steer, _, value = wanted.partition(":")
    asked_about = [story for each in ids.split("+") if (story := planning.story_of(turn, each)) is not None]
    chosen = _chosen(turn, asked_about)
    if not chosen:
        return False
    turn.answered(check, "answered")
    for story in chosen:
        if steer == DROP:
            set_state(turn, story, STATES[DROP])
        elif steer.startswith(PART):
            put_part_right(turn, story, steer.removeprefix(PART), value)
        else:
            _do(turn, story, GoalWish(Steer(steer), to=value or None, rating=int(value) if value.isdigit() else None))
    return True


def _chosen(turn: Turn, asked_about: list[GoalStory]) -> list[GoalStory]:
    if turn.pressed:
        return [story for story in asked_about if turn.value == f"which:{story.goal.id}"]
    if len(turn.text.split()) > LONGEST_CHOICE:
        return []
    named = set(rhythm.goals_named(turn, turn.text)) or _done_with(turn, asked_about)
    found = [story for story in asked_about if story.goal.id in named]
    if len(found) == 1:
        return found
    if says("both", turn.text):
        return asked_about
    places = [place for word, place in (("first", 0), ("second", 1), ("last one", -1)) if says(word, turn.text)]
    return [asked_about[places[0]]] if places and len(asked_about) > places[0] else []


def _done_with(turn: Turn, asked_about: list[GoalStory]) -> set[str]:
    """Of goals that were let go or reached, those that a word of theirs names."""
    said = set(fold_label(turn.text).split())
    return {story.goal.id for story in asked_about if not story.active and any(len(word) > 3 and word in said for word in fold_label(story.goal.text).split())}


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
