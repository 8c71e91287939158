"""Nobody reads the same words twice running: what is said to a second message that is met in the same way has other words."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from actions import words
from actions.turn import TWICE
from tests.integration.talker import Talker, own_database


@pytest.fixture
def talker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Talker]:
    with own_database(tmp_path, monkeypatch):
        yield Talker(monkeypatch, ruled=True)


@pytest.mark.parametrize(("texts", "intent"), [
    (("yeah", "ok", "yeah", "ok"), "affirm"), (("no", "nah", "no", "nah"), "deny"), (("idk", "dunno", "idk", "dunno"), "dont_know"),
    (("it is what it is innit", "that was the thing with it", "so it was and so it went", "and that is that really"), "add_to_map"),
    (("im so low today", "cant stop crying", "its all too much", "nothing helps"), "feel_low")])
def test_the_same_kind_of_message_again_gets_other_words(talker: Talker, texts: tuple[str, ...], intent: str) -> None:
    answers = [talker.say(text, intent) for text in texts]
    assert all(answers)
    for before, after in zip(answers, answers[1:], strict=False):
        assert not set(before.split("\n")) & set(after.split("\n")), (before, after)


def test_after_something_else_the_usual_words_come_back(talker: Talker) -> None:
    first = talker.say("yeah", "affirm")
    talker.say("i live with my brother Kai")
    assert talker.say("yeah", "affirm") == first


def test_two_skips_in_a_row_are_not_met_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with own_database(tmp_path, monkeypatch):
        talker = Talker(monkeypatch, whole=True, ruled=True)
        talker.begin()
        first, second = talker.say("skip", "skip"), talker.say("skip", "skip")
    assert words.phrase("utter_control_skipped") in first and words.phrase("utter_control_skipped" + TWICE) in second


@pytest.mark.parametrize("name", [name for name in words.responses() if name.endswith(TWICE)])
def test_other_words_differ_ask_nothing_and_have_the_same_blanks(name: str) -> None:
    plain, other = words.phrase(name.removesuffix(TWICE)), words.phrase(name)
    assert plain != other and "?" not in other
    assert {part.split("}")[0] for part in plain.split("{")[1:]} == {part.split("}")[0] for part in other.split("{")[1:]}
