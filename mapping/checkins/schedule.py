"""When the next check-in is due. Wall-clock times of the person's zone become UTC here and nowhere else.

Where the clocks go forward over the time chosen, it is the moment an hour later that they then show; where they go back
and show it twice, it is the first of the two (PEP 495, fold 0).
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from mapping.checkins.bank_holidays import bank_holidays
from mapping.checkins.rhythm import Rhythm, within

DAY = timedelta(days=1)
HOLIDAYS_RUNNING = 3  # at most so many days in turn on which something was due are bank holidays


def next_due(rhythm: Rhythm, after: datetime) -> datetime | None:
    """The first moment after this one (aware UTC) at which something is due; None where nothing is asked."""
    if not rhythm.asks:
        return None
    day = max(after.astimezone(ZoneInfo(rhythm.zone)).date() - DAY, rhythm.not_before or date.min)
    for _ in range(7 * rhythm.weeks * (HOLIDAYS_RUNNING + 1) + 9 + sum((last - first).days + 1 for first, last in rhythm.away) * rhythm.weeks):
        if _is_a_day(rhythm, day):
            moment = local_moment(day, rhythm.at, rhythm.zone)
            if moment > after and not is_quiet(rhythm, moment):
                return moment
        day += DAY
    return None


def is_due_at(rhythm: Rhythm, moment: datetime) -> bool:
    """Whether this very moment is one at which something is due: it may have been once, before the choice changed."""
    return next_due(rhythm, moment - timedelta(microseconds=1)) == moment


def local_moment(day: date, at: time, zone: str) -> datetime:
    """The UTC moment at which clocks of this zone show this time on that day."""
    return datetime.combine(day, at, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def is_quiet(rhythm: Rhythm, moment: datetime) -> bool:
    """Whether this moment (aware UTC) lies in the person's quiet hours."""
    local = moment.astimezone(ZoneInfo(rhythm.zone))
    return within(local.time(), rhythm.quiet_from, rhythm.quiet_to)


def quiet_ends(rhythm: Rhythm, moment: datetime) -> datetime:
    """The next moment (UTC) at which the quiet hours end."""
    day = moment.astimezone(ZoneInfo(rhythm.zone)).date() - DAY
    while (end := local_moment(day, rhythm.quiet_to, rhythm.zone)) <= moment or is_quiet(rhythm, end):
        day += DAY
    return end


def _is_a_day(rhythm: Rhythm, day: date) -> bool:
    if day.weekday() not in rhythm.days or any(first <= day <= last for first, last in rhythm.away):
        return False
    if not rhythm.holidays and day in bank_holidays(day.year):
        return False
    if rhythm.weeks == 1 or rhythm.since is None:
        return True
    return (_monday(day) - _monday(rhythm.since)).days // 7 % rhythm.weeks == 0


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
