"""One running service for all conversation and system tests: starting it takes long, and people share nothing in it."""

import logging
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.system.service import Person, Service
from tests.telegram.standin import TelegramStandIn

HERE = Path(__file__).parent


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """For a run side by side (`deploy/test.sh`): what talks to the running service stays together, as there is one; of other tests each file."""
    if config.pluginmanager.hasplugin("xdist"):
        for item in items:
            talks = item.path.parent.name in ("conversations", "system") and "service" in item.fixturenames
            item.add_marker(pytest.mark.xdist_group("service" if talks else item.path.relative_to(HERE).as_posix()))


@pytest.fixture(autouse=True)
def _logging_ends_with_its_test() -> Iterator[None]:
    """A command that is run in the tests' own process logs to the error stream of that test, which is closed after it."""
    loggers = (logging.root, logging.getLogger("dbos"))
    before = {handler for logger in loggers for handler in logger.handlers}
    yield
    for logger in loggers:
        for handler in set(logger.handlers) - before:
            if type(handler) is logging.StreamHandler:
                logger.removeHandler(handler)


@pytest.fixture(scope="session")
def standin() -> Iterator[TelegramStandIn]:
    with TelegramStandIn() as running:
        yield running


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory, standin: TelegramStandIn) -> Iterator[Service]:
    running = Service(
        tmp_path_factory.mktemp("service") / "home", TELEGRAM_BOT_TOKEN=standin.token, TELEGRAM_API_URL=standin.url)
    running.start()
    yield running
    running.stop()


CHATS = count(7001)


@pytest.fixture
def newcomer(service: Service) -> Callable[[], Person]:
    """Makes people at a terminal who have never written before."""
    return lambda: Person(service, next(CHATS))


@pytest.fixture
def on_telegram(service: Service, standin: TelegramStandIn) -> Person:
    """Somebody on Telegram who has never written before."""
    return Person(service, next(CHATS), standin)


@pytest.fixture
def person(newcomer: Callable[[], Person]) -> Person:
    """Somebody who said hello and yes, and was asked the first question."""
    one = newcomer()
    one.say("hiya")
    one.press("Yes, that's OK")
    return one
