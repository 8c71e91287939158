"""Webhook mode: Telegram posts the updates instead of being asked. The same inbox, the same exactly-once; nobody else gets in."""

import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.settings import SettingWrong, read_settings
from tests.system.service import free_port
from tests.telegram.hooks import SECRET
from tests.telegram.rasa import echo
from tests.telegram.service import Service, running

CHAT = itertools.count(5000)


@pytest.fixture(scope="module")
def port() -> int:
    return free_port()


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory, port: int) -> Iterator[Service]:
    with running(tmp_path_factory.mktemp("home"), TELEGRAM_WEBHOOK_URL=f"http://127.0.0.1:{port}/from-telegram", TELEGRAM_WEBHOOK_ADDRESS=f"127.0.0.1:{port}") as service:
        service.telegram.wait_for(lambda: service.telegram.hooks.hook is not None)  # "ready" is said while it is being set
        yield service


@pytest.fixture
def chat(service: Service) -> int:
    service.rasa.reply, service.rasa.status = echo, 200
    return next(CHAT)


def post(service: Service, port: int, update: object, *, secret: str | None = None, path: str = "/from-telegram", **more: Any) -> httpx.Response:
    """A post as from Telegram. ``secret`` None: the right one."""
    hook = service.telegram.hooks.hook
    assert hook
    headers = {SECRET: hook.secret if secret is None else secret}
    return httpx.post(f"http://127.0.0.1:{port}{path}", json=update, headers=headers, trust_env=False, timeout=30, **more)


def an_update(chat: int, update_id: int, text: str) -> dict[str, Any]:
    person = {"id": chat, "is_bot": False, "first_name": "Somebody"}
    return {"update_id": update_id, "message": {"message_id": 1, "date": 1, "chat": {"id": chat, "type": "private"}, "from": person, "text": text}}


def test_words_come_back_and_nothing_is_fetched(service: Service, chat: int) -> None:
    service.telegram.say(chat, "hello there")
    service.telegram.wait_for_reply(chat)
    assert service.telegram.texts(chat) == ["heard hello there"]
    service.telegram.wait_for(lambda: not service.telegram.updates.unconfirmed())
    assert not [call for call in service.telegram.calls if call.method == "getUpdates"]
    given = next(call.given for call in service.telegram.calls if call.method == "setWebhook")
    assert set(json.loads(given["allowed_updates"])) == {"message", "edited_message", "callback_query", "my_chat_member"}


@pytest.mark.parametrize("secret", ["", "wrong", None])
def test_without_the_secret_nothing_gets_in(service: Service, chat: int, port: int, secret: str | None) -> None:
    hook = service.telegram.hooks.hook
    assert hook and len(hook.secret) >= 32
    headers = {} if secret is None else {SECRET: secret}
    reply = httpx.post(hook.url, json=an_update(chat, 900_000_001, "let me in"), headers=headers, trust_env=False)
    assert reply.status_code == 403
    assert not service.rows("participant", address=str(chat)) and hook.secret not in "".join(service.lines)


@pytest.mark.parametrize(("body", "status"), [
    (b"not json", 400), (b"[]", 400), (b"{}", 400), (b'{"update_id": "x"}', 400), (b"{" + b" " * 3_000_000 + b"}", 413), (b"\xff\xfe", 400),
])
def test_what_is_no_update_is_refused(service: Service, port: int, body: bytes, status: int) -> None:
    hook = service.telegram.hooks.hook
    assert hook
    reply = httpx.post(hook.url, content=body, headers={SECRET: hook.secret, "Content-Type": "application/json"}, trust_env=False)
    assert reply.status_code == status


def test_there_is_one_address_and_one_way_to_use_it(service: Service, chat: int, port: int) -> None:
    assert post(service, port, an_update(chat, 900_000_002, "x"), path="/elsewhere").status_code == 404
    assert httpx.get(f"http://127.0.0.1:{port}/from-telegram", trust_env=False).status_code == 405


def test_an_update_that_we_can_not_read_holds_up_nothing(service: Service, chat: int, port: int) -> None:
    assert post(service, port, {"update_id": 900_000_003, "message": {"text": 5}}).status_code == 200
    assert post(service, port, {"update_id": 900_000_004, "something_new": {}}).status_code == 200
    assert any("900000003" in line for line in service.lines)


def test_posted_again_and_out_of_order_takes_effect_once(service: Service, chat: int, port: int) -> None:
    """Telegram keeps the order of one chat only: a higher number may come first."""
    other = next(CHAT)
    assert post(service, port, an_update(other, 910_000_009, "higher")).status_code == 200
    assert post(service, port, an_update(chat, 910_000_008, "lower")).status_code == 200
    for update_id, who, text in ((910_000_009, other, "higher"), (910_000_008, chat, "lower")):
        assert post(service, port, an_update(who, update_id, text)).status_code == 200
    service.telegram.say(chat, "and then")
    service.telegram.wait_for_reply(chat, count=2)
    service.telegram.wait_for_reply(other)
    assert service.telegram.texts(chat) == ["heard lower", "heard and then"] and service.telegram.texts(other) == ["heard higher"]


def test_lost_with_the_answer_is_posted_again_and_done_once(service: Service, chat: int) -> None:
    """kill -9 while people write: what was not taken is posted again, what was taken is done once, in order."""
    for number in range(6):
        service.telegram.say(chat, f"line {number}")
        if number == 3:
            service.kill()
    service.start()
    service.telegram.wait_for(lambda: "heard line 5" in service.telegram.texts(chat))
    heard = list(dict.fromkeys(service.telegram.texts(chat)))
    assert heard == [f"heard line {number}" for number in range(6)]
    assert len(service.telegram.texts(chat)) <= 7, "at most one delivered twice by one crash"
    (participant,) = service.rows("participant", address=str(chat))
    assert [row.text for row in service.rows("message", participant_id=participant.id, direction="in")] == [""] * 6


def test_one_setting_takes_it_back_to_asking(tmp_path: Path, service: Service, chat: int) -> None:
    service.stop()
    before = {name: value for name, value in service._environ.items() if name.startswith("TELEGRAM_WEBHOOK")}
    for name in before:
        del service._environ[name]
    service.start()
    service.telegram.say(chat, "asked for")
    service.telegram.wait_for_reply(chat)
    assert service.telegram.hooks.hook is None and any(call.method == "getUpdates" for call in service.telegram.calls)
    service.stop()
    service._environ |= before
    service.start()
    service.telegram.say(chat, "posted")
    service.telegram.wait_for_reply(chat, after=1)
    assert service.telegram.texts(chat) == ["heard asked for", "heard posted"] and service.telegram.hooks.hook


@pytest.mark.parametrize(("given", "said"), [
    ({"TELEGRAM_WEBHOOK_URL": "bot.example.org"}, "https://"), ({"TELEGRAM_WEBHOOK_URL": "http://bot.example.org/t"}, "https://"),
    ({"TELEGRAM_WEBHOOK_URL": "https://bot.example.org:9000/t"}, "443, 80, 88 or 8443"), ({"TELEGRAM_WEBHOOK_URL": "https://bot.example.org"}, "a path"),
    ({"TELEGRAM_WEBHOOK_URL": "https://bot.example.org/t", "TELEGRAM_WEBHOOK_ADDRESS": "8081"}, "HOST:PORT"),
])
def test_an_address_that_telegram_would_not_take_is_said(tmp_path: Path, given: dict[str, str], said: str) -> None:
    with pytest.raises(SettingWrong, match="TELEGRAM_WEBHOOK") as told:
        read_settings({"SELFMAP_HOME": str(tmp_path), **given})
    assert said in str(told.value)
