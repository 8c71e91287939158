"""What a person lets their peer support worker see: they choose it, can change it at any time, and can ask who has looked."""

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine, insert, select, update

from mapping.errors import ConsentMissing
from mapping.store.access import looking, storing
from mapping.store.console_tables import assignment, audit, joining_code, worker
from mapping.store.history import consent_of, hold
from mapping.store.sharing import Shared, answers_of, keep, shared_by

CODE_LASTS = timedelta(days=7)
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that look alike
MOST_LOOKS = 50


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody looked: their name, the day (the first moment of it that they looked), and the fields, in order of first look."""

    by: str
    at: datetime
    fields: tuple[str, ...]
    emergency: bool


class Sharing:
    """Everybody's sharing. Times are aware UTC. Every call may raise StoreUnreachable."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def shared(self, participant_id: str) -> Shared:
        """What they share now: nothing until they say so."""
        with looking(self._engine) as connection:
            return shared_by(connection, participant_id)

    def answers(self, participant_id: str) -> tuple[tuple[Shared, str, datetime], ...]:
        """Every answer: what, which words they saw, when; oldest first."""
        with looking(self._engine) as connection:
            return tuple(answers_of(connection, participant_id))

    def choose(self, participant_id: str, what: Shared, *, version: str, message_id: str | None, now: datetime) -> None:
        """Keeps what they choose; it holds at once. Raises ParticipantUnknown, ConsentMissing where nothing of them is kept."""
        with storing(self._engine) as connection:
            hold(connection, participant_id)
            if what is not Shared.NOTHING and not consent_of(connection, participant_id):
                raise ConsentMissing("The person has not agreed that a map of them is kept.")
            keep(connection, participant_id, what, version=version, message_id=message_id, now=now)

    def new_code(self, participant_id: str, *, now: datetime) -> str:
        """A code of eight letters that they give to their worker, good once within a week. An earlier one stops working."""
        code = "".join(secrets.choice(_LETTERS) for _ in range(8))
        with storing(self._engine) as connection:
            hold(connection, participant_id)
            connection.execute(update(joining_code).where(
                joining_code.c.participant_id == participant_id, joining_code.c.used_at.is_(None)).values(used_at=now))
            connection.execute(insert(joining_code).values(
                code_digest=code_digest(code), participant_id=participant_id, expires_at=now + CODE_LASTS))
        return f"{code[:4]}-{code[4:]}"

    def workers(self, participant_id: str) -> tuple[str, ...]:
        """The names of those who support them now."""
        with looking(self._engine) as connection:
            return tuple(connection.scalars(select(worker.c.name).join(assignment, assignment.c.worker_id == worker.c.id).where(
                assignment.c.participant_id == participant_id, assignment.c.until.is_(None),
                worker.c.disabled_at.is_(None)).order_by(worker.c.name)))

    def who_has_looked(self, participant_id: str, *, since: datetime | None = None) -> tuple[Look, ...]:
        """Who of the staff saw something of theirs, by day, the latest first; read from the audit log itself."""
        seen = [audit.c.subject == participant_id, audit.c.outcome == "done", audit.c.field != "", audit.c.actor.startswith("w_")]
        with looking(self._engine) as connection:
            rows = connection.execute(
                select(audit.c.at, audit.c.field, audit.c.details, audit.c.actor, worker.c.name)
                .outerjoin(worker, worker.c.id == audit.c.actor)
                .where(*seen, *([audit.c.at >= since] if since else [])).order_by(audit.c.seq)).all()
        days: dict[tuple[str, object], Look] = {}
        for row in rows:
            key, old = (row.actor, row.at.date()), days.get((row.actor, row.at.date()))
            fields = (*old.fields, row.field) if old and row.field not in old.fields else old.fields if old else (row.field,)
            days[key] = Look(row.name or "Somebody who has left", old.at if old else row.at, fields,
                             "emergency" in row.details or bool(old and old.emergency))
        return tuple(sorted(days.values(), key=lambda look: look.at, reverse=True))[:MOST_LOOKS]


def code_digest(code: str) -> str:
    """How a joining code is kept and looked up, however it is typed."""
    return hashlib.sha256(re.sub(r"[\s-]", "", code).lower().encode()).hexdigest()
