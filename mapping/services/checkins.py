"""Check-ins as the talk and the console see them: the person's choice, what is planned, and what became of each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Engine, select, update

from mapping.checkins import Rhythm, State, changed, next_due, rhythm_of
from mapping.checkins.rhythm import body_of
from mapping.errors import ParticipantUnknown
from mapping.goals import GoalStory, Heard, tell_stories
from mapping.goals.following import HOW
from mapping.history import standing
from mapping.model import Change, ChangeKind
from mapping.services.draft import Draft
from mapping.services.once import Turn, write_once
from mapping.store import checkins as rows
from mapping.store.access import looking, storing
from mapping.store.checkins import CheckinRow
from mapping.store.history import append, folded, history_of, hold
from mapping.store.tables import change, participant

PLANNING = tuple(str(kind) for kind in (
    ChangeKind.CHECKINS_SET, ChangeKind.UNDONE, ChangeKind.GOAL_CHOSEN, ChangeKind.GOAL_CHANGED, ChangeKind.STARTED_OVER))


@dataclass(frozen=True, slots=True)
class CheckinTold:
    """One check-in for the peer support worker: its outcome, the goal's words, and what the person answered."""

    row: CheckinRow
    goal: str | None
    heard: tuple[Heard, ...]


class Checkins:
    """Everybody's check-ins. Times are aware UTC. Every call may raise StoreUnreachable."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def rhythm(self, participant_id: str) -> Rhythm:
        """What the person chose, or that nothing is asked yet."""
        with looking(self._engine) as connection:
            return folded(connection, participant_id, rhythm_of)

    def decided(self, participant_id: str) -> bool:
        """Whether the person has said if they want to be asked at all."""
        with looking(self._engine) as connection:
            return any(change.kind is ChangeKind.CHECKINS_SET for change in history_of(connection, participant_id))

    def chosen_by(self, participant_id: str) -> str | None:
        """The message in which the choice that stands was made."""
        with looking(self._engine) as connection:
            made = [change for change in standing(history_of(connection, participant_id)) if change.kind is ChangeKind.CHECKINS_SET]
        return made[-1].message_id if made else None

    def choose(self, participant_id: str, message_id: str, *, part: str, now: datetime, **said: Any) -> Rhythm:
        """Keeps what the person chose: fields of ``Rhythm``; what is not given stays. An undo takes it back.

        Raises ValueError for a day, number of weeks or zone that does not exist; ParticipantUnknown, ConsentMissing.
        """
        def work(draft: Draft) -> None:
            rhythm = replace(changed(rhythm_of(draft.history), **said), paused=False)
            today = now.astimezone(ZoneInfo(rhythm.zone)).date()
            draft.write(ChangeKind.CHECKINS_SET, **body_of(replace(rhythm, since=rhythm.since or today)))

        written = write_once(self._engine, Turn(participant_id, message_id, part, now), work)
        return rhythm_of(written.history)

    def plan(self, participant_id: str, *, now: datetime) -> datetime | None:
        """Sees to it that the next slot is a row, and that no other one to come is. Done again, nothing changes."""
        with storing(self._engine) as connection:
            try:
                hold(connection, participant_id)
            except ParticipantUnknown:
                return None
            return plan_next(connection, participant_id, now=now)

    def to_plan(self, *, after_seq: int) -> tuple[tuple[str, ...], int]:
        """Who said something since this place in the history that may change what is due, and the place reached."""
        with looking(self._engine) as connection:
            found = connection.execute(select(change.c.participant_id, change.c.seq).where(
                change.c.seq > after_seq, change.c.kind.in_(PLANNING)).order_by(change.c.seq)).all()
        return tuple(dict.fromkeys(row.participant_id for row in found)), max((row.seq for row in found), default=after_seq)

    def told(self, participant_id: str, *, stories: Sequence[GoalStory] | None = None) -> tuple[CheckinTold, ...]:
        """Every check-in with its outcome and the person's words, oldest first: for the peer support worker.

        ``stories``: those of their goals, where they are at hand.
        """
        with looking(self._engine) as connection:
            stories = tell_stories(history_of(connection, participant_id)) if stories is None else stories
            found = rows.of_person(connection, participant_id)
        texts = {story.goal.id: story.goal.text for story in stories}
        heard = [each for story in stories for each in story.heard]
        return tuple(
            CheckinTold(row, texts.get(row.goal_id or ""), tuple(each for each in heard if each.checkin == row.id))
            for row in found)

    def last_prompt(self, participant_id: str) -> CheckinRow | None:
        """The check-in that was sent last."""
        with looking(self._engine) as connection:
            sent = [row for row in rows.of_person(connection, participant_id) if row.state is State.SENT]
        return sent[-1] if sent else None

    def discharge(self, participant_id: str, *, now: datetime) -> None:
        """The service has ended its work with this person: nothing is asked of our own accord any more."""
        with storing(self._engine) as connection:
            connection.execute(update(participant).where(
                participant.c.id == participant_id, participant.c.discharged_at.is_(None)).values(discharged_at=now))


def plan_next(connection: Connection, participant_id: str, *, now: datetime, history: list[Change] | None = None) -> datetime | None:
    """Inside a transaction that holds the person's rows: the slot to come, as a row; None where nothing is to come."""
    history = history_of(connection, participant_id) if history is None else history
    rhythm = rhythm_of(history)
    settled = [row.due_at for row in rows.of_person(connection, participant_id) if row.state is not State.DUE]
    due = next_due(rhythm, max([now, *settled])) if rows.goals_to_ask(history, rhythm) else None
    rows.drop_waiting(connection, participant_id, after=now, but=due)
    if due is not None and rows.find(connection, rows.checkin_id(participant_id, due)) is None:
        rows.add(connection, participant_id, due)
    return due


def pause(connection: Connection, participant_id: str, message_id: str, *, now: datetime) -> None:
    """Inside such a transaction: we stop asking, because a question was left. No undo brings it back; a word does."""
    append(connection, participant_id, "pause", [Change(ChangeKind.CHECKINS_PAUSED, {}, message_id, now)])


def ask_how(connection: Connection, participant_id: str, message_id: str, goal_id: str, *, now: datetime) -> None:
    """Inside such a transaction: keeps that this prompt asked how it goes with this goal."""
    body = {"key": HOW, "about": goal_id}
    append(connection, participant_id, "ask", [Change(ChangeKind.QUESTION_ASKED, body, message_id, now)])
