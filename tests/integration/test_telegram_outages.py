"""When nothing can be stored: danger is answered, others are told once, and afterwards every message is there, once and in order."""

import asyncio
import itertools
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pysqlite3
import pytest
from sqlalchemy import Engine, event, select

from bot.telegram.connection import make_bot
from bot.telegram.gateway import Gateway
from bot.telegram.intake import Intake
from bot.telegram.outage import Outage
from bot.telegram.sender import TelegramSender
from bot.turns.words import ChannelWords
from mapping.store.engine import make_engine, reading
from mapping.store.migrate import upgrade
from mapping.store.tables import message, participant, telegram_update
from nlu.safety import Screen
from nlu.safety.patterns import Patterns
from tests.telegram.service import Service, running
from tests.telegram.standin import TelegramStandIn

CHAT = itertools.count(8000)
DANGER = "i want to kill myself"


@contextmanager
def locked(engine: Engine) -> Iterator[None]:
    """Another program holds the database for itself."""
    with pysqlite3.connect(engine.url.database, isolation_level=None) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        try:
            yield
        finally:
            holder.execute("ROLLBACK")


@contextmanager
def disk_full(engine: Engine) -> Iterator[None]:
    """Not one page more fits: SQLite says so in the words it has for a full disk."""
    full = threading.Event()
    full.set()

    @event.listens_for(engine, "begin")
    def squeeze(connection) -> None:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages if full.is_set() else 1_000_000}")

    try:
        yield
    finally:
        full.clear()


@contextmanager
def table_gone(engine: Engine) -> Iterator[None]:
    """The database refuses every write of a message."""
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE message RENAME TO elsewhere")
    try:
        yield
    finally:
        with engine.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE elsewhere RENAME TO message")


@pytest.mark.parametrize("trouble", [locked, disk_full, table_gone])
def test_nothing_is_lost_while_nothing_can_be_stored(tmp_path, trouble: Callable[[Engine], AbstractContextManager[None]]) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'selfmap.db'}")
    upgrade(engine)
    said = ["my friend " + "Annabel " * 500, "and my mum", DANGER]  # the first needs pages of its own
    with TelegramStandIn() as telegram:
        asyncio.run(_through(engine, telegram, trouble, said))
        waiting, *crisis = telegram.texts(1)
        assert waiting == ChannelWords.load()["waiting"]
        assert any("999" in text for text in crisis), "danger is answered"
        assert ChannelWords.load()["waiting"] not in crisis, "told once"
        assert "116 123" in telegram.texts(2)[0], "who asks for help gets the helplines"
        with reading(engine) as connection:
            stored = connection.scalars(select(message.c.text).join(participant).where(participant.c.address == "1").order_by(message.c.seq)).all()
        assert stored == [text.strip() for text in said]


@pytest.mark.parametrize("times", [1, 2, 4])
def test_what_telegram_did_not_take_while_nothing_can_be_stored_is_said_again(tmp_path, times: int) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'selfmap.db'}")
    upgrade(engine)
    with TelegramStandIn() as telegram:
        telegram.fail(502, method="sendMessage", times=times)
        asyncio.run(_through(engine, telegram, table_gone, ["my friend Annabel", DANGER]))
        told = telegram.texts(1)
        assert told.count(ChannelWords.load()["waiting"]) <= 1 and len(told) == len(set(told)) and any("999" in text for text in told)
        assert telegram.texts(2) and "116 123" in telegram.texts(2)[0]


async def _through(engine: Engine, telegram: TelegramStandIn, trouble: Callable[[Engine], AbstractContextManager[None]], said: list[str]) -> None:
    """Poll through the trouble and out of it again. Telegram drops nothing before it is stored."""
    words, bot = ChannelWords.load(), make_bot(telegram.token, telegram.url)
    with reading(engine) as connection:  # the gateway has been at work for long
        connection.execute(select(telegram_update)).all()
    intake = Intake(bot, engine, words, Outage(bot, Screen(Patterns.load(), None), words), stored=lambda: None, say_away=0.3)
    gateway = Gateway(bot, words, TelegramSender(bot, engine), intake)
    polling = asyncio.create_task(gateway.run())
    try:
        await until(lambda: telegram.updates.polls > 0)
        with trouble(engine):
            for text in said:
                telegram.say(1, text)
            telegram.say(2, "/help")
            await until(lambda: bool(telegram.messages(2)) and any("999" in text for text in telegram.texts(1)))
            assert len(telegram.updates.unconfirmed()) == len(said) + 1
        await until(lambda: not telegram.updates.unconfirmed())
    finally:
        polling.cancel()


async def until(met: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not met():
            await asyncio.sleep(0.02)


@pytest.fixture(scope="module")
def service(tmp_path_factory) -> Iterator[Service]:
    with running(tmp_path_factory.mktemp("home")) as service:
        yield service


def test_a_storm_of_refusals_is_sat_out(service: Service) -> None:
    one, other = next(CHAT), next(CHAT)
    service.telegram.rest(1, times=3)
    for number in range(3):
        service.telegram.say(one, f"one {number}")
        service.telegram.say(other, f"other {number}")
    service.telegram.wait_for(lambda: len(service.telegram.messages(one)) == len(service.telegram.messages(other)) == 3, timeout=200)
    assert service.telegram.texts(one) == [f"heard one {number}" for number in range(3)]
    assert service.telegram.texts(other) == [f"heard other {number}" for number in range(3)]
    sends = [call for call in service.telegram.calls if call.method == "sendMessage"]
    for refused in (call for call in sends if call.status == 429):
        after = [call.at - refused.at for call in sends if call.at > refused.at and call.status == 200]
        assert sum(waited < 0.9 for waited in after) <= 1, "nobody is written to before the rest is over, but for what was on its way to the other person"


def test_telegram_away_for_a_while_loses_and_doubles_nothing(service: Service) -> None:
    chat = next(CHAT)
    service.telegram.drop(method="*", times=8)
    for number in range(4):
        service.telegram.say(chat, f"line {number}")
    service.telegram.wait_for_reply(chat, count=4, timeout=200)
    service.telegram.faults.clear()
    assert service.telegram.texts(chat) == [f"heard line {number}" for number in range(4)]


def test_updates_handed_out_again_take_effect_once(service: Service) -> None:
    chat = next(CHAT)
    ids = [service.telegram.say(chat, f"line {number}") for number in range(5)]
    service.telegram.wait_for_reply(chat, count=5, timeout=60)
    for number in (3, 0, 4, 0):
        service.telegram.again(chat, f"line {number}", ids[number])
    service.telegram.say(chat, "last")
    service.telegram.wait_for(lambda: "heard last" in service.telegram.texts(chat), timeout=60)
    assert service.telegram.texts(chat) == [*(f"heard line {number}" for number in range(5)), "heard last"]
