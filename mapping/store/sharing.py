"""What a person agreed that their peer support worker may see. Every answer is kept with its date; the latest one holds."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, func, insert, select

from mapping.store.console_tables import sharing
from mapping.store.history import consent_of


class Shared(StrEnum):
    """How much a person shares with their worker, from nothing to everything that was said."""

    NOTHING = "nothing"
    MAP = "map"  # the map, the goals and check-ins
    TRANSCRIPT = "transcript"  # those, and what was said

    def covers(self, wanted: "Shared") -> bool:
        """Whether what needs ``wanted`` may be seen."""
        order = list(Shared)
        return order.index(self) >= order.index(wanted)


def shared_by(connection: Connection, participant_id: str) -> Shared:
    """What this person shares right now: nothing until they say so, and nothing once they no longer agree to be kept."""
    if not consent_of(connection, participant_id):
        return Shared.NOTHING
    latest = select(sharing.c.what).where(sharing.c.participant_id == participant_id).order_by(sharing.c.seq.desc())
    return Shared(connection.scalar(latest.limit(1)) or Shared.NOTHING)


def answers_of(connection: Connection, participant_id: str) -> Sequence[tuple[Shared, str, datetime]]:
    """Every answer: what, which words they saw, when; oldest first."""
    rows = connection.execute(select(sharing.c.what, sharing.c.version, sharing.c.at).where(
        sharing.c.participant_id == participant_id).order_by(sharing.c.seq))
    return tuple((Shared(row.what), row.version, row.at) for row in rows)


def keep(connection: Connection, participant_id: str, what: Shared, *, version: str, message_id: str | None, now: datetime) -> None:
    """Keeps an answer; the one that holds already is not kept twice."""
    newest = select(func.max(sharing.c.seq)).where(sharing.c.participant_id == participant_id).scalar_subquery()
    latest = connection.execute(select(sharing.c.what, sharing.c.version).where(sharing.c.seq == newest)).one_or_none()
    if latest is None or tuple(latest) != (what, version):
        connection.execute(insert(sharing).values(
            participant_id=participant_id, what=what, version=version, message_id=message_id, at=now))
