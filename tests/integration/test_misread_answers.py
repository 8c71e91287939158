"""Answers that were once taken for something else: what each of them does now, in several wordings."""

import pytest

from actions import services, words
from mapping.agenda import topic_of
from mapping.model import Status
from mapping.naming import spoken
from tests.integration.talker import Talker


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
    assert {"jo", "mrs"} <= one.labels() and spoken(one.items()["mrs"]) == "Jo's mrs" and tied("jo", "mrs") in one.ties(), said


def test_the_places_that_say_who_it_is_are_kept(one: Talker) -> None:
    asked_whose(one)
    said = one.say("jo from the caff on the high st")
    assert {"caff", "high st"} <= one.labels() and tied("jo", "caff") in one.ties() and "Jo" in said and "mrs" in said


@pytest.mark.parametrize("text", ["jo is in hospital", "jo rang me from work", "my mate jo died in march"])
def test_news_of_somebody_does_not_say_whose_it_is(one: Talker, text: str) -> None:
    asked_whose(one)
    one.say(text)
    assert "mrs" not in one.labels()


@pytest.mark.parametrize("text", ["his mrs is nice", "his mrs helps me loads", "his mrs is horrible to me"])
def test_what_is_said_of_his_mrs_is_not_said_of_him(one: Talker, text: str) -> None:
    one.say("my mate kwame and my mum")
    one.say(text)
    assert spoken(one.items()["mrs"]) == "Kwame's mrs" and one.items()["kwame"].impact is None
    one.say("my mates tom and lee")
    one.say(text.replace("mrs", "sister"))
    one.press("Tom, your mate")
    assert one.items()["sister"].impact is not None and one.items()["tom"].impact is None


def test_his_mrs_and_he_are_both_told_of(one: Talker) -> None:
    one.say("my mate kwame and my mum")
    one.say("his mrs is nice and he helps me too")
    assert one.items()["kwame"].impact is not None


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
    assert tied("lidl", "jo") not in one.ties() and tied("lidl", "caff") not in one.ties(), said
    assert wishes(one) and all("caff" in wish for wish in wishes(one)), said
    assert "caff" not in one.labels() or one.items()["caff"].status is Status.WISHED
    if not text.startswith("no one"):
        assert "lidl" in said.split("\n")[-1], said


@pytest.mark.parametrize("text", ["i wish jo came with me", "id like jo to come", "i want to go with jo", "i wish i had someone to go with"])
def test_a_wish_for_company_is_no_company_yet(one: Talker, text: str) -> None:
    asked_who_comes(one)
    said = one.say(text)
    assert not one.ties() and wishes(one), said


@pytest.mark.parametrize("text", ["i go to the caff with jo", "jo comes to the caff with me", "me and jo go to the caff", "i see jo at the caff"])
def test_company_somewhere_else_is_no_company_here(one: Talker, text: str) -> None:
    asked_who_comes(one)
    said = one.say(text)
    assert tied("jo", "caff") in one.ties() and tied("lidl", "jo") not in one.ties() and tied("lidl", "caff") not in one.ties(), said


@pytest.mark.parametrize("text", ["jo", "jo comes with me", "me and jo, and i want to go more", "my sister", "jo sometimes, we go to the caff after", "with jo then we go to the caff"])
def test_company_here_is_company(one: Talker, text: str) -> None:
    asked_who_comes(one)
    said = one.say(text)
    assert tied("lidl", "jo") in one.ties(), said


# "no i mean saturday"

@pytest.mark.parametrize("intent", ["deny", "add_to_map", "steer_checkins", "nothing_more"])
@pytest.mark.parametrize("text", ["no i mean saturday", "no, i meant the other day", "nah i mean tuesdays", "sorry i meant weekends", "no no i mean in the morning"])
def test_no_i_mean_is_not_the_answer_no(one: Talker, text: str, intent: str) -> None:
    one.say("just me")
    one.say("my sister jo")
    before = services.maps().map_of(one.id)
    asked = one.say("no one else", "deny")
    question = asked.split("\n")[-1]
    said = one.say(text, intent)
    assert said == words.phrase("utter_check_right"), said
    assert services.maps().map_of(one.id).items == before.items
    assert one.press("Nothing").endswith(question)


@pytest.mark.parametrize("text", ["never mind", "no", "nothing, forget it", "it doesnt matter"])
def test_nothing_is_to_be_put_right_after_all(one: Talker, text: str) -> None:
    one.say("just me")
    one.say("my sister jo")
    question = one.say("no one else", "deny").split("\n")[-1]
    one.say("no i mean saturday")
    said = one.say(text)
    assert said.endswith(question) and one.labels() == {"jo"}, said


def test_what_is_to_be_put_right_is_put_right(one: Talker) -> None:
    one.say("just me")
    one.say("my sister jo")
    question = one.say("no one else", "deny").split("\n")[-1]
    one.say("no i meant the other thing")
    said = one.say("jo is my cousin")
    assert one.items()["jo"].relation == "cousin" and said.endswith(question), said


@pytest.mark.parametrize(("text", "found"), [("no i mean jo", {"jo"}), ("sorry i meant my mate jo", {"jo"}), ("i mean jo and kim", {"jo", "kim"})])
def test_no_i_mean_with_somebody_in_it_names_them(one: Talker, text: str, found: set[str]) -> None:
    one.say("just me")
    one.say("no family", "deny")
    one.say(text)
    assert one.labels() == found


@pytest.mark.parametrize("text", ["i mean no", "no i mean not really", "no i mean nobody"])
def test_i_mean_no_is_a_no(one: Talker, text: str) -> None:
    one.say("just me")
    assert "friends" in one.say(text)


# "the second one please"

@pytest.mark.parametrize("text", ["the second one please", "2", "number 3", "ill take the first one", "the last one", "option two pls"])
def test_a_pick_without_a_list_is_told_so(one: Talker, text: str) -> None:
    one.say("just me")
    question = one.say("my mum").split("\n")[-1]
    one.say("show my map", "show_map")
    assert one.say(text) == f"{words.phrase('utter_control_no_list')}\n{question}"


# Harsh words

def test_harsh_words_get_other_words_each_time(one: Talker) -> None:
    one.say("just me")
    said = [one.say(text, "insult").split("\n")[0] for text in ("fuck off", "you are useless", "fuck off", "what a stupid bot")]
    assert len(set(said[:3])) == 3 and all(a != b for a, b in zip(said, said[1:], strict=False))


# Children that somebody else has

@pytest.mark.parametrize(("text", "owner", "relation"), [
    ("my daughter Amy has the two boys Jake and Liam", "amy", "other"), ("my daughter has two boys Jake and Liam", "daughter", "other"),
    ("my sister Mia has the two lads Jake and Liam", "mia", "nephew"), ("my mate Tayo's got two kids, Jake and Liam", "tayo", "other")])
def test_whoever_has_them_their_children_are_theirs(one: Talker, text: str, owner: str, relation: str) -> None:
    one.say("just me")
    said = one.say(text)
    assert {one.items()[name].relation for name in ("jake", "liam")} == {relation}, said
    assert {tied(owner, "jake"), tied(owner, "liam")} <= one.ties() and "your boy" not in said and "your lad" not in said and "your kid" not in said


@pytest.mark.parametrize("text", ["has the two boys Jake and Liam", "she has two boys Jake and Liam", "shes got the two boys Jake and Liam", "and she's got two lads, Jake and Liam"])
def test_has_the_boys_is_of_whom_was_just_named(one: Talker, text: str) -> None:
    one.say("just me")
    one.say("my daughter Amy")
    said = one.say(text)
    assert one.items()["jake"].relation == "other" and tied("amy", "jake") in one.ties() and tied("amy", "liam") in one.ties(), said


@pytest.mark.parametrize("text", ["i have two boys Jake and Liam", "my wife has the two boys Jake and Liam at weekends", "my two boys Jake and Liam", "ive got the boys, Jake and Liam"])
def test_own_children_stay_their_own(one: Talker, text: str) -> None:
    one.say("just me")
    one.say(text)
    assert {one.items()[name].relation for name in ("jake", "liam")} == {"son"}


# Somebody put on, somebody put right

@pytest.mark.parametrize("text", [
    "actually put my sister on too, shes called beth", "can you put my sister on as well, her names beth", "add my sister too shes called beth", "oh and put my sister on, she is called beth"])
@pytest.mark.parametrize("before", ["my mum", "my sister", "my sister Anna and my mum", "my sisters"])
def test_put_my_sister_on_too(one: Talker, before: str, text: str) -> None:
    one.say("just me")
    one.say(before)
    said = one.say(text)
    assert one.items()["beth"].relation == "sister" and "Beth" in said, said
    if "Anna" in before:
        assert tied("anna", "beth") not in one.ties()


@pytest.mark.parametrize("text", ["no Blessing is the nurse", "no, blessing's the nurse", "sorry blessing is the nurse", "actually Blessing is the nurse not grace"])
def test_who_the_nurse_is_is_put_right(one: Talker, text: str) -> None:
    one.say("just me")
    one.say("my carer Blessing and my nurse Grace")
    said = one.say(text)
    assert one.items()["blessing"].relation == "nurse" and one.labels() == {"blessing", "grace"} and "nurse" in said, said


def test_what_is_so_already_is_said_in_full(one: Talker) -> None:
    one.say("just me")
    one.say("my nurse Blessing and my neighbour Grace")
    assert "Blessing (nurse)" in one.say("no Blessing is the nurse")


@pytest.mark.parametrize("text", ["actually put her on again", "put her back on", "add her back please", "no bring her back"])
def test_who_just_went_comes_back(one: Talker, text: str) -> None:
    one.say("just me")
    one.say("my mum and my mate tom")
    one.say("take my mum off")
    one.say(text)
    assert one.labels() == {"mum", "tom"}


def test_their_children_with_nobody_there_are_not_the_speakers(one: Talker) -> None:
    one.say("just me")
    one.say("my husband Ahmed")
    one.say("my sister she live in Syria, she have three daughter")
    assert not any(each.relation == "daughter" for each in services.maps().map_of(one.id).items)


def test_news_beside_whose_it_is_is_kept(one: Talker) -> None:
    one.say("just me")
    one.say("my mate gaz and my mum")
    one.say("my mate tom")
    one.say("his mrs is nice")
    one.say("gaz has a kid called Tyson")
    assert "tyson" in one.labels()


def test_a_misspelt_wish_is_a_wish(one: Talker) -> None:
    one.say("just me")
    one.say("my brother Kyle")
    one.say("i wana go bowling wiv kyle")
    assert one.items()["bowling"].status is Status.WISHED and wishes(one)


@pytest.mark.parametrize("intent", ["dont_know", "skip"])
def test_a_hobby_alone_is_never_a_dont_know(one: Talker, intent: str) -> None:
    one.say("just me")
    one.say("bingo", intent)
    assert "bingo" in one.labels()


# Answers that the model takes for a call for help, an insult, a thank-you or a hello

@pytest.mark.parametrize(("key", "about", "text", "intent"), [
    ("person.impact", "nan", "helps when she comes", "help"), ("person.impact", "nan", "helps me loads", "help"), ("activities.do", None, "run", "insult"), ("activities.do", None, "fags", "insult"),
    ("people.friends", None, "sal", "greet"), ("people.friends", None, "col n deen", "thanks")])
def test_an_answer_is_no_aside(one: Talker, key: str, about: str | None, text: str, intent: str) -> None:
    one.ruled = True
    one.say("just me")
    one.say("my nan")
    ask(one, key, about)
    said = one.say(text, intent, 0.95)
    assert not any(words.phrase(name) in said for name in ("utter_control_help", "utter_control_insult", "utter_control_thanks", "utter_control_hello")) and said.count("?") == 1, said
    assert one.items()["nan"].impact_words == text if about else len(one.labels()) > 1


@pytest.mark.parametrize(("text", "intent", "response"), [
    ("help", "help", "utter_control_help"), ("can you help me", "help", "utter_control_help"), ("thanks", "thanks", "utter_control_thanks"), ("thank you jo", "thanks", "utter_control_thanks"), ("you are useless", "insult", "utter_control_insult"),
    ("hi", "greet", "utter_control_hello")])
def test_what_says_so_is_still_one(one: Talker, text: str, intent: str, response: str) -> None:
    one.ruled = True
    one.say("just me")
    assert words.phrase(response) in one.say(text, intent, 0.95)


def ask(one: Talker, key: str, about: str | None) -> None:
    """This question is what they have before them."""
    one.number += 1
    services.maps().ask(one.id, f"m_{one.number}", key, about, part="ask", now=one.now)
    one.form = f"{topic_of(key)}_form"
    one.slots["requested_slot"] = one.forms[one.form]


def test_our_kid_is_told_back_as_a_brother_or_sister(one: Talker) -> None:
    said = one.say("me n our kid")
    assert "your brother or sister" in said and "kid" not in said
    assert "your brother or sister to Dean" in one.say("our kid dean", "add_to_map")


@pytest.mark.parametrize("text", ["from the temple not church", "the temple not church", "no its from the temple not the church"])
def test_where_somebody_is_from_is_put_right_with_the_tie(one: Talker, text: str) -> None:
    one.say("just me")
    one.say("priya from church")
    said = one.say(text)
    assert one.labels() == {"priya", "temple"} and one.ties() == {tied("priya", "temple")}, said
