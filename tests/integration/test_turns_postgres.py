"""The bot process on PostgreSQL: stopped in an instant while people write, and two processes of which one is killed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.turns.words import ChannelWords
from tests.integration.postgres import Postgres, postgres
from tests.telegram.service import Service, running

DANGER = "i want to kill myself"


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    with postgres() as server:
        yield server


@pytest.fixture(scope="module")
def service(tmp_path_factory, server: Postgres) -> Iterator[Service]:
    with running(tmp_path_factory.mktemp("home"), database_url=server.url) as service:
        yield service


def test_a_database_stopped_in_an_instant(server: Postgres, service: Service) -> None:
    telegram, waiting = service.telegram, ChannelWords.load()["waiting"]
    telegram.say(1, "before")
    telegram.wait_for_reply(1)
    server.stop_at_once()
    telegram.say(1, "one")
    telegram.say(1, "two")
    telegram.say(2, DANGER)
    telegram.wait_for(lambda: waiting in telegram.texts(1) and any("999" in text for text in telegram.texts(2)))
    assert len(telegram.updates.unconfirmed()) == 3, "Telegram keeps what can't be stored"
    told = len(telegram.messages(2))
    server.start()
    telegram.wait_for(lambda: "heard two" in telegram.texts(1) and len(telegram.messages(2)) > told)
    assert telegram.texts(1) == ["heard before", waiting, "heard one", "heard two"]
    telegram.wait_for(lambda: not service.rows("message", direction="out", state="waiting"))
    assert [row.kind for row in service.rows("alert")] == ["suicidal"]


def test_the_second_bot_takes_over_from_a_killed_one(tmp_path: Path, server: Postgres, service: Service) -> None:
    telegram = service.telegram
    second = Service(tmp_path, telegram, service.rasa, database_url=server.url)
    second._environ["SELFMAP_SERVICE_KEY"] = service.rasa.service_key
    second.start(wait=False)
    try:
        telegram.wait_for(lambda: any("stands by" in line for line in second.lines), timeout=240)
        telegram.say(3, "to the first")
        telegram.wait_for_reply(3)
        assert "bot: ready\n" not in second.lines
        service.kill()
        telegram.say(3, "to the second")
        telegram.wait_for(lambda: "heard to the second" in telegram.texts(3), timeout=240)
        assert telegram.texts(3) == ["heard to the first", "heard to the second"]
    finally:
        second.kill()
