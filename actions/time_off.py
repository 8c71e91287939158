"""Days on which nobody is to be asked, in the person's words, as what is kept of it: from now on until a day, or a stretch to come."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from mapping.checkins import Rhythm, next_due
from nlu.checkins.stretches import Stretch, stretch_of

DAY = timedelta(days=1)


def time_off(rhythm: Rhythm, words: str, *, now: datetime, answering: bool = False) -> dict[str, Any]:
    """Fields of ``Rhythm`` that leave these days out; this week where the words name none. ``answering``: said to a check-in
    itself, so that "this one" is the one they have before them."""
    zone = ZoneInfo(rhythm.zone)
    today = now.astimezone(zone).date()
    stretch = stretch_of(words, today) or Stretch(today, today + timedelta(days=6 - today.weekday()))
    if stretch.holidays:
        return {"holidays": False}
    due = next_due(rhythm, now)
    if stretch.times:
        stretch = Stretch(today, today) if answering and stretch.times == 1 else Stretch(today, _day_of(rhythm, now, stretch.times, today))
    elif due is not None and due.astimezone(zone).date() < stretch.first:
        standing = tuple(each for each in rhythm.away if each[1] >= today and each != (stretch.first, stretch.last))
        return {"away": (*standing, (stretch.first, stretch.last))}
    return {"not_before": max(stretch.last + DAY, rhythm.not_before or date.min)}


def _day_of(rhythm: Rhythm, now: datetime, number: int, today: date) -> date:
    """The day of the last of so many check-ins to come."""
    moment, day = now, today
    for _ in range(number):
        due = next_due(rhythm, moment)
        if due is None:
            break
        moment, day = due, due.astimezone(ZoneInfo(rhythm.zone)).date()
    return day
