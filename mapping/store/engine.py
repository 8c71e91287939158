"""One way to open the database, for every process."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pysqlite3
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url

from mapping.store.sealing.vault import Vault
from mapping.store.sealing.writing import seal_writes


def make_engine(url: str, *, pool_size: int = 10) -> Engine:
    """An engine for this address, SQLite or PostgreSQL.

    SQLite runs in WAL mode with a 10 s busy wait and foreign keys on; a transaction that writes begins IMMEDIATE, so that
    two processes wait for each other rather than fail half way. What is committed is on the disk (synchronous FULL), and
    what is deleted is overwritten.
    What people said is sealed and opened on the way, with the keys of SELFMAP_MASTER_KEY and SELFMAP_KEYS_URL, or else those in
    SELFMAP_HOME (unset: beside the database).
    """
    address = make_url(re.sub(r"^postgres(ql)?://", "postgresql+psycopg://", url))
    vault = Vault(_key_folder(address))
    if address.get_backend_name() != "sqlite":
        engine = create_engine(address, pool_size=pool_size, pool_pre_ping=True, hide_parameters=True)
        seal_writes(engine, vault)
        return engine
    if address.database:
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(address, module=pysqlite3, connect_args={"timeout": 10, "check_same_thread": False}, hide_parameters=True)
    seal_writes(engine, vault)

    @event.listens_for(engine, "connect")
    def _prepare(connection: pysqlite3.Connection, _: object) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves, below
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000", "foreign_keys=ON", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: object) -> None:
        reading_only = connection.get_execution_options().get("reading_only", False)
        connection.exec_driver_sql("BEGIN" if reading_only else "BEGIN IMMEDIATE")

    return engine


def empty_journal(engine: Engine) -> None:
    """Leaves nothing of what was deleted in SQLite's journal. Where somebody reads just now, it goes at the next checkpoint."""
    if engine.dialect.name == "sqlite":
        raw = engine.raw_connection()
        try:
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[attr-defined]
        except pysqlite3.OperationalError:
            pass
        finally:
            raw.close()


def _key_folder(address: URL) -> Path:
    beside = Path(address.database).parent if address.get_backend_name() == "sqlite" and address.database else Path("./var")
    return Path(os.environ.get("SELFMAP_HOME") or beside).resolve()


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that may write: committed at the end, rolled back on any error."""
    with engine.begin() as connection:
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One transaction that only reads: never waits for a writer on SQLite."""
    with engine.connect().execution_options(reading_only=True) as connection:
        yield connection
