"""A fresh desk for each test, on a copy of a store that was migrated once.

Tests marked ``@on_both`` run on PostgreSQL as well, on a server started for them; all others do where SELFMAP_TEST_POSTGRES_URL is set.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.console.settings import read_console_settings
from mapping.store.migrate import upgrade
from tests.console.desk import Desk, open_desk
from tests.integration.postgres import postgres
from tests.integration.store_databases import DATABASES, POSTGRES_URL, empty_database
from tests.system.browser.serving import settings_in, store_in


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with all tables and nothing in them."""
    home = tmp_path_factory.mktemp("migrated")
    store_in(settings_in(home)).dispose()
    return home / "selfmap.db"


@pytest.fixture
def home(tmp_path: Path, migrated: Path) -> Path:
    """A home folder with an empty store."""
    shutil.copy(migrated, tmp_path / "selfmap.db")
    return tmp_path


@pytest.fixture(scope="session")
def server_url() -> Iterator[str]:
    """Where PostgreSQL is: the one that is named, or one of our own."""
    if POSTGRES_URL:
        yield POSTGRES_URL
        return
    with postgres() as server:
        yield server.url


@pytest.fixture(params=DATABASES)
def desk(home: Path, request: pytest.FixtureRequest) -> Iterator[Desk]:
    opened = open_desk(home) if request.param == "sqlite" else desk_on_postgres(request.getfixturevalue("server_url"), home)
    yield opened
    opened.engine.dispose()


def desk_on_postgres(server_url: str, home: Path) -> Desk:
    """A desk on an empty schema of its own."""
    engine = empty_database("postgresql", home, server_url)
    upgrade(engine)
    return Desk(home, engine, read_console_settings(home, {}))
