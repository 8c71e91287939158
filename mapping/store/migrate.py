"""Brings the database's tables up to date; every process does it when it starts."""

import logging

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from mapping.errors import SchemaNewer
from mapping.store.access import looking, storing
from mapping.store.sealing import vault_of

log = logging.getLogger(__name__)

_ONE_AT_A_TIME = 7_356_201  # any number of ours: PostgreSQL's advisory lock while tables change


def upgrade(engine: Engine) -> None:
    """Brings the tables up to date in one transaction; many processes may do it at once.

    Raises StoreUnreachable; KeyMissing where what is kept can't be opened with the keys that are there; SchemaNewer.
    """
    vault_of(engine).check()
    config = Config()
    config.set_main_option("script_location", "mapping.store:migrations")
    scripts = ScriptDirectory.from_config(config)
    with looking(engine) as connection:
        there = MigrationContext.configure(connection).get_current_revision()
    if there == scripts.get_current_head():
        return
    if there is not None and there not in {each.revision for each in scripts.walk_revisions()}:
        raise SchemaNewer(f"The database is of a newer Selfmap than this one (its tables are at {there}). Start that release again, or restore a backup from before.")
    with storing(engine) as connection:
        _wait_for_turn(connection)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    _tidy(engine)


def _wait_for_turn(connection: Connection) -> None:
    """On SQLite the transaction holds the only write lock already."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _ONE_AT_A_TIME})


def _tidy(engine: Engine) -> None:
    """Leaves nothing of the rows as they were: neither in freed pages nor in SQLite's journal."""
    if engine.dialect.name != "sqlite":
        return
    raw = engine.raw_connection()
    try:
        for step in ("PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
            raw.execute(step)  # type: ignore[attr-defined]
    except engine.dialect.dbapi.OperationalError:  # type: ignore[union-attr]
        log.warning("the database is in use, so its old pages are not cleared yet; they go as the journal is written anew")
    finally:
        raw.close()
