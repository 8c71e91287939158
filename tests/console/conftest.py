"""A fresh desk for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.console.desk import Desk, open_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = open_desk(tmp_path)
    yield opened
    opened.engine.dispose()
