"""Copies every row as it stands, words unread, from one database to another, and shows that both are the same.

Our own tables and Rasa's events; not DBOS's, as our rows are the truth and its work is found again from them.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Column, Connection, Engine, Float, Integer, MetaData, String, Table, Text, func, insert, inspect, select, text,
)
from sqlalchemy.types import TypeDecorator, TypeEngine

from mapping.errors import SelfmapError
from mapping.store.migrate import upgrade
from mapping.store.tables import metadata

AT_ONCE = 500  # rows read and written together
_rasa = MetaData()
EVENTS = Table(  # as Rasa 3.6 makes it
    "events", _rasa,
    Column("id", Integer, primary_key=True), Column("sender_id", String(255), nullable=False, index=True),
    Column("type_name", String(255), nullable=False), Column("timestamp", Float), Column("intent_name", String(255)),
    Column("action_name", String(255)), Column("data", Text),
)


class CopyRefused(SelfmapError):
    """Nothing was copied; the message says why and what to do."""


class CopyDiffers(SelfmapError):
    """What was written is not what was read. The old database is as it was; the message names the table."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where one installation keeps its rows: our database and Rasa's, which may be the same."""

    database: Engine
    tracker: Engine


@dataclass(frozen=True, slots=True)
class Copied:
    """One table: its rows and their checksum (SHA-256, hexadecimal), alike in both places."""

    table: str
    rows: int
    checksum: str


def copy_all(old: Place, new: Place) -> tuple[Copied, ...]:
    """Copy everything into an empty place, in one transaction a database, and compare. Raises CopyRefused, CopyDiffers."""
    upgrade(old.database)
    upgrade(new.database)
    _rasa.create_all(new.tracker)
    ours = [as_it_stands(table) for table in metadata.sorted_tables]
    return (*_copy(old.database, new.database, ours), *_copy(old.tracker, new.tracker, [as_it_stands(EVENTS)]))


def _copy(old: Engine, new: Engine, tables: list[Table]) -> Iterator[Copied]:
    """Tables that are not there yet on the old side have no rows."""
    there = set(inspect(old).get_table_names())
    done = []
    with _still(old) as source, new.begin() as target:
        for table in tables:
            if target.scalar(select(func.count()).select_from(table)):
                raise CopyRefused(f"The new database has rows in {table.name} already. Give an empty one.")
        for table in (each for each in tables if each.name in there):
            rows, checksum = _copy_table(source, target, table)
            _go_on_counting(target, table)
            again = _sum(_read(target, table))
            if again != (rows, checksum):
                raise CopyDiffers(f"The table {table.name} came out differently. Nothing was changed; keep using the old database.")
            done.append(Copied(table.name, rows, checksum))
    return iter(done)


def _copy_table(source: Connection, target: Connection, table: Table) -> tuple[int, str]:
    seen = _Sum()
    batch: list[dict[str, Any]] = []
    for row in _read(source, table):
        seen.add(row)
        batch.append(row)
        if len(batch) == AT_ONCE:
            target.execute(insert(table), batch)
            batch = []
    if batch:
        target.execute(insert(table), batch)
    return seen.rows, seen.digest.hexdigest()


def _read(connection: Connection, table: Table) -> Iterator[dict[str, Any]]:
    found = connection.execute(select(table).order_by(*table.primary_key).execution_options(yield_per=AT_ONCE))
    for row in found:
        yield {name: _aware(value) for name, value in row._mapping.items()}


def _still(old: Engine) -> Any:
    """A connection that sees one moment, whatever is written meanwhile."""
    connection = old.connect()
    if old.dialect.name == "postgresql":
        return connection.execution_options(isolation_level="REPEATABLE READ")
    return connection.execution_options(reading_only=True)


def _go_on_counting(target: Connection, table: Table) -> None:
    """On PostgreSQL new rows get numbers after those copied."""
    (key, *more) = table.primary_key.columns
    if target.dialect.name != "postgresql" or more or not isinstance(key.type, Integer):
        return
    sequence = target.scalar(text("SELECT pg_get_serial_sequence(:table, :column)"), {"table": table.name, "column": key.name})
    if sequence:
        target.execute(text("SELECT setval(:sequence, :last, :used)"), {
            "sequence": sequence, "last": target.scalar(select(func.coalesce(func.max(key), 1))),
            "used": bool(target.scalar(select(func.count()).select_from(table)))})


class _Sum:
    """Counts rows and sums them up, in order."""

    def __init__(self) -> None:
        self.rows, self.digest = 0, hashlib.sha256()

    def add(self, row: dict[str, Any]) -> None:
        self.rows += 1
        self.digest.update(repr(sorted(row.items())).encode("utf-8", "surrogatepass"))


def _sum(rows: Iterator[dict[str, Any]]) -> tuple[int, str]:
    whole = _Sum()
    for row in rows:
        whole.add(row)
    return whole.rows, whole.digest.hexdigest()


def _aware(value: Any) -> Any:
    """A moment in UTC, however this database gives it."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    return bytes(value) if isinstance(value, memoryview) else value


def as_it_stands(table: Table) -> Table:
    """The same table with plain types: nothing is read into or out of its values on the way."""
    return Table(table.name, MetaData(), *(Column(each.name, _bare(each.type), primary_key=each.primary_key) for each in table.columns))


def _bare(kind: TypeEngine[Any]) -> TypeEngine[Any]:
    return kind.impl_instance if isinstance(kind, TypeDecorator) else kind
