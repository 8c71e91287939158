"""A goal that was not what they said: "thats not what i said my goal was, its go to the gym"."""

from actions import asking, planning, services
from actions.goal_changes import reword
from actions.goal_finding import content_words
from actions.turn import Turn
from mapping.goals import GoalStory
from nlu.checkins.goal_acts import Act
from nlu.checkins.goals_listed import OF_A_GOAL, goal_misheard
from nlu.checkins.same_words import same_word

RECENT = 2  # messages


def hear_misheard(turn: Turn) -> bool:
    """Puts the goal in the words they mean: the one just said, the one whose old words they name, or the only one; of several, which is asked.
    False for any other words."""
    said = goal_misheard(turn.text) if turn.text and not turn.pressed and not turn.after_danger else None
    active = [story for story in services.goals().stories(turn.participant_id) if story.active]
    if said is None or not active:
        return False
    new, old, outright = said
    found = _meant(turn, active, old)
    if len(found) == 1:
        reword(turn, found[0], new[:planning.LONGEST])
    elif outright:
        asking.ask_which_goal(turn, [story.goal for story in active], f"{Act.CHANGE}:{new[:planning.LONGEST]}")
    else:
        return False
    return True


def _meant(turn: Turn, active: list[GoalStory], old: str | None) -> list[GoalStory]:
    recent = [each for each in turn.talk().recent if each != turn.message_id][:RECENT]
    just = [story for story in active if story.goal.sources and story.goal.sources[-1] in recent and (story.goal.first_step is None or OF_A_GOAL.search(turn.text))]
    if old is not None and (words := content_words(old)):
        return [story for story in active if all(any(same_word(word, own) for own in content_words(story.goal.text)) for word in words)]
    return just[-1:] or (active if len(active) == 1 and OF_A_GOAL.search(turn.text) else [])
