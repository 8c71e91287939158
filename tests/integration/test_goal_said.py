"""A goal said outright is a goal, at any moment of the talk; a day alone is none."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from actions import services, words
from actions.goal_said import goal_said, only_when
from tests.integration.talker import Talker, own_database


@pytest.fixture
def one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Talker]:
    with own_database(tmp_path, monkeypatch):
        talker = Talker(monkeypatch, whole=True)
        talker.begin()
        yield talker


@pytest.mark.parametrize(("text", "goal"), [
    ("my goal is english class", "english class"), ("Goal: bingo on Tuesdays", "bingo on Tuesdays"), ("can my goal be to swim again?", "swim again"), ("i want my goal to be walking more", "walking more"),
    ("put swimming as my goal", "swimming"), ("make the allotment my goal", "the allotment"), ("my main goal would be getting out the house", "getting out the house"), ("new goal: less telly", "less telly"),
    ("i want to set a goal to cook twice a week", "cook twice a week"), ("my goal's to walk more", "walk more"),
    ("my goal is going well", None), ("my goals are fine", None), ("what is my goal", None), ("the goal is too hard", None), ("he scored a goal", None), ("set a goal", None), ("my goal is monday", None),
    ("set that as my goal", None), ("change my goal to swimming", None)])
def test_what_is_stated_as_a_goal(text: str, goal: str | None) -> None:
    assert goal_said(text) == goal


@pytest.mark.parametrize(("text", "when"), [("sat", True), ("tuesday morning", True), ("mon and wed", True), ("maybe sat", True), ("the park", False), ("walk on sunday", False), ("bingo", False)])
def test_a_day_is_no_goal(text: str, when: bool) -> None:
    assert only_when(text) is when


def test_it_is_kept_while_the_map_is_made(one: Talker) -> None:
    one.say("my mate Jay helps me")
    answer = one.say("my goal is english class")
    assert "I've saved your goal: english class" in answer and "first step" in answer
    assert [goal.text for goal in services.maps().map_of(one.id).goals] == ["english class"]
    assert [item.label for item in services.maps().map_of(one.id).items] == ["Jay"]


@pytest.mark.parametrize("text", ["carry on", "ok carry on", "carry on please"])
def test_after_a_goal_said_in_the_middle_of_the_map_the_way_back_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    with own_database(tmp_path, monkeypatch):
        one = Talker(monkeypatch, whole=True, ruled=True)
        one.begin()
        one.say("just me", "deny")
        one.say("my goal is english class")
        for answer in ("ring them", "monday", "nothing"):
            said = one.say(answer)
        while "carry on" not in said and one.form == "checkin_form":
            said = one.say("skip", "skip")
        assert said.endswith(words.phrase("utter_goals_way_back")), said
        assert "Who in your family" in one.say(text, "carry_on")
