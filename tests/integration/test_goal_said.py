"""A goal said outright is a goal, at any moment of the talk; a day alone is none."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from actions import services, words
from actions.goal_said import goal_said, only_when
from mapping.model import GoalState
from tests.integration.talker import Talker, own_database


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


@contextmanager
def in_the_map(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Talker]:
    """Somebody who was asked for their family."""
    with own_database(folder, monkeypatch):
        one = Talker(monkeypatch, whole=True, ruled=True)
        one.begin()
        one.say("just me", "deny")
        yield one


ANSWERS = ("text kev", "monday", "my knee", "rest it")  # to the questions of a plan


@pytest.mark.parametrize("asked", range(5))
@pytest.mark.parametrize(("text", "intent"), [("bin it off", "insult"), ("nah scrap that", "deny"), ("changed my mind", "deny"), ("i dont want a goal", "out_of_scope")])
def test_who_gives_it_up_in_the_middle_of_its_plan_is_asked_whether_it_is_to_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, intent: str, asked: int) -> None:
    with in_the_map(tmp_path, monkeypatch) as one:
        one.say("goal: get back to five a side", "steer_goals")
        for answer in ANSWERS[:asked]:
            one.say(answer)
        assert "Shall I take off your goal" in one.say(text, intent)
        said = one.say("yes", "affirm")
        assert "That's fine" in said and said.endswith("Who in your family matters to you, near or far?"), said
        (story,) = one.stories
        assert story.goal.state is GoalState.DROPPED
        assert all(text not in f"{barrier.text} {plan.then_words}" for barrier in story.barriers for plan in story.plans)


@pytest.mark.parametrize(("asked", "next_words"), [(0, "Shall I ask you how it goes?"), (2, "from 0 to 10"), (3, "from 0 to 10")])
@pytest.mark.parametrize("text", ["forget it", "never mind", "actually no leave it"])
def test_a_question_of_the_plan_that_is_left_is_no_part_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, asked: int, next_words: str) -> None:
    with in_the_map(tmp_path, monkeypatch) as one:
        one.say("goal: get back to five a side", "steer_goals")
        for answer in ANSWERS[:asked]:
            one.say(answer)
        said = one.say(text, "skip")
        assert next_words in said and text not in said, said


@pytest.mark.parametrize(("text", "intent"), [("stop asking me stuff", "steer_checkins"), ("no more questions", "carry_on"), ("stop asking", "skip"), ("dont ask me any more", "carry_on"), ("ffs stop asking me things", "stop")])
def test_stop_asking_in_the_middle_of_the_map_stops_the_talk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, intent: str) -> None:
    with in_the_map(tmp_path, monkeypatch) as one:
        assert one.say(text, intent) == words.phrase("utter_control_paused")
        assert "Who in your family" in one.say("carry on", "carry_on")


@pytest.mark.parametrize("intent", ["add_to_map", "suggest_goals", "steer_goals", "goal_wish", "show_goals"])
def test_its_first_step_is_asked_next_whatever_the_model_takes_it_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, intent: str) -> None:
    with in_the_map(tmp_path, monkeypatch) as one:
        said = one.say("goal: get back to five a side", intent)
        assert "first step" in said and "family" not in said, said
        one.say("text kev")
        assert [goal.first_step for goal in services.maps().map_of(one.id).goals] == ["text kev"]
        assert not services.maps().map_of(one.id).items
