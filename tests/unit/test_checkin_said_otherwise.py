"""What was once misread of goals and check-ins, each with the family of wordings around it."""

from datetime import time

import pytest
import yaml

from actions.patterns import HEARD, pattern
from nlu.checkins.deeds_told import told_as_done
from nlu.checkins.goal_acts import Act, goal_acts
from nlu.checkins.goal_parts import part_of
from nlu.checkins.speaking import plain
from nlu.checkins.planned import acts, clock_words
from nlu.checkins.putting_right import old_words, read_put_right
from nlu.checkins.reply import Went, read_reply
from nlu.checkins.times import spread
from nlu.checkins.wishes import WishKind, read_wish


@pytest.mark.parametrize("text", [
    "it's none of your business", "none of your business", "mind your own", "thats private", "no comment", "rather not say", "i'd prefer not to talk about it",
    "not telling you", "nosy"])
def test_who_would_rather_not_say_gave_no_answer(text: str) -> None:
    assert read_reply(text).went is Went.NOT_SAID


@pytest.mark.parametrize("text", ["same as last week", "the same as last time", "same again", "pretty much the same as before", "as before"])
def test_the_same_as_before_is_no_answer_by_itself(text: str) -> None:
    assert read_reply(text).went is Went.SAME


@pytest.mark.parametrize(("text", "why"), [
    ("the kids were off school so no", "the kids were off school"), ("i was going to but then the car broke down", "the car broke down"),
    ("didnt get there, my mum was ill", "my mum was ill"), ("wasn't able to, the lift was broken", "the lift was broken")])
def test_what_stood_in_the_way_is_told_by_the_grammar(text: str, why: str) -> None:
    assert read_reply(text).barrier == why


@pytest.mark.parametrize("text", [
    "theres no need to check on me", "no need to keep asking", "you dont need to keep checking on me", "you needn't text me any more", "no need for all these texts",
    "i can do without the check ins", "nae more o these messages", "gonnae stop wi the messages", "i no longer require these check-ins"])
def test_check_ins_stop_where_there_is_no_need_of_them(text: str) -> None:
    wish = read_wish(text, idle=True)
    assert wish is not None and wish.kind is WishKind.STOP


@pytest.mark.parametrize("text", ["there is no need to ring my sister", "my mum stopped messaging me"])
def test_what_is_not_said_of_check_ins_stops_none(text: str) -> None:
    assert read_wish(text, idle=True) is None


@pytest.mark.parametrize(("text", "number"), [("twice a week and not the weekend", 2), ("three times a week but never at weekends", 3), ("twice a week, not weekends", 2)])
def test_so_many_times_a_week_and_not_on_some_days(text: str, number: int) -> None:
    wish = read_wish(text, idle=True)
    assert wish is not None and (wish.times, wish.left_out) == (number, (5, 6))


@pytest.mark.parametrize("number", range(1, 6))
@pytest.mark.parametrize("without", [(), (6,), (5, 6), (0, 2, 4)])
def test_days_are_spread_over_those_that_are_left(number: int, without: tuple[int, ...]) -> None:
    days = spread(number, without=without)
    assert len(set(days)) == len(days) == min(number, 7 - len(without)) and not set(days) & set(without)


def test_an_hour_after_which_they_may_be_asked_is_in_the_evening_where_bed_is_named() -> None:
    wish = read_wish("any time after 8 when theyre in bed", idle=True)
    assert wish is not None and wish.at == time(20)


@pytest.mark.parametrize(("text", "deed", "clock"), [
    ("book a lane for friday at 6", True, "friday at 6"), ("get the bus to the pool", True, ""), ("go with Dev on sunday", False, "on sunday")])
def test_a_deed_is_told_from_when_it_is_done(text: str, deed: bool, clock: str) -> None:
    assert (acts(text), clock_words(text).removeprefix("for ")) == (deed, clock)


@pytest.mark.parametrize(("text", "act", "goal"), [
    ("give the reading a wee rest", Act.PAUSE, "reading"), ("knock the walks on the head for now", Act.PAUSE, "walks"), ("knock the walks on the head", Act.DROP, "walks"),
    ("i walk every day now so we can tick that off", Act.FINISH, "i walk every day"), ("please mark the third goal as achieved", Act.FINISH, "third goal"),
    ("im not bothering with choir any more", Act.DROP, "choir"), ("i'll give reading another bash", Act.RESUME, "reading")])
def test_goals_are_steered(text: str, act: Act, goal: str) -> None:
    assert (act, goal) in {(each.act, each.object.removeprefix("the ").strip()) for each in goal_acts(text)}


@pytest.mark.parametrize(("text", "read"), [
    ("ah dinnae want tae", "i don't want to"), ("aff tae ma bed", "off to my bed"), ("kindly write on fridays", "please write on fridays"),
    ("i went um on friday full stop", "i went on friday."), ("he's at the o'clock shop", "he's at the o'clock shop"), ("with no time", "with no time")])
def test_one_way_of_speaking_is_read_as_another(text: str, read: str) -> None:
    assert plain(text) == read


@pytest.mark.parametrize(("text", "to"), [
    ("change the swimming goal to attend Mass with Ting", "attend Mass with Ting"), ("change the walking goal to visit Fr Michael", "visit Fr Michael"),
    ("change the walking goal to walk wi ma wee dug", "walk wi ma wee dug"), ("bruv, change my walking goal to visit Amy", "visit Amy")])
def test_a_goal_is_kept_in_the_words_that_were_said(text: str, to: str) -> None:
    assert goal_acts(text)[0].to == to


def test_a_step_and_a_barrier_are_kept_in_the_words_that_were_said() -> None:
    assert part_of("change my swimming step to ask ma pal Yin to come").new == "ask ma pal Yin to come"  # type: ignore[union-attr]
    assert read_reply("I was gonnae go but ma heid wis bad").barrier == "ma heid wis bad"
    assert read_reply("I wis gonnae go but Ting had a fall full stop").barrier == "Ting had a fall"


@pytest.mark.parametrize("text", [
    "went swimming and my sister came, it was lovely so i didnt want to leave", "i did it, was knackered so i didnt go twice", "i rang her and she was lovely so i didnt need to worry"])
def test_a_deed_stands_in_nobodys_way(text: str) -> None:
    assert read_reply(text).went is Went.DONE and read_reply(text).barrier is None


@pytest.mark.parametrize("text", ["no alcohol for a month", "i cant go swimming for fear of being seen", "mum says, put the gym on hold, but i love it", "she told me, give up swimming, i told her no way"])
def test_what_others_want_or_the_goal_itself_is_no_act_on_it(text: str) -> None:
    assert not [act for act in goal_acts(text) if act.act in (Act.PAUSE, Act.DROP)]


def test_a_but_at_the_beginning_keeps_what_the_stop_is_about() -> None:
    assert read_wish("but stop asking me about the gym").about == "gym"  # type: ignore[union-attr]
    assert read_wish("i couldn't do sunday, can we make it monday", prompted=True).days == (0,)  # type: ignore[union-attr]
    assert read_wish("i want to go away for a week", idle=True) is None


@pytest.mark.parametrize("text", [
    "please please no no please no oh please no " * 4, "no " * 60, "please " * 60 + "stop", "no " * 40 + "i cant", "a" * 500, "yes ok yes oh yes well ok " * 8, "just " * 61,
    "no sorry i think honestly no well thanks sorry " * 5, "the my a bed and sofa " * 12, "nothing just really " * 20, "sleep and rest " * 25])
def test_words_said_over_and_over_hold_nobody_up(text: str) -> None:
    """A pattern that can read one space in two ways would not end within the time that a test has."""
    old_words(text), read_put_right(text), goal_acts(text), told_as_done(text), part_of(text), read_reply(text), read_wish(text, idle=True)
    for name in yaml.safe_load(HEARD.read_text(encoding="utf-8")):
        pattern(name).search(text), pattern(name).fullmatch(text)
