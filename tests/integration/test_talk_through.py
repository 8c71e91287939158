"""Whole talks through every question, without Rasa: what a tired person says, said as they say it, and what then stands on the map."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from actions import services
from actions.ideas import ideas_for
from mapping.model import Frequency, Item, Kind, Status
from mapping.naming import spoken
from tests.integration.talker import Talker, own_database


@pytest.fixture
def one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Talker]:
    with own_database(tmp_path, monkeypatch):
        talker = Talker(monkeypatch, whole=True)
        talker.begin()
        yield talker


def item(one: Talker, label: str) -> Item:
    return next(each for each in services.maps().map_of(one.id).items if each.label.lower() == label)


def ties(one: Talker) -> set[frozenset[str]]:
    found = services.maps().map_of(one.id)
    names = {each.id: each.label.lower() for each in found.items}
    return {frozenset((names[tie.a], names[tie.b])) for tie in found.ties}


def asked_for(one: Talker, words: str, asked: str) -> str:
    """Skips until these words are in a question."""
    for _ in range(15):
        if words in asked.split("\n")[-1]:
            return asked
        asked = one.say("skip", "skip")
    raise AssertionError(f"nobody asked about {words}: {asked}")


def to_links(one: Talker) -> str:
    one.say("just me")
    one.say("my nan")
    one.say("thats everyone", "nothing_more")
    one.say("the high st")
    one.say("thats it", "nothing_more")
    one.say("chess")
    return one.say("thats all", "nothing_more")


def test_news_in_answer_to_who_comes_along_is_no_company(one: Talker) -> None:
    asked = to_links(one)
    asked_for(one, "goes to the high st", asked)
    one.say("i used to swim but my knees")
    assert item(one, "high st").status is Status.CURRENT and item(one, "swim").status is Status.PAST
    assert frozenset(("high st", "swim")) not in ties(one)


def test_company_that_has_ended_leaves_the_place(one: Talker) -> None:
    asked = to_links(one)
    asked_for(one, "goes to the high st", asked)
    one.say("used to go with dave from work")
    assert item(one, "high st").status is Status.CURRENT


def test_nowhere_else_ends_no_question_about_company(one: Talker) -> None:
    asked = to_links(one)
    said = one.say("nowhere else", "nothing_more")
    assert said.startswith("OK.") and asked.split("\n")[-1] in said and "on your map" not in said


def test_thats_it_speaks_of_nothing(one: Talker) -> None:
    one.say("just me")
    one.say("my nan")
    one.say("thats everyone", "nothing_more")
    one.say("the park")
    one.say("thats it", "nothing_more")
    one.say("chess")
    one.say("i used to swim but my knees")
    assert "on your map" not in one.say("thats it", "nothing_more")


def test_a_no_in_other_words_is_told_nothing(one: Talker) -> None:
    to_links(one)
    assert "on your map" not in one.say("dont really do owt now")


def test_a_place_told_late_leaves_what_they_do_to_be_asked(one: Talker) -> None:
    one.say("just me")
    one.say("my nan")
    one.say("thats everyone", "nothing_more")
    one.say("the park")
    one.say("thats it", "nothing_more")
    said = one.say("the caff on the high st, jims. quiet in there")
    assert "what do you do" in said.lower() and item(one, "caff").kind is Kind.PLACE and item(one, "caff").aliases == ("jims",)
    assert not any(each.kind is Kind.ACTIVITY for each in services.maps().map_of(one.id).items)
    said = one.say("thats it", "nothing_more")
    assert "used to do" in said  # nothing was named yet: the whole topic is not over


def test_she_is_the_woman_just_named(one: Talker) -> None:
    one.say("just me n the cat")
    one.say("my nan bless her, n my mate tayo n his mrs")
    assert "mrs" in {each.label.lower() for each in services.maps().map_of(one.id).items}
    assert ties(one) == {frozenset(("tayo", "mrs"))}
    one.say("she rings most nights")
    assert item(one, "nan").frequency is Frequency.DAILY


def test_whom_she_means_is_asked_where_it_may_be_two(one: Talker) -> None:
    one.say("just me")
    one.say("my mum and my sister")
    assert "Who do you mean?" in one.say("she rings most nights")
    said = one.press("your sister")
    assert item(one, "sister").frequency is Frequency.DAILY and item(one, "mum").frequency is None
    assert "friends" in said


def test_a_name_said_again_in_other_letters_is_put_right(one: Talker) -> None:
    one.say("just me")
    one.say("my sister Dorothy in Leeds but she is poorly")
    one.say("it's Dorothea actually")
    people = {each.label for each in services.maps().map_of(one.id).items if each.kind is Kind.PERSON}
    assert people == {"Dorothea"}


def test_another_name_for_somebody_is_nobody_new(one: Talker) -> None:
    one.say("just me")
    one.say("my nan and my cousin Jas")
    one.say("Jas and Jaspreet are the same person")
    one.say("my mate Tom and jaspreet")
    found = services.maps().map_of(one.id)
    assert {each.label for each in found.items} == {"nan", "Jas", "Tom"} and "jaspreet" in {word.lower() for word in item(one, "jas").aliases}


def test_straight_after_danger_it_is_nothing_on_the_map(one: Talker) -> None:
    one.say("just me")
    one.say("i stay away from town, too many people")
    before = services.maps().map_of(one.id).items
    one.after_danger = True
    assert "Noted" not in one.say("no i dont mean it im just angry")
    assert services.maps().map_of(one.id).items == before


def test_delete_said_again_brings_nobody_back(one: Talker) -> None:
    one.say("just me")
    one.say("my ex is a nightmare")
    one.say("delete my ex")
    one.say("i said delete my ex")
    assert services.maps().map_of(one.id).items == ()


def test_his_mrs_is_called_what_she_is(one: Talker) -> None:
    one.say("just me")
    said = one.say("my mate tayo n his mrs")
    assert "Tayo's mrs" in said and "Mrs (" not in said


def test_telly_is_what_they_do_wherever_it_is_said(one: Talker) -> None:
    asked = to_links(one)
    asked_for(one, "close", asked)
    said = one.say("telly", "nlu_fallback")
    assert item(one, "telly").kind is Kind.ACTIVITY and item(one, "telly").closeness is None and "close that" in said


def test_worn_out_is_no_answer(one: Talker) -> None:
    one.say("just me")
    for text, intent in (("sorry im knackered", "dont_know"), ("too tired tbh", "add_to_map"), ("im shattered", "feel_low")):
        said = one.say(text, intent)
        assert "no rush" in said and "family" in said and "Not knowing" not in said and "116" not in said


def test_the_question_once_more_and_no_reasons(one: Talker) -> None:
    one.say("just me")
    said = one.say("what was the question", "say_again")
    assert "family" in said and "I ask" not in said


def test_ideas_are_told_once(one: Talker) -> None:
    to_links(one)
    for _ in range(20):
        said = one.say("skip", "skip")
        if one.form == "goals_form":
            break
    assert "1." in said
    again = one.say("ta", "thanks")
    assert "1." not in again and "goal" in again
    assert "1." in one.say("i want a goal", "suggest_goals")


def mrs(one: Talker) -> list[tuple[str, str]]:
    return [(each.label, spoken(each)) for each in services.maps().map_of(one.id).items if each.label == "mrs"]


def test_his_mrs_is_never_the_participants_own(one: Talker) -> None:
    one.say("just me")
    one.say("mum n my nan")
    said = one.say("his mrs")
    assert said.endswith("Whose mrs do you mean?") and mrs(one) == []
    said = one.say("my mate tayo")
    assert mrs(one) == [("mrs", "Tayo's mrs")] and frozenset(("tayo", "mrs")) in ties(one)
    assert "your mrs" not in said and said.count("?") == 1


def test_whose_mrs_by_a_button_or_a_name(one: Talker) -> None:
    one.say("just me")
    one.say("my dad and my brother Dev")
    one.say("his mrs is lovely")
    one.press("Dev, your brother")
    assert mrs(one) == [("mrs", "Dev's mrs")]
    one.say("my mates tom and kwame")
    one.say("his dog rex")
    one.say("kwames")
    assert frozenset(("kwame", "rex")) in ties(one)


def test_his_mrs_is_of_the_only_one_it_can_be(one: Talker) -> None:
    one.say("just me")
    one.say("my nan and my brother")
    one.say("his mrs")
    assert mrs(one) == [("mrs", "your brother's mrs")]


def test_what_knees_stopped_is_no_idea(one: Talker) -> None:
    to_links(one)
    assert "In the way: my knees" in one.say("i used to swim but my knees")
    barrier, = services.maps().map_of(one.id).barriers
    assert barrier.blocks == item(one, "swim").id
    assert not any("swim" in str(idea.names) for idea in ideas_for(services.maps().map_of(one.id)))
