"""How suggestions are tuned: by the service in a file that anyone can read, and by session within it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from mapping.errors import TuningUnreadable

SHIPPED = Path(__file__).with_name("settings.yml")
WAYS = (
    "wishes", "seldom seen", "back to", "together", "build on", "less of", "more than one", "balance", "move", "barriers",
)
MOST = 5  # ideas at once


@dataclass(frozen=True, slots=True)
class Tuning:
    """How many at once (1 to 5), which ways in which order, what comes first from which session on, and words never used."""

    count: int = 3
    ways: tuple[str, ...] = WAYS
    sessions: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    never: frozenset[str] = frozenset()

    def order(self, session: int | None) -> tuple[str, ...]:
        """The ways for this session: what the latest session named brings to the front, then the others. None: as they are."""
        named = [each for each in self.sessions if session is not None and each <= session]
        first = [way for way in self.sessions[max(named)] if way in self.ways] if named else []
        return tuple(dict.fromkeys((*first, *self.ways)))


@cache
def shipped() -> Tuning:
    """The tuning that comes with Selfmap."""
    return read_tuning(SHIPPED)


def read_tuning(path: Path) -> Tuning:
    """The tuning in a file; what it leaves out is as shipped. Raises TuningUnreadable, saying what to mend."""
    try:
        said = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except (OSError, UnicodeDecodeError) as error:
        raise TuningUnreadable(f"{path.name} can't be read ({getattr(error, 'strerror', None) or 'not UTF-8'}).") from None
    except yaml.YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", None)
        where = f" near line {line + 1}" if line is not None else ""
        raise TuningUnreadable(f"{path.name} is not YAML{where}. Look at the spaces and colons there.") from None
    if not isinstance(said, dict) or (odd := [key for key in said if key not in Tuning.__slots__]):
        named = f" It has {odd[0]!r}." if isinstance(said, dict) else ""
        raise TuningUnreadable(f"{path.name} must have only these: {', '.join(Tuning.__slots__)}.{named}")
    usual = shipped() if path != SHIPPED else Tuning()
    return Tuning(
        _count(said.get("count", usual.count)),
        _ways(said["ways"], "ways") if "ways" in said else usual.ways,
        _sessions(said["sessions"]) if "sessions" in said else usual.sessions,
        _words(said.get("never")) if "never" in said else usual.never,
    )


def _count(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= MOST:
        raise TuningUnreadable(f"count is {value!r}. It must be a whole number from 1 to {MOST}.")
    return value


def _ways(value: Any, where: str) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TuningUnreadable(f"{where} must be a list, one way on each line with a dash before it.")
    for way in value:
        if way not in WAYS:
            raise TuningUnreadable(f"{where} has {way!r}. It must be one of: {', '.join(WAYS)}.")
    return tuple(dict.fromkeys(value))


def _sessions(value: Any) -> dict[int, tuple[str, ...]]:
    if not isinstance(value, dict) or not all(isinstance(each, int) and each > 0 for each in value):
        raise TuningUnreadable("sessions must have whole numbers from 1, each with a list of ways.")
    return {number: _ways(ways, f"session {number}") for number, ways in sorted(value.items())}


def _words(value: Any) -> frozenset[str]:
    if not isinstance(value, list | None) or not all(isinstance(word, str) for word in value or ()):
        raise TuningUnreadable("never must be a list of words.")
    return frozenset(word.casefold().strip() for word in value or () if word.strip())
