"""Check-ins as an iCalendar file (RFC 5545) for the person's own calendar. Nothing in it says what they are about."""

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from mapping.checkins.rhythm import Rhythm
from mapping.checkins.schedule import is_due_at, next_due
from mapping.words import read_words

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LASTS = timedelta(minutes=10)
AHEAD = timedelta(days=730)


def calendar_of(rhythm: Rhythm, participant_id: str, *, now: datetime) -> bytes | None:
    """The file, or None where nothing is going to be asked. A later one for the same person replaces it: same UID.

    No goal, no name and no health word stands in it: calendars are shared, and phones are looked at by others.
    """
    due = next_due(rhythm, now)
    if due is None:
        return None
    calendar, event = Calendar(), Event()
    calendar.add("prodid", "-//Selfmap//EN")
    calendar.add("version", "2.0")
    event.add("uid", hashlib.sha256(f"selfmap calendar {participant_id}".encode()).hexdigest()[:32])
    event.add("dtstamp", now)
    event.add("dtstart", due.astimezone(ZoneInfo(rhythm.zone)))
    event.add("duration", LASTS)
    event.add("summary", read_words()["calendar"]["summary"])
    event.add("rrule", {"freq": "weekly", "interval": rhythm.weeks, "byday": [WEEKDAYS[day] for day in rhythm.days], "wkst": "MO"})
    if left_out := _left_out(rhythm, due):
        event.add("exdate", left_out)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _left_out(rhythm: Rhythm, due: datetime) -> list[datetime]:
    """The moments of the series on which nothing is asked: stretches away, and for two years the bank holidays."""
    whole = replace(rhythm, away=(), holidays=True)
    ends = [last for _, last in rhythm.away] + ([due.date() + AHEAD] if not rhythm.holidays else [])
    found, moment = [], due
    while (moment := next_due(whole, moment)) and moment.date() <= max(ends, default=due.date()):  # type: ignore[assignment]
        if not is_due_at(rhythm, moment):
            found.append(moment.astimezone(ZoneInfo(rhythm.zone)))
    return found
