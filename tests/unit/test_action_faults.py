"""An action that raises: tried again, then told plainly, once, with every question left as it was."""

import asyncio
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import turn as turns
from actions.turn import Events, SpokenAction, Turn
from bot.turns.replies import read_answer
from mapping.errors import StoreUnreachable


class Failing:
    """Fails so many times, then answers. No SpokenAction by birth: rasa_sdk registers every one that any test defines."""

    def __init__(self, times: int, error: Exception, name: str = "validate_people_form") -> None:
        self.times, self.error, self.called, self._name = times, error, 0, name

    def name(self) -> str:
        return self._name

    def act(self, turn: Turn) -> Events:
        self.called += 1
        turn.say("utter_control_ok")
        if self.called <= self.times:
            raise self.error
        return [{"event": "slot", "name": "done", "value": True}]


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "BETWEEN_TRIES", (0.0, 0.0))
    monkeypatch.setattr(turns, "WHILE_AWAY", (0.0,) * 5)


def called(action: Failing, *, consented: bool = True, events: tuple[dict[str, Any], ...] = ()) -> tuple[Events, list[dict[str, Any]]]:
    dispatcher = CollectingDispatcher()
    slots = {"consented": consented, "requested_slot": "people_answer"}
    tracker = Tracker("p_1", slots, {"text": "my nan", "metadata": {"message_id": "m_1"}}, list(events), False, None, {}, "action_listen")
    return asyncio.run(SpokenAction.run(action, dispatcher, tracker, {})), dispatcher.messages


def test_a_passing_fault_is_tried_again_and_nothing_is_said_twice() -> None:
    events, said = called(Failing(2, RuntimeError("my nan")))
    assert [each["text"] for each in said] == ["OK."] and events[0]["name"] == "done"


def test_a_database_that_is_away_is_waited_for_longer() -> None:
    action = Failing(5, StoreUnreachable("away"))
    assert [each["text"] for each in called(action)[1]] == ["OK."] and action.called == 6


def test_a_fault_that_stays_is_told_and_leaves_the_question_open(caplog: pytest.LogCaptureFixture) -> None:
    events, said = called(Failing(99, RuntimeError("my nan")))
    assert len(said) == 1 and "went wrong" in said[0]["text"] and "words are kept" in said[0]["text"] and "again" in said[0]["text"]
    assert [(each["name"], each["value"]) for each in events] == [("people_answer", None)]
    assert "nan" not in caplog.text and "RuntimeError" in caplog.text


def test_nothing_is_said_to_be_kept_before_the_yes() -> None:
    assert "kept" not in called(Failing(99, RuntimeError()), consented=False)[1][0]["text"]


def test_it_is_told_once_a_turn() -> None:
    told = {"event": "bot", "text": "sorry", "data": {"custom": {"fault": True}}}
    assert called(Failing(99, RuntimeError(), "action_go_on"), events=({"event": "user"}, told))[1] == []
    assert called(Failing(99, RuntimeError(), "action_go_on"), events=(told, {"event": "user"}))[1] != []


def test_the_bot_knows_an_answer_with_a_fault() -> None:
    told = {"text": "sorry", "custom": {"fault": True}}
    assert read_answer({"replies": [told, {"text": "Who else?"}]}, choose="Choose").fault
    assert not read_answer({"replies": [{"text": "Who else?"}]}, choose="Choose").fault
