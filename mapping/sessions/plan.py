"""The plan of sessions, read from a file that a service can write: one to six, each with a purpose and what is asked in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from mapping.agenda import Topic
from mapping.errors import SessionPlanUnreadable

DEFAULT = Path(__file__).with_name("plan.yml")
MOST = 6


@dataclass(frozen=True, slots=True)
class Purpose:
    """One session: what it is for, in words read to the person, and the topics the bot asks about by itself."""

    words: str
    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """All sessions in order; ``measures`` says for each measure in which sessions (1 and up) it is asked, ``scale`` where its file is."""

    sessions: tuple[Purpose, ...]
    measures: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    scale: Path | None = None

    def purpose(self, number: int) -> Purpose | None:
        """What this session (1 and up) is for; None past the last."""
        return self.sessions[number - 1] if 1 <= number <= len(self.sessions) else None

    def asked_in(self, number: int) -> tuple[str, ...]:
        """The measures asked in this session."""
        return tuple(name for name, sessions in self.measures.items() if number in sessions)


def read_plan(path: Path = DEFAULT) -> SessionPlan:
    """The plan in this file. Raises SessionPlanUnreadable, whose message says what to mend."""
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise SessionPlanUnreadable(f"The file of sessions {path.name} can't be read ({type(error).__name__}).") from None
    except yaml.YAMLError as error:
        where = f" (line {error.problem_mark.line + 1})" if getattr(error, "problem_mark", None) else ""
        raise SessionPlanUnreadable(f"The file of sessions {path.name} is not YAML{where}.") from None
    rows = content.get("sessions") if isinstance(content, dict) else None
    if not isinstance(rows, list) or not 1 <= len(rows) <= MOST:
        raise SessionPlanUnreadable(f"In {path.name}, `sessions` must be a list of one to {MOST} sessions.")
    sessions = tuple(_purpose(row, number, path) for number, row in enumerate(rows, 1))
    given = content.get("measures") or {}
    if not isinstance(given, dict):
        raise SessionPlanUnreadable(f"In {path.name}, `measures` must name each measure and its sessions.")
    scale = given.get("scale")
    if scale is not None and not (isinstance(scale, dict) and isinstance(scale.get("file"), str)):
        raise SessionPlanUnreadable(f"In {path.name}, `scale` needs a file and the sessions it is asked in.")
    when = {name: _numbers(given.get(name), name, path) for name in ("wellbeing", "loneliness")}
    if scale:
        when["scale"] = _numbers(scale.get("sessions"), "scale", path)
    return SessionPlan(sessions, when, path.parent / scale["file"] if scale else None)


def _purpose(row: Any, number: int, path: Path) -> Purpose:
    if not isinstance(row, dict) or not isinstance(row.get("purpose"), str) or not row["purpose"].strip():
        raise SessionPlanUnreadable(f"In {path.name}, session {number} has no purpose in words.")
    topics = row.get("topics") or []
    unknown = [topic for topic in topics if topic not in set(Topic)] if isinstance(topics, list) else [topics]
    if unknown:
        raise SessionPlanUnreadable(f"In {path.name}, session {number} has an unknown topic {unknown[0]!r}. It must be one of: {', '.join(Topic)}.")
    return Purpose(row["purpose"].strip().rstrip("."), tuple(Topic(topic) for topic in topics))


def _numbers(value: Any, name: str, path: Path) -> tuple[int, ...]:
    numbers = [] if value in (None, False) else value
    if not isinstance(numbers, list) or not all(isinstance(each, int) and 1 <= each <= MOST for each in numbers):
        raise SessionPlanUnreadable(f"In {path.name}, `{name}` must be a list of session numbers, such as [1, 6].")
    return tuple(numbers)
