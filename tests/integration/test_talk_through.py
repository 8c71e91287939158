"""Whole talks through every question, without Rasa: what a tired person says, said as they say it, and what then stands on the map."""

import pytest

from actions import services
from actions.ideas import ideas_for
from mapping.model import Frequency, Kind, Status
from mapping.naming import spoken
from tests.integration.talker import Talker, asked_for, to_links


def test_news_in_answer_to_who_comes_along_is_no_company(one: Talker) -> None:
    asked = to_links(one)
    asked_for(one, "goes to the high st", asked)
    one.say("i used to swim but my knees")
    assert one.items()["high st"].status is Status.CURRENT and one.items()["swim"].status is Status.PAST
    assert frozenset(("high st", "swim")) not in one.ties()


def test_company_that_has_ended_leaves_the_place(one: Talker) -> None:
    asked = to_links(one)
    asked_for(one, "goes to the high st", asked)
    one.say("used to go with dave from work")
    assert one.items()["high st"].status is Status.CURRENT


def test_nowhere_else_ends_no_question_about_company(one: Talker) -> None:
    asked = to_links(one)
    said = one.say("nowhere else", "nothing_more")
    assert said.startswith("OK.") and "high st with you" in asked and "high st with you" in said and "on your map" not in said


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
    assert "what do you do" in said.lower() and one.items()["caff"].kind is Kind.PLACE and one.items()["caff"].aliases == ("jims",)
    assert not any(each.kind is Kind.ACTIVITY for each in services.maps().map_of(one.id).items)
    said = one.say("thats it", "nothing_more")
    assert "used to do" in said  # nothing was named yet: the whole topic is not over


def test_she_is_the_woman_just_named(one: Talker) -> None:
    one.say("just me n the cat")
    one.say("my nan bless her, n my mate tayo n his mrs")
    assert "mrs" in {each.label.lower() for each in services.maps().map_of(one.id).items}
    assert one.ties() == {frozenset(("tayo", "mrs"))}
    one.say("she rings most nights")
    assert one.items()["nan"].frequency is Frequency.DAILY


def test_whom_she_means_is_asked_where_it_may_be_two(one: Talker) -> None:
    one.say("just me")
    one.say("my mum and my sister")
    assert "Who do you mean?" in one.say("she rings most nights")
    said = one.press("your sister")
    assert one.items()["sister"].frequency is Frequency.DAILY and one.items()["mum"].frequency is None
    assert "friends" in said


def test_she_may_be_somebody_new(one: Talker) -> None:
    one.say("just me")
    one.say("my mum and my sister")
    one.say("she rings most nights")
    one.say("my mate bev")
    assert one.items()["bev"].frequency is Frequency.DAILY and one.items()["mum"].frequency is one.items()["sister"].frequency is None


def test_news_to_whom_she_means_is_news(one: Talker) -> None:
    one.say("just me")
    one.say("my mum and my sister")
    one.say("she rings most nights")
    one.say("my mate bev lent me her car")
    assert one.items()["bev"].frequency is None


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
    assert {each.label for each in found.items} == {"nan", "Jas", "Tom"} and "jaspreet" in {word.lower() for word in one.items()["jas"].aliases}


def test_straight_after_danger_it_is_nothing_on_the_map(one: Talker) -> None:
    one.say("just me")
    one.say("i stay away from town, too many people")
    before = services.maps().map_of(one.id).items
    one.after_danger = 1
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
    assert one.items()["telly"].kind is Kind.ACTIVITY and one.items()["telly"].closeness is None and "close that" in said


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
    assert mrs(one) == [("mrs", "Tayo's mrs")] and frozenset(("tayo", "mrs")) in one.ties()
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
    assert frozenset(("kwame", "rex")) in one.ties()


def test_his_mrs_is_of_the_only_one_it_can_be(one: Talker) -> None:
    one.say("just me")
    one.say("my nan and my brother")
    one.say("his mrs")
    assert mrs(one) == [("mrs", "your brother's mrs")]


def test_what_knees_stopped_is_no_idea(one: Talker) -> None:
    to_links(one)
    assert "In the way: my knees" in one.say("i used to swim but my knees")
    barrier, = services.maps().map_of(one.id).barriers
    assert barrier.blocks == one.items()["swim"].id
    assert not any("swim" in str(idea.names) for idea in ideas_for(services.maps().map_of(one.id)))


def status(one: Talker, label: str) -> Status:
    return one.items()[label].status


def to_activities(one: Talker) -> str:
    one.say("just me")
    one.say("my nan")
    one.say("thats everyone", "nothing_more")
    one.say("the park")
    return one.say("thats it", "nothing_more")


def test_what_was_is_no_answer_to_what_they_do_now(one: Talker) -> None:
    to_activities(one)
    said = one.say("i used to swim but my knees")
    assert said.endswith("And what do you do with your time these days?")
    said = one.say("telly")
    assert (status(one, "swim"), status(one, "telly")) == (Status.PAST, Status.CURRENT)
    assert "I have swimming (in the past). Is there anything else you used to do" in said, "what was told of is not asked for as if it was not"


def test_nothing_now_answers_it_whatever_was(one: Talker) -> None:
    to_activities(one)
    assert "these days" not in one.say("nothing now, used to swim")


def test_a_bare_thing_said_to_what_they_stopped_is_past_and_can_be_put_right(one: Talker) -> None:
    to_activities(one)
    one.say("chess")
    assert "telly (in the past)" in one.say("telly")
    one.say("no i still watch telly")
    assert status(one, "telly") is Status.CURRENT


def test_a_bare_thing_said_to_anything_else_is_of_now(one: Talker) -> None:
    to_activities(one)
    one.say("chess")
    one.say("i stopped fishing years ago")
    one.say("telly")
    assert (status(one, "fishing"), status(one, "telly")) == (Status.PAST, Status.CURRENT)


def test_what_a_message_takes_back_is_not_on_the_map(one: Talker) -> None:
    one.say("just me")
    one.say("my sister, no wait not her, my brother luke")
    one.say("the queen. jk, my mate wayne")
    assert "left that one out" in one.say("my dealer haha no only joking")
    one.say("work friends, ines and tom. actually just ines")
    assert one.labels() == {"luke", "wayne", "ines"}


def test_nobodys_relation_is_guessed(one: Talker) -> None:
    one.say("2 lads")
    said = one.say("col n big steve")
    assert "brother" not in said and one.items()["col"].relation is None


def test_run_and_running_are_one(one: Talker) -> None:
    to_activities(one)
    one.say("i run")
    one.say("cycling")
    one.say("running")
    assert len({"run", "running"} & one.labels()) == 1


def test_none_of_one_kind_is_no_end_of_all(one: Talker) -> None:
    one.say("just me")
    one.say("my nan")
    assert "part of their job" in one.say("none", "nothing_more")


def test_a_name_on_the_map_is_no_thank_you(one: Talker) -> None:
    asked = to_links(one)
    asked_for(one, "goes to the high st", asked)
    said = one.say("nan", "thanks")
    assert "welcome" not in said and frozenset(("high st", "nan")) in one.ties() and "high st with you" not in said


def test_who_just_went_stays_after_all(one: Talker) -> None:
    one.say("just me")
    one.say("my nan and my mate raj")
    one.say("take raj off")
    assert "raj" not in one.labels()
    assert "Back on your map" in one.say("actually no keep him")
    assert "raj" in one.labels()


@pytest.mark.parametrize(("text", "intent", "words"), [
    ("how many more of these questions", "say_again", "people, then places"), ("how many more questions", "carry_on", "people, then places"), ("are we nearly done", "why_asked", "people, then places"),
    ("this is pointless", "insult", "good to see who and what helps"), ("whats the point of this", "why_asked", "good to see who and what helps")])
def test_what_is_said_of_the_questions_gets_its_answer(one: Talker, text: str, intent: str, words: str) -> None:
    one.say("just me")
    said = one.say(text, intent)
    assert words in said and said.endswith("Who in your family matters to you, near or far?")


def test_thats_everyone_ends_no_list_of_places(one: Talker) -> None:
    one.say("just me")
    one.say("my nan")
    one.say("thats everyone", "nothing_more")
    assert one.say("no thats everyone i think", "nothing_more").startswith("OK.")


def test_a_short_name_alone_is_a_person(one: Talker) -> None:
    one.say("just me")
    one.say("my nan")
    one.say("col")
    assert "col" in one.labels()
