"""Only words that say so end the talk: an answer that the model takes for a goodbye or a stop is heard as the answer it is."""

import pytest
import yaml

from actions import services, words
from actions.leaving import may_leave
from mapping.agenda import Question, topic_of
from tests.integration.talker import ROOT, Talker

ENDS = ("utter_control_goodbye", "utter_control_paused")


def ended(said: str) -> bool:
    return any(words.phrase(name) in said for name in ENDS)


def to(one: Talker, key: str) -> None:
    """This question is what they have before them."""
    one.number += 1
    services.maps().ask(one.id, f"m_{one.number}", key, None, part="ask", now=one.now)
    one.form = f"{topic_of(key)}_form"
    one.slots["requested_slot"] = one.forms[one.form]


@pytest.mark.parametrize(("key", "text", "label"), [
    ("places.go", "off licence", "off licence"), ("places.go", "the bus stop", "bus stop"), ("activities.do", "night shift", "night shift"), ("places.else", "the night shelter", "night shelter"),
    ("people.friends", "ciara", "ciara"), ("people.friends", "nita", "nita"), ("people.friends", "tara", "tara"), ("people.friends", "dawn", "dawn"),
    ("activities.do", "see mates", "mates"), ("activities.do", "speak to nan", "nan")])
@pytest.mark.parametrize("intent", ["stop", "goodbye"])
def test_an_answer_ends_nothing(one: Talker, key: str, text: str, label: str, intent: str) -> None:
    to(one, key)
    said = one.say(text, intent)
    assert not ended(said) and label in one.labels() and said.count("?") == 1, said


@pytest.mark.parametrize(("key", "text", "response"), [
    *[("places.go", text, "utter_places_indoors") for text in ("bed", "just bed", "my bed mostly", "nowhere just bed", "home", "in my room", "the sofa", "stay in bed")],
    *[("places.comfort", text, "utter_places_indoors") for text in ("in bed", "bed really", "my bed lol", "on the sofa", "at home", "in the bath", "under my duvet")],
    *[("activities.do", text, "utter_activities_rest") for text in ("sleep", "just sleep", "sleep mostly", "stay in bed", "bed", "resting", "lie on the sofa", "nothing just sleep", "stay in", "chatting", "sit there")]])
@pytest.mark.parametrize("intent", ["goodbye", "add_to_map"])
def test_their_own_bed_is_heard_and_ends_nothing(one: Talker, key: str, text: str, response: str, intent: str) -> None:
    to(one, key)
    said = one.say(text, intent)
    assert said.startswith(words.phrase(response)) and said.count("?") == 1 and not ended(said), said
    assert services.maps().talk(one.id).current.key != key and not one.labels()  # type: ignore[union-attr]


@pytest.mark.parametrize("text", ["home", "my house tbh", "home mostly", "my own flat", "being at home"])
def test_home_as_the_place_to_stay_away_from_is_met_with_care(one: Talker, text: str) -> None:
    to(one, "places.avoid")
    said = one.say(text)
    assert said.startswith(words.phrase("utter_places_home_hard")) and said.count("?") == 1 and not one.labels(), said


@pytest.mark.parametrize(("key", "text", "label"), [
    ("places.go", "the bed shop", "bed shop"), ("places.comfort", "in bed with the cat", "cat"), ("places.go", "the bath house", "bath house"), ("places.go", "my nans house", "nan"),
    ("activities.do", "sleep and bingo", "bingo"), ("activities.do", "stay in and knit", "knit"), ("places.comfort", "home or the park", "park")])
def test_what_is_more_than_that_goes_on_the_map(one: Talker, key: str, text: str, label: str) -> None:
    to(one, key)
    said = one.say(text)
    assert any(label in each for each in one.labels()), said


@pytest.mark.parametrize("text", ["sleep", "a break", "peace and quiet", "going out", "rest", "a good nights sleep", "a bit of peace", "nights out", "going to bed on time", "a lie in"])
@pytest.mark.parametrize("intent", ["goodbye", "stop"])
def test_what_they_would_like_more_of_ends_nothing(one: Talker, text: str, intent: str) -> None:
    to(one, "reflect.more")
    said = one.say(text, intent)
    assert not ended(said) and text in {wish.text for wish in services.maps().map_of(one.id).wishes}, said


@pytest.mark.parametrize("text", ["sleep before 12", "go to bed on time", "get out of bed by 10", "see my nan"])
def test_a_goal_ends_nothing(one: Talker, text: str) -> None:
    to(one, "goal.choose")
    said = one.say(text, "goodbye")
    assert not ended(said) and text in {goal.text for goal in services.maps().map_of(one.id).goals}, said


@pytest.mark.parametrize("text", ["tues", "weds", "sat afternoon", "my nan", "im tired of my leg", "nights are worst", "still shaking", "hes gone out", "the bed shop"])
@pytest.mark.parametrize("intent", ["goodbye", "stop"])
def test_while_the_talk_waits_after_danger_nothing_else_ends_it(one: Talker, text: str, intent: str) -> None:
    one.say("just me", "deny")
    one.after_danger = 2
    said = one.say(text, intent)
    assert not ended(said) and "?" not in said
    assert any(words.phrase(name) in said for name in ("utter_safety_still_here", "utter_safety_listening", "utter_safety_way_back")), said


@pytest.mark.parametrize("text", ["bye", "im off to bed", "night", "stop", "enough now", "gotta go", "see ya", "off to bed night", "not now", "later", "ttyl", "goodnight x", "im off out", "ive had enough", "can we stop"])
@pytest.mark.parametrize("key", ["people.family", "places.go", "activities.do", "reflect.more"])
def test_words_that_say_so_end_it(one: Talker, text: str, key: str) -> None:
    to(one, key)
    before = services.maps().map_of(one.id)
    said = one.say(text, "goodbye")
    assert ended(said) and services.maps().map_of(one.id).items == before.items, said


@pytest.mark.parametrize("text", ["bye", "off to bed", "going to bed", "stop", "see you tomorrow"])
def test_words_that_say_so_end_it_after_danger(one: Talker, text: str) -> None:
    one.say("just me", "deny")
    one.after_danger = 2
    assert ended(one.say(text, "goodbye"))


def test_going_to_bed_is_a_goodbye_where_it_answers_nothing(one: Talker) -> None:
    one.say("just me", "deny")
    assert ended(one.say("going to bed", "goodbye"))


def test_words_nobody_knows_that_the_model_is_sure_of_end_it(one: Talker) -> None:
    one.say("just me", "deny")
    assert ended(one.say("skedaddling off bruv", "goodbye", 0.97))
    assert not ended(one.say("wibble", "goodbye", 0.97))


def test_every_example_of_ours_may_end_the_talk() -> None:
    examples = {part["intent"]: part["examples"] for part in yaml.safe_load((ROOT / "nlu" / "control.yml").read_text(encoding="utf-8"))["nlu"] if "intent" in part}
    said = [line.removeprefix("- ").strip() for name in ("stop", "goodbye") for line in examples[name].splitlines()]
    missed = [text for text in said if not may_leave(text, None)]
    assert len(said) > 300 and len(missed) <= 0.01 * len(said), missed


@pytest.mark.parametrize("text", [
    "bed", "bus stop", "tues", "late nights", "off work", "shes gone", "leave the house", "stopped going", "stop smoking", "quit drinking", "end of the day", "break up", "off and on", "nights at tesco",
    "take care of mum", "left alone", "stay home", "the end house", "finish my course", "done up", "paused my prescription", "talk to mum", "chat with nan", "sees me tomorrow", "she stops by",
    "cant stop eating", "the night bus", "seeing people", "safe house", "a break from it", "he left", "gone off it", "enough people"])
def test_answers_that_look_like_it_do_not(text: str) -> None:
    assert not may_leave(text, Question("activities.do"))


@pytest.mark.parametrize(("text", "leaves"), [("weekly", False), ("once a week", False), ("every day", False), ("mondays", False), ("tomorrow", True), ("maybe tomorrow", True)])
def test_how_often_passes_no_question_by(one: Talker, text: str, leaves: bool) -> None:
    to(one, "places.go")
    said = one.say(text, "skip")
    assert (words.phrase("utter_control_skipped") in said) is leaves, said
