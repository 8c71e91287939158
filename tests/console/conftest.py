"""A fresh desk for each test, on a copy of a store that was migrated once."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.console.desk import Desk, open_desk
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


@pytest.fixture
def desk(home: Path) -> Iterator[Desk]:
    opened = open_desk(home)
    yield opened
    opened.engine.dispose()
