"""What annoyed when whole weeks with goals were talked through once more, by people with other things on their minds."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from actions import services
from mapping.goals import GoalStory, Outcome
from mapping.model import GoalState
from tests.integration.goal_wordings import _begin
from tests.integration.talker import Talker, own_database
from tests.integration.test_goal_walked import empty  # noqa: F401

At = Callable[[str], Talker]


@pytest.fixture
def at(empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[At]:  # noqa: F811
    """Somebody at a place of the talk: "how" went swimming, "step", "when", "barrier", "plan", "rating", "days" or "idle"."""
    shutil.copy(empty, tmp_path / "selfmap.db")
    with own_database(tmp_path, monkeypatch):
        somebody = Talker(monkeypatch, whole=True, ruled=True)

        def begun(place: str) -> Talker:
            _begin(somebody, place)
            return somebody

        yield begun


def swim(talker: Talker) -> GoalStory:
    """The story of the first goal."""
    return talker.stories[0]


def choosing(at: At) -> Talker:
    """Somebody with goals who is asked for one more."""
    talker = at("idle")
    talker.say("i want a goal", "suggest_goals")
    return talker


@pytest.mark.parametrize("place", ["step", "when", "barrier", "plan", "rating", "days"])
def test_a_death_told_in_the_middle_of_a_plan_is_no_part_of_it(at: At, place: str) -> None:
    talker = at(place)
    before = swim(talker)
    said = talker.say("my dad died this morning")
    assert "so sorry about your dad" in said and said.count("?") == 1, said
    after = swim(talker)
    assert (after.goal.first_step, after.when, len(after.barriers), after.plan) == (before.goal.first_step, before.when, len(before.barriers), before.plan)


@pytest.mark.parametrize("text", ["no. mum died on friday", "had to go to a funeral"])
def test_a_death_at_a_check_in_asks_for_nothing(at: At, text: str) -> None:
    talker = at("how")
    said = talker.say(text)
    assert "sorry" in said and "That happens" not in said and ("on your map" in said or "?" not in said), said


def test_a_death_that_got_in_the_way_is_met_as_one(at: At) -> None:
    talker = at("how")
    talker.say("nah", "deny")
    assert "so sorry about your nan" in talker.say("my nan died")


def test_a_step_that_names_a_funeral_is_a_step(at: At) -> None:
    talker = at("step")
    talker.say("order the flowers for the funeral")
    assert swim(talker).goal.first_step == "order the flowers for the funeral"


@pytest.mark.parametrize(("text", "kind"), [
    ("im in hospital", True), ("in hospital cant do it", True), ("on holiday in spain this week", False), ("im on my hols. back on the 14th", False), ("away at my sisters til sunday", False)])
def test_who_is_away_or_in_hospital_is_asked_nothing_more(at: At, text: str, kind: bool) -> None:
    talker = at("how")
    said = talker.say(text)
    assert "?" not in said and "I'll ask again on" in said and ("sorry to hear" in said) is kind, said
    assert swim(talker).heard[-1].outcome is Outcome.SKIPPED


def test_a_holiday_until_a_day_leaves_check_ins_out_until_then(at: At) -> None:
    talker = at("idle")
    talker.say("im on my holidays til the 20th dont message me", "steer_checkins")
    rhythm = services.checkins().rhythm(talker.id)
    assert rhythm.not_before == date(2026, 3, 20) and rhythm.on and not rhythm.muted


@pytest.mark.parametrize("text", ["ask me about swimming again", "you can ask about swimming again", "start asking about swimming again please"])
def test_a_goal_not_asked_about_is_asked_about_again(at: At, text: str) -> None:
    talker = at("idle")
    talker.say("stop asking about swimming", "steer_checkins")
    assert services.checkins().rhythm(talker.id).muted
    assert "on Sundays" in talker.say(text, "steer_checkins")
    assert not services.checkins().rhythm(talker.id).muted


def test_a_goal_that_there_is_not_is_not_asked_about_again(at: At) -> None:
    talker = at("idle")
    talker.say("stop asking about swimming", "steer_checkins")
    assert "can't find" in talker.say("ask me about the gym again", "steer_checkins")
    assert services.checkins().rhythm(talker.id).muted


@pytest.mark.parametrize(("text", "kept"), [
    ("cba", "cba"), ("couldnt afford it", "couldnt afford it"), ("didnt have time", "didnt have time"), ("couldn't get out of bed", "couldn't get out of bed"),
    ("couldnt be arsed", "couldnt be arsed"), ("couldn't, the bus was late", "the bus was late"), ("no, didn't go, too tired", "too tired")])
def test_what_got_in_the_way_keeps_its_not(at: At, text: str, kept: str) -> None:
    talker = at("how")
    talker.say("nah", "deny")
    said = talker.say(text)
    assert f"what got in the way: {kept}." in said and "What small thing could you do instead?" in said, said
    assert swim(talker).barriers[-1].text == kept


@pytest.mark.parametrize("answers", [("nah", "nothing really"), ("nah", "i was scared", "dunno"), ("bus was cancelled again", "no idea mate, buses are rubbish round here"), ("im skint so no", "get paid on friday")])
def test_after_what_got_in_the_way_no_more_of_the_plan_is_asked(at: At, answers: tuple[str, ...]) -> None:
    talker = at("how")
    for answer in answers:
        said = talker.say(answer)
    assert "?" not in said and "I'll ask again on" in said, said
    assert swim(talker).when is None and "idea" not in (swim(talker).plan.then_words if swim(talker).plan else "")


def test_what_got_in_the_way_is_asked_again_in_the_same_words(at: At) -> None:
    talker = at("how")
    talker.say("nah", "deny")
    assert talker.say("thanks", "thanks").endswith("What got in the way?")


@pytest.mark.parametrize("text", ["yeah keep it", "keep it the same", "same again"])
def test_keeping_it_is_no_plan(at: At, text: str) -> None:
    talker = at("how")
    talker.say("bus was cancelled again")
    said = talker.say(text, "affirm")
    assert "keep it as it is" in said and swim(talker).plan is None, said


@pytest.mark.parametrize("text", ["maybe something harder", "something a bit easier", "a different step"])
def test_something_harder_asks_for_the_step(at: At, text: str) -> None:
    talker = at("how")
    talker.say("yeah went twice")
    assert "small first step" in talker.say(text) and swim(talker).goal.first_step == "pack my kit on sunday night"


@pytest.mark.parametrize("text", ["go with dev next time", "maybe going when its quieter"])
def test_what_would_make_it_easier_is_kept(at: At, text: str) -> None:
    talker = at("how")
    talker.say("a bit")
    assert f"Next step: {text}" in talker.say(text)


def test_a_park_in_a_goal_puts_nothing_on_hold(at: At) -> None:
    talker = at("how")
    talker.say("changed my mind")
    assert "Your goal is now: walk round the park" in talker.say("walk round the park", "out_of_scope")
    assert swim(talker).goal.state is GoalState.ACTIVE


def test_that_goal_at_a_check_in_is_the_one_asked_about(at: At) -> None:
    talker = at("how")
    talker.say("all done, thats that goal finished", "nothing_more")
    assert [story.goal.state for story in talker.stories] == [GoalState.DONE, GoalState.ACTIVE]


def test_what_they_were_about_to_do_is_an_answer(at: At) -> None:
    talker = at("how")
    assert "what got in the way: my mum rang" in talker.say("was gonna but then my mum rang")


@pytest.mark.parametrize("text", ["11", "a million", "-3"])
def test_a_number_that_is_none_of_ours_is_asked_once_more(at: At, text: str) -> None:
    talker = at("rating")
    assert "from 0 to 10" in talker.say(text, "out_of_scope") and not swim(talker).ratings
    assert "4 out of 10" in talker.say("4")


@pytest.mark.parametrize(("text", "days"), [("2", 2), ("3", 3)])
def test_a_number_alone_says_how_many_times_a_week(at: At, text: str, days: int) -> None:
    talker = at("days")
    talker.say(text)
    assert len(services.checkins().rhythm(talker.id).days) == days and [rating.value for rating in swim(talker).ratings] == [2]


@pytest.mark.parametrize("text", ["only when im up to it", "how often can you"])
def test_days_that_are_not_read_are_asked_once_more(at: At, text: str) -> None:
    talker = at("days")
    said = talker.say(text, "nlu_fallback", 0.3)
    assert "Sundays at 6" in said and said.count("?") == 1, said
    assert "Shall I ask you" not in talker.say(text, "nlu_fallback", 0.3)


@pytest.mark.parametrize("text", ["its fine", "not yet"])
def test_what_is_no_plan_is_not_kept_as_one(at: At, text: str) -> None:
    talker = at("plan")
    assert "small thing to do if that happens" in talker.say(text, "affirm") and swim(talker).plan is None


def test_not_doing_it_changes_no_words(at: At) -> None:
    talker = at("plan")
    talker.say("just not go", "deny", 0.6)
    assert swim(talker).goal.text == "go swimming once a week"


@pytest.mark.parametrize("place", ["step", "when"])
def test_a_time_with_a_reason_in_it_is_a_time(at: At, place: str) -> None:
    talker = at(place)
    text = "probably a tuesday after my tablets have kicked in, down the leisure centre, with dev if he isnt working"
    talker.say(text)
    assert swim(talker).when == text and not swim(talker).barriers


def test_not_to_be_asked_is_said_once(at: At) -> None:
    assert "let's stop here" not in at("when").say("stop asking me", "steer_checkins", 0.51)


def test_a_goal_said_as_a_thought_is_kept(at: At) -> None:
    said = choosing(at).say("well i was thinking maybe i could start going to the pool again like i used to before my hip went")
    assert "saved your goal: start going to the pool again" in said


def test_not_feeling_so_alone_is_a_goal(at: At) -> None:
    assert "saved your goal: not feel so alone" in choosing(at).say("not feel so alone", "feel_low")


def test_feeling_low_where_a_goal_is_asked_for_is_no_goal(at: At) -> None:
    talker = choosing(at)
    talker.say("not feeling great", "feel_low")
    assert len(talker.stories) == 2


def test_another_goal_takes_up_none_that_is_on_hold(at: At) -> None:
    talker = at("idle")
    talker.say("put swimming on hold", "steer_goals")
    assert "your goal" in talker.say("i want another goal", "suggest_goals")
    assert swim(talker).goal.state is GoalState.PAUSED
    assert "saved your goal: learn guitar" in talker.say("learn guitar", "out_of_scope")


def test_a_goal_just_chosen_is_swapped_for_another(at: At) -> None:
    talker = choosing(at)
    talker.say("go to the gym")
    talker.say("actually no make it the library")
    assert talker.stories[-1].goal.text == "the library" and talker.stories[-1].goal.first_step is None


def test_how_often_alone_leaves_the_rest_of_a_goal_as_it_is(at: At) -> None:
    talker = at("idle")
    talker.say("change swimming to once a fortnight", "out_of_scope")
    assert swim(talker).goal.text == "go swimming once a fortnight"


def test_the_first_step_of_the_goal_that_is_named(at: At) -> None:
    talker = at("idle")
    talker.say("make my first step for amy text her")
    assert [story.goal.first_step for story in talker.stories] == ["pack my kit on sunday night", "text her"]


def test_news_beside_a_question_is_no_step(at: At) -> None:
    talker = at("how")
    talker.say("yes", "affirm")
    said = talker.say("amy is moving to spain")
    assert "Spain" in said or "spain" in said
    assert swim(talker).goal.first_step == "pack my kit on sunday night" and "keep the step" in said


def test_a_joke_is_taken_back(at: At) -> None:
    talker = at("how")
    talker.say("yeah swam the channel")
    talker.say("lol jk i didnt go", "out_of_scope")
    assert swim(talker).heard[-1].outcome is Outcome.NOT_YET and swim(talker).goal.first_step == "pack my kit on sunday night"


@pytest.mark.parametrize("text", ["leave me alone about it", "none of your business", "mind your own"])
def test_who_wants_to_be_left_alone_is_not_noted_down(at: At, text: str) -> None:
    talker = at("how")
    talker.say("nah", "deny")
    said = talker.say(text, "skip", 0.95)
    assert not swim(talker).barriers and "?" not in said, said


@pytest.mark.parametrize(("text", "outcome"), [("n", Outcome.NOT_YET), ("y", Outcome.DONE)])
def test_one_letter_is_an_answer(at: At, text: str, outcome: Outcome) -> None:
    talker = at("how")
    talker.say(text, "affirm", 0.45)
    assert swim(talker).heard[-1].outcome is outcome


def test_one_letter_is_no_goal(at: At) -> None:
    talker = choosing(at)
    talker.say("a")
    assert len(talker.stories) == 2


def test_what_was_done_is_no_goodbye(at: At) -> None:
    assert "stop here" not in at("idle").say("went today in the end", "stop", 0.99)
