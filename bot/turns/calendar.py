"""A person's check-ins as a file for their own calendar, as they stand at the moment it is handed over."""

from datetime import UTC, datetime

from sqlalchemy import Engine, select

from mapping.store.access import looking
from mapping.store.tables import parted

CALENDAR_FILE = "check-ins.ics"


def calendar_for(engine: Engine, participant_id: str) -> bytes | None:
    """The file (iCalendar), or None where nothing is going to be asked any more, as of who is about to be erased."""
    from mapping.checkins.calendar import calendar_of
    from mapping.services import Checkins

    with looking(engine) as connection:
        if connection.scalar(select(parted.c.participant_id).where(parted.c.participant_id == participant_id)):
            return None
    return calendar_of(Checkins(engine).rhythm(participant_id), participant_id, now=datetime.now(UTC))
