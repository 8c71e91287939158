"""The reader and the safety screen as the bot uses them, once for all unit tests: both take seconds to load and keep nothing of what they read."""

import pytest

from nlu.extraction import Reader
from nlu.safety import Screen


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader.load()


@pytest.fixture(scope="session")
def screen() -> Screen:
    return Screen.load()
