"""Stopping means stopping, however often it is said and whatever was spoken of just before."""

from pathlib import Path

import pytest

from actions import services
from mapping.model import Status
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
