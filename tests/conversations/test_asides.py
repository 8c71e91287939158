"""Every form, interrupted by a call for help, a correction and an undo, goes on where it was."""

import re
from collections.abc import Callable

import pytest

from mapping.model import GoalState, WellbeingMap
from tests.system.service import Person

pytestmark = pytest.mark.system
START = ("i live with my brother Kai", "my friend Dev", "thats everyone")
TO = {  # what brings a newcomer to each form, and a word of the question they are then asked
    "people": (("i live with my brother Kai",), "family"),
    "places": (START, "Where"),
    "activities": ((*START, "the library", "that's all"), "things you do"),
    "links": ((*START, "the library", "that's all", "chess", "no", "no"), "goes to the library"),
    "impact": ((*START, "the library with Dev", "that's all", "chess at the library with Dev", "no", "no"), "close"),
    "reflect": ((*START, "the library with Dev", "that's all", "chess at the library with Dev", "no", "no"),
                "more of"),
}


def labels(found: WellbeingMap) -> set[str]:
    return {item.label for item in found.items}


def last_question(answer: str) -> str:
    return re.findall(r"[^.?!\n]*\?", answer)[-1].strip()


@pytest.mark.parametrize("form", TO)
def test_a_form_survives_help_a_correction_and_an_undo(form: str, person: Person) -> None:
    texts, word = TO[form]
    asked = person.say(*texts)
    for _ in range(12):  # the number of single questions before this form may change; skipping ends them
        if word in asked:
            break
        asked = person.say("skip")
    assert word in asked
    before = labels(person.map())
    for aside, heard in (("help", "undo"), ("its Kye not Kai", "Kye"), ("undo that", "Kai"), ("why do you ask", "I ask")):
        answer = person.say(aside)
        assert heard in answer
        assert last_question(answer) == last_question(asked), (aside, answer)
    assert labels(person.map()) == before


def test_free_talk_in_the_middle_of_a_question_is_kept(person: Person) -> None:
    person.say("the pool on the estate is lovely, i go swimming there with my cousin Aisha")
    assert {"Aisha", "swimming"} <= labels(person.map())


def test_starting_over_takes_two_yeses(person: Person) -> None:
    person.say("i live with my brother Kai")
    assert "Do you want that?" in person.say("start over")
    assert "family" in person.say("maybe")
    assert "Kai" in labels(person.map())
    person.say("start over")
    assert "empty your map now" in person.press("Yes, start over")
    assert "live with" in person.press("Yes, empty it")
    assert labels(person.map()) == set()


def test_stop_and_carry_on(person: Person) -> None:
    person.say("i live with my brother Kai")
    assert "?" not in person.say("stop")
    assert "family" in person.say("carry on")
    assert "?" not in person.say("bye for now")
    assert "nan" in person.say("my nan lives with us too")
    assert "nan" in labels(person.map())


def test_an_old_button_answers_its_own_question_only(person: Person) -> None:
    person.say("i live with my brother Kai")
    answer = person.press("Just me")
    assert "family" in answer and "Kai" in labels(person.map())


def test_skip_and_not_knowing_are_kept_apart(person: Person) -> None:
    from mapping.services import Maps

    person.say("skip")
    person.say("dunno")
    outcomes = Maps(person.engine).talk(person.participant_id).outcomes
    assert outcomes[("people.home", None)] == "skipped"
    assert outcomes[("people.family", None)] == "don't know"
    assert ("people.friends", None) not in outcomes


def test_what_it_does_not_serve(person: Person) -> None:
    answer = person.say("whats the weather like today")
    assert "can't help with that" in answer and "live with" in answer
    assert "program" in person.say("are you a real person")
    assert "I keep what you tell me" in person.say("who can see this")


def test_a_goal_of_their_own(newcomer: Callable[[], Person]) -> None:
    person = newcomer()
    person.say("hello", "yes", "i live with my brother Kai", "thats everyone", "the library", "that's all", "chess", "no", "no")
    assert "goal" in person.say("i want a goal")
    person.press("My own idea")
    person.say("i want to play chess with Kai on sundays")
    goal = person.map().goals[0]
    assert goal.text == "i want to play chess with Kai on sundays" and goal.state is GoalState.ACTIVE and goal.items
    assert "Shall I ask you" in person.say("skip")
    person.press("No thanks")
    assert "chess with Kai" in person.say("what are my goals")


def test_more_and_less_are_kept_in_their_words(person: Person) -> None:
    asked = person.say("thats everyone", "nowhere", "that's all", "chess", "no", "no")
    for _ in range(12):
        if "more of" in asked:
            break
        asked = person.say("skip")
    person.say("more time in the fresh air")
    person.say("arguing")
    wishes = {(wish.text, wish.less) for wish in person.map().wishes}
    assert wishes == {("more time in the fresh air", False), ("arguing", True)}


def test_starting_over_with_typed_words(person: Person) -> None:
    person.say("i live with my brother Kai", "start over", "yes", "yes")
    assert labels(person.map()) == set()


def test_saying_the_same_again_is_answered(person: Person) -> None:
    person.say("i live with my brother Kai", "i wish i had a dog")
    assert person.say("i wish i had a dog").strip()


def test_an_old_button_changes_nothing_today(person: Person) -> None:
    from mapping.services import Maps

    person.say("i live with my brother Kai", "nobody", "nobody", "nobody")
    person.press("Just me")
    assert ("people.community", None) not in Maps(person.engine).talk(person.participant_id).outcomes


@pytest.mark.parametrize(("said", "saved"), [
    ("the second one please", "idea"), ("maybe number 2", "idea"), ("2", "idea"), ("walk 2 times a week", "own"), ("none of them", None), ("9", None)])
def test_picking_a_goal_by_words(said: str, saved: str | None, person: Person) -> None:
    person.say("i live with my brother Kai", "my friend Dev", "thats everyone", "the library", "that's all", "chess", "no", "no")
    ideas = person.say("i want a goal")
    assert "2. " in ideas
    person.say(said)
    goals = person.map().goals
    assert [goal.text == said for goal in goals] == ([] if saved is None else [saved == "own"])


def test_a_goal_can_be_changed_and_dropped(person: Person) -> None:
    person.say("i live with my brother Kai", "thats everyone", "nowhere", "no", "no", "no", "i want a goal", "swim more", "skip", "no thanks")
    person.say("i want a goal", "cook for Kai", "skip")
    active = [goal.text for goal in person.map().goals if goal.state is GoalState.ACTIVE]
    assert active == ["swim more", "cook for Kai"]
    person.say("drop my cooking goal", "yes")
    assert [goal.text for goal in person.map().goals if goal.state is GoalState.ACTIVE] == ["swim more"]


def test_a_low_mood_is_heard_and_nothing_is_asked(person: Person) -> None:
    answer = person.say("im so lonely")
    assert "116 123" in answer and "?" not in answer
    assert "live with" in person.say("carry on")


def test_an_answer_taken_for_something_else_is_an_answer_all_the_same(person: Person) -> None:
    """Whatever the model calls it, what names somebody is put on the map and the question is not asked again."""
    person.say("wife")
    answer = person.say("2 sons ali and hamza")
    assert {"Ali", "Hamza"} <= labels(person.map()) and "family" not in answer


def test_nothing_is_no_goal_and_a_number_no_step(person: Person) -> None:
    person.say("thats everyone", "nowhere", "no", "no", "no", "i want a goal", "nothing")
    assert person.map().goals == ()
    person.say("i want a goal", "swim more", "2")
    assert person.map().goals[0].first_step is None


def test_a_short_first_step_is_kept_whatever_it_looks_like(person: Person) -> None:
    person.say("thats everyone", "nowhere", "no", "no", "no", "i want a goal", "see my nan more")
    assert "first step" in person.say("hello")
    person.say("ring her")
    assert person.map().goals[0].first_step == "ring her"
