"""Reads the invented lives: who they are called, when they talked, and what they said."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

FOLDER = Path(__file__).with_name("people")
ZONE = ZoneInfo("Europe/London")
Step = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Day:
    """One time that somebody talked: when it began (aware), and what was said, a step at a time."""

    began: datetime
    talk: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Life:
    """One invented person. ``shares``: what their worker may see, and since when. ``worker``: the name of theirs.

    ``notes``: their worker's, as (when, the message it is on or "", the words). ``read_to``: up to when the worker has read.
    """

    name: str
    known_as: str
    worker: str
    next_session: datetime | None
    shares: tuple[tuple[datetime, str], ...]
    days: tuple[Day, ...] = field(default=())
    notes: tuple[tuple[datetime, str, str], ...] = ()
    read_to: datetime | None = None


def read_lives(now: datetime, folder: Path = FOLDER) -> tuple[Life, ...]:
    """All of them, in the order of their files' names, with their days counted back from ``now`` (aware)."""
    return tuple(_life(path, now.astimezone(ZONE)) for path in sorted(folder.glob("*.yml")))


def _life(path: Path, now: datetime) -> Life:
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    coming = told.get("next_session")
    return Life(
        path.stem, told["known_as"], told["worker"],
        _on(now, -coming["in_days"], coming["at"]) if coming else None,
        tuple((min(_on(now, each["ago"], each["at"]), now), each["what"]) for each in told["shares"]),
        tuple(Day(_began(now, each), tuple(_step(step, now) for step in each["talk"])) for each in told["days"]),
        tuple((_on(now, each["ago"], each["at"]), each.get("on") or "", each["says"]) for each in told.get("notes") or ()),
        _on(now, told["read_to"]["ago"], told["read_to"]["at"]) if told.get("read_to") else None)


def _began(now: datetime, day: Mapping[str, Any]) -> datetime:
    """So many days ago at that time; so many minutes ago; never in the time to come."""
    if "minutes" in day:
        return now - timedelta(minutes=day["minutes"])
    at = _on(now, day["ago"], day["at"])
    return at if at <= now - timedelta(minutes=30) else now - timedelta(minutes=40)


def _on(now: datetime, ago: int, at: str) -> datetime:
    """That many days ago by the calendar, at that local time."""
    return datetime.combine(now.date() - timedelta(days=ago), time.fromisoformat(at), ZONE)


def _step(step: Any, now: datetime) -> Step:
    """``[key, says]`` and ``[key, about, says]`` are questions with their answers; all else is written out.

    Check-ins fall on the weekday that was ``like`` so many days ago, which stands for {day} in their words.
    """
    if isinstance(step, list):
        key, *about, says = step
        return {"ask": key, "about": about[0] if about else None, "says": says}
    if "checkins" in step:
        said = step["checkins"]
        day = now - timedelta(days=said["like"])
        return {"checkins": {**said, "days": [day.weekday()], "says": said["says"].replace("{day}", f"{day:%A}".lower())}}
    return step
