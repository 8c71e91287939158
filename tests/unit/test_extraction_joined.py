"""One person told of in two pieces is one, whoever is only named at home is a housemate, and passing remarks put nothing on the map."""

import pytest

from mapping.model import Kind, Mention, Reading
from nlu.extraction import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


def people(reading: Reading) -> dict[str, str | None]:
    return {each.label: each.relation for each in reading.mentions if each.kind is Kind.PERSON}


@pytest.mark.parametrize(("text", "asked", "found"), [
    ("my cpn whats her name. karen", "people.support", {"karen": "nurse"}),
    ("my cpn, whats her name, karen", "people.support", {"karen": "nurse"}),
    ("gp. dr patel", "people.support", {"dr patel": "gp"}),
    ("dave and my sister dave is my brother", "people.family", {"dave": "brother", "sister": "sister"}),
    ("My mother, Hanna Tesfaye, age 54. My half-brother, Yonas.", "people.family", {"Hanna Tesfaye": "mother", "Yonas": "brother"}),
    ("the vicar Reverend Okafor", "people.community", {"Reverend Okafor": "other"}),
    ("a fella called Roy I used to work with on the buses", None, {"Roy": None}),
])
def test_one_person_in_two_pieces(text: str, asked: str | None, found: dict[str, str | None], reader: Reader) -> None:
    assert people(reader.read(text, asked=asked)) == found


@pytest.mark.parametrize(("text", "found"), [
    ("two other ladies, Selam and Blessing", {"Selam": "roommate", "Blessing": "roommate"}),
    ("I live at 14 Elm Road with two other ladies, Selam and Blessing. We do not share a bathroom.", {"Selam": "roommate", "Blessing": "roommate"}),
    ("i share with two lads, Piotr and Marek", {"Piotr": "roommate", "Marek": "roommate"}),
    ("there's Selam, Blessing and me", {"Selam": "roommate", "Blessing": "roommate"}),
    ("with my mate Ade", {"Ade": "friend"}),
])
def test_whoever_is_only_named_at_home_is_a_housemate(text: str, found: dict[str, str | None], reader: Reader) -> None:
    assert people(reader.read(text, asked="people.home")) == found


@pytest.mark.parametrize("text", [
    "i love purple, not so much fishing", "check-up at the dentists next week", "if you are ever in spain, let us meet by the old mill",
    "we have a big gym in our house", "hiya, colin here", "it's Margaret here"])
def test_what_is_named_in_passing_is_not_put_on_the_map(text: str, reader: Reader) -> None:
    assert reader.read(text).mentions == ()


@pytest.mark.parametrize(("text", "wishes"), [
    ("i wish i could but no", ()), ("i don't think i'd like to tell them my secrets", ()), ("i miss him", ()), ("i miss you all so much", ()),
    ("wish i could live elsewhere :(", ("live elsewhere",)), ("i'd love to get back into swimming :)", ("get back into swimming",))])
def test_a_wish_is_for_something(text: str, wishes: tuple[str, ...], reader: Reader) -> None:
    assert reader.read(text).wishes == wishes


def test_a_pet_is_a_pet(reader: Reader) -> None:
    assert reader.read("I live on my own now with my budgie Percy", asked="people.home").mentions[0].kind is Kind.PET


@pytest.mark.parametrize("text", ["no it's Tim not Tom", "rename Tom to Tim"])
def test_a_name_that_is_on_the_map_may_be_asked_for(text: str, reader: Reader) -> None:
    known = (Mention("Tom", Kind.PERSON, "friend", known=True), Mention("Tim", Kind.PERSON, "cousin", known=True))
    assert [(each.label, each.to) for each in reader.read(text, known=known).corrections] == [("Tom", "Tim")]


def test_news_of_a_known_name_is_no_renaming(reader: Reader) -> None:
    known = (Mention("Tom", Kind.PERSON, "friend", known=True), Mention("Tim", Kind.PERSON, "cousin", known=True))
    assert reader.read("it's Tim who comes to see me on sundays, not Tom", known=known).corrections == ()


@pytest.mark.parametrize("text", ["yeah him and tom play darts", "her and tom are thick as thieves", "they grew up together, tom and her"])
def test_who_knows_whom_is_a_tie_of_the_one_asked_about(reader: Reader, text: str) -> None:
    known = (Mention("wes", Kind.PERSON, "friend", known=True), Mention("tom", Kind.PERSON, "friend", known=True))
    found = reader.read(text, asked="links.know", about="wes", known=known)
    assert {"wes", "tom"} in [{link.a, link.b} for link in found.links]
