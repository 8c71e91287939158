"""Writes the audit log, and keeps its last mark in a file beside the database so that a log cut short is noticed."""

import fcntl
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import local

from sqlalchemy import Connection, Engine

from bot.console.settings import read_console_settings
from mapping.store.access import looking, storing
from mapping.store.audit import Anchor, Broken, Entry, add, check, head


@dataclass(frozen=True, slots=True)
class Log:
    """The log of one installation. ``key`` makes the marks; ``anchor_file`` is kept in the home folder, outside the database."""

    key: bytes
    anchor_file: Path
    _latest: local = field(default_factory=local, compare=False)

    def write(self, connection: Connection, *entries: Entry, now: datetime) -> None:
        """Adds rows in this transaction. Call ``anchor`` once it is committed."""
        self._latest.anchor = add(connection, self.key, *entries, now=now)

    def note(self, engine: Engine, entry: Entry, *, now: datetime) -> None:
        """Adds a row in a transaction of its own."""
        with storing(engine) as connection:
            self.write(connection, entry, now=now)
        self.anchor()

    def anchor(self) -> None:
        """Keeps the mark of the row this thread wrote last, unless a later one is kept already."""
        reached: Anchor | None = getattr(self._latest, "anchor", None)
        if reached is None:
            return
        self._latest.anchor = None
        with self.anchor_file.open("a+", encoding="ascii") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.seek(0)
            if _read(file.read()).seq < reached.seq:
                file.truncate(0)
                file.write(f"{reached.seq} {reached.mark}\n")

    def verify(self, engine: Engine, *others: Anchor) -> Broken | None:
        """The first place where the log is not as it was written, or None. ``others`` are anchors kept elsewhere."""
        kept = self.kept()  # before the rows are read: those added meanwhile are no fault
        with looking(engine) as connection:
            if not kept.seq and head(connection).seq:
                return Broken(0, "no anchor")
            return check(connection, self.key, (kept, *others))

    def kept(self) -> Anchor:
        """The anchor in the file; number 0 where there is none yet."""
        return _read(self.anchor_file.read_text(encoding="ascii") if self.anchor_file.exists() else "")


def log_at(home: Path) -> Log:
    """The log of the installation in this home folder, for commands. Raises SettingWrong."""
    return Log(read_console_settings(home).key_for("audit"), home / "audit.anchor")


def _read(text: str) -> Anchor:
    seq, _, mark = text.strip().partition(" ")
    return Anchor(int(seq), mark) if seq.isdigit() else Anchor(0, "")
