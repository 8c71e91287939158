"""kill -9 at the worst moments: every message is answered once, whatever was lost in memory."""

import itertools
import os
import signal
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.turns.inbox import receive
from bot.turns.nudge import nudge
from tests.telegram.rasa import echo
from tests.telegram.service import Service, running

CHAT = itertools.count(3000)


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    with running(tmp_path_factory.mktemp("home")) as service:
        yield service


@pytest.fixture
def chat(service: Service) -> int:
    service.rasa.reply, service.rasa.status = echo, 200
    service.rasa.heard.clear()
    return next(CHAT)


def test_killed_while_rasa_works_answers_once(service: Service, chat: int) -> None:
    asked = hold_first(service)
    service.telegram.say(chat, "park trip")
    assert asked.wait(20)
    service.kill()
    service.start()
    service.telegram.wait_for_reply(chat)
    service.telegram.say(chat, "home again")
    service.telegram.wait_for(lambda: "heard home again" in service.telegram.texts(chat))
    assert service.telegram.texts(chat) == ["heard park trip", "heard home again"]


def test_nothing_is_confirmed_before_it_is_stored(service: Service, chat: int) -> None:
    os.kill(service.process.pid, signal.SIGSTOP)
    service.telegram.say(chat, "asleep now")
    service.kill()
    assert service.telegram.updates.unconfirmed()
    service.start()
    (reply,) = service.telegram.wait_for_reply(chat)
    assert reply.text == "heard asleep now"
    service.telegram.wait_for(lambda: not service.telegram.updates.unconfirmed())


def test_killed_between_answer_and_delivery_delivers_once(service: Service, chat: int) -> None:
    service.telegram.drop(times=1000)
    service.telegram.say(chat, "stored answer")
    service.telegram.wait_for(lambda: bool(service.rows("message", direction="out", state="waiting")))
    service.kill()
    service.telegram.faults.clear()
    service.start()
    service.telegram.wait_for_reply(chat)
    service.telegram.wait_for(lambda: not service.rows("message", direction="out", state="waiting"))
    assert service.telegram.texts(chat) == ["heard stored answer"]
    assert len(service.rasa.heard) == 1


def test_stored_while_the_process_is_down_is_answered_in_order(service: Service, chat: int) -> None:
    assert service.stop() == 0
    message_ids = [say_on_page(service, chat, f"line {number}") for number in range(3)]
    service.start()
    service.telegram.wait_for(lambda: len(page_rows(service, chat)) == 3)
    rows = page_rows(service, chat)
    assert [row.text for row in rows] == ["heard line 0", "heard line 1", "heard line 2"]
    assert [row.in_reply_to for row in rows] == message_ids
    assert {row.state for row in rows} == {"sent"}, "a page reads its rows itself"


def test_a_repeated_post_takes_effect_once(service: Service, chat: int) -> None:
    first, second = (say_on_page(service, chat, "same") for _ in range(2))
    nudge(service.home)
    service.telegram.wait_for(lambda: bool(page_rows(service, chat)))
    assert first == second
    assert len(service.rasa.heard) == 1


def test_dbos_holds_ids_and_no_words(service: Service, chat: int) -> None:
    service.rasa.reply = lambda said: [{"text": "xylophone"}]
    service.telegram.say(chat, "marzipan")
    service.telegram.wait_for_reply(chat)
    service.stop()
    held = b"".join(path.read_bytes() for path in service.home.glob("durable.db*"))
    assert held
    assert b"marzipan" not in held
    assert b"xylophone" not in held


def test_silence_from_rasa_is_told_once_and_answered_later(tmp_path: Path) -> None:
    with running(tmp_path, say_slow_after=0.3) as service:
        for chat, reply in enumerate((None, [], "nonsense"), start=1):
            service.rasa.status = 503 if reply is None else 200
            service.rasa.reply = lambda said, reply=reply: reply
            service.telegram.say(chat, "you there")
            (slow,) = service.telegram.wait_for_reply(chat)
            assert "kept your message" in slow.text
            service.rasa.status, service.rasa.reply = 200, echo
            service.telegram.wait_for_reply(chat, after=1)
            assert service.telegram.texts(chat)[1:] == ["heard you there"]


def hold_first(service: Service) -> threading.Event:
    """Let Rasa take the first message and never answer it. Set once it has it."""
    asked = threading.Event()

    def reply(said):
        if not asked.is_set():
            asked.set()
            threading.Event().wait(30)
        return echo(said)

    service.rasa.reply = reply
    return asked


def say_on_page(service: Service, visitor: int, text: str) -> str:
    return receive(
        service.engine(), channel="web", address=f"page-{visitor}", text=text, channel_key=f"web:{visitor}:{text}",
        now=datetime.now(UTC),
    )


def page_rows(service: Service, visitor: int) -> list:
    (participant,) = service.rows("participant", address=f"page-{visitor}")
    return service.rows("message", participant_id=participant.id, direction="out")
