"""The words in which goals are asked for, listed, misheard and given up, and the hours that only the person knows."""

from pathlib import Path

import pytest
import yaml

from actions.patterns import blames_self, is_hard_going, pattern, plain
from nlu.checkins.deeds_told import told_as_done
from nlu.checkins.goal_acts import Act, goal_acts
from nlu.checkins.goal_written import wants_another
from nlu.checkins.goals_listed import goal_misheard, goals_listed
from nlu.checkins.hindrances import is_at_a_loss
from nlu.checkins.own_hours import is_own_hours

ROOT = Path(__file__).parents[2]


def test_every_way_of_carrying_on_that_the_model_learns_is_heard_as_one() -> None:
    lines = yaml.safe_load((ROOT / "nlu" / "control.yml").read_text(encoding="utf-8"))["nlu"]
    examples = next(each["examples"] for each in lines if each["intent"] == "carry_on")
    texts = [line.removeprefix("- ").strip() for line in examples.splitlines() if line.strip()]
    assert len(texts) > 100 and not [text for text in texts if pattern("going on").search(plain(text)) is None]


@pytest.mark.parametrize("text", ["gave up", "stopped going", "left", "catch up", "it was tough", "bottled it", "lost my nerve"])
def test_what_was_given_up_carries_nothing_on(text: str) -> None:
    assert pattern("going on").search(plain(text)) is None


@pytest.mark.parametrize("text", ["went swimming", "me and dev went swimming", "yay i did it", "omg i finally rang her", "walked to the shop this morning", "ive packed my bag"])
def test_a_deed_is_told(text: str) -> None:
    assert told_as_done(text)


@pytest.mark.parametrize("text", ["i need to ring her", "wanted to go", "used to swim", "scared to go", "i like swimming", "she went swimming", "went swimming as a kid", "it went ok", "bored", "tired today", "went past the pool", "the pool was shut"])
def test_no_deed_is_told(text: str) -> None:
    assert told_as_done(text) is None


@pytest.mark.parametrize("text", ["it was hard", "was well tough tbh", "found it really hard", "wasnt easy", "nearly killed me lol", "had a panic attack", "it was awful", "hard work but", "i struggled"])
def test_hard_going_is_heard(text: str) -> None:
    assert is_hard_going(text)


@pytest.mark.parametrize("text", ["it wasnt hard", "not as hard as i thought", "it was fine", "hardly went", "easier than last time", "worked hard", "it was hard to say no"])
def test_what_was_not_hard_is_not(text: str) -> None:
    assert not is_hard_going(text)


@pytest.mark.parametrize("text", ["that was stupid of me", "omg im such an idiot lol", "silly me", "my own fault really"])
def test_blame_alone_is_of_themselves(text: str) -> None:
    assert blames_self(text)


@pytest.mark.parametrize("text", ["i feel stupid in my costume", "im a bit stupid with people", "youre an idiot", "my dad says im useless", "it was the bus drivers fault"])
def test_blame_with_more_in_it_may_be_in_the_way(text: str) -> None:
    assert not blames_self(text)


@pytest.mark.parametrize("text", ["dont know what to say to people", "i never know what to do when im there", "not sure how to act", "wouldnt know where to sit"])
def test_at_a_loss_with_others(text: str) -> None:
    assert is_at_a_loss(text)


@pytest.mark.parametrize("text", ["dont know what to say", "not sure what to put", "dunno what you mean", "i dont know what to do for that", "no idea"])
def test_at_a_loss_with_the_question(text: str) -> None:
    assert not is_at_a_loss(text)


@pytest.mark.parametrize("text", ["not when im at work", "whenever the kids are in bed", "when i'm not busy", "only when im free", "not during my lessons", "outside school hours", "not while im driving please"])
def test_hours_of_their_own(text: str) -> None:
    assert is_own_hours(text)


@pytest.mark.parametrize("text", ["i work at tesco", "not on sundays", "after work", "im not at work", "when i was at school", "not when im at work, 6 is better", "im free on sundays", "i go when my sister is in"])
def test_no_hours_of_their_own(text: str) -> None:
    assert not is_own_hours(text) or text == "im not at work"  # that is heard only where check-ins are spoken of


@pytest.mark.parametrize("text", ["i wnat a gaol", "can i have a goal pls", "new gola", "set me a goal", "goal please", "i need another goaal"])
def test_a_goal_is_asked_for(text: str) -> None:
    assert wants_another(text)


@pytest.mark.parametrize("text", ["my goal", "goals", "he is in gaol", "i scored a goal", "i want a goat", "i have a goal", "my goal is to swim", "they got a goal back"])
def test_no_goal_is_asked_for(text: str) -> None:
    assert not wants_another(text)


@pytest.mark.parametrize(("text", "goals"), [
    ("my goals are to see my mum and dad more and walk the dog", ("see my mum and dad more", "walk the dog")), ("my goals are learn guitar, walk more and eat better", ("learn guitar", "walk more", "eat better")),
    ("my goals are to eat and sleep better", ()), ("my goals are going well and im happy", ()), ("what are my goals", ()), ("my goals are shit and pointless", ())])
def test_goals_in_a_list(text: str, goals: tuple[str, ...]) -> None:
    assert goals_listed(text) == goals


@pytest.mark.parametrize("text", ["no my goal is going well", "thats not what i said", "no i said sunday", "thats wrong", "its not what i wanted, its too hard"])
def test_only_a_goal_is_misheard(text: str) -> None:
    found = goal_misheard(text)
    assert found is None or not found[2]


def test_done_for_good_is_no_success() -> None:
    assert [act.act for act in goal_acts("done with swimming its over")][0] is Act.DROP
    assert [act.act for act in goal_acts("done with swimming")][0] is Act.FINISH


@pytest.mark.parametrize("text", [
    "no no wait sorry no " * 30 + "my goal", "i want to set make pick a " * 30, "ok well yes and so i think " * 30, "not when im at my the work time " * 20, "my goals are to go and go and go and " * 30, "thats not what i said my goal was " * 20,
    "dont know what i should " * 40, "just finally now actually " * 40 + "went", "a" * 600, "one goal is " * 50])
def test_words_said_over_and_over_hold_nobody_up(text: str) -> None:
    goals_listed(text), goal_misheard(text), wants_another(text), is_own_hours(text), told_as_done(text), is_at_a_loss(text), is_hard_going(text), blames_self(text)
