"""Whole talks without Rasa: undo, tiredness and questions about the questions, an end before the end, and going on after danger."""

import pytest

from tests.integration.talker import Talker, asked_for, to_links


def test_undo_after_a_message_that_changed_nothing_asks_first(one: Talker) -> None:
    one.say("just me")
    one.say("my nan")
    one.say("dunno", "dont_know")
    said = one.say("undo that", "undo")
    assert "I've added your nan to your map. Shall I take it back?" in said and said.count("?") == 1
    assert one.labels() == {"nan"}
    assert "nothing is changed" in one.say("no leave it", "deny") and one.items()["nan"]
    one.say("undo", "undo")
    one.say("undo", "undo")  # said again, it is a yes
    assert not one.items()


def test_undo_right_after_a_change_asks_nothing_as_often_as_it_is_said(one: Talker) -> None:
    one.say("just me")
    one.say("my nan")
    one.say("my mate tom")
    assert "Shall I" not in one.say("undo", "undo")
    assert "Shall I" not in one.say("undo", "undo")
    assert not one.items()


def test_undo_after_whom_it_meant_was_answered_asks_nothing(one: Talker) -> None:
    one.say("just me")
    one.say("my mum and my sister")
    one.say("she rings most nights")
    one.press("your sister")
    assert "Shall I" not in one.say("undo", "undo")
    assert one.items()["sister"].frequency is None


@pytest.mark.parametrize("intent", ["insult", "feel_low", "add_to_map", "dont_know", "skip", "out_of_scope", "stop"])
def test_bored_is_no_insult_and_no_low_mood(one: Talker, intent: str) -> None:
    one.say("just me")
    said = one.say("this is boring", intent)
    assert "Fair enough" in said and "skip" in said and "show my map" in said
    assert said.endswith("Who in your family matters to you, near or far?")


@pytest.mark.parametrize("intent", ["ask_privacy", "why_asked", "add_to_map"])
def test_a_word_of_the_question_is_explained(one: Talker, intent: str) -> None:
    asked = to_links(one)
    asked_for(one, "feels so close", asked)
    said = one.say("what does close mean", intent)
    assert said.startswith("By close I mean") and said.endswith("hard to think of life without them?")


def test_finish_ends_the_questions_with_the_map(one: Talker) -> None:
    one.say("just me")
    one.say("my nan")
    one.form = None
    said = one.say("finish", "stop")
    assert "This is your map so far" in said and not said.endswith("?") and one.buttons == []


def test_show_me_my_map_leaves_no_question_behind(one: Talker) -> None:
    asked = to_links(one)
    question = asked.split("\n")[-1]
    assert "?" in one.say("show me my map", "show_map")
    assert one.say("skip", "skip").endswith(question)


def test_after_danger_nothing_is_asked_until_they_say_so(one: Talker) -> None:
    one.say("just me")
    before: str = ""
    for number, (text, intent) in enumerate((("my nan", "add_to_map"), ("thanks", "thanks"), ("i just feel so rubbish", "feel_low"), ("shes asleep", "add_to_map")), 1):
        one.after_danger = number
        said = one.say(text, intent)
        assert "?" not in said and said != before
        before = said
    one.after_danger = 5
    assert one.say("ok lets go back to it").endswith("?")


@pytest.mark.parametrize("text", ["yes", "ok"])
def test_a_yes_straight_after_danger_answers_what_was_asked_there(one: Talker, text: str) -> None:
    one.say("just me")
    one.after_danger = 1
    assert "?" not in one.say(text, "affirm")
    one.after_danger = 2
    assert "Who in your family" in one.say(text, "affirm")


def test_a_button_goes_on_after_danger(one: Talker) -> None:
    one.say("just me")
    one.after_danger = 1
    assert "friends" in one.press("No one")
