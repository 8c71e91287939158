"""Whether what a person says may be used for research: no, until they say yes; every answer is kept with its date."""

from datetime import datetime

from sqlalchemy import Connection, Engine, insert, select

from mapping.store.access import looking, storing
from mapping.store.history import hold
from mapping.store.tables import research


class Research:
    """Everybody's choice on research. Every call may raise StoreUnreachable."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def allowed(self, participant_id: str) -> bool:
        """Whether it may be used now."""
        with looking(self._engine) as connection:
            latest = _latest(connection, participant_id)
        return bool(latest and latest[0])

    def choose(self, participant_id: str, allowed: bool, *, version: str, message_id: str | None, now: datetime) -> None:
        """Keeps their answer and which words they saw; the same again changes nothing. Raises ParticipantUnknown."""
        with storing(self._engine) as connection:
            hold(connection, participant_id)
            if _latest(connection, participant_id) != (allowed, version):
                connection.execute(insert(research).values(
                    participant_id=participant_id, allowed=allowed, version=version, message_id=message_id, at=now))


def _latest(connection: Connection, participant_id: str) -> tuple[bool, str] | None:
    rows = select(research.c.allowed, research.c.version).where(research.c.participant_id == participant_id)
    row = connection.execute(rows.order_by(research.c.seq.desc()).limit(1)).one_or_none()
    return (row.allowed, row.version) if row else None
