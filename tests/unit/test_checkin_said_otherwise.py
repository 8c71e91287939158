"""What was once misread of goals and check-ins, each with the family of wordings around it."""

from datetime import time

import pytest

from nlu.checkins.goal_acts import Act, goal_acts
from nlu.checkins.judge import plain
from nlu.checkins.planned import acts, clock_words
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
