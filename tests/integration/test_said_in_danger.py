"""What is said in danger goes on no map by itself, and no name in it is lost: it is asked about once the person goes on."""

import pytest
from sqlalchemy import insert

from actions import services, words
from mapping.store.access import storing
from mapping.store.tables import alert, message
from tests.integration.talker import Talker

KICKED_OUT = "my ex kicked me out so im in a b&b with my son kyle"


def in_danger(one: Talker, text: str, kind: str = "abuse") -> None:
    """A message that raised an alarm: Rasa and the actions never had it."""
    one.number += 1
    with storing(services.engine()) as connection:
        connection.execute(insert(message).values(
            id=f"m_{one.number}", participant_id=one.id, direction="in", kind="text", text=text, at=one.now, state="done"))
        connection.execute(insert(alert).values(id=f"a_{one.number}", participant_id=one.id, message_id=f"m_{one.number}", kind=kind, at=one.now))
    one.after_danger = 0


def after(one: Talker, number: int, text: str, intent: str = "add_to_map") -> str:
    one.after_danger = number
    said = one.say(text, intent)
    one.after_danger = 0
    return said


def test_nothing_is_asked_until_they_go_on_and_then_the_people_are_offered(one: Talker) -> None:
    one.say("just me")
    in_danger(one, KICKED_OUT)
    assert "?" not in after(one, 1, "thanks", "thanks")
    said = after(one, 2, "carry on", "carry_on")
    assert said == words.phrase("utter_check_unread") and not one.items()
    said = one.press("Yes")
    kyle = one.items()["kyle"]
    assert kyle.relation == "son" and kyle.impact is None and "Kyle" in said and said.count("?") == 1
    assert not any(word in " ".join(one.items()) for word in ("b&b", "kicked")), one.items()
    assert words.phrase("utter_check_unread") not in one.say("no one else", "deny")


@pytest.mark.parametrize("text", ["no", "no thanks", "nah leave it"])
def test_a_no_leaves_the_map_and_it_is_not_asked_again(one: Talker, text: str) -> None:
    one.say("just me")
    in_danger(one, KICKED_OUT)
    after(one, 1, "ready")
    said = one.say(text, "deny")
    assert not one.items() and said.count("?") == 1
    assert words.phrase("utter_check_unread") not in one.say("my mum")


def test_news_instead_of_an_answer_is_kept(one: Talker) -> None:
    one.say("just me")
    in_danger(one, KICKED_OUT)
    after(one, 1, "ready")
    one.say("my mum helps me")
    assert set(one.items()) == {"mum"}


@pytest.mark.parametrize("text", ["i cant go on any more", "i took all my tablets at the bridge", "i want to end it all"])
def test_where_nobody_is_named_nothing_is_asked(one: Talker, text: str) -> None:
    one.say("just me")
    in_danger(one, text, "suicide")
    assert words.phrase("utter_check_unread") not in after(one, 1, "carry on", "carry_on")
    assert not one.items()


def test_whoever_is_on_the_map_is_not_asked_about(one: Talker) -> None:
    one.say("just me")
    one.say("my son kyle")
    in_danger(one, "i cant cope, kyle would be better off without me", "suicide")
    assert words.phrase("utter_check_unread") not in after(one, 1, "carry on", "carry_on")


def test_a_wish_to_have_the_worker_told_is_no_such_message(one: Talker) -> None:
    one.say("just me")
    in_danger(one, "tell my worker about my son kyle", "asked_for_worker")
    assert words.phrase("utter_check_unread") not in after(one, 1, "carry on", "carry_on")


def test_days_later_it_is_left(one: Talker) -> None:
    one.say("just me")
    in_danger(one, KICKED_OUT)
    one.later(days=5)
    assert words.phrase("utter_check_unread") not in one.say("carry on", "carry_on")


# A goal said while the talk waits

@pytest.mark.parametrize(("text", "intent", "goal"), [
    ("my goal is get out more", "add_to_map", "get out more"), ("my goal is get out more", "suggest_goals", "get out more"), ("goal: swim on tuesdays", "steer_goals", "swim on tuesdays"),
    ("can my goal be to ring my nan", "out_of_scope", "ring my nan"), ("i want my goal to be college", "drop_goal", "college"), ("set a goal: bus on my own", "goodbye", "bus on my own")])
def test_a_goal_said_while_the_talk_waits_is_offered_when_it_goes_on(one: Talker, text: str, intent: str, goal: str) -> None:
    one.ruled = True
    one.say("just me", "deny")
    in_danger(one, "i cant go on any more", "suicide")
    after(one, 1, "thanks", "thanks")
    assert "?" not in after(one, 2, text, intent) and not services.maps().map_of(one.id).goals
    said = after(one, 3, "ok carry on", "carry_on")
    assert said.endswith(words.phrase("utter_check_goal_said", goal=goal)) and said.count("?") == 1, said
    said = one.press("Yes")
    assert [each.text for each in services.maps().map_of(one.id).goals] == [goal] and "first step" in said, said


@pytest.mark.parametrize("text", ["no", "no thanks", "nah not now"])
def test_a_no_to_it_keeps_no_goal_and_it_is_not_asked_again(one: Talker, text: str) -> None:
    one.say("just me")
    in_danger(one, "i cant go on any more", "suicide")
    after(one, 1, "my goal is to swim")
    assert words.phrase("utter_check_goal_said", goal="swim") in after(one, 2, "ready")
    said = one.say(text, "deny")
    assert not services.maps().map_of(one.id).goals and said.count("?") == 1, said
    assert "Shall I" not in one.say("my nan")


def test_what_raised_the_alarm_is_never_offered_as_a_goal(one: Talker) -> None:
    one.say("just me")
    in_danger(one, "my goal is to not wake up", "suicide")
    assert "Shall I" not in after(one, 1, "ready")
