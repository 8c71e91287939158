"""What is wished for stands on the map as a wish; what is there already stays as it is."""

import pytest

from mapping.model import Kind, Status
from tests.system.service import Person

pytestmark = pytest.mark.system


def standing(person: Person) -> dict[str, tuple[Kind, Status]]:
    return {item.label: (item.kind, item.status) for item in person.map().items}


@pytest.mark.parametrize(("text", "label", "kind"), [
    ("I'd love to join a choir", "choir", Kind.GROUP), ("i want to learn guitar", "guitar", Kind.ACTIVITY),
    ("i'd like to go to the new library", "library", Kind.PLACE), ("i'd like to try yoga", "yoga", Kind.ACTIVITY)])
def test_something_new_stands_as_a_wish(text: str, label: str, kind: Kind, person: Person) -> None:
    answer = person.say(text)
    assert standing(person) == {label: (kind, Status.WISHED)}
    assert "as a wish" in answer and label in answer
    assert len(person.map().wishes) == 1 and person.map().wishes[0].items == (person.map().items[0].id,)


def test_what_is_there_or_was_there_stays_as_it_is(person: Person) -> None:
    person.say("i used to go swimming", "my mum")
    assert "you'd like" in person.say("i'd love to get back into swimming")
    person.say("i want to see my mum more")
    found = standing(person)
    assert found["swimming"][1] is Status.PAST and found["mum"][1] is Status.CURRENT
    assert len(person.map().wishes) == 2


def test_a_wish_come_true(person: Person) -> None:
    person.say("I'd love to join a choir", "i go to the choir every week now")
    assert standing(person)["choir"][1] is Status.CURRENT


def test_a_wish_without_a_thing_is_kept_in_words(person: Person) -> None:
    person.say("i want to be happier")
    assert standing(person) == {} and [wish.text for wish in person.map().wishes] == ["be happier"]


def test_more_of_something_new_is_on_the_map_too(person: Person) -> None:
    asked = person.say("thats everyone", "nowhere", "that's all", "chess", "no", "no")
    for _ in range(12):
        if "more of" in asked:
            break
        asked = person.say("skip")
    person.say("i'd like to join a choir")
    assert standing(person)["choir"][1] is Status.WISHED
