"""Who comes along: asked of two things by themselves, and then once of all the others, so that it does not tire."""

import pytest

from tests.integration.talker import Talker


def tied(*pair: str) -> frozenset[str]:
    return frozenset(pair)


def begun(one: Talker, places: str = "lidl, the park, the library and the caff") -> str:
    """To the first question about who comes along."""
    said = ""
    for text, intent in (("just me", "add_to_map"), ("my sister jo and my mum", "add_to_map"), ("thats everyone", "nothing_more"), (places, "add_to_map"),
                         ("thats it", "nothing_more"), ("chess", "add_to_map"), ("thats all", "nothing_more")):
        said = one.say(text, intent)
    return said


def to_several(one: Talker) -> str:
    begun(one)
    one.say("just me")
    return one.say("just me")


def company(said: str) -> bool:
    """Whether the last thing asked is who comes along to one thing."""
    last = said.split("\n")[-1]
    return "with you, if anyone" in last or "Who joins you" in last


def test_in_a_whole_talk_it_is_asked_twice_and_then_once_of_the_rest(one: Talker) -> None:
    said, asked = begun(one), []
    for _ in range(25):
        asked.append(said.split("\n")[-1])
        said = one.say("just me") if company(said) or "any of these" in said else one.say("skip", "skip")
    single = [each for each in asked if company(each)]
    several = [each for each in asked if "any of these" in each]
    assert len(single) == 2 and len(several) == 1, asked
    assert all(name in several[0] for name in ("library", "caff", "chess")) and "lidl" not in several[0] and "park" not in several[0]
    assert asked.index(several[0]) == asked.index(single[-1]) + 1


def test_with_three_things_each_is_asked_about(one: Talker) -> None:
    said, asked = begun(one, "lidl and the park"), []
    for _ in range(12):
        asked.append(said.split("\n")[-1])
        said = one.say("just me") if company(said) else one.say("skip", "skip")
    assert sum(map(company, asked)) == 3 and not any("any of these" in each for each in asked)


def test_what_is_known_already_is_not_asked(one: Talker) -> None:
    begun(one)
    one.say("just me")
    said = one.say("jo, and my mum comes to the caff")
    assert "any of these" in said and "caff" not in said.split("\n")[-1] and "library" in said


@pytest.mark.parametrize(("text", "found"), [
    ("jo comes to the library and mum does chess with me", {tied("jo", "library"), tied("mum", "chess")}),
    ("yeah jo goes to the caff", {tied("jo", "caff")}),
    ("my mum comes to all of them", {tied("mum", "library"), tied("mum", "caff"), tied("mum", "chess")}),
    ("jo, to all of these", {tied("jo", "library"), tied("jo", "caff"), tied("jo", "chess")})])
def test_who_goes_where(one: Talker, text: str, found: set[frozenset[str]]) -> None:
    to_several(one)
    said = one.say(text)
    assert one.ties() == found and "any of these" not in said and "Which ones" not in said, said


@pytest.mark.parametrize("text", ["no", "just me", "nobody", "none of them really", "nah i go on my own", "no one comes", "nobody comes with me", "no-one really tbh", "no nobody goes there with me"])
def test_nobody_does(one: Talker, text: str) -> None:
    to_several(one)
    said = one.say(text)
    assert not one.ties() and "any of these" not in said and said.count("?") == 1, said


@pytest.mark.parametrize(("name", "label"), [("jo", "jo"), ("yeah my mum", "mum"), ("my mate tom", "tom")])
def test_a_name_alone_is_asked_where(one: Talker, name: str, label: str) -> None:
    to_several(one)
    said = one.say(name)
    assert "Which ones are with" in said and not one.ties(), said
    said = one.say("the library n the caff")
    assert one.ties() == {tied(label, "library"), tied(label, "caff")} and "Which ones" not in said, said


def test_all_of_them_by_a_button(one: Talker) -> None:
    to_several(one)
    one.say("jo")
    said = one.press("All of them")
    assert one.ties() == {tied("jo", "library"), tied("jo", "caff"), tied("jo", "chess")} and "Which ones" not in said


@pytest.mark.parametrize("text", ["dunno", "skip", "none of them"])
def test_where_it_is_not_said_the_talk_goes_on(one: Talker, text: str) -> None:
    to_several(one)
    one.say("jo")
    said = one.say(text, {"dunno": "dont_know", "skip": "skip"}.get(text, "add_to_map"))
    assert not one.ties() and "Which ones" not in said and "any of these" not in said, said


@pytest.mark.parametrize("where", [begun, to_several])
def test_a_bare_yes_is_asked_who(one: Talker, where: object) -> None:
    where(one)
    said = one.say("yes", "affirm")
    assert said.endswith("Who is that?")
    assert "Who is that?" not in one.say("jo")
