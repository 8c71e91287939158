"""When Telegram misbehaves: everything still arrives, in order and at its pace, and the bot says what is wrong."""

import asyncio
import itertools

import pytest
from telegram import Update

from bot.telegram.connection import make_bot
from bot.telegram.intake import Intake
from bot.telegram.outage import Outage
from bot.telegram.taken import Taken
from bot.turns.words import ChannelWords
from mapping.errors import StoreUnreachable
from mapping.store.engine import make_engine
from mapping.store.tables import metadata
from nlu.safety import Screen
from nlu.safety.patterns import Patterns
from tests.telegram.service import Service, running
from tests.telegram.standin import TelegramStandIn

CHAT = itertools.count(2000)


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    with running(tmp_path_factory.mktemp("home")) as service:
        yield service


@pytest.fixture
def chat() -> int:
    return next(CHAT)


@pytest.mark.parametrize("fault", [
    lambda telegram: telegram.fail(502, times=2), lambda telegram: telegram.fail(500),
    lambda telegram: telegram.drop(times=2),
])
def test_a_passing_fault_delays_and_doubles_nothing(service: Service, chat: int, fault) -> None:
    fault(service.telegram)
    service.telegram.say(chat, "one")
    service.telegram.say(chat, "two")
    service.telegram.wait_for_reply(chat, count=2)
    assert service.telegram.texts(chat) == ["heard one", "heard two"]


def test_a_send_lost_after_it_was_accepted_comes_at_most_twice(service: Service, chat: int) -> None:
    service.telegram.drop(after_accepting=True)
    service.telegram.say(chat, "one")
    service.telegram.say(chat, "two")
    service.telegram.wait_for(lambda: "heard two" in service.telegram.texts(chat))
    assert service.telegram.texts(chat) in (["heard one", "heard two"], ["heard one", "heard one", "heard two"])


def test_a_rest_is_kept_by_every_send(service: Service, chat: int) -> None:
    service.telegram.rest(2)
    service.telegram.say(chat, "one")
    service.telegram.wait_for(lambda: any(call.status == 429 for call in service.telegram.calls))
    other = next(CHAT)
    service.telegram.say(other, "somebody else")
    service.telegram.wait_for_reply(chat)
    service.telegram.wait_for_reply(other)  # or it would meet the next test's fault
    refused = next(call for call in service.telegram.calls if call.status == 429)
    later = [call for call in service.telegram.calls if call.method == "sendMessage" and call.at > refused.at]
    assert later[0].at - refused.at >= 2.0


def test_one_chat_gets_bursts_and_then_about_one_a_second(service: Service, chat: int) -> None:
    long = [f"line {number} " + "and on " * 30 for number in range(8)]  # short ones would be joined
    service.rasa.reply = lambda said: [{"text": line} for line in long]
    service.telegram.say(chat, "everything")
    lines = service.telegram.wait_for_reply(chat, count=8)
    service.rasa.reply = lambda said: [{"text": "done"}]
    assert [line.text for line in lines] == [line.strip() for line in long]
    assert lines[7].at - lines[0].at >= 2.0, "three more than a burst of five"


def test_a_refused_message_does_not_hold_up_the_next(service: Service, chat: int) -> None:
    service.telegram.fail(400)
    service.telegram.say(chat, "one")
    service.telegram.say(chat, "two")
    service.telegram.wait_for_reply(chat)
    (participant,) = service.rows("participant", address=str(chat))
    states = [row.state for row in service.rows("message", participant_id=participant.id, direction="out")]
    assert "failed" in states


def test_fetching_goes_on_after_errors_and_a_second_poller(service: Service, chat: int) -> None:
    service.telegram.fail(500, method="getUpdates")
    service.telegram.drop(method="getUpdates")
    service.telegram.updates.fetch(None, 100, 0, None)  # somebody else polls: ours gets 409
    service.telegram.wait_for(lambda: any("Another program fetches" in line for line in service.lines))
    service.telegram.say(chat, "still there?")
    service.telegram.wait_for_reply(chat)


def test_an_update_that_cannot_be_stored_is_not_passed_over(tmp_path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'empty.db'}")
    metadata.tables["telegram_update"].create(engine)
    with TelegramStandIn() as telegram:
        bot = make_bot(telegram.token, telegram.url)
        words = ChannelWords.load()
        outage = Outage(bot, Screen(Patterns.load(), None), words)
        intake = Intake(bot, engine, words, outage, stored=lambda: None)
        telegram.say(1, "no table")
        (update,) = telegram.updates.fetch(None, 100, 0, None)

        async def take() -> None:
            await bot.initialize()
            await intake.take(Update.de_json(update, bot), [])

        with pytest.raises(StoreUnreachable):
            asyncio.run(take())
        assert not Taken(engine, "123456").has(update["update_id"])


def test_a_refused_token_is_one_clear_sentence_and_the_process_goes_on(tmp_path) -> None:
    with running(tmp_path, token="99999:wrong-token-wrong-token-wrong-00") as service:
        service.telegram.wait_for(lambda: any("TELEGRAM_BOT_TOKEN" in line for line in service.lines))
        assert not [line for line in service.lines if "wrong-token" in line or "Traceback" in line]
        assert (tmp_path / "run" / "bot.ready").exists()
        assert service.stop() == 0
        assert not (tmp_path / "run" / "bot.ready").exists()


def test_a_second_process_on_the_same_home_is_told_so(service: Service) -> None:
    with TelegramStandIn() as telegram, pytest.raises(RuntimeError, match="already runs"):
        Service(service.home, telegram, service.rasa).start()
    assert service.process.poll() is None
