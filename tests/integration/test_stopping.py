"""Stopping means stopping, however often it is said and whatever was spoken of just before."""

from pathlib import Path

import pytest

from actions import services, words
from mapping.model import Status
from tests.integration.goal_wordings import _begin
from tests.integration.talker import Talker, own_database


@pytest.mark.parametrize("again", ["stop", "Stop.", "stop please", "no stop it now"])
def test_a_second_stop_says_nothing_of_what_was_named_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, again: str) -> None:
    with own_database(tmp_path, monkeypatch):
        talker = Talker(monkeypatch, whole=True, ruled=True)
        talker.say("hello", "greet")
        talker.say("just me")
        talker.say("no one", "nothing_more")
        talker.say("theres kev from five a side but we havnt spoke since june")
        talker.say("too tired for this", "stop")
        assert "let's stop here" in talker.say(again, "stop")
        assert all(item.status is Status.CURRENT for item in services.maps().map_of(talker.id).items)


@pytest.mark.parametrize("text", ["/pause", "stop", "pause please"])
def test_who_pauses_hears_that_check_ins_go_on_and_how_to_end_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    with own_database(tmp_path, monkeypatch):
        talker = Talker(monkeypatch, whole=True, ruled=True)
        _begin(talker, "idle")
        said = talker.say(text, "stop")
        assert said.startswith(words.phrase("utter_control_paused")) and "I'll still ask how it goes on Sundays" in said, said
        talker.say("stop check-ins", "steer_checkins")
        assert not services.checkins().rhythm(talker.id).on
        assert talker.say("stop", "stop") == words.phrase("utter_control_paused")
