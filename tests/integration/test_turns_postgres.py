"""The bot process on PostgreSQL: the database is stopped in an instant while people write."""

from collections.abc import Iterator

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


def test_a_database_that_hangs(server: Postgres, service: Service) -> None:
    """Nothing is refused, and nothing answered: whoever writes is told all the same, danger first."""
    telegram, waiting = service.telegram, ChannelWords.load()["waiting"]
    telegram.say(11, "before")
    telegram.wait_for_reply(11)
    telegram.wait_for(lambda: not service.rows("message", direction="out", state="waiting"))
    server.hang()
    try:
        telegram.say(11, "one")
        telegram.say(12, DANGER)
        telegram.say(11, "two")
        telegram.wait_for(lambda: waiting in telegram.texts(11) and any("999" in text for text in telegram.texts(12)), timeout=200)
        assert len(telegram.updates.unconfirmed()) == 3
        told = len(telegram.messages(12))
    finally:
        server.go_on()
    try:
        telegram.wait_for(lambda: "heard two" in telegram.texts(11) and len(telegram.messages(12)) > told, timeout=200)
    except TimeoutError as late:
        raise AssertionError(f"{telegram.texts(11)}, {told} and then {len(telegram.messages(12))} to the other; the bot said:\n{''.join(service.lines[-30:])}") from late
    assert telegram.texts(11) == ["heard before", waiting, "heard one", "heard two"]
    telegram.wait_for(lambda: not service.rows("message", direction="out", state="waiting"))
    people = {row.id: row.address for row in service.rows("participant")}
    assert [people[row.participant_id] for row in service.rows("alert")].count("12") == 1
