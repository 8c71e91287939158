"""Ways of changing check-ins that were made up after the reader was there, in four rounds, and mended round by round.

Read right at first sight, before mending: 26 of 56, 15 of 36, 23 of 36, 19 of 30. What is below is read right now; a stranger's
words will do about as well as the last rounds did.
"""

from datetime import time

import pytest

from nlu.checkins.wishes import CheckinWish, WishKind, read_wish

SET, SKIP, STOP, MUTE, RESUME, CALENDAR, TELL = WishKind
IDLE = [  # check-ins are on and nothing else is asked
    ("can you text me on a sunday instead", CheckinWish(SET, days=(6,))),
    ("could we do sundays instead", CheckinWish(SET, days=(6,))),
    ("sundays would be better", CheckinWish(SET, days=(6,))),
    ("can we change it to tuesdays", CheckinWish(SET, days=(1,))),
    ("evenings not mornings", CheckinWish(SET, at=time(18))),
    ("mornings not evenings please", CheckinWish(SET, at=time(10))),
    ("message me in the evening not the morning", CheckinWish(SET, at=time(18))),
    ("can you make it later in the day", CheckinWish(SET, shift=2)),
    ("every other day", CheckinWish(SET, times=3, weeks=1)),
    ("text me every other day", CheckinWish(SET, times=3, weeks=1)),
    ("once a week is plenty", CheckinWish(SET, times=1, weeks=1)),
    ("just once a week please", CheckinWish(SET, times=1, weeks=1)),
    ("only message me at weekends", CheckinWish(SET, days=(5, 6))),
    ("leave me alone for a bit", CheckinWish(SKIP)),
    ("leave me alone", CheckinWish(STOP)),
    ("give me a couple of weeks", CheckinWish(SKIP)),
    ("can you leave it a week", CheckinWish(SKIP)),
    ("not this wk", CheckinWish(SKIP)),
    ("give it a rest this week", CheckinWish(SKIP)),
    ("im away next week so dont message", CheckinWish(SKIP)),
    ("no messages til monday", CheckinWish(SKIP)),
    ("text me again", CheckinWish(RESUME)),
    ("you can text me again now", CheckinWish(RESUME)),
    ("start asking me again", CheckinWish(RESUME)),
    ("im ready for check ins again", CheckinWish(RESUME)),
    ("start messaging me again please", CheckinWish(RESUME)),
    ("stop texting me", CheckinWish(STOP)),
    ("stop asking me stuff", CheckinWish(STOP)),
    ("no more messages", CheckinWish(STOP)),
    ("dont text me anymore", CheckinWish(STOP)),
    ("pls dont message me any more", CheckinWish(STOP)),
    ("i dont want check ins", CheckinWish(STOP)),
    ("quit nagging me", CheckinWish(STOP)),
    ("stop going on about the gym", CheckinWish(MUTE, about='gym')),
    ("stop asking about the gym", CheckinWish(MUTE, about='gym')),
    ("dont ask about swimming anymore", CheckinWish(MUTE, about='swimming')),
    ("no more about the gym please", CheckinWish(MUTE, about='gym')),
    ("stop mentioning my walk", CheckinWish(MUTE, about='walk')),
    ("you text too much", CheckinWish(SET, change=-1)),
    ("too many messages", CheckinWish(SET, change=-1)),
    ("bit less often please", CheckinWish(SET, change=-1)),
    ("message me a bit more", CheckinWish(SET, change=1)),
    ("can you text me after 5", CheckinWish(SET, at=time(17))),
    ("dont text before 11 im asleep", CheckinWish(SET, quiet_to=time(11))),
    ("dont message me late at night", CheckinWish(SET, quiet_from=time(20))),
    ("can you ask me at 7 instead", CheckinWish(SET, at=time(19))),
    ("move it to 10am", CheckinWish(SET, at=time(10))),
    ("can it be wednesdays", CheckinWish(SET, days=(2,))),
    ("message me mon wed fri", CheckinWish(SET, days=(0, 2, 4))),
    ("fridays and saturdays not sundays", CheckinWish(SET, days=(4, 5), left_out=(6,))),
    ("ask me every day for now", CheckinWish(SET, days=(0, 1, 2, 3, 4, 5, 6))),
    ("once a month will do", CheckinWish(SET, times=1, weeks=4)),
    ("every fortnight please", CheckinWish(SET, times=1, weeks=2)),
    ("not tuesdays i have therapy", CheckinWish(SET, left_out=(1,))),
    ("text me on my day off thursday", CheckinWish(SET, days=(3,))),
    ("any chance you could text me saturdays", CheckinWish(SET, days=(5,))),
    ("weds would suit me more", CheckinWish(SET, days=(2,))),
    ("id rather you asked on a monday", CheckinWish(SET, days=(0,))),
    ("swap to thursdays please", CheckinWish(SET, days=(3,))),
    ("not sundays, mondays", CheckinWish(SET, days=(0,), left_out=(6,))),
    ("can it be after tea instead", CheckinWish(SET, at=time(18, 30))),
    ("make it lunchtimes", CheckinWish(SET, at=time(12, 30))),
    ("a bit later please", CheckinWish(SET, shift=2)),
    ("can u do 8pm not 6", CheckinWish(SET, at=time(20))),
    ("half 5 would be better", CheckinWish(SET, at=time(17, 30))),
    ("every couple of weeks is enough", CheckinWish(SET, times=1, weeks=2)),
    ("cut it down to once a month", CheckinWish(SET, times=1, weeks=4)),
    ("twice a week not every day", CheckinWish(SET, times=2, weeks=1)),
    ("ask me daily", CheckinWish(SET, days=(0, 1, 2, 3, 4, 5, 6))),
    ("can you check on me every few days", CheckinWish(SET, times=2, weeks=1)),
    ("not next week im at my mums", CheckinWish(SKIP)),
    ("im in hospital this week please dont message", CheckinWish(SKIP)),
    ("hold off for a fortnight", CheckinWish(SKIP)),
    ("can we pause the check ins", CheckinWish(STOP)),
    ("pause messages for now", CheckinWish(SKIP)),
    ("have a break til january", CheckinWish(SKIP)),
    ("pack it in with the messages", CheckinWish(STOP)),
    ("i dont want you to message me", CheckinWish(STOP)),
    ("shut up about the gym", CheckinWish(MUTE, about='gym')),
    ("you keep asking about swimming, stop", CheckinWish(MUTE, about='swimming')),
    ("dont bother asking about the choir", CheckinWish(MUTE, about='choir')),
    ("switch the check ins off", CheckinWish(STOP)),
    ("carry on messaging me", CheckinWish(RESUME)),
    ("im back you can start again with the check ins", CheckinWish(RESUME)),
    ("turn the check ins back on", CheckinWish(RESUME)),
    ("ok you can message me now", CheckinWish(RESUME)),
    ("unpause check ins", CheckinWish(RESUME)),
    ("message me less", CheckinWish(SET, change=-1)),
    ("ask me more often", CheckinWish(SET, change=1)),
    ("never text me before 12", CheckinWish(SET, quiet_to=time(12))),
    ("nothing after 6 please", CheckinWish(SET, quiet_from=time(18))),
    ("could u text on fridays insted", CheckinWish(SET, days=(4,))),
    ("thursdays are easier for me", CheckinWish(SET, days=(3,))),
    ("lets do mondays from now on", CheckinWish(SET, days=(0,))),
    ("change the day to friday", CheckinWish(SET, days=(4,))),
    ("i want you to ask me on saturdays", CheckinWish(SET, days=(5,))),
    ("dont do tuesdays", CheckinWish(SET, left_out=(1,))),
    ("weekdays only", CheckinWish(SET, days=(0, 1, 2, 3, 4))),
    ("can you text later on like 7", CheckinWish(SET, at=time(19))),
    ("mornings are better for me can you change it", CheckinWish(SET, at=time(10))),
    ("ask me before lunch instead", CheckinWish(SET, at=time(11))),
    ("check in twice a month", CheckinWish(SET, times=1, weeks=2)),
    ("less often pls", CheckinWish(SET, change=-1)),
    ("you message me way too much", CheckinWish(SET, change=-1)),
    ("once a week not twice", CheckinWish(SET, times=1, weeks=1)),
    ("not for a couple weeks", CheckinWish(SKIP)),
    ("miss this week out", CheckinWish(SKIP)),
    ("leave it til next week", CheckinWish(SKIP)),
    ("im really busy this week leave it", CheckinWish(SKIP)),
    ("can i have a week off", CheckinWish(SKIP)),
    ("no check in this week please", CheckinWish(SKIP)),
    ("leave me be for a few days", CheckinWish(SKIP)),
    ("stop checking up on me", CheckinWish(STOP)),
    ("no more texts please", CheckinWish(STOP)),
    ("i dont want any more reminders", CheckinWish(STOP)),
    ("please stop the check-ins", CheckinWish(STOP)),
    ("can you stop messaging", CheckinWish(STOP)),
    ("dont ask me about the allotment again", CheckinWish(MUTE, about='allotment')),
    ("enough about the gym", CheckinWish(MUTE, about='gym')),
    ("stop on about my swimming", CheckinWish(MUTE, about='swimming')),
    ("can you start checking in again", CheckinWish(RESUME)),
    ("check in with me again", CheckinWish(RESUME)),
    ("start the messages again", CheckinWish(RESUME)),
    ("bring back the check ins", CheckinWish(RESUME)),
    ("ask me again how its going", CheckinWish(RESUME)),
    ("can you do it on wednesdays from now on", CheckinWish(SET, days=(2,))),
    ("tuesday would be easier", CheckinWish(SET, days=(1,))),
    ("could you change my check in to saturdays", CheckinWish(SET, days=(5,))),
    ("not mondays please", CheckinWish(SET, left_out=(0,))),
    ("i'd like it on a thursday instead", CheckinWish(SET, days=(3,))),
    ("could you ask a bit earlier", CheckinWish(SET, shift=-2)),
    ("afternoons please", CheckinWish(SET, at=time(15))),
    ("every three weeks is fine", CheckinWish(SET, times=1, weeks=3)),
    ("can we do it less", CheckinWish(SET, change=-1)),
    ("check ins twice a week please", CheckinWish(SET, times=2, weeks=1)),
    ("back to once a week", CheckinWish(SET, times=1, weeks=1)),
    ("nothing before 10", CheckinWish(SET, quiet_to=time(10))),
    ("let me off this week", CheckinWish(SKIP)),
    ("no not this week", CheckinWish(SKIP)),
    ("give me two weeks off", CheckinWish(SKIP)),
    ("can we leave it for a month", CheckinWish(SKIP)),
    ("dont message til after xmas", CheckinWish(SKIP)),
    ("i need a break from the messages for a bit", CheckinWish(SKIP)),
    ("dont check in any more", CheckinWish(STOP)),
    ("im done with check ins", CheckinWish(STOP)),
    ("take me off the check ins", CheckinWish(STOP)),
    ("leave me alone please", CheckinWish(STOP)),
    ("stop bringing up the gym", CheckinWish(MUTE, about='gym')),
    ("can you not ask about football", CheckinWish(MUTE, about='football')),
    ("i dont want to talk about the gym", CheckinWish(MUTE, about='gym')),
    ("text me again please", CheckinWish(RESUME)),
    ("you can ask me how its going again", CheckinWish(RESUME)),
    ("start the check ins back up", CheckinWish(RESUME)),
    ("can i have check ins again", CheckinWish(RESUME)),
]
PROMPTED = [  # in answer to "how did it go?"
    ("skip this one", CheckinWish(SKIP)), ("not this wk", CheckinWish(SKIP)), ("sundays would be better", CheckinWish(SET, days=(6,))),
    ("evenings not mornings", CheckinWish(SET, at=time(18))), ("can we do it less", CheckinWish(SET, change=-1)), ("leave me alone for a bit", CheckinWish(SKIP)),
    ("im away next week so dont message", CheckinWish(SKIP)), ("stop going on about the gym", CheckinWish(MUTE, about="gym")), ("text me again", CheckinWish(RESUME))]
TOLD = [  # straight after we said when we ask
    ("sundays", CheckinWish(SET, days=(6,))), ("just sundays", CheckinWish(SET, days=(6,))), ("10am", CheckinWish(SET, at=time(10))), ("mornings", CheckinWish(SET, at=time(10)))]
LIFE = [
    "i see her every other day", "weekends are better", "i need space from my mum", "my mum wont leave me alone", "leave me alone with him", "he stopped texting me",
    "too many people there", "i get too many messages from my ex", "i need a break from work", "i need a break", "give me a minute", "skip it", "next week im seeing dev",
    "im away next week", "on holiday next week", "we meet on sundays instead", "sundays are the worst", "in the mornings", "evenings are hard", "i work mornings not evenings",
    "not much", "too much", "too much noise", "its too much", "no more drinking", "i stopped the messages from him", "he keeps going on about the gym", "can we talk about sundays",
    "tomorrow", "i moved to Leeds", "could you ask my sister", "she leaves me alone for a bit", "text him again", "i text her again", "i want to be left alone",
    "i dont want messages from him", "i go twice a week", "maybe tomorrow", "can you ask him again"]


@pytest.mark.parametrize(("text", "wish"), IDLE)
def test_said_where_nothing_else_is_asked(text: str, wish: CheckinWish) -> None:
    assert read_wish(text, idle=True) == wish


@pytest.mark.parametrize(("text", "wish"), PROMPTED)
def test_said_to_a_check_in(text: str, wish: CheckinWish) -> None:
    assert read_wish(text, prompted=True) == wish


@pytest.mark.parametrize(("text", "wish"), TOLD)
def test_said_straight_after_we_said_when(text: str, wish: CheckinWish) -> None:
    assert read_wish(text, idle=True, told=True) == wish


@pytest.mark.parametrize("text", LIFE)
def test_talk_about_a_life_is_no_wish_even_then(text: str) -> None:
    assert read_wish(text) is None
    assert read_wish(text, idle=True) is None
    assert read_wish(text, prompted=True) is None


@pytest.mark.parametrize("text", ["every other day", "twice a week", "only at weekends", "just sunday", "every day", "mornings"])
def test_how_often_it_was_done_is_an_answer_to_how_it_went(text: str) -> None:
    assert read_wish(text, prompted=True) is None


@pytest.mark.parametrize("text", ["leave me alone", "sundays would be better", "stop going on about the gym", "not this week"])
def test_words_that_don_t_speak_of_check_ins_say_so(text: str) -> None:
    found = read_wish(text, idle=True)
    assert found is not None and (found.weak or text == "not this week")


@pytest.mark.parametrize("text", [
    "ill do it later", "maybe later", "not now", "nah not today", "not that one", "make a start on monday", "3 please", "fewer arguments", "cut down on the drink", "the park is lovely in spring",
    "i still live with my parents because i am only 22", "the drop in on wednesdays", "lets stop for today", "once a year at xmas", "make lunch for Dev", "some other time", "not so much"])
def test_what_is_said_to_the_talk_itself_is_no_wish(text: str) -> None:
    assert read_wish(text, idle=True) is None
