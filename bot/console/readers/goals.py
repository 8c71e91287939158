"""A person's goals with all that was said of them, their check-ins, when they are asked, and what a worker puts right of a goal."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine

from bot.console.access import Field, reads, writes
from bot.console.readers.history import history_here
from mapping.checkins import Rhythm, State, rhythm_of
from mapping.goals import GoalStory, Outcome, tell_stories
from mapping.services import Checkins, CheckinTold
from mapping.services.putting_right import PutRight, heard_otherwise, not_about, planned_otherwise, put_goal_right, rated_otherwise
from mapping.store.access import looking


@dataclass(frozen=True, slots=True)
class GoalsTold:
    """Goals in the order they were chosen, check-ins newest first, what they chose, and when the next question is due."""

    stories: tuple[GoalStory, ...]
    checkins: tuple[CheckinTold, ...]
    rhythm: Rhythm
    next_due: datetime | None


@reads(Field.GOALS)
def goals_of(engine: Engine, participant_id: str) -> GoalsTold:
    """All of that."""
    with looking(engine) as connection:
        history = history_here(connection, participant_id)
    stories = tell_stories(history)
    told = Checkins(engine).told(participant_id, stories=stories)
    due = [each.row.due_at for each in told if each.row.state is State.DUE]
    past = tuple(each for each in reversed(told) if each.row.state is not State.DUE)
    return GoalsTold(stories, past, rhythm_of(history), min(due, default=None))


@reads(Field.GOALS, act="copied")
def goals_copied(engine: Engine, participant_id: str) -> GoalsTold:
    """The same, for a file."""
    return goals_of(engine, participant_id)


@writes(Field.GOALS, "put_right")
def change_goal(
    engine: Engine, participant_id: str, goal_id: str, said: Mapping[str, str], *, key: str, words: Callable[[Sequence[str]], str], now: datetime,
) -> PutRight:
    """Changes what is given of a goal. Raises GoalUnknown, TooManyGoals, ConsentMissing."""
    return put_goal_right(engine, participant_id, goal_id, said, key=key, words=words, now=now)


@writes(Field.GOALS, "put_right")
def hear_otherwise(
    engine: Engine, participant_id: str, goal_id: str, message_id: str, outcome: Outcome, *, key: str, words: Callable[[Sequence[str]], str],
    now: datetime,
) -> PutRight:
    """How it went was heard wrong in this message. Raises GoalUnknown, ConsentMissing."""
    return heard_otherwise(engine, participant_id, goal_id, message_id, outcome, key=key, words=words, now=now)


@writes(Field.GOALS, "put_right")
def rate_otherwise(
    engine: Engine, participant_id: str, goal_id: str, message_id: str, value: int | None, *, key: str, words: Callable[[Sequence[str]], str],
    now: datetime,
) -> PutRight:
    """The number in this message was another one, or none. Raises GoalUnknown, RatingOutOfRange, ConsentMissing."""
    return rated_otherwise(engine, participant_id, goal_id, message_id, value, key=key, words=words, now=now)


@writes(Field.GOALS, "put_right")
def plan_otherwise(
    engine: Engine, participant_id: str, goal_id: str, plan_id: str, said: Mapping[str, str], *, key: str, words: Callable[[Sequence[str]], str],
    now: datetime,
) -> PutRight:
    """A plan in other words (if_words, then_words), or none. Raises GoalUnknown, ConsentMissing."""
    return planned_otherwise(engine, participant_id, goal_id, plan_id, **said, key=key, words=words, now=now)


@writes(Field.GOALS, "put_right")
def take_off_goal(
    engine: Engine, participant_id: str, goal_id: str, message_id: str, *, key: str, words: Callable[[Sequence[str]], str], now: datetime,
) -> PutRight:
    """What this message said is not about this goal; where it chose it, there is no such goal. Raises ConsentMissing."""
    return not_about(engine, participant_id, message_id, goal_id, key=key, words=words, now=now)
