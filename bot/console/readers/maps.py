"""A person's map at any of the times it was worked on, two of these compared, and what a worker puts right on it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Engine

from bot.console.access import Field, reads, writes
from bot.console.readers.history import history_here
from mapping.comparison import Comparison, compare
from mapping.history import Moment, fold, moments
from mapping.model import Correction, Reading, WellbeingMap
from mapping.services.missed import add_missed, never_said, reword
from mapping.services.putting_right import PutRight, not_about, put_right
from mapping.store.access import looking


@dataclass(frozen=True, slots=True)
class MapAt:
    """The map as it stood at one of its times. ``times``: all of them, oldest first; ``time``: which this is, None of none."""

    map: WellbeingMap
    times: tuple[Moment, ...]
    time: Moment | None

    @property
    def latest(self) -> bool:
        """Whether this is the map as it stands."""
        return not self.times or self.time == self.times[-1]


@dataclass(frozen=True, slots=True)
class Compared:
    """Two of the map's times compared; ``comparison`` is None where there are not two."""

    times: tuple[Moment, ...]
    earlier: Moment | None
    later: Moment | None
    comparison: Comparison | None


@reads(Field.MAP)
def map_at(engine: Engine, participant_id: str, number: int | None = None) -> MapAt:
    """The map at this time (1 and up), or as it stands; a number there is none of gives the map as it stands."""
    with looking(engine) as connection:
        history = history_here(connection, participant_id)
    times = moments(history)
    time = next((each for each in times if each.number == number), times[-1] if times else None)
    latest = not times or time == times[-1]
    return MapAt(fold(history) if latest or time is None else _dated(fold(history, at=time.at), time), times, time)


@reads(Field.MAP)
def compared(engine: Engine, participant_id: str, earlier: int | None = None, later: int | None = None) -> Compared:
    """Two times compared, by number; without numbers the last two."""
    with looking(engine) as connection:
        history = history_here(connection, participant_id)
    times = moments(history)
    if len(times) < 2:
        return Compared(times, None, None, None)
    by_number = {each.number: each for each in times}
    after = by_number.get(later or 0, times[-1])
    before = by_number.get(earlier or 0, times[max(0, times.index(after) - 1)])
    if before.at > after.at:
        before, after = after, before
    earlier_map, later_map = (_dated(fold(history, at=None if time == times[-1] else time.at), time) for time in (before, after))
    return Compared(times, before, after, compare(earlier_map, later_map))


@reads(Field.MAP, act="copied")
def map_copied(engine: Engine, participant_id: str, number: int | None = None) -> MapAt:
    """The same as ``map_at``, for a file."""
    return map_at(engine, participant_id, number)


@reads(Field.MAP, act="copied")
def compared_copied(engine: Engine, participant_id: str, earlier: int | None = None, later: int | None = None) -> Compared:
    """The same as ``compared``, for a file."""
    return compared(engine, participant_id, earlier, later)


@writes(Field.MAP, "put_right")
def correct(
    engine: Engine, participant_id: str, correction: Correction, meant: dict[str, str], *, key: str, words: Callable[[Sequence[str]], str],
    now: datetime,
) -> PutRight:
    """Puts one thing right on the map. Raises ConsentMissing."""
    return put_right(engine, participant_id, correction, meant, key=key, words=words, now=now)


@writes(Field.MAP, "put_right")
def take_off(
    engine: Engine, participant_id: str, message_id: str, item_id: str, *, key: str, words: Callable[[Sequence[str]], str], now: datetime,
) -> PutRight:
    """Takes off a thing what one message said of it. Raises ConsentMissing."""
    return not_about(engine, participant_id, message_id, item_id, key=key, words=words, now=now)


@writes(Field.MAP, "put_right")
def put_in(
    engine: Engine, participant_id: str, message_id: str, reading: Reading, *, less: bool, key: str, words: Callable[[Sequence[str]], str],
    now: datetime,
) -> PutRight:
    """Puts on the map what the bot missed in this message. Raises OnTheMapAlready, ConsentMissing."""
    return add_missed(engine, participant_id, message_id, reading, less=less, key=key, words=words, now=now)


@writes(Field.MAP, "put_right")
def say_otherwise(
    engine: Engine, participant_id: str, said_id: str, said: Mapping[str, Any], *, key: str, words: Callable[[Sequence[str]], str], now: datetime,
) -> PutRight:
    """A wish or a barrier in other words (text), or for less of it (less). Raises WishUnknown, OnTheMapAlready, ConsentMissing."""
    return reword(engine, participant_id, said_id, **said, key=key, words=words, now=now)


@writes(Field.MAP, "put_right")
def take_off_wish(
    engine: Engine, participant_id: str, said_id: str, *, key: str, words: Callable[[Sequence[str]], str], now: datetime,
) -> PutRight:
    """There is no such wish or barrier. Raises WishUnknown, ConsentMissing."""
    return never_said(engine, participant_id, said_id, key=key, words=words, now=now)


def _dated(map: WellbeingMap, time: Moment) -> WellbeingMap:
    """The map as it was at the end of this time, with the day on which that time began: the one that stands above the picture."""
    return replace(map, at=time.began)
