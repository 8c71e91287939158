"""A person's goals with all that was said of them, their check-ins, and when they are asked."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine

from bot.console.access import Field, reads
from mapping.checkins import Rhythm, State, rhythm_of
from mapping.goals import GoalStory, tell_stories
from mapping.services import Checkins, CheckinTold
from mapping.store.access import looking
from mapping.store.history import history_of


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
        history = history_of(connection, participant_id)
    told = Checkins(engine).told(participant_id)
    due = [each.row.due_at for each in told if each.row.state is State.DUE]
    past = tuple(each for each in reversed(told) if each.row.state is not State.DUE)
    return GoalsTold(tell_stories(history), past, rhythm_of(history), min(due, default=None))
