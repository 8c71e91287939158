"""A bot that starts while the database is away: danger is answered from its first moment, and nothing is lost."""

from collections.abc import Iterator

import pytest

from bot.turns.words import ChannelWords
from tests.integration.postgres import Postgres, postgres
from tests.system.service import free_port
from tests.telegram.rasa import SmallRasa
from tests.telegram.service import Service
from tests.telegram.standin import TelegramStandIn

DANGER = "i want to kill myself"
PORT = free_port()


@pytest.fixture
def server() -> Iterator[Postgres]:
    with postgres() as server:
        yield server


@pytest.mark.parametrize("way", ["fetched", "posted"])
def test_danger_is_answered_before_there_is_a_database(server: Postgres, tmp_path, way: str) -> None:
    hook = {"TELEGRAM_WEBHOOK_URL": f"http://127.0.0.1:{PORT}/t", "TELEGRAM_WEBHOOK_ADDRESS": f"127.0.0.1:{PORT}"} if way == "posted" else {}
    waiting, chat = ChannelWords.load()["waiting"], 10 if hook else 1
    rasa = SmallRasa("key-for-tests")
    with TelegramStandIn() as telegram:
        service = Service(tmp_path, telegram, rasa, database_url=server.url, **hook)
        server.stop_at_once()
        away = True
        try:
            telegram.say(chat, DANGER)
            telegram.say(chat + 1, "my mum")
            service.start(wait=False)
            telegram.wait_for(lambda: any("999" in text for text in telegram.texts(chat)) and telegram.texts(chat + 1) == [waiting], timeout=600)
            assert len(telegram.updates.unconfirmed()) == 2 and not any("ready" in line for line in service.lines)
            told = len(telegram.messages(chat))
            server.start()
            away = False
            telegram.wait_for(lambda: "heard my mum" in telegram.texts(chat + 1) and len(telegram.messages(chat)) > told, timeout=600)
            telegram.wait_for(lambda: not telegram.updates.unconfirmed())
            assert telegram.texts(chat + 1) == [waiting, "heard my mum"]
            people = {row.id: row.address for row in service.rows("participant")}
            assert [people[row.participant_id] for row in service.rows("alert")].count(str(chat)) == 1
        finally:
            if away:
                server.start()
            if service.process and service.process.poll() is None:
                service.kill()
            rasa.close()


def test_one_that_stands_by_takes_posts_and_leaves_the_answers_to_who_leads(server: Postgres, tmp_path) -> None:
    """Two bots behind one name: Telegram's posts may reach either."""
    rasa = SmallRasa("key-for-tests")
    with TelegramStandIn() as telegram:
        both = []
        try:
            for number in range(2):
                port = free_port()
                one = Service(
                    tmp_path / str(number), telegram, rasa, database_url=server.url, SELFMAP_MASTER_KEY_FILE=str(tmp_path / "0" / "master.key"),
                    SELFMAP_KEYS_URL=f"sqlite:///{tmp_path / 'keys.db'}",
                    TELEGRAM_WEBHOOK_URL=f"http://127.0.0.1:{port}/t", TELEGRAM_WEBHOOK_ADDRESS=f"127.0.0.1:{port}")
                if number == 0:
                    del one._environ["SELFMAP_MASTER_KEY_FILE"]
                both.append((one.start(wait=number == 0), port))
            first, second = both[0][0], both[1][0]
            telegram.wait_for(lambda: any("stands by" in line for line in second.lines), timeout=600)
            hook = telegram.hooks.hook
            assert hook and str(both[0][1]) in hook.url, "who stands by tells Telegram nothing"
            telegram.hooks.set(type(hook)(hook.url.replace(str(both[0][1]), str(both[1][1])), hook.secret, hook.most))
            telegram.say(77, "to the other one")
            telegram.wait_for(lambda: telegram.texts(77) == ["heard to the other one"])
            first.kill()
            telegram.say(77, "while nobody leads")
            telegram.wait_for(lambda: "heard while nobody leads" in telegram.texts(77), timeout=600)
            assert list(dict.fromkeys(telegram.texts(77))) == ["heard to the other one", "heard while nobody leads"]
            assert second.process and second.process.poll() is None
        finally:
            for one, _ in both:
                if one.process and one.process.poll() is None:
                    one.kill()
            rasa.close()
