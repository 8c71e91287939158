"""Somebody at their first question, for tests of whole talks without Rasa."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.talker import Talker, own_database


@pytest.fixture
def one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Talker]:
    """Each intent goes where our rules and forms send it."""
    with own_database(tmp_path, monkeypatch):
        talker = Talker(monkeypatch, whole=True, ruled=True)
        talker.begin()
        yield talker
