"""What annoyed people in their first hour, said as whole talks without Rasa: the dead kept late, small fears, who helps, tiredness, a rhythm of nobody."""

import pytest

from actions import services
from actions.ideas import ideas_for
from mapping.model import Impact, Item, Kind, Status, Tie, WellbeingMap
from tests.integration.talker import Talker

SAMARITANS = "116 123"


def mourn(one: Talker) -> str:
    one.say("my husband passed away last year")
    return one.say("hes called Frank he died 4 years ago in march")


def test_a_name_told_after_the_question_gets_no_second_sorry(one: Talker) -> None:
    said = mourn(one)
    assert "sorry" not in said.lower() and "keep Frank on your map" in said


@pytest.mark.parametrize(
    ("text", "intent"),
    [("i'd like to keep him on there yes", "affirm"), ("keep him please", "affirm"), ("leave him on", "add_to_map"), ("id want him kept", "affirm"), ("yes keep frank", "affirm"), ("i want my husband to stay", "add_to_map")],
)
def test_the_dead_are_kept_however_late_it_is_said(one: Talker, text: str, intent: str) -> None:
    mourn(one)
    one.say("i live with my cat")
    said = one.say(text, intent)
    assert said.startswith("I'll keep Frank on your map.") and one.items()["frank"].status is Status.PAST
    assert services.maps().map_of(one.id).wishes == ()


@pytest.mark.parametrize("text", ["no take him off", "id rather not have him on there", "dont keep frank"])
def test_and_taken_off_as_late(one: Talker, text: str) -> None:
    mourn(one)
    one.say("i live with my cat")
    one.say(text)
    assert "frank" not in one.items()


@pytest.mark.parametrize("text", ["i keep him company in my head", "i have my sister over on sundays", "i want him back"])
def test_other_words_of_keeping_answer_nothing(one: Talker, text: str) -> None:
    mourn(one)
    one.say("i live with my cat")
    assert "I'll keep" not in one.say(text) and "frank" in one.items()


@pytest.mark.parametrize(
    ("text", "intent"),
    [("who helps me", "want_person"), ("whos helping me", "nlu_fallback"), ("who is good for me", "out_of_scope"), ("which of them help me", "why_asked"), ("who's on my side", "add_to_map")],
)
def test_who_helps_is_on_the_map_and_no_call_for_a_person(one: Talker, text: str, intent: str) -> None:
    one.say("my mum, she helps me loads")
    said = one.say(text, intent)
    assert SAMARITANS not in said and "mum" in said and said.rstrip().endswith("?")


def test_who_can_help_me_still_is(one: Talker) -> None:
    assert SAMARITANS in one.say("i want to speak to someone", "want_person")


@pytest.mark.parametrize(
    ("text", "intent"),
    [("i am afraid go alone", "feel_low"), ("im scared to go on my own", "feel_low"), ("its too cold", "feel_low"), ("i dont like crowds", "feel_low"), ("im a bit shy to talk to people", "help"), ("cant get there", "help")],
)
def test_a_small_fear_or_the_weather_is_in_the_way_and_the_talk_goes_on(one: Talker, text: str, intent: str) -> None:
    one.say("i want to learn english in college")
    said = one.say(text, intent)
    (barrier,) = services.maps().map_of(one.id).barriers
    assert said.startswith("In the way: ") and SAMARITANS not in said and "Who do you live with?" in said and barrier.text == text
    assert barrier.blocks == services.maps().map_of(one.id).wishes[0].id


@pytest.mark.parametrize("text", ["i feel so low", "im scared of my husband", "im so alone", "i cant cope any more", "im scared to go home", "its all too much"])
def test_a_low_mood_is_still_heard_as_one(one: Talker, text: str) -> None:
    assert SAMARITANS in one.say(text, "feel_low") and services.maps().map_of(one.id).barriers == ()


@pytest.mark.parametrize(("text", "intent"), [("just tired sorry", "goodbye"), ("im tired sorry", "stop"), ("sorry im a bit tired today", "stop"), ("sorry just knackered", "dont_know")])
def test_tired_is_no_goodbye(one: Talker, text: str, intent: str) -> None:
    said = one.say(text, intent)
    assert "no rush" in said and said.endswith("Who do you live with? People and pets both count.")


@pytest.mark.parametrize("text", ["what it mean this question", "i not understand", "what you want to know", "explain please", "this question is difficult"])
def test_a_question_not_understood_is_put_in_other_words(one: Talker, text: str) -> None:
    assert one.say(text, "help").startswith("I mean anyone in your life.")


def test_a_rhythm_just_after_is(one: Talker) -> None:
    one.say("my mum")
    one.say("most days")
    assert one.items()["mum"].frequency is not None


@pytest.mark.parametrize("text", ["helps me loads", "really cheers me up", "does my head in"])
def test_what_somebody_does_with_nobody_named_is_of_whoever_was_just_named(one: Talker, text: str) -> None:
    one.say("my mum")
    one.say(text)
    assert one.items()["mum"].impact is (Impact.HINDERS if "head" in text else Impact.HELPS)


def test_the_shops_help(one: Talker) -> None:
    assert "the shops help." in one.say("the shops help me")


def _item(label: str, kind: Kind, **more: object) -> Item:
    return Item(id=label, kind=kind, label=label, sources=("m",), **more)  # type: ignore[arg-type]


def test_no_idea_is_a_journey_or_wants_somebody_from_afar() -> None:
    sister, husband = _item("sister", Kind.PERSON, relation="sister"), _item("husband", Kind.PERSON, relation="husband")
    syria, hull, park = _item("Syria", Kind.PLACE), _item("Hull", Kind.PLACE), _item("park", Kind.PLACE)
    helps = _item("cooking", Kind.ACTIVITY, impact=Impact.HELPS)
    ideas = ideas_for(WellbeingMap((sister, husband, syria, hull, park, helps), (Tie("sister", "Syria"),)))
    assert ideas and not any({"Syria", "Hull"} & set(idea.items) for idea in ideas)
    assert not any("sister" in idea.items and {"park", "cooking"} & set(idea.items) for idea in ideas)
