"""Probes: whether a process lives, and whether it is ready to do its work, both cheap to ask."""

import threading
import time
from collections.abc import Callable, Mapping

from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

FRESH = 5.0  # seconds for which an answer counts
Missing = dict[str, str]  # what is not ready, by part, and in a few words why


class Ready:
    """What of these checks fails now: {part: why}, empty where all is well. Asked often, it looks once in a while.

    A check returns None where all is well, else why not, in words of ours.
    """

    def __init__(self, checks: Mapping[str, Callable[[], str | None]], *, fresh: float = FRESH) -> None:
        self._checks, self._fresh = checks, fresh
        self._lock, self._at, self._missing = threading.Lock(), float("-inf"), {}

    def missing(self) -> Missing:
        """Look, unless somebody did just now. What was missing is looked for each time."""
        with self._lock:
            if self._missing or time.monotonic() - self._at > self._fresh:
                found = {part: _why(check) for part, check in self._checks.items()}
                self._missing = {part: why for part, why in found.items() if why is not None}
                self._at = time.monotonic()
            return dict(self._missing)


def writable(engine: Engine) -> str | None:
    """Why the database can't be written, or None: a real write, taken back before it is kept."""
    try:
        with engine.connect() as connection, connection.begin() as change:
            try:
                connection.execute(text("UPDATE alembic_version SET version_num = version_num"))
            finally:
                change.rollback()
    except SQLAlchemyError as error:
        return f"can't be written ({type(error).__name__})"
    return None


def _why(check: Callable[[], str | None]) -> str | None:
    try:
        return check()
    except Exception as error:  # a check that fails says that its part does
        return f"can't be looked at ({type(error).__name__})"
