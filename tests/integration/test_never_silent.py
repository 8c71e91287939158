"""Whatever is said where nothing is asked gets an answer: a turn without one is told as a failure."""

from pathlib import Path

import pytest

from actions import services, words
from tests.integration.talker import Talker, own_database


@pytest.mark.parametrize("text", ["it keeps me going", "love it . james joyce is my favorite author ."])
def test_other_words_for_what_is_known_are_met(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    with own_database(tmp_path, monkeypatch):
        one = Talker(monkeypatch, whole=True, ruled=True)
        one.begin()
        one.say("just me", "deny")
        one.say("my carer helps me, perth is nice, i like perth")
        services.maps().ask(one.id, "m_9", "open", None, part="x", now=one.now)
        one.form = None
        assert one.say(text, "add_to_map", 0.6).strip()


def test_where_a_change_shows_in_no_line_it_is_said_plainly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("actions.recording.summary.lines", lambda understood: "")
    with own_database(tmp_path, monkeypatch):
        one = Talker(monkeypatch, whole=True, ruled=True)
        services.maps().ask(one.id, "m_9", "open", None, part="x", now=one.now)
        assert words.phrase("utter_control_ok") in one.say("my sister amy is nice", "add_to_map")
