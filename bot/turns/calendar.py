"""A person's check-ins as a file for their own calendar, as they stand at the moment it is handed over."""

from datetime import UTC, datetime

from sqlalchemy import Engine

CALENDAR_FILE = "check-ins.ics"


def calendar_for(engine: Engine, participant_id: str) -> bytes | None:
    """The file (iCalendar), or None where nothing is going to be asked any more."""
    from mapping.checkins.calendar import calendar_of
    from mapping.services import Checkins

    return calendar_of(Checkins(engine).rhythm(participant_id), participant_id, now=datetime.now(UTC))
