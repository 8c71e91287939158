"""Answers that were once taken for something else: what each of them does now, in several wordings."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from actions import services, words
from mapping.model import Item, Status
from mapping.naming import spoken
from tests.integration.talker import Talker, own_database


@pytest.fixture
def one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Talker]:
    with own_database(tmp_path, monkeypatch):
        talker = Talker(monkeypatch, whole=True)
        talker.begin()
        yield talker


def labels(one: Talker) -> set[str]:
    return {each.label.lower() for each in services.maps().map_of(one.id).items}


def item(one: Talker, label: str) -> Item:
    return next(each for each in services.maps().map_of(one.id).items if each.label.lower() == label)


def ties(one: Talker) -> set[frozenset[str]]:
    found = services.maps().map_of(one.id)
    names = {each.id: each.label.lower() for each in found.items}
    return {frozenset((names[tie.a], names[tie.b])) for tie in found.ties}


def tied(*pair: str) -> frozenset[str]:
    return frozenset(pair)


def wishes(one: Talker) -> set[str]:
    return {wish.text.lower() for wish in services.maps().map_of(one.id).wishes}


# "Whose mrs do you mean?"

def asked_whose(one: Talker) -> None:
    one.say("just me")
    one.say("mum n my nan")
    assert one.say("his mrs").endswith("Whose mrs do you mean?")


@pytest.mark.parametrize("text", [
    "jo from the caff on the high st", "jo from the caff", "jo who i work with", "jo next door", "its jo from work", "my mate jo from church", "jo the postman",
    "jo off the market", "Jo, he works at the bakers", "oh jo down the road", "jo at number 9", "that'd be jo, from the gym"])
def test_whose_it_is_with_a_word_of_who_that_is(one: Talker, text: str) -> None:
    asked_whose(one)
    said = one.say(text)
    assert {"jo", "mrs"} <= labels(one) and spoken(item(one, "mrs")) == "Jo's mrs" and tied("jo", "mrs") in ties(one), said


def test_the_places_that_say_who_it_is_are_kept(one: Talker) -> None:
    asked_whose(one)
    said = one.say("jo from the caff on the high st")
    assert {"caff", "high st"} <= labels(one) and tied("jo", "caff") in ties(one) and "Jo" in said and "mrs" in said


@pytest.mark.parametrize("text", ["jo is in hospital", "jo rang me from work", "my mate jo died in march"])
def test_news_of_somebody_does_not_say_whose_it_is(one: Talker, text: str) -> None:
    asked_whose(one)
    one.say(text)
    assert "mrs" not in labels(one)


@pytest.mark.parametrize("text", ["his mrs is nice", "his mrs helps me loads", "his mrs is horrible to me"])
def test_what_is_said_of_his_mrs_is_not_said_of_him(one: Talker, text: str) -> None:
    one.say("my mate kwame and my mum")
    one.say(text)
    assert spoken(item(one, "mrs")) == "Kwame's mrs" and item(one, "kwame").impact is None
    one.say("my mates tom and lee")
    one.say(text.replace("mrs", "sister"))
    one.press("Tom, your mate")
    assert item(one, "sister").impact is not None and item(one, "tom").impact is None


def test_his_mrs_and_he_are_both_told_of(one: Talker) -> None:
    one.say("my mate kwame and my mum")
    one.say("his mrs is nice and he helps me too")
    assert item(one, "kwame").impact is not None


# "Who goes to lidl with you?"

def asked_who_comes(one: Talker) -> None:
    """To the question who goes to lidl with them, with Jo on the map."""
    for text, intent in (("just me", "add_to_map"), ("my sister jo and my mum", "add_to_map"), ("thats everyone", "nothing_more"), ("lidl", "add_to_map"),
                         ("thats it", "nothing_more"), ("chess", "add_to_map")):
        one.say(text, intent)
    assert "goes to lidl" in one.say("thats all", "nothing_more")


@pytest.mark.parametrize("text", [
    "i want to go caff with jo", "id love to go to the caff with jo", "i'd like to go to the caff with jo one day", "wish i could go to the caff with jo",
    "i fancy going to the caff with jo", "no one but i want to go to the caff with jo"])
def test_a_wish_for_another_place_is_no_company_here(one: Talker, text: str) -> None:
    asked_who_comes(one)
    said = one.say(text)
    assert tied("lidl", "jo") not in ties(one) and tied("lidl", "caff") not in ties(one), said
    assert wishes(one) and all("caff" in wish for wish in wishes(one)), said
    assert "caff" not in labels(one) or item(one, "caff").status is Status.WISHED
    if not text.startswith("no one"):
        assert "lidl" in said.split("\n")[-1], said


@pytest.mark.parametrize("text", ["i wish jo came with me", "id like jo to come", "i want to go with jo", "i wish i had someone to go with"])
def test_a_wish_for_company_is_no_company_yet(one: Talker, text: str) -> None:
    asked_who_comes(one)
    said = one.say(text)
    assert not ties(one) and wishes(one), said


@pytest.mark.parametrize("text", ["i go to the caff with jo", "jo comes to the caff with me", "me and jo go to the caff", "i see jo at the caff"])
def test_company_somewhere_else_is_no_company_here(one: Talker, text: str) -> None:
    asked_who_comes(one)
    said = one.say(text)
    assert tied("jo", "caff") in ties(one) and tied("lidl", "jo") not in ties(one) and tied("lidl", "caff") not in ties(one), said


@pytest.mark.parametrize("text", ["jo", "jo comes with me", "me and jo, and i want to go more", "my sister", "jo sometimes, we go to the caff after", "with jo then we go to the caff"])
def test_company_here_is_company(one: Talker, text: str) -> None:
    asked_who_comes(one)
    said = one.say(text)
    assert tied("lidl", "jo") in ties(one), said
