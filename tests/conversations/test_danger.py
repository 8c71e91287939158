"""Somebody in danger is answered at once, at any question, and the talk goes on."""

from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from mapping.store.engine import reading
from mapping.store.tables import alert
from tests.system.service import Person

pytestmark = pytest.mark.system


def alerts(person: Person) -> list[str]:
    with reading(person.engine) as connection:
        return list(connection.scalars(select(alert.c.kind).where(alert.c.participant_id == person.participant_id)))


def test_danger_said_at_a_question_is_answered_and_the_talk_goes_on(person: Person) -> None:
    person.say("i live with my mum")
    answer = person.say("i want to kill myself")
    assert "116 123" in answer and "999" in answer and answer.count("?") == 1
    assert alerts(person) == ["suicidal"]
    answer = person.say("my mum")
    assert "?" not in answer, "the person leads after danger"
    assert "116 123" not in answer and alerts(person) == ["suicidal"], "the answer to who could be with them is no danger"
    assert "Aisha" in person.say("my cousin Aisha")
    assert {item.label for item in person.map().items} == {"mum", "Aisha"}


def test_danger_before_consent_is_answered_too(newcomer: Callable[[], Person]) -> None:
    person = newcomer()
    assert "116 123" in person.say("i cant go on, i want to end my life")
    with reading(person.engine) as connection:
        assert connection.scalar(select(func.count()).select_from(alert)) >= 1
    assert "live with" not in person.say("yes"), "a yes to what the crisis words asked is no consent"
    assert "OK if I keep" in person.say("hello")


@pytest.mark.parametrize("text", [
    "mum stresses me out about my meds but she does help", "my nan died last year", "this traffic is killing me",
    "all of it", "tell me all", "home again", "a long one please", "the gym is dead good"])
def test_ordinary_talk_raises_nothing(text: str, person: Person) -> None:
    assert "999" not in person.say(text)
    assert alerts(person) == []
