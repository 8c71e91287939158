"""Where this installation keeps its rows, by its settings; and whether it is at work."""

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, text

from bot.keeping.rows import Copied, CopyRefused, Place
from bot.settings import Settings
from bot.turns.leading import KEY
from mapping.store.engine import make_engine

RUNNING = "Selfmap is running. Stop it first, so that no message comes in between."


def place_of(settings: Settings) -> Place:
    """The databases of these settings."""
    tracker = os.environ.get("SELFMAP_TRACKER_URL") or f"sqlite:///{settings.home / 'rasa.db'}"
    return place_at(settings.database_url, tracker)


def place_at(database_url: str, tracker_url: str) -> Place:
    """The databases at these addresses; the same one may hold both."""
    database = make_engine(database_url)
    return Place(database, database if tracker_url == database_url else make_engine(tracker_url))


def place_in_file(path: Path, *, new: bool) -> Place:
    """A backup: one SQLite file with everything, readable by its owner alone. Raises CopyRefused."""
    if new == path.exists():
        raise CopyRefused(f"{path} is there already. Choose another name." if new else f"There is no file {path}.")
    try:
        if new:
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        elif not _is_backup(path):
            raise CopyRefused(f"{path} is not a backup that `selfmap backup` made.")
    except OSError as error:
        raise CopyRefused(f"{path} can't be written ({error.strerror}). Choose a folder of yours that is there.") from error
    return place_at(f"sqlite:///{path}", f"sqlite:///{path}")


@contextmanager
def nobody_at_work(settings: Settings) -> Iterator[None]:
    """Hold the locks that the bot process holds while it works, here or on another machine. Raises CopyRefused where it does."""
    folder = settings.home / "run"
    folder.mkdir(exist_ok=True)
    with (folder / "bot.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise CopyRefused(RUNNING) from error
        with _no_leader(make_engine(settings.database_url)):
            yield


@contextmanager
def _no_leader(engine: Engine) -> Iterator[None]:
    """On PostgreSQL, hold the lock of whoever leads (bot/turns/leading.py)."""
    if engine.dialect.name != "postgresql":
        yield
        return
    with engine.connect() as connection:
        if not connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": KEY}):
            raise CopyRefused(RUNNING)
        try:
            yield
        finally:
            connection.invalidate()  # the lock goes with the connection


def told(copied: tuple[Copied, ...]) -> str:
    """Each table with its rows and the start of its checksum, alike in both places."""
    lines = [f"{each.table:18} {each.rows:8} rows  {each.checksum[:16]}" for each in copied]
    return "\n".join([*lines, f"{sum(each.rows for each in copied)} rows, the same in both places."])


def _is_backup(path: Path) -> bool:
    try:
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
            return bool(connection.execute("SELECT count(*) FROM sqlite_master WHERE name IN ('participant', 'events')").fetchone()[0] == 2)
    except sqlite3.DatabaseError:
        return False
