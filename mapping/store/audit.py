"""The audit log: who saw or did what, of whom, when. Rows are only ever added, each chained to the one before by a keyed hash.

Without the key nobody can make a row that fits, so a changed, dropped or swapped row is found by ``check``. Rows cut off at
the end leave a chain that fits: those are found by an anchor kept outside the database (``bot/console/anchor.py``).
"""

import hashlib
import hmac
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field as made_by
from datetime import UTC, datetime

from sqlalchemy import Connection, Row, insert, select, text

from mapping.store.console_tables import audit

FIRST = "0" * 64  # the mark before the first row
_ONE_AT_A_TIME = 7_356_202  # any number of ours: PostgreSQL's advisory lock while a row is added
_CODE = re.compile(r"[\w.:@-]{0,64}", re.ASCII)  # codes and ids have no spaces; what people write has


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log. ``details``: codes, ids and numbers; never a word of anybody's."""

    actor: str
    act: str
    subject: str = ""
    field: str = ""
    outcome: str = "done"  # done, not_shared, refused
    details: dict[str, str | int] = made_by(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in the log that has been reached: its number and its mark."""

    seq: int
    mark: str


@dataclass(frozen=True, slots=True)
class Broken:
    """Where the chain does not hold: the number of the first row that is wrong, and what is wrong with it."""

    seq: int
    why: str


def add(connection: Connection, key: bytes, *entries: Entry, now: datetime) -> Anchor:
    """Adds rows to the end, in this order. ``connection`` may write; other writers wait. Raises ValueError for details with words."""
    if any(isinstance(value, str) and not _CODE.fullmatch(value) for entry in entries for value in entry.details.values()):
        raise ValueError("the audit log takes codes and ids, not words")
    if connection.dialect.name == "postgresql":  # SQLite has one writer at a time already
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _ONE_AT_A_TIME})
    last, rows = head(connection), []
    for entry in entries:
        values: dict[str, object] = {
            "seq": last.seq + 1, "at": now.astimezone(UTC), "actor": entry.actor, "act": entry.act, "subject": entry.subject,
            "field": entry.field, "outcome": entry.outcome, "details": entry.details,
        }
        last = Anchor(last.seq + 1, _mark(key, last.mark, values))
        rows.append({**values, "mark": last.mark})
    connection.execute(insert(audit), rows)
    return last


def head(connection: Connection) -> Anchor:
    """The end of the log; number 0 where it is empty."""
    row = connection.execute(select(audit.c.seq, audit.c.mark).order_by(audit.c.seq.desc()).limit(1)).one_or_none()
    return Anchor(row.seq, row.mark) if row else Anchor(0, FIRST)


def check(connection: Connection, key: bytes, anchors: tuple[Anchor, ...] = ()) -> Broken | None:
    """The first place where the log is not as it was written, or None. ``anchors`` were kept outside the database."""
    wanted = {anchor.seq: anchor.mark for anchor in anchors if anchor.seq}
    last = Anchor(0, FIRST)
    for row in _all(connection):
        if row.seq != last.seq + 1:
            return Broken(last.seq + 1, "missing")
        mark = _mark(key, last.mark, {name: getattr(row, name) for name in _HASHED})
        if not hmac.compare_digest(mark, row.mark):
            return Broken(row.seq, "changed")
        if wanted.pop(row.seq, mark) != mark:
            return Broken(row.seq, "not the row that was anchored")
        last = Anchor(row.seq, row.mark)
    return Broken(last.seq + 1, "cut off") if wanted else None


_HASHED = ("seq", "at", "actor", "act", "subject", "field", "outcome", "details")


def _all(connection: Connection) -> Iterator[Row]:
    yield from connection.execution_options(yield_per=2000).execute(select(audit).order_by(audit.c.seq))


def _mark(key: bytes, before: str, values: dict[str, object]) -> str:
    plain = values | {"at": values["at"].astimezone(UTC).isoformat(timespec="microseconds")}  # type: ignore[union-attr]
    line = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hmac.new(key, f"{before}\n{line}".encode(), hashlib.sha256).hexdigest()
