"""Answers to "who goes there with you?", and names told beside a place or a person."""

import pytest

from mapping.model import Kind, Mention, Reading
from nlu.extraction import Reader, is_hobby

STREET = Mention("the high st", Kind.PLACE, known=True)
NAN = Mention("nan", Kind.PERSON, "grandmother", known=True)


@pytest.fixture(scope="module")
def read() -> object:
    reader = Reader.load()
    return lambda text, asked="links.who": reader.read(text, asked=asked, about="the high st", known=(STREET, NAN))


def labels(reading: Reading) -> dict[str, bool]:
    return {mention.label: mention.current for mention in reading.mentions}


def test_other_news_says_nothing_of_the_place(read: object) -> None:
    assert labels(read("i used to swim but my knees")) == {"swim": False}
    assert "the high st" not in labels(read("i love gardening"))


@pytest.mark.parametrize("text", ["i used to go with my mum before she died", "used to go with dave"])
def test_company_that_is_over_leaves_the_place(read: object, text: str) -> None:
    found = read(text)
    assert labels(found)["the high st"] is True and found.links


def test_what_is_said_of_it_counts(read: object) -> None:
    assert labels(read("nobody i gave it up")) == {"the high st": False}
    assert labels(read("we play chess there"))["the high st"] is True and read("we play chess there").links
    assert read("my nan").links


@pytest.mark.parametrize("asked", ["places.go", "activities.do"])
def test_a_place_and_what_it_is_called_is_one(asked: str) -> None:
    found = Reader.load().read("the caff on the high st, jims. quiet in there", asked=asked)
    caff = next(mention for mention in found.mentions if mention.label == "caff")
    assert caff.kind is Kind.PLACE and caff.aliases == ("jims",)
    assert {mention.label for mention in found.mentions} <= {"caff", "high st"}


def test_a_list_ties_only_whose_she_is() -> None:
    found = Reader.load().read("my nan bless her, n my mate tayo n his mrs", asked="people.family")
    assert {frozenset((link.a, link.b)) for link in found.links} == {frozenset(("tayo", "mrs"))}


def test_what_is_a_hobby_by_its_word() -> None:
    assert is_hobby("Telly") and is_hobby("fishing") and not is_hobby("knackered") and not is_hobby("my nan")
