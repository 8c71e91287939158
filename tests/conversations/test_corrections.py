"""What was said can be put right in words, at once or weeks later; what goes is told and can come back."""

import pytest

from mapping.model import Closeness, Status
from tests.conversations.test_consent import days_pass
from tests.system.service import Person

pytestmark = pytest.mark.system
START = ("my friend Tom", "my ex Karen", "my cousin Sarah", "the gym")


def labels(person: Person) -> set[str]:
    return {item.label for item in person.map().items}


@pytest.mark.parametrize("later", [False, True], ids=["at once", "days later"])
@pytest.mark.parametrize(("text", "gone", "there"), [
    ("its Tim not Tom", "Tom", "Tim"), ("it's Sara without an h", "Sarah", "Sara"), ("take the gym off", "gym", "Tom"),
    ("delete my ex", "Karen", "Tom"), ("forget what I said about Tom", "Tom", "gym")])
def test_names_and_what_is_to_go(text: str, gone: str, there: str, later: bool, person: Person) -> None:
    person.say(*START)
    if later:
        days_pass(person)
    answer = person.say(text)
    assert gone not in labels(person) and there in labels(person), answer
    assert "Do you want that?" not in answer and answer.count("?") <= 1
    if there in {"Tom", "gym"}:
        assert "undo" in answer
        person.say("undo")
        assert gone in labels(person)


def test_who_is_meant_by_him_and_there(person: Person) -> None:
    person.say("my friend Tom", "i go to the gym with Tom", "i dont go there any more")
    assert {item.label: item.status for item in person.map().items}["gym"] is Status.PAST
    person.say("put him further out")
    assert next(item for item in person.map().items if item.label == "Tom").closeness is Closeness.OUTER


def test_not_my_mum_my_nan(person: Person) -> None:
    person.say("my mum", "not my mum, my nan")
    assert labels(person) == {"nan"} and person.map().items[0].relation == "grandmother"


def test_they_are_the_same_person(person: Person) -> None:
    person.say("my friend Jas", "Jaspreet from work", "Jas and Jaspreet are the same person")
    assert labels(person) == {"Jaspreet", "work"}


def test_several_undos_in_a_row(person: Person) -> None:
    person.say("my friend Tom", "my cousin Sarah", "its Tim not Tom")
    person.say("undo")
    assert labels(person) == {"Tom", "Sarah"}
    person.say("undo that")
    assert labels(person) == {"Tom"}
    person.say("undo")
    assert labels(person) == set()
    assert "nothing left" in person.say("undo")


@pytest.mark.parametrize("text", ["delete everyone", "take off the gym and Tom", "remove all the people"])
def test_taking_off_several_needs_a_yes(text: str, person: Person) -> None:
    person.say(*START)
    before = labels(person)
    answer = person.say(text)
    assert "Shall I take these off your map" in answer and answer.count("?") == 1
    assert labels(person) == before
    person.say("no")
    assert labels(person) == before
    person.say(text)
    person.say("maybe")
    assert labels(person) == before
    person.say(text)
    person.press("Yes")
    assert "Tom" not in labels(person)
    person.say("undo")
    assert labels(person) == before


def test_a_goal_goes_only_after_a_yes(person: Person) -> None:
    from mapping.model import GoalState

    person.say("thats everyone", "nowhere", "no", "no", "no", "i want a goal", "swim more", "skip")
    assert "Shall I take off your goal: swim more?" in person.say("drop my goal")
    assert person.map().goals[0].state is GoalState.ACTIVE
    person.say("no")
    assert person.map().goals[0].state is GoalState.ACTIVE
    person.say("drop my goal", "yes")
    assert person.map().goals[0].state is GoalState.DROPPED
