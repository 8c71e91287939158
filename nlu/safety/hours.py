"""When a service's peer support workers look at notes, so that the bot never says they will look when they won't."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_OPEN = re.compile(rf"({'|'.join(_DAYS)})(?:-({'|'.join(_DAYS)}))? (\d\d):(\d\d)-(\d\d):(\d\d)")
_CLOSED = re.compile(r"not (\d{4}-\d\d-\d\d)")
_AHEAD = 28  # days; a service that looks at nothing for longer than this may not be promised


class HoursWrong(ValueError):
    """The hours can't be read; the message says what they should look like."""


@dataclass(frozen=True, slots=True)
class WorkerHours:
    """Opening hours by weekday (Monday is 0) in London time, and days on which nobody looks."""

    open: dict[int, tuple[time, time]]
    closed: frozenset[date]

    @classmethod
    def read(cls, text: str) -> "WorkerHours":
        """From words such as `mon-fri 09:00-17:00, sat 10:00-12:00, not 2026-12-25`. Raises HoursWrong."""
        opened: dict[int, tuple[time, time]] = {}
        closed = set()
        for part in filter(None, (part.strip().lower() for part in text.split(","))):
            try:
                if found := _CLOSED.fullmatch(part):
                    closed.add(date.fromisoformat(found[1]))
                    continue
                found = _OPEN.fullmatch(part)
                first, last = _DAYS.index(found[1]), _DAYS.index(found[2] or found[1])
                hours = time(int(found[3]), int(found[4])), time(int(found[5]), int(found[6]))
            except (TypeError, ValueError) as error:
                raise HoursWrong(f"{part!r} is not like mon-fri 09:00-17:00 or not 2026-12-25.") from error
            if last < first or hours[1] <= hours[0]:
                raise HoursWrong(f"{part!r} ends before it starts.")
            opened |= {day: hours for day in range(first, last + 1)}
        if not opened:
            raise HoursWrong("No day is named on which anybody looks.")
        return cls(opened, frozenset(closed))

    def until(self, now: datetime) -> str | None:
        """Until when they look today, as words (`5pm`), where they look right now. `now` is aware."""
        here = now.astimezone(LONDON)
        hours = self._of(here.date())
        return _clock(hours[1]) if hours and hours[0] <= here.time() < hours[1] else None

    def next(self, now: datetime) -> tuple[str, str]:
        """The next day and time from which they look, later than now: (`tomorrow`, `9am`) or (`on Monday`, `9am`).

        Further off than a week the date is given. Raises HoursWrong where nothing comes in the next four weeks.
        """
        here = now.astimezone(LONDON)
        for ahead in range(_AHEAD):
            day = here.date() + timedelta(days=ahead)
            hours = self._of(day)
            if hours and (ahead or here.time() < hours[0]):
                return _day(day, ahead), _clock(hours[0])
        raise HoursWrong("Nobody looks in the next four weeks.")

    def _of(self, day: date) -> tuple[time, time] | None:
        return None if day in self.closed else self.open.get(day.weekday())


def _day(day: date, ahead: int) -> str:
    if ahead < 2:
        return ("today", "tomorrow")[ahead]
    return f"on {day:%A}" if ahead < 7 else f"on {day:%A} {day.day} {day:%B}"


def _clock(at: time) -> str:
    hour, half = (at.hour - 1) % 12 + 1, "am" if at.hour < 12 else "pm"
    return f"{hour}.{at.minute:02}{half}" if at.minute else f"{hour}{half}"
