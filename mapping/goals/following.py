"""What to ask after a goal was chosen, or after somebody said how it went. Pure; the words live in domain/.

The order: a first small step, when, where and with whom, what may get in the way, what to do if it does (an
implementation intention: "If ..., then ...", Gollwitzer 1999), and how far along it feels now. Each may be skipped; none is
asked twice about one thing.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from mapping.goals.stories import GoalStory, Outcome

MOST_ACTIVE = 3  # goals under way at a time
RATED_EVERY = 3  # answered check-ins: the rating is asked now and then, not every time
CHOOSE, STEP, WHEN, BARRIER, PLAN = "goal.choose", "goal.step", "goal.when", "goal.barrier", "goal.plan"
DAYS = "checkin.days"
HOW, NEXT, EASIER, CHANGE, RATING = "checkin.how", "checkin.next", "checkin.easier", "checkin.change", "checkin.rating"
INSTEAD = "checkin.instead"
MEASURE = "measure."  # how the keys of outcome questions begin
FOLLOW_KEYS = (STEP, WHEN, BARRIER, PLAN, DAYS, HOW, NEXT, EASIER, CHANGE, RATING, INSTEAD)
Outcomes = Mapping[tuple[str, str | None], str]


@dataclass(frozen=True, slots=True)
class Follow:
    """The next question about a goal: its key, and the id of the goal or, for a plan, of the barrier it is about."""

    key: str
    about: str | None


def follow(story: GoalStory, outcomes: Outcomes, *, asked_how_often: bool) -> Follow | None:
    """What to ask next about a goal just chosen; None where nothing is left. ``asked_how_often``: check-ins are settled."""
    goal = story.goal.id
    if not story.active:
        return None
    if story.goal.first_step is None and (STEP, goal) not in outcomes:
        return Follow(STEP, goal)
    if story.heard and (open_barrier := _unplanned(story, outcomes)) is not None:
        return Follow(PLAN, open_barrier)  # something did get in the way: what to do about it comes before when
    if not (story.when or story.where or story.with_whom) and (WHEN, goal) not in outcomes:
        return Follow(WHEN, goal)
    if not story.barriers and (BARRIER, goal) not in outcomes:
        return Follow(BARRIER, goal)
    if (open_barrier := _unplanned(story, outcomes)) is not None:
        return Follow(PLAN, open_barrier)
    if not story.ratings and not story.heard and (RATING, goal) not in outcomes:
        return Follow(RATING, goal)
    if not asked_how_often and (DAYS, None) not in outcomes:
        return Follow(DAYS, None)
    return None


def follow_up(story: GoalStory, outcomes: Outcomes, outcome: Outcome, *, new_barrier: str | None = None) -> Follow | None:
    """What to ask after an answer to "how did it go". A new barrier leads to a new small plan; else it differs by answer."""
    goal = story.goal.id
    if new_barrier is not None:
        return Follow(PLAN, new_barrier)
    if outcome is Outcome.CHANGED_MIND:
        return Follow(CHANGE, goal)
    if outcome in (Outcome.RATED, Outcome.SKIPPED):
        return None
    if outcome is Outcome.DONE:
        return Follow(RATING, goal) if rating_due(story) else Follow(NEXT, goal)
    return Follow(EASIER, goal) if outcome is Outcome.PARTLY else Follow(BARRIER, goal)


def rating_due(story: GoalStory) -> bool:
    """Whether it is time to ask how far along it feels: after every third answer since the last one, or at the second where none was given."""
    told = [each for each in story.heard if each.outcome not in (Outcome.SKIPPED, Outcome.RATED)]
    if not story.ratings:
        return len(told) > 1
    return sum(each.at > story.ratings[-1].at for each in told) >= RATED_EVERY


def _unplanned(story: GoalStory, outcomes: Outcomes) -> str | None:
    """The newest barrier that has no plan and whose plan was not asked for yet."""
    return next((
        barrier.id for barrier in reversed(story.open_barriers) if (PLAN, barrier.id) not in outcomes), None)
