"""Where each person's key is kept, wrapped by the master key: a small database of its own, apart from what the keys open.

Apart, because erasing destroys a key here and an old backup of everything else then stays silent for good.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pysqlite3
from sqlalchemy import (
    Column, Connection, DateTime, Engine, Integer, LargeBinary, MetaData, String, Table, create_engine, delete, event, func, insert,
    select, update,
)
from sqlalchemy.engine import make_url
from sqlalchemy.exc import IntegrityError, InterfaceError, OperationalError, ProgrammingError, TimeoutError

from mapping.errors import StoreUnreachable

_metadata = MetaData()
_master = Table(
    "master_key", _metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("proof", LargeBinary, nullable=False),  # a known word under this key: tells a wrong key from a right one
)
_person = Table(
    "person_key", _metadata,
    Column("person", String(40), primary_key=True),
    Column("version", Integer, nullable=False, index=True),  # of the master key it is wrapped with
    Column("wrapped", LargeBinary, nullable=False),
    Column("made_at", DateTime(timezone=True), nullable=False),
)
_erasing = Table(
    "erasing", _metadata,
    Column("row", Integer, primary_key=True, autoincrement=False),  # there is one
    Column("times", Integer, nullable=False),  # how often keys were destroyed: nobody's name, so that every process can tell that it has to look
)


class KeyStore:
    """Wrapped keys by person, and a proof for each master key. Every call may raise StoreUnreachable."""

    def __init__(self, url: str) -> None:
        self._engine = _make_engine(url)
        with self._writing() as connection:
            _make_tables(connection)

    def proofs(self) -> dict[int, bytes]:
        """The proof of each master key that was ever used here, by version."""
        with self._reading() as connection:
            return {row.version: row.proof for row in connection.execute(select(_master))}

    def add_proof(self, version: int, proof: bytes) -> None:
        """Keeps the proof of a new master key; the first one given stays."""
        with self._writing() as connection:
            if connection.scalar(select(_master.c.version).where(_master.c.version == version)) is None:
                connection.execute(insert(_master).values(version=version, proof=proof))

    def wrapped(self, person: str) -> tuple[int, bytes] | None:
        """This person's wrapped key and the version it is wrapped with; None where there is none."""
        with self._reading() as connection:
            row = connection.execute(select(_person.c.version, _person.c.wrapped).where(_person.c.person == person)).one_or_none()
        return (row.version, row.wrapped) if row else None

    def add(self, person: str, version: int, wrapped: bytes) -> bool:
        """Keeps a new person's key. False where they have one."""
        try:
            with self._writing() as connection:
                connection.execute(insert(_person).values(person=person, version=version, wrapped=wrapped, made_at=datetime.now(UTC)))
        except IntegrityError:
            return False
        return True

    def destroy(self, *persons: str) -> None:
        """Destroys these people's keys: what was sealed with them can never be read again, wherever a copy of it is."""
        with self._writing() as connection:
            connection.execute(delete(_person).where(_person.c.person.in_(persons)))
            connection.execute(update(_erasing).values(times=_erasing.c.times + 1))

    def erased(self) -> int:
        """A number that is another one after every erasure, whichever process did it."""
        with self._reading() as connection:
            return connection.scalar(select(_erasing.c.times)) or 0

    def people(self) -> frozenset[str]:
        """Everybody who has a key."""
        with self._reading() as connection:
            return frozenset(connection.scalars(select(_person.c.person)))

    def by_version(self) -> dict[int, int]:
        """How many keys are wrapped with each version of the master key."""
        with self._reading() as connection:
            rows = connection.execute(select(_person.c.version, func.count().label("keys")).group_by(_person.c.version))
            return {row.version: row.keys for row in rows}

    def wrapped_before(self, version: int, *, most: int) -> list[tuple[str, int, bytes]]:
        """Some of the keys that are wrapped with an older version: person, version, wrapped key."""
        with self._reading() as connection:
            older = select(_person.c.person, _person.c.version, _person.c.wrapped).where(_person.c.version < version).limit(most)
            return [(row.person, row.version, row.wrapped) for row in connection.execute(older)]

    def rewrap(self, rows: list[tuple[str, int, int, bytes]]) -> None:
        """Replaces wrapped keys in one go: (person, old version, new version, wrapped key). Those changed meanwhile stay."""
        with self._writing() as connection:
            for person, old, new, wrapped in rows:
                connection.execute(update(_person).where(_person.c.person == person, _person.c.version == old).values(
                    version=new, wrapped=wrapped))

    def retire(self, version: int) -> bool:
        """Forgets the proofs of older master keys. False, and nothing is done, while a key is still wrapped with one."""
        with self._writing() as connection:
            if connection.scalar(select(_person.c.person).where(_person.c.version < version).limit(1)) is not None:
                return False
            connection.execute(delete(_master).where(_master.c.version < version))
        return True

    def close(self) -> None:
        """Let the connections go."""
        self._engine.dispose()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with _reached(), self._engine.connect().execution_options(reading_only=True) as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with _reached(), self._engine.begin() as connection:
            yield connection


def _make_engine(url: str) -> Engine:
    """SQLite without a write-ahead log, so that no copy of a destroyed key is left in one; or PostgreSQL."""
    address = make_url(re.sub(r"^postgres(ql)?://", "postgresql+psycopg://", url))
    if address.get_backend_name() != "sqlite":
        return create_engine(address, pool_size=2, pool_pre_ping=True, hide_parameters=True)
    if address.database:
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(address, module=pysqlite3, connect_args={"timeout": 10, "check_same_thread": False}, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def _prepare(connection: pysqlite3.Connection, _: object) -> None:
        connection.isolation_level = None
        for pragma in ("journal_mode=DELETE", "synchronous=FULL", "busy_timeout=10000", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        reading_only = connection.get_execution_options().get("reading_only", False)
        connection.exec_driver_sql("BEGIN" if reading_only else "BEGIN IMMEDIATE")

    return engine


def _make_tables(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7356202)")  # any number of ours: one process makes them
    _metadata.create_all(connection)
    if connection.scalar(select(_erasing.c.row)) is None:
        connection.execute(insert(_erasing).values(row=1, times=0))


@contextmanager
def _reached() -> Iterator[None]:
    try:
        yield
    except (OperationalError, InterfaceError, TimeoutError, ProgrammingError) as error:
        raise StoreUnreachable(f"The store of keys can't be used just now ({type(error.__cause__ or error).__name__}).") from None
