"""Only a plain yes confirms; news beside a yes is news."""

import pytest

from tests.conversations.test_two_of_a_name import labels
from tests.system.service import Person

pytestmark = pytest.mark.system


@pytest.mark.parametrize("text", ["yeah my nan helps", "yes and my nan helps me"])
def test_news_beside_a_yes_takes_nothing_off(text: str, person: Person) -> None:
    person.say("my friend Tom", "the gym", "take off Tom and the gym")
    person.say(text)
    assert labels(person) == {"Tom", "gym", "nan"}


def test_news_beside_a_yes_merges_nobody(person: Person) -> None:
    person.say("Jas is my friend", "Jaspreet helps me a lot", "thats everyone", "yeah my nan helps")
    assert {"Jas", "Jaspreet", "nan"} <= labels(person)


@pytest.mark.parametrize("text", ["yes they are", "yeah thats her, same person", "yes"])
def test_a_yes_in_more_words_is_a_yes(text: str, person: Person) -> None:
    person.say("Jas is my friend", "Jaspreet helps me a lot", "thats everyone", text)
    assert labels(person) == {"Jaspreet"}


def test_news_beside_a_yes_empties_no_map(person: Person) -> None:
    person.say("my friend Tom", "start over", "yeah my nan helps")
    assert {"Tom", "nan"} <= labels(person)
