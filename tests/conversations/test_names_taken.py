"""A name asked for that somebody has already: one person, or two of that name; the answer can be given."""

import pytest

from tests.conversations.test_two_of_a_name import labels
from tests.system.service import Person

pytestmark = pytest.mark.system
START = ("my friend Tom", "my cousin Tim", "no it's Tim not Tom")


def test_they_are_one(person: Person) -> None:
    asked = person.say(*START)
    assert "Are Tom and Tim the same person?" in asked and asked.count("?") == 1
    person.press("Yes")
    assert labels(person) == {"Tim"}


def test_they_are_two_of_that_name(person: Person) -> None:
    person.say(*START, "no theyre two people")
    assert labels(person) == {"Tim (friend)", "Tim (cousin)"}
    person.say("undo")
    assert labels(person) == {"Tom", "Tim"}


def test_a_place_that_is_there_already(person: Person) -> None:
    person.say("i go to the gym and the pool", "not the gym, the pool")
    assert "pool" in labels(person)
