"""What a person chose: whether they are asked how it goes, on which days, roughly when, how often, and what is left out."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from mapping.history import standing
from mapping.model import Change, ChangeKind

DEFAULT_ZONE = "Europe/London"
EVENING = time(18, 0)  # asked at this time where the person names none
QUIET_FROM, QUIET_TO = time(20, 0), time(8, 0)
SOON = timedelta(hours=1)  # how long after a time in the quiet hours that was asked for a question may still come


@dataclass(frozen=True, slots=True)
class Rhythm:
    """One person's choice. Times are local, in ``zone``.

    ``days`` are weekdays, 0 is Monday; ``weeks`` 1 for every week, 2 for every other one, counted from the week of
    ``since``. ``not_before``: nothing is due before this day. ``away``: stretches (first day, last day) in which nothing is
    due; ``holidays``: whether anything is on bank holidays. ``muted``: goals (ids) that are not asked about.
    ``paused``: we stopped asking because a question was left; the choice itself is kept.
    """

    on: bool = False
    days: tuple[int, ...] = ()
    at: time = EVENING
    weeks: int = 1
    since: date | None = None
    zone: str = DEFAULT_ZONE
    quiet_from: time = QUIET_FROM
    quiet_to: time = QUIET_TO
    not_before: date | None = None
    away: tuple[tuple[date, date], ...] = ()
    holidays: bool = True
    muted: tuple[str, ...] = ()
    paused: bool = False

    @property
    def asks(self) -> bool:
        """Whether anything is going to be asked."""
        return self.on and not self.paused and bool(self.days)


def changed(rhythm: Rhythm, **said: Any) -> Rhythm:
    """The choice with what was said now. A time in the quiet hours, asked for in so many words, moves their edge.

    Raises ValueError for a weekday, number of weeks or zone that does not exist.
    """
    made = replace(rhythm, **said)
    if any(day not in range(7) for day in made.days) or made.weeks < 1:
        raise ValueError("days are 0 to 6, weeks 1 or more")
    try:
        ZoneInfo(made.zone)
    except (ZoneInfoNotFoundError, ValueError):
        raise ValueError(f"there is no time zone {made.zone!r}") from None
    made = replace(made, days=tuple(sorted(set(made.days))))
    if "at" in said and within(made.at, made.quiet_from, made.quiet_to):
        made = _with_edge_moved(made)
    return made


def within(at: time, start: time, end: time) -> bool:
    """Whether this time of day lies in a stretch that may go past midnight. Start and end alike: never."""
    return start <= at < end if start <= end else at >= start or at < end


def _with_edge_moved(rhythm: Rhythm) -> Rhythm:
    """The quiet hours without the hour that was asked for: they start later in the evening, or end sooner in the morning."""
    hour = (rhythm.at.hour + SOON // timedelta(hours=1)) % 24
    if rhythm.at >= time(12):
        return replace(rhythm, quiet_from=time(hour, rhythm.at.minute))
    return replace(rhythm, quiet_to=rhythm.at)


def rhythm_of(changes: Iterable[Change]) -> Rhythm:
    """The choice that stands after these facts, oldest first."""
    rhythm = Rhythm()
    for change in standing(changes):
        if change.kind is ChangeKind.CHECKINS_SET:
            rhythm = from_body(change.body)
        elif change.kind is ChangeKind.CHECKINS_PAUSED:
            rhythm = replace(rhythm, paused=True)
    return rhythm


def body_of(rhythm: Rhythm) -> dict[str, Any]:
    """The choice as the body of a fact."""
    return {
        "on": rhythm.on, "days": list(rhythm.days), "at": rhythm.at.isoformat("minutes"), "weeks": rhythm.weeks,
        "since": _day(rhythm.since), "zone": rhythm.zone, "quiet_from": rhythm.quiet_from.isoformat("minutes"),
        "quiet_to": rhythm.quiet_to.isoformat("minutes"), "not_before": _day(rhythm.not_before),
        "away": [[first.isoformat(), last.isoformat()] for first, last in rhythm.away], "holidays": rhythm.holidays, "muted": list(rhythm.muted),
    }


def from_body(body: dict[str, Any]) -> Rhythm:
    """The choice that such a body holds. Setting it anew ends any pause of ours."""
    return Rhythm(
        on=body["on"], days=tuple(body["days"]), at=time.fromisoformat(body["at"]), weeks=body["weeks"],
        since=date.fromisoformat(body["since"]) if body["since"] else None, zone=body["zone"],
        quiet_from=time.fromisoformat(body["quiet_from"]), quiet_to=time.fromisoformat(body["quiet_to"]),
        not_before=date.fromisoformat(body["not_before"]) if body["not_before"] else None,
        away=tuple((date.fromisoformat(first), date.fromisoformat(last)) for first, last in body.get("away", ())),
        holidays=body.get("holidays", True), muted=tuple(body["muted"]),
    )


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
