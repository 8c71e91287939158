"""What annoyed when forty short talks were read as the people who might have them: tired, cross, joking, rambling, new to English, old, seventeen."""

from collections.abc import Callable

import pytest

from mapping.goals import Outcome
from tests.integration.talker import Talker
from tests.integration.test_goal_plain_talk import labels
from tests.integration.test_goal_walked import empty  # noqa: F401
from tests.integration.test_goal_whole_weeks import at, swim  # noqa: F401

At = Callable[[str], Talker]


@pytest.mark.parametrize(("text", "barrier"), [
    ("well i was all set to go tuesday and then my neighbour came round and id missed the slot, so i didnt in the end but i did have a little walk", "missed the slot"),
    ("the bus never came so i didnt go in the end but i will next week", "the bus never came"), ("no i bloody didnt the pool was rammed with kids", "the pool was rammed with kids")])
def test_what_did_not_happen_after_a_long_story_did_not(at: At, text: str, barrier: str) -> None:  # noqa: F811
    talker = at("how")
    said = talker.say(text)
    assert swim(talker).heard[-1].outcome is Outcome.BARRIER and barrier in swim(talker).barriers[-1].text and said.endswith("What small thing could you do instead?"), said
    assert len(said.split()) < 40, said  # a long story is not read back


def test_a_long_story_of_what_is_in_the_way_is_not_read_back(at: At) -> None:  # noqa: F811
    talker = at("barrier")
    said = talker.say("oh well where do i start theres the bus which never comes and then my hip and also i get a bit funny in the changing rooms if im honest")
    assert said == "What could you do if that happens?"
    assert talker.say("get a lift off dev", "insult", 0.92).startswith("That's your plan if that happens: get a lift off dev.")


@pytest.mark.parametrize("text", ["set an alarm", "go when its quieter", "buy a bigger bag", "ask my brother to sit with her", "maybe leave earlier"])
def test_a_plan_said_to_what_got_in_the_way_is_a_step(at: At, text: str) -> None:  # noqa: F811
    talker = at("how")
    talker.say("nah", "deny")
    said = talker.say(text)
    assert "Next step:" in said and swim(talker).goal.first_step in text and not swim(talker).barriers and "?" not in said, said


@pytest.mark.parametrize("text", ["had to look after the kids", "go to work at 6", "asked to do a shift", "my alarm didnt go off", "put on weight", "wearing a cast"])
def test_what_stood_in_the_way_is_no_plan(at: At, text: str) -> None:  # noqa: F811
    talker = at("how")
    talker.say("nah", "deny")
    talker.say(text)
    assert swim(talker).barriers[-1].text == text


@pytest.mark.parametrize("text", ["I am sorry to say I have not been. My husband had a fall on Monday.", "no chance, mums been poorly all week and ive had no respite", "nah my brothers in hospital"])
def test_hard_news_at_a_check_in_asks_for_no_plan(at: At, text: str) -> None:  # noqa: F811
    talker = at("how")
    said = talker.say(text)
    assert said.startswith("I'm sorry to hear that.") and "?" not in said and "That happens" not in said and "I'll ask again on" in said, said


def test_a_joke_taken_back_leaves_the_step_as_it_is(at: At) -> None:  # noqa: F811
    talker = at("how")
    talker.say("yeah swam for three hours lol")
    said = talker.say("nah only joking i did 4 lengths")
    assert "put that right: i did 4 lengths" in said and swim(talker).goal.first_step == "pack my kit on sunday night", said
    assert "keep it as it is" in talker.say("keep it", "affirm")


@pytest.mark.parametrize("text", ["I would rather not, thank you", "id rather not thanks", "rather not say"])
def test_rather_not_is_no_obstacle(at: At, text: str) -> None:  # noqa: F811
    talker = at("how")
    talker.say("nah", "deny")
    talker.say(text, "deny")
    assert not swim(talker).barriers


def test_a_panic_is_heard(at: At) -> None:  # noqa: F811
    talker = at("how")
    said = talker.say("yeah but i had a panic attack in the changing rooms")
    assert "It was hard, and you did it." in said and "easier next time" in said, said


def test_keeping_it_the_same_is_no_question_about_privacy(at: At) -> None:  # noqa: F811
    talker = at("how")
    talker.say("yes", "affirm")
    assert talker.say("allow it keep it same", "ask_privacy", 0.88).startswith("OK, we'll keep it as it is.")


@pytest.mark.parametrize("text", ["about minus 5 lol", "like 300 mate haha"])
def test_a_number_in_jest_is_asked_once_more(at: At, text: str) -> None:  # noqa: F811
    talker = at("rating")
    assert "from 0 to 10" in talker.say(text, "out_of_scope")
    assert "3 out of 10" in talker.say("ok 3", "nothing_more", 0.38)


def test_a_number_after_a_deed_told_unasked_is_how_far_along_it_is(at: At) -> None:  # noqa: F811
    talker = at("idle")
    assert "ring amy more" in talker.say("i rang amy yesterday")
    assert "7 out of 10" in talker.say("7") and talker.stories[1].ratings[-1].value == 7


@pytest.mark.parametrize(("place", "text"), [("how", "swam twice"), ("how", "cba today been asleep since 3"), ("idle", "yo went swimmin wiv dev it was peng")])
def test_what_a_goal_is_about_and_slang_are_nothing_new_on_the_map(at: At, place: str, text: str) -> None:  # noqa: F811
    talker = at(place)
    before = labels(talker)
    talker.say(text)
    assert labels(talker) == before


@pytest.mark.parametrize("text", ["cant lie im not on this swimming ting no more", "not feeling the swimming any more tbh", "im no longer into swimming"])
def test_going_off_something_asks_whether_it_is_to_go(at: At, text: str) -> None:  # noqa: F811
    assert "Shall I take off your goal: go swimming" in at("idle").say(text)


def test_another_goal_in_its_place_asks_for_a_step_of_its_own(at: At) -> None:  # noqa: F811
    said = at("idle").say("i want to bin swimming and do yoga instead")
    assert "Your goal is now: do yoga" in said and "small first step" in said, said


def test_gave_up_with_two_goals_asks_which(at: At) -> None:  # noqa: F811
    talker = at("idle")
    assert talker.say("gave up", "carry_on", 0.32) == "Which goal do you mean?"
    assert "What got in the way?" in talker.say("the swimming one") and swim(talker).heard[-1].words == "gave up"


def test_gave_up_of_both_is_kept_of_both_and_said_once(at: At) -> None:  # noqa: F811
    talker = at("idle")
    talker.say("stopped going", "carry_on", 0.66)
    said = talker.say("both")
    assert said.count("That happens") == 1 and [story.heard[-1].outcome for story in talker.stories] == [Outcome.NOT_YET] * 2, said
