"""What the service itself holds about one person: what it calls them, who supports them, the next session, what is shared."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, select

from bot.console.access import Field, reads
from bot.console.readers.person import NO_NAME
from mapping.store.access import looking
from mapping.store.console_tables import assignment, caseload, worker
from mapping.store.sharing import Shared, answers_of, shared_by


@dataclass(frozen=True, slots=True)
class Overview:
    """One person as the service knows them. ``workers``: the names of those who support them now."""

    participant_id: str
    known_as: str
    next_session_at: datetime | None
    added_at: datetime | None
    workers: tuple[str, ...]
    shared: Shared


@reads(Field.OVERVIEW)
def overview(engine: Engine, participant_id: str) -> Overview:
    """The service's own facts about this person."""
    with looking(engine) as connection:
        row = connection.execute(select(caseload).where(caseload.c.participant_id == participant_id)).one_or_none()
        names = connection.scalars(select(worker.c.name).join(assignment, assignment.c.worker_id == worker.c.id).where(
            assignment.c.participant_id == participant_id, assignment.c.until.is_(None)).order_by(worker.c.name)).all()
        shared = shared_by(connection, participant_id)
    return Overview(
        participant_id, row.known_as if row else NO_NAME, row.next_session_at if row else None,
        row.added_at if row else None, tuple(names), shared)


@reads(Field.CONSENT)
def agreed(engine: Engine, participant_id: str) -> tuple[tuple[Shared, str, datetime], ...]:
    """Every answer about sharing: what, which words they saw, when; oldest first."""
    with looking(engine) as connection:
        return tuple(answers_of(connection, participant_id))
