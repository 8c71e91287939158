"""Sessions with a peer support worker: which is held now, what it is for, and what changed since the one before."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine

from mapping.agenda import KEYS_OF
from mapping.errors import SessionsOver
from mapping.goals import GoalStory, tell_stories
from mapping.history import standing
from mapping.model import Change, ChangeKind
from mapping.services.draft import Draft
from mapping.services.once import Turn, write_once
from mapping.services.understood import Understood, understand
from mapping.sessions import Measure, Purpose, SessionPlan, measures
from mapping.store.access import looking
from mapping.store.history import history_of


@dataclass(frozen=True, slots=True)
class Session:
    """One session: its number (1 and up), what it is for, when it began, and the outcome questions asked in it."""

    number: int
    purpose: Purpose | None
    at: datetime
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True, slots=True)
class SinceLast:
    """What changed since the session before began: on the map, and the goals with what was said of them."""

    understood: Understood
    stories: tuple[GoalStory, ...]
    since: datetime | None


class Sessions:
    """Everybody's sessions, by one plan. Self-mapping without a peer support worker needs none. May raise StoreUnreachable."""

    def __init__(self, engine: Engine, plan: SessionPlan) -> None:
        self._engine, self._plan = engine, plan

    def held(self, participant_id: str) -> tuple[Session, ...]:
        """The sessions begun so far, oldest first."""
        with looking(self._engine) as connection:
            return self._told(history_of(connection, participant_id))

    def start(self, participant_id: str, message_id: str, *, part: str, now: datetime) -> Session:
        """Begins the next session: its topics are asked about anew. Raises SessionsOver after the last, ConsentMissing."""
        def work(draft: Draft) -> None:
            number = len(self._told(draft.history)) + 1
            purpose = self._plan.purpose(number)
            if purpose is None:
                raise SessionsOver(f"All {len(self._plan.sessions)} sessions have been held.")
            keys = [key for topic in purpose.topics for key in KEYS_OF[topic]]
            draft.write(ChangeKind.SESSION_STARTED, number=number, topics=[str(topic) for topic in purpose.topics], keys=keys)

        written = write_once(self._engine, Turn(participant_id, message_id, part, now), work)
        return self._told(written.history)[-1]

    def since_last(self, participant_id: str) -> SinceLast:
        """What changed from the beginning of the session before this one until now; everything, in the first one."""
        with looking(self._engine) as connection:
            history = history_of(connection, participant_id)
        starts = [place for place, change in enumerate(history) if change.kind is ChangeKind.SESSION_STARTED]
        place = starts[-2] if len(starts) > 1 else 0
        counting = standing(history)
        first = history[place].seq if place else 0
        before = [change for change in counting if change.seq < first]
        new = [change for change in counting if change.seq >= first]
        return SinceLast(understand(before, new), tell_stories(history), history[place].at if len(starts) > 1 else None)

    def answer(self, participant_id: str, message_id: str, measure: Measure, value: str, *, part: str, now: datetime) -> None:
        """Keeps the answer to one outcome question, by itself."""
        write_once(self._engine, Turn(participant_id, message_id, part, now), lambda draft: draft.write(
            ChangeKind.MEASURE_ANSWERED, measure=measure.id, value=value))

    def answers(self, participant_id: str) -> tuple[tuple[str, str, int, datetime], ...]:
        """Every answer to an outcome question: (question's id, answer, session, when), oldest first. Never added up."""
        with looking(self._engine) as connection:
            return tuple(
                (change.body["measure"], change.body["value"], change.session, change.at)
                for change in standing(history_of(connection, participant_id)) if change.kind is ChangeKind.MEASURE_ANSWERED)

    def _told(self, history: list[Change]) -> tuple[Session, ...]:
        return tuple(
            Session(change.body["number"], self._plan.purpose(change.body["number"]), change.at, measures(self._plan, change.body["number"]))
            for change in history if change.kind is ChangeKind.SESSION_STARTED)
