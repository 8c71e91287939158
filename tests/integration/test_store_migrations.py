"""The migrated database is the one that the code speaks of, on every start, however many start at once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, select

from mapping.store.engine import make_engine, reading
from mapping.store.migrate import upgrade
from mapping.store.tables import metadata
from tests.integration.store_databases import DATABASES, empty_database


def _schema(engine: Engine) -> dict[str, object]:
    """Everything that makes up the tables: columns, keys, constraints, indexes, by name."""
    seen = inspect(engine)
    return {
        table: {
            "columns": [(c["name"], str(c["type"]), c["nullable"]) for c in seen.get_columns(table)],
            "key": seen.get_pk_constraint(table),
            "unique": sorted((u["name"], u["column_names"]) for u in seen.get_unique_constraints(table)),
            "foreign": sorted(
                (f["name"], f["referred_table"], f["options"].get("ondelete")) for f in seen.get_foreign_keys(table)
            ),
            "indexes": sorted((i["name"], i["column_names"]) for i in seen.get_indexes(table)),
        }
        for table in seen.get_table_names()
        if table != "alembic_version"
    }


@pytest.fixture(params=DATABASES)
def engine(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Engine]:
    """An empty database without tables."""
    engine = empty_database(request.param, tmp_path)
    yield engine
    engine.dispose()


@pytest.mark.parametrize("database", DATABASES)
def test_the_migrated_tables_are_those_of_the_code(tmp_path: Path, database: str) -> None:
    (tmp_path / "made").mkdir()
    migrated, made = empty_database(database, tmp_path), empty_database(database, tmp_path / "made")
    upgrade(migrated)
    metadata.create_all(made)
    assert _schema(migrated) == _schema(made)


def test_alembic_finds_no_difference(engine: Engine) -> None:
    upgrade(engine)
    with reading(engine) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_upgrading_again_changes_nothing(engine: Engine) -> None:
    upgrade(engine)
    before = _schema(engine)
    upgrade(engine)
    assert _schema(engine) == before


def test_four_processes_may_upgrade_at_once(engine: Engine) -> None:
    engines = [make_engine(engine.url.render_as_string(hide_password=False)) for _ in range(4)]
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(upgrade, engines))
    with reading(engines[0]) as connection:
        assert connection.execute(select(metadata.tables["participant"])).all() == []
