"""The rows of check-ins, and how things stand with a person at the moment one is to be sent."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from mapping.checkins import Rhythm, Situation, State, rhythm_of
from mapping.history import fold
from mapping.model import Change, GoalState
from mapping.store.history import consent_of, history_of
from mapping.store.tables import alert, checkin, message, participant

FORGET = "forget"  # an inbound message's reason: everything about the person is about to be erased


@dataclass(frozen=True, slots=True)
class CheckinRow:
    """One check-in as it is stored. Times are aware UTC."""

    id: str
    participant_id: str
    due_at: datetime
    look_at: datetime
    state: State
    reason: str | None = None
    goal_id: str | None = None
    message_id: str | None = None
    settled_at: datetime | None = None


def checkin_id(participant_id: str, due_at: datetime) -> str:
    """The name of one slot: the same person and moment always give the same one, so it can be sent once only."""
    return "c_" + hashlib.sha256(f"{participant_id}\n{due_at.isoformat()}".encode()).hexdigest()[:24]


def find(connection: Connection, wanted: str) -> CheckinRow | None:
    """The check-in with this id, or None."""
    row = connection.execute(select(checkin).where(checkin.c.id == wanted)).one_or_none()
    return _as_row(row) if row else None


def of_person(connection: Connection, participant_id: str) -> tuple[CheckinRow, ...]:
    """All of one person's, oldest first."""
    mine = select(checkin).where(checkin.c.participant_id == participant_id).order_by(checkin.c.due_at)
    return tuple(_as_row(row) for row in connection.execute(mine))


def to_look_at(connection: Connection, now: datetime, *, most: int) -> tuple[CheckinRow, ...]:
    """Everybody's that wait to be judged by now, those longest due first."""
    waiting = select(checkin).where(checkin.c.state == str(State.DUE), checkin.c.look_at <= now)
    return tuple(_as_row(row) for row in connection.execute(waiting.order_by(checkin.c.look_at).limit(most)))


def add(connection: Connection, participant_id: str, due_at: datetime) -> str:
    """A slot that is to come."""
    made = checkin_id(participant_id, due_at)
    connection.execute(insert(checkin).values(
        id=made, participant_id=participant_id, due_at=due_at, look_at=due_at, state=str(State.DUE)))
    return made


def drop_waiting(connection: Connection, participant_id: str, *, after: datetime, but: datetime | None = None) -> None:
    """Takes away slots that are still to come and no longer wanted; nothing was due at them yet."""
    mine = [checkin.c.participant_id == participant_id, checkin.c.state == str(State.DUE), checkin.c.due_at > after]
    connection.execute(delete(checkin).where(*mine, *([checkin.c.due_at != but] if but else [])))


def settle(connection: Connection, wanted: str, **values: object) -> bool:
    """Writes what became of a check-in, once. False where it has its outcome already."""
    changed = connection.execute(
        update(checkin).where(checkin.c.id == wanted, checkin.c.state == str(State.DUE)).values(**values))
    return changed.rowcount > 0


def situation_of(connection: Connection, participant_id: str, history: Sequence[Change] | None = None) -> Situation:
    """How things stand with this person now."""
    history = history_of(connection, participant_id) if history is None else history
    rhythm = rhythm_of(history)
    row = connection.execute(select(participant.c.blocked_at, participant.c.discharged_at).where(
        participant.c.id == participant_id)).one()
    return Situation(
        rhythm, goals_to_ask(history, rhythm), consented=consent_of(connection, participant_id) is True,
        blocked=row.blocked_at is not None, discharged=row.discharged_at is not None,
        leaving=_any(connection, message.c.participant_id == participant_id, message.c.reason == FORGET),
        alert_open=connection.scalar(select(alert.c.id).where(
            alert.c.participant_id == participant_id, alert.c.acknowledged_at.is_(None)).limit(1)) is not None,
        unanswered=_unanswered(connection, participant_id),
        last_message_at=connection.scalar(select(message.c.at).where(
            message.c.participant_id == participant_id, message.c.direction == "in").order_by(message.c.seq.desc()).limit(1)),
    )


def goals_to_ask(history: Sequence[Change], rhythm: Rhythm) -> tuple[str, ...]:
    """Ids of the goals under way that the person is asked about."""
    return tuple(goal.id for goal in fold(history).goals if goal.state is GoalState.ACTIVE and goal.id not in rhythm.muted)


def last_asked(connection: Connection, participant_id: str) -> dict[str, datetime]:
    """When each goal was last asked about."""
    sent = select(checkin.c.goal_id, func.max(checkin.c.due_at).label("at")).where(
        checkin.c.participant_id == participant_id, checkin.c.state == str(State.SENT)).group_by(checkin.c.goal_id)
    return {row.goal_id: row.at for row in connection.execute(sent) if row.goal_id}


def _unanswered(connection: Connection, participant_id: str) -> bool:
    """Whether nothing came from the person since the latest prompt: any word or button counts as an answer."""
    prompt = connection.scalar(select(message.c.seq).join(checkin, checkin.c.message_id == message.c.id).where(
        checkin.c.participant_id == participant_id, checkin.c.state == str(State.SENT)).order_by(message.c.seq.desc()).limit(1))
    if prompt is None:
        return False
    return not _any(connection, message.c.participant_id == participant_id, message.c.direction == "in", message.c.seq > prompt)


def _any(connection: Connection, *conditions: object) -> bool:
    return connection.scalar(select(message.c.id).where(*conditions).limit(1)) is not None


def _as_row(row: object) -> CheckinRow:
    values = dict(row._mapping)  # type: ignore[attr-defined]
    return CheckinRow(**{**values, "state": State(values["state"])})
