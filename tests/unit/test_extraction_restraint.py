"""What the reader leaves alone: questions about the world, orders to a machine, mourning, other people's strain."""

import pytest

from mapping.model import Impact, Kind, Mention
from nlu.extraction import Reader


@pytest.mark.parametrize(
    "text",
    ["how cold will it get in glasgow tonight", "who wrote the jungle book", "whats the area code for cardiff", "how do i find a husband",
     "how many hours from paris to rome", "translate good morning into spanish for a hotel", "what time does the post office shut", "write me a poem about ducks and a river"],
)
def test_a_question_about_the_world_tells_of_nobody(reader: Reader, text: str) -> None:
    assert reader.read(text).mentions == ()


@pytest.mark.parametrize(
    ("text", "label"),
    [("who i live with is my sister", "sister"), ("when i go to the pool i feel alive", "pool"), ("what gets me out is the choir", "choir"),
     ("is it daft that i only go to the pub for company", "pub"), ("is my sister on there", "sister"), ("find the gym hard", "gym")],
)
def test_a_life_told_in_a_question_is_heard(reader: Reader, text: str, label: str) -> None:
    assert label in [mention.label for mention in reader.read(text).mentions]


@pytest.mark.parametrize("text", ["i lost my grandad in March and its been awful", "my mum died and i miss her, it hurts"])
def test_mourning_is_no_hindrance(reader: Reader, text: str) -> None:
    assert reader.read(text).mentions[0].impact is None


def test_harm_by_somebody_now_dead_is_still_harm(reader: Reader) -> None:
    assert reader.read("my late husband used to hit me").mentions[0].impact is Impact.HINDERS


@pytest.mark.parametrize("text", ["my name is Banjo", "my name's Poppy and i like tea"])
def test_nobody_stands_on_their_own_map(reader: Reader, text: str) -> None:
    assert not {"banjo", "poppy"} & {mention.label.lower() for mention in reader.read(text).mentions}


def test_they_in_a_question_about_the_world_are_nobody_known(reader: Reader) -> None:
    nan = (Mention("nan", Kind.PERSON, "grandmother", known=True),)
    assert reader.read("what language do they speak in peru", asked="person.impact", about="nan", known=nan).mentions == ()
    assert reader.read("they made me laugh", asked="person.impact", about="nan", known=nan).mentions


def test_i_spose_is_no_spouse(reader: Reader) -> None:
    assert [m.label for m in reader.read("my mate gaz i spose").mentions] == ["gaz"]


@pytest.mark.parametrize(("text", "label"), [
    ("my brothers phone is off again lol", "brother"), ("my sisters work is far", "sister"), ("my mates car broke down", "mate"), ("my cousins hair is pink now", "cousin")])
def test_what_one_of_them_owns_makes_nobody_several(reader: Reader, text: str, label: str) -> None:
    assert [(each.label, each.kind) for each in reader.read(text).mentions if each.kind in (Kind.PERSON, Kind.GROUP)] == [(label, Kind.PERSON)]


@pytest.mark.parametrize(("text", "label"), [
    ("my brothers phone me every day", "brothers"), ("my sisters support me", "sisters"), ("my mates laugh at me", "mates"), ("my brothers work in asda", "brothers")])
def test_what_several_do_leaves_them_several(reader: Reader, text: str, label: str) -> None:
    assert [(each.label, each.kind) for each in reader.read(text).mentions if each.kind in (Kind.PERSON, Kind.GROUP)] == [(label, Kind.GROUP)]
