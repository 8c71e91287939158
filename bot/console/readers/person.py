"""One person, as every page about them begins: what the team calls them, what they share, what is open, what comes next."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, func, select

from bot.console.access import Field, Standing, reads
from mapping.store.access import looking
from mapping.store.console_tables import caseload, reviewed
from mapping.store.sharing import Shared
from mapping.store.tables import alert

NO_NAME = "Somebody without a name yet"  # nobody has taken them in: an emergency opened their record


@dataclass(frozen=True, slots=True)
class Frame:
    """What the service itself keeps. ``read_to``: the place up to which somebody has read.

    ``open``: what this viewer may see, which in an emergency, that is ``emergency_until`` then, is more than they share.
    """

    id: str
    known_as: str
    shared: Shared
    next_session_at: datetime | None
    open_alerts: int
    added_at: datetime | None
    read_to: int
    read_at: datetime | None
    open: Shared
    emergency_until: datetime | None


@reads(Field.OVERVIEW, standing=True)
def frame(engine: Engine, participant_id: str, *, standing: Standing) -> Frame:
    """The person whose page this is."""
    with looking(engine) as connection:
        held = connection.execute(select(
            caseload.c.known_as, caseload.c.next_session_at, caseload.c.added_at).where(caseload.c.participant_id == participant_id)).one_or_none()
        read = connection.execute(select(reviewed.c.message_seq, reviewed.c.at).where(
            reviewed.c.participant_id == participant_id).order_by(reviewed.c.seq.desc()).limit(1)).one_or_none()
        alerts = connection.scalar(select(func.count()).select_from(alert).where(
            alert.c.participant_id == participant_id, alert.c.closed_at.is_(None)))
        return Frame(
            participant_id, held.known_as if held else NO_NAME, standing.shared, held.next_session_at if held else None,
            alerts or 0, held.added_at if held else None, read.message_seq if read else 0, read.at if read else None,
            standing.open, standing.until)
