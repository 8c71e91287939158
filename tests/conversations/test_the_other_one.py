"""Of two of a name: what is said of the other is news of the other, and only a correction moves what was said before."""

import pytest

from mapping.model import Impact
from tests.conversations.test_two_of_a_name import DAVES, helped, item, labels
from tests.system.service import Person

pytestmark = pytest.mark.system


def test_the_other_one_is_news_of_the_other(person: Person) -> None:
    person.say(*DAVES, "my friend Dave helps me")
    assert helped(person) == {"Dave (friend)"}
    told = person.say("the other one helps me too")
    assert helped(person) == {"Dave (friend)", "Dave (brother)"}, told
    assert "moved" not in told


def test_the_other_one_after_a_which(person: Person) -> None:
    person.say(*DAVES, "Dave helps me with shopping", "the one from church", "the other one does my head in")
    assert helped(person) == {"Dave (friend)"}
    assert item(person, "Dave (brother)").impact is Impact.HINDERS


def test_news_that_begins_with_it_moves_nothing(person: Person) -> None:
    person.say("my brother Dave", "Dave from work", "my brother Dave helps me a lot")
    assert helped(person) == {"Dave (brother)"}
    told = person.say("it's hard with Dave from work")
    assert helped(person) == {"Dave (brother)"}, told
    assert "moved" not in told


@pytest.mark.parametrize("text", ["no it's Dave from work", "i meant Dave from work", "not that one, the other Dave"])
def test_a_correction_still_moves(text: str, person: Person) -> None:
    person.say("my brother Dave", "Dave from work", "my brother Dave helps me a lot", text)
    assert helped(person) in ({"Dave (work)"}, {"Dave (colleague)"})


def test_taking_off_a_shared_name_beside_another_asks_which(person: Person) -> None:
    told = person.say(*DAVES, "my friend Priya", "take off Dave and Priya")
    assert "taken off Priya" in told and "Which Dave do you mean?" in told and told.count("?") == 1
    person.say("my brother")
    assert labels(person) == {"Dave", "church"}


def test_several_and_a_shared_name(person: Person) -> None:
    told = person.say(*DAVES, "my friend Priya", "my friend Tom", "take off Tom, Dave and Priya")
    assert "Priya" in told and "Tom" in told and told.count("?") == 1
    told = person.say("yes please")
    assert "Which Dave do you mean?" in told
    person.say("the one from church")
    assert labels(person) == {"Dave", "church"}


def test_taking_off_an_unknown_name_beside_another_says_so(person: Person) -> None:
    told = person.say("my friend Priya", "take off Zed and Priya")
    assert "I don't have Zed" in told and "taken off Priya" in told
    assert labels(person) == set()
