"""Two people of one name are asked about and kept apart; one person under two names is offered as one."""

import pytest

from mapping.model import Impact, Item
from tests.conversations.test_consent import days_pass
from tests.system.service import Person

pytestmark = pytest.mark.system
DAVES = ("i live with my brother Dave", "my friend Dave from church")
HELPED = "Dave helps me with shopping and my mum cooks"


def item(person: Person, label: str) -> Item:
    return next(item for item in person.map().items if item.label == label)


def labels(person: Person) -> set[str]:
    return {item.label for item in person.map().items}


def ties(person: Person) -> set[frozenset[str]]:
    names = {item.id: item.label for item in person.map().items}
    return {frozenset({names[tie.a], names[tie.b]}) for tie in person.map().ties}


def helped(person: Person) -> set[str]:
    return {item.label for item in person.map().items if item.impact is Impact.HELPS and item.label.startswith("Dave")}


def test_two_of_one_name_get_names_a_person_can_tell_apart(person: Person) -> None:
    answer = person.say(*DAVES)
    assert "Dave (brother)" in answer and "Dave (friend)" in answer
    assert {"Dave (brother)", "Dave (friend)"} <= labels(person)


def test_somebody_from_elsewhere_is_not_the_brother(person: Person) -> None:
    person.say("i live with my brother Dave", "Dave from church gives me a lift")
    assert {"Dave (brother)", "Dave (church)"} <= labels(person)


@pytest.mark.parametrize(("answer", "who"), [
    ("the one from church", {"Dave (friend)"}), ("my brother", {"Dave (brother)"}), ("both", {"Dave (brother)", "Dave (friend)"}),
    ("neither", {"Dave (another)"}), ("a new one", {"Dave (another)"}), ("my brother Dave", {"Dave (brother)"}),
    ("oh sorry the one from church", {"Dave (friend)"}), ("the first one", {"Dave (brother)"}),
])
def test_which_one_is_asked_and_the_answer_puts_all_of_it_on_the_map(answer: str, who: set[str], person: Person) -> None:
    asked = person.say(*DAVES, HELPED)
    assert asked.count("?") == 1 and "Which Dave do you mean?" in asked
    assert "mum" in labels(person) and helped(person) == set(), "what is clear is kept at once, and nothing is guessed"
    told = person.say(answer)
    assert helped(person) == who
    assert all(frozenset({name, "shopping"}) in ties(person) for name in who)
    assert "?" in told, "the talk goes on"


@pytest.mark.parametrize(("button", "who"), [("Dave, your brother", "Dave (brother)"), ("Someone new", "Dave (another)")])
def test_which_one_by_button(button: str, who: str, person: Person) -> None:
    person.say(*DAVES, HELPED)
    person.press(button)
    assert helped(person) == {who}
    assert all(source.startswith("m_") for source in item(person, who).sources)


def test_a_question_passed_by_is_kept_and_asked_once_more_at_the_review(person: Person) -> None:
    person.say(*DAVES, HELPED)
    assert "Aisha" in person.say("my cousin Aisha comes round")
    assert "Aisha" in labels(person) and helped(person) == set()
    person.say("thats everyone")
    again = person.say("show me my map")
    assert HELPED in again and "Which Dave did you mean?" in again
    person.say("the one from church")
    assert helped(person) == {"Dave (friend)"}
    assert "Which Dave" not in person.say("show me my map")


def test_the_other_one_was_meant(person: Person) -> None:
    person.say(*DAVES, HELPED, "the one from church")
    told = person.say("i meant the other Dave")
    assert "Dave (friend)" in told and "Dave (brother)" in told
    assert helped(person) == {"Dave (brother)"}
    assert frozenset({"Dave (brother)", "shopping"}) in ties(person)
    assert frozenset({"Dave (friend)", "church"}) in ties(person) and frozenset({"Dave (friend)", "shopping"}) not in ties(person)
    person.say("undo")
    assert helped(person) == {"Dave (friend)"}


def test_another_was_meant_who_was_not_on_the_map(person: Person) -> None:
    asked = person.say("i live with my brother Dave", "Dave helps me with shopping", "no i meant the other Dave")
    assert "Who is the other Dave?" in asked
    person.say("my mate from work")
    assert not helped(person) & {"Dave", "Dave (brother)"} and "Dave (brother)" in labels(person)
    assert any(label.startswith("Dave (") for label in helped(person))


def test_taking_off_one_of_two_asks_which(person: Person) -> None:
    person.say(*DAVES)
    assert "Which Dave" in person.say("take Dave off")
    assert {"Dave (brother)", "Dave (friend)"} <= labels(person)
    person.say("my brother")
    assert "Dave" in labels(person) and len([label for label in labels(person) if "Dave" in label]) == 1


def test_a_name_is_plain_again_when_it_is_the_only_one(person: Person) -> None:
    person.say(*DAVES, "take my brother Dave off")
    assert "Dave" in labels(person)


def test_which_one_is_still_heard_after_days(person: Person) -> None:
    person.say(*DAVES, HELPED)
    days_pass(person)
    person.say("the one from church")
    assert helped(person) == {"Dave (friend)"}


def test_one_person_under_two_names_is_offered_between_two_topics(person: Person) -> None:
    assert "same person" not in person.say("Jas is my friend", "Jaspreet helps me a lot")
    asked = person.say("thats everyone")
    assert "Are Jas and Jaspreet the same person?" in asked and asked.count("?") == 1
    assert "Where do you go" in person.press("Yes")
    assert labels(person) == {"Jaspreet"} and item(person, "Jaspreet").relation == "friend"


@pytest.mark.parametrize("no", ["no", "no theyre different people", "nah two different girls"])
def test_a_no_is_remembered_for_good(no: str, person: Person) -> None:
    person.say("my mum", "Linda is lovely", "my mother Linda rings me")
    assert "Are your mum and Linda the same person?" in person.say("thats everyone")
    person.say(no)
    assert {"mum", "Linda"} <= labels(person)
    for text in ("nowhere", "that's all", "chess", "no", "no", "show me my map"):
        assert "same person" not in person.say(text)


def test_mum_and_her_name(person: Person) -> None:
    person.say("my mum", "Linda is lovely", "my mother Linda rings me", "thats everyone", "yes same person")
    assert labels(person) == {"Linda"} and "mum" in item(person, "Linda").aliases


def test_a_friend_and_a_sister_are_two(person: Person) -> None:
    person.say("my friend Jas", "my sister Jaspreet")
    assert "same person" not in person.say("thats everyone")
