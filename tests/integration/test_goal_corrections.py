"""A correction of an earlier step of a goal reaches that step, however people say it, and the open question comes again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from actions import services
from mapping.model import Kind, Mention, Reading
from tests.integration.talker import NOON, Talker, own_database

STEP, WHEN, BARRIER, RATING = "first step", "When and where", "get in the way?", "from 0 to 10"


@pytest.fixture
def talker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Talker]:
    """Somebody with Dev, the gym and the library on the map, about to choose a goal."""
    with own_database(tmp_path, monkeypatch):
        somebody = Talker(monkeypatch)
        mentions = (Mention("Dev", Kind.PERSON, "friend"), Mention("gym", Kind.PLACE), Mention("library", Kind.PLACE))
        services.maps().record(somebody.id, "m_0", Reading(mentions=mentions), part="test", now=NOON)
        somebody.say("i want a goal", "suggest_goals")
        yield somebody


def reach(talker: Talker, *answers: str) -> str:
    """These answers to the planning questions, one after the other."""
    return [talker.say(answer) for answer in answers][-1]


@pytest.mark.parametrize(("when", "said", "intent", "now"), [
    ("friday", "no i mean saturday", "steer_checkins", "saturday"), ("friday", "actually sat", "add_to_map", "sat"),
    ("friday at 9am", "sorry meant 10am", "out_of_scope", "friday at 10am"), ("friday", "sorry meant 10am", "out_of_scope", "friday at 10am"),
    ("friday", "not friday saturday", "nlu_fallback", "saturday"), ("friday at the gym", "change that to the park", "add_to_map", "friday at the park"),
    ("friday with Dev", "wait no, with my sister", "add_to_map", "friday with my sister"), ("friday", "wait no, with my sister", "deny", "friday with my sister"),
    ("friday at the gym", "saturday not friday", "add_to_map", "saturday at the gym"), ("friday", "make it saturday", "out_of_scope", "saturday"),
    ("friday", "scrap that, saturday", "goodbye", "saturday"), ("friday", "no wait, sunday", "stop", "sunday"), ("friday", "*saturday", "goodbye", "saturday"),
    ("friday with Dev at the gym", "actually saturday morning", "add_to_map", "saturday morning with Dev at the gym"),
    ("friday", "can we make it saturday instead", "steer_checkins", "saturday"), ("friday", "no saturday", "steer_checkins", "saturday"),
    ("friday", "got that wrong, its saturday", "goodbye", "saturday"), ("friday", "sorry, wrong day. saturday", "add_to_map", "saturday"),
    ("tomorrow", "hang on, tomorrow is no good, i mean thursday", "add_to_map", "thursday"), ("friday at the gym", "no i mean the library", "add_to_map", "friday at the library"),
    ("friday", "oops meant after work", "add_to_map", "friday after work"), ("friday", "thursday i mean", "add_to_map", "thursday"),
    ("friday", "swap friday for monday", "add_to_map", "monday"), ("friday with Dev", "not with Dev, on my own", "add_to_map", "friday on my own"),
    ("friday with Dev", "actually on my own", "add_to_map", "friday on my own"), ("on friday at 2", "no wait 3", "add_to_map", "on friday at 3")])
def test_the_day_time_place_or_company_is_put_right(talker: Talker, when: str, said: str, intent: str, now: str) -> None:
    assert BARRIER in reach(talker, "go for a walk", "text Dev", when)
    answer = talker.say(said, intent)
    assert f"When: {now}" in answer and BARRIER in answer and answer.count("?") == 1, answer
    story = talker.stories[0]
    assert (story.when, story.barriers, story.goal.first_step) == (now, (), "text Dev")
    assert "If it rains" in talker.say("it rains")


@pytest.mark.parametrize(("said", "now"), [
    ("no i meant ring him", "ring him"), ("sorry, ring him", "ring him"), ("wait no ask my sister", "ask my sister"), ("change that to ring him", "ring him"),
    ("no i mean text my sister", "text my sister"), ("scrap that, look up the times", "look up the times"), ("not text, ring", "ring Dev"),
    ("change my first step to ring him", "ring him"), ("oops i meant email Dev", "email Dev")])
def test_the_first_step_is_put_right(talker: Talker, said: str, now: str) -> None:
    assert WHEN in reach(talker, "go for a walk", "text Dev")
    answer = talker.say(said)
    assert f"First step: {now}" in answer and WHEN in answer, answer
    assert (talker.stories[0].goal.first_step, talker.stories[0].when) == (now, None)


@pytest.mark.parametrize(("said", "now"), [
    ("no i mean swimming with Dev", "swimming with Dev"), ("sorry i meant see my sister more", "see my sister more"), ("change that to go swimming", "go swimming"),
    ("actually can i change it to going swimming", "going swimming"), ("not a walk, a swim", "go for a swim"), ("wrong one, i meant go swimming", "go swimming")])
def test_the_goal_itself_is_put_right(talker: Talker, said: str, now: str) -> None:
    assert STEP in reach(talker, "go for a walk")
    answer = talker.say(said)
    assert f"now: {now}" in answer and STEP in answer, answer
    assert (talker.stories[0].goal.text, talker.stories[0].goal.first_step) == (now, None) and len(talker.stories) == 1


@pytest.mark.parametrize(("said", "now"), [
    ("no i mean my knees", "my knees"), ("sorry i meant the crowds", "the crowds"), ("actually its more the money", "the money"), ("change that to the bus", "the bus"),
    ("wait no, the noise", "the noise"), ("not rain, snow", "it might snow"), ("no i mean when it snows", "it snows")])
def test_the_barrier_is_put_right(talker: Talker, said: str, now: str) -> None:
    assert "it might rain" in reach(talker, "go for a walk", "text Dev", "friday", "it might rain")
    answer = talker.say(said)
    assert now in answer and "What could you do then?" in answer.replace("what", "What") and "rain" not in answer, answer
    assert [barrier.text for barrier in talker.stories[0].barriers] == [now] and talker.stories[0].plans == ()
    talker.say("go to the library")
    assert talker.stories[0].plan and talker.stories[0].plan.if_words == now


@pytest.mark.parametrize(("said", "now"), [
    ("no i mean ring Dev", "ring Dev"), ("sorry meant stay in and read", "stay in and read"), ("change that to go to the gym", "go to the gym"),
    ("actually ask my sister", "ask my sister"), ("not the library, the gym", "go to the gym")])
def test_the_plan_is_put_right(talker: Talker, said: str, now: str) -> None:
    assert RATING in reach(talker, "go for a walk", "text Dev", "friday", "it rains", "go to the library")
    answer = talker.say(said)
    assert f"then: {now}." in answer and RATING in answer, answer
    story = talker.stories[0]
    assert [plan.then_words for plan in story.plans] == [now] and story.ratings == ()


def test_the_rating_is_put_right_and_counts_once(talker: Talker) -> None:
    reach(talker, "go for a walk", "text Dev", "friday", "it rains", "go to the library", "5")
    assert "6 out of 10" in talker.say("sorry i meant 6")
    assert [rating.value for rating in talker.stories[0].ratings] == [6]
    assert "on Saturdays" in talker.say("saturdays")
    assert "on Sundays" in talker.say("no i mean sundays")
    assert services.checkins().rhythm(talker.id).days == (6,) and talker.stories[0].when == "friday"


def test_a_step_further_back_is_put_right_too(talker: Talker) -> None:
    reach(talker, "go for a walk", "text Dev", "friday", "it rains")
    answer = talker.say("actually saturday not friday")
    assert "When: saturday" in answer and "If it rains" in answer
    answer = talker.say("change my first step to ring Dev")
    assert "First step: ring Dev" in answer and "If it rains" in answer
    assert [barrier.text for barrier in talker.stories[0].barriers] == ["it rains"]


@pytest.mark.parametrize("said", [
    "no money", "no one to go with", "the buses are bad on saturdays", "actually im scared of dogs", "no bus on sunday", "sorry i dont know really but the weather",
    "i mean the weather", "my sister", "mornings are hard", "actually the money", "not sleeping", "no time", "wait for my money"])
def test_an_answer_that_only_looks_like_a_correction_is_an_answer(talker: Talker, said: str) -> None:
    reach(talker, "go for a walk", "text Dev", "friday")
    talker.say(said)
    story = talker.stories[0]
    assert story.when == "friday" and len(story.barriers) == 1, story


@pytest.mark.parametrize("said", ["actually ring my sister", "no just stay in", "make it shorter", "ask if Dev can come saturday instead"])
def test_a_plan_that_only_looks_like_a_correction_is_a_plan(talker: Talker, said: str) -> None:
    reach(talker, "go for a walk", "text Dev", "friday", "it rains")
    talker.say(said)
    story = talker.stories[0]
    assert story.when == "friday" and story.barriers[0].text == "it rains" and story.plan is not None


def test_who_it_is_with_is_tied_to_the_goal_and_the_other_no_more(talker: Talker) -> None:
    talker.say("never mind", "skip")
    services.maps().record(talker.id, "m_x", Reading(mentions=(Mention("sister", Kind.PERSON, "sister"),)), part="test", now=NOON)
    talker.say("i want a goal", "suggest_goals")
    reach(talker, "go for a walk", "buy shoes", "friday with Dev at the gym")
    talker.say("wait no, with my sister")
    labels = {item.id: item.label for item in services.maps().map_of(talker.id).items}
    story = talker.stories[0]
    assert {labels[each] for each in story.goal.items} == {"sister", "gym"} and story.with_whom == "your sister" and story.where == "the gym"
    talker.say("change that to the park")
    assert not talker.stories[0].where and talker.stories[0].when == "friday with my sister at the park"


def test_an_undo_brings_back_what_was_put_right(talker: Talker) -> None:
    reach(talker, "go for a walk", "text Dev", "friday", "it rains")
    talker.say("no i mean when it snows")
    talker.say("undo", "undo")
    assert [barrier.text for barrier in talker.stories[0].barriers] == ["it rains"]


def test_parts_of_a_plan_are_changed_at_any_time(talker: Talker) -> None:
    reach(talker, "go for a walk", "text Dev", "friday", "it rains", "go to the library", "5", "sundays")
    assert talker.form is None
    assert "First step: ring Dev" in talker.say("change my first step to ring Dev")
    assert "When: saturday" in talker.say("can you change when to saturday")
    assert "then: stay in" in talker.say("change my plan to stay in")
    assert "in the way" in talker.say("change my barrier to my knees")
    story = talker.stories[0]
    assert (story.goal.first_step, story.when, story.plan and story.plan.then_words, story.barriers[0].text) == ("ring Dev", "saturday", "stay in", "my knees")
    assert len(story.plans) == 1 and services.checkins().rhythm(talker.id).days == (6,)


def test_of_two_goals_it_is_asked_whose_step_is_meant(talker: Talker) -> None:
    reach(talker, "go for a walk", "text Dev", "friday", "it rains", "go to the library", "5", "sundays")
    talker.say("i want a goal", "suggest_goals")
    reach(talker, "read a book", "find one")
    talker.say("stop", "stop")
    assert "Which goal" in talker.say("change my first step to go to the library")
    assert "First step: go to the library" in talker.say("the book one")
    assert [story.goal.first_step for story in talker.stories] == ["text Dev", "go to the library"]


def test_the_day_of_asking_is_put_right_straight_after(talker: Talker) -> None:
    reach(talker, "go for a walk", "text Dev", "friday", "it rains", "go to the library", "5", "sundays")
    assert "on Saturdays" in talker.say("change the day to saturday")
    assert talker.stories[0].when == "friday"
