"""Once somebody has said yes to being erased, nothing of theirs is shown any more: what they write next is met as from somebody new.

What is typed here is at most two words long, too little for the safety classifier to judge.
"""

import itertools
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from mapping.model import Kind, Mention, Reading
from mapping.services import Maps, Participants
from mapping.store.holdings import tables_about_people
from tests.telegram.rasa import echo
from tests.telegram.service import Service, running

CHAT = itertools.count(2000)
GOODBYE = "All of it is erased."


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running(tmp_path_factory.mktemp("home")) as service:
        yield service


@pytest.fixture
def chat(service: Service) -> int:
    """Somebody who agreed, with Kai on their map."""
    chat, now = next(CHAT), datetime.now(UTC)
    who = Participants(service.engine()).find_or_add("telegram", str(chat), now=now)
    Participants(service.engine()).record_consent(who, True, version="1", now=now)
    Maps(service.engine()).record(who, "m_1", Reading((Mention("Kai", Kind.PERSON, "brother"),)), part="p", now=now)
    service.rasa.reply = erasing
    return chat


def erasing(said: dict[str, Any]) -> list[dict[str, Any]]:
    """Plays the dialogue: "erase everything" is answered with the goodbye, all else with an echo and two buttons."""
    if said.get("text") == "erase everything":
        return [{"text": GOODBYE, "custom": {"forget": True}}]
    return [{**echo(said)[0], "buttons": [{"title": "My map", "payload": "/show_map"}]}]


def who_is(service: Service, chat: int) -> str:
    (found,) = service.rows("participant", address=str(chat))
    return str(found.id)


def gone(service: Service, who: str) -> Callable[[], bool]:
    return lambda: not any(service.rows(table.name, **{owner.name: who}) for table, owner in tables_about_people())


def as_heard(service: Service, text: str) -> list[str]:
    return [each["sender"] for each in service.rasa.heard if each.get("text") == text]


def test_what_is_written_right_after_the_yes_is_from_somebody_new(service: Service, chat: int) -> None:
    old = who_is(service, chat)
    service.telegram.say(chat, "erase everything")
    service.telegram.wait_for(lambda: any(row.reason == "forget" for row in service.rows("message", participant_id=old)))
    service.telegram.say(chat, f"my map {chat}")
    service.telegram.wait_for_reply(chat, count=2)
    assert service.telegram.texts(chat) == [GOODBYE, f"heard my map {chat}"], "the goodbye comes first"
    (sender,) = as_heard(service, f"my map {chat}")
    assert sender != old and sender == who_is(service, chat)
    assert Maps(service.engine()).map_of(sender).items == () and Participants(service.engine()).consent(sender) is None
    service.telegram.wait_for(gone(service, old))
    assert old in service.rasa.forgotten and service.rows("erasure")[-1].why == "asked"
    assert who_is(service, chat) == sender, "and the new one stays"


def test_what_waits_behind_the_yes_is_from_somebody_new_in_order(service: Service, chat: int) -> None:
    old, hold = who_is(service, chat), threading.Event()
    service.rasa.reply = lambda said: (said.get("text") == "erase everything" and hold.wait(20), erasing(said))[1]
    service.telegram.say(chat, "erase everything")
    for text in (f"one {chat}", f"two {chat}"):
        service.telegram.say(chat, text)
    service.telegram.wait_for(lambda: len(service.rows("message", participant_id=old, state="received")) == 3)
    hold.set()
    service.telegram.wait_for_reply(chat, count=3)
    assert service.telegram.texts(chat) == [GOODBYE, f"heard one {chat}", f"heard two {chat}"]
    assert {*as_heard(service, f"one {chat}"), *as_heard(service, f"two {chat}")} == {who_is(service, chat)} != {old}
    service.telegram.wait_for(gone(service, old))


def test_a_button_from_before_works_no_more(service: Service, chat: int) -> None:
    old = who_is(service, chat)
    service.telegram.say(chat, "hello there")
    service.telegram.wait_for_reply(chat)
    service.telegram.say(chat, "erase everything")
    service.telegram.wait_for(lambda: any(row.reason == "forget" for row in service.rows("message", participant_id=old)))
    service.telegram.press(chat, "My map")
    service.telegram.wait_for(lambda: "That button does not work any more. You can type your answer." in service.telegram.notes)
    service.telegram.wait_for(gone(service, old))
    assert "/show_map" not in [each.get("payload") for each in service.rasa.heard if each["sender"] == old]


def test_danger_right_after_the_yes_is_not_erased_with_the_rest(service: Service, chat: int) -> None:
    old, hold = who_is(service, chat), threading.Event()
    service.rasa.reply = lambda said: (said.get("text") == "erase everything" and hold.wait(20), erasing(said))[1]
    service.telegram.say(chat, "erase everything")
    service.telegram.wait_for(lambda: len(service.rows("message", participant_id=old, state="received")) == 1)
    hold.set()
    service.telegram.wait_for(lambda: any(row.reason == "forget" for row in service.rows("message", participant_id=old)))
    service.telegram.say(chat, "I want to kill myself")
    service.telegram.wait_for(lambda: any("999" in text for text in service.telegram.texts(chat)))
    assert not any("Kai" in text for text in service.telegram.texts(chat)), "nobody of the old map is offered"
    service.telegram.wait_for(gone(service, old))
    (alert,) = service.rows("alert", participant_id=who_is(service, chat))
    assert alert.kind == "suicidal"


def test_nothing_is_left_to_hand_over(service: Service, chat: int) -> None:
    old = who_is(service, chat)
    service.telegram.say(chat, "erase everything")
    service.telegram.wait_for(lambda: any(row.reason == "forget" for row in service.rows("message", participant_id=old)))
    service.telegram.say(chat, "/export")
    service.telegram.wait_for_reply(chat, count=2)
    assert service.telegram.texts(chat)[-1] == "I keep nothing about you yet, so there is nothing to send."
    assert not service.telegram.documents
