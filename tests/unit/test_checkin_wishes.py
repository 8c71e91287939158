"""What people want of check-ins, in their words: days, times, how often, not this week, not about that, not at all."""

from datetime import time

import pytest

from nlu.checkins.wishes import CheckinWish, WishKind, read_wish

SET, SKIP, STOP, MUTE, RESUME, CALENDAR, TELL = WishKind
FREE = [
    ("can you message me on sundays instead", CheckinWish(SET, (6,))),
    ("message me on Sunday instead of Monday", CheckinWish(SET, (6,), (0,))),
    ("could you ask me in the mornings", CheckinWish(SET, at=time(10))),
    ("text me about half 6", CheckinWish(SET, at=time(18, 30))),
    ("please check in twice a week", CheckinWish(SET, times=2, weeks=1)),
    ("check in with me every other week please", CheckinWish(SET, times=1, weeks=2)),
    ("can u message me mon and thurs around 5pm", CheckinWish(SET, (0, 3), at=time(17))),
    ("don't message me on mondays", CheckinWish(SET, (), (0,))),
    ("you message me too often", CheckinWish(SET, change=-1)),
    ("check in less often", CheckinWish(SET, change=-1)),
    ("can you check in more often", CheckinWish(SET, change=1)),
    ("don't message me before 10", CheckinWish(SET, quiet_to=time(10))),
    ("please don't text after 7", CheckinWish(SET, quiet_from=time(19))),
    ("remind me at weekends", CheckinWish(SET, (5, 6))),
    ("not this week", CheckinWish(SKIP)), ("Not this week please", CheckinWish(SKIP)), ("skip next week", CheckinWish(SKIP)),
    ("don't ask me for two weeks", CheckinWish(SKIP)), ("don't message me this week", CheckinWish(SKIP)),
    ("dont check in for a month", CheckinWish(SKIP)),
    ("stop asking about the gym", CheckinWish(MUTE, about="gym")),
    ("please stop asking me about swimming", CheckinWish(MUTE, about="swimming")),
    ("don't ask me about my walk any more", CheckinWish(MUTE, about="walk")),
    ("stop messaging me", CheckinWish(STOP)), ("please stop checking in", CheckinWish(STOP)), ("no more check-ins", CheckinWish(STOP)),
    ("stop the reminders", CheckinWish(STOP)), ("turn off check ins", CheckinWish(STOP)),
    ("start checking in again", CheckinWish(RESUME)), ("check in", CheckinWish(RESUME)), ("you can ask me again", CheckinWish(RESUME)),
    ("my time zone is New York", CheckinWish(SET, zone="America/New_York")),
    ("i'm in Dublin, can you change the time zone", CheckinWish(SET, zone="Europe/Dublin")),
]
ASKED = [
    ("sundays", CheckinWish(SET, (6,))), ("sunday at 6", CheckinWish(SET, (6,), at=time(18))), ("yes once a week", CheckinWish(SET, times=1, weeks=1)),
    ("wed evening", CheckinWish(SET, (2,), at=time(18))), ("every day", CheckinWish(SET, tuple(range(7)))), ("weekends", CheckinWish(SET, (5, 6))),
    ("mon, wed & fri at 10am", CheckinWish(SET, (0, 2, 4), at=time(10))), ("fortnightly", CheckinWish(SET, times=1, weeks=2)),
    ("no thanks", CheckinWish(STOP)), ("nah i'm ok", CheckinWish(STOP)), ("tuesdays after work", CheckinWish(SET, (1,), at=time(17))),
    ("18:30 on fridays", CheckinWish(SET, (4,), at=time(18, 30))), ("9 in the evening, saturdays", CheckinWish(SET, (5,), at=time(21))),
]
NOTHING = [
    "i go to the gym on sundays", "my mum rang me on monday", "i saw Dev this week", "not this week but we might go at easter", "we sat in the sun",
    "my sister texts me", "my mum and dad text me on sundays", "she messages me every day", "i text my brother on fridays", "ask her on sunday",
    "can you tell me about sundays", "i asked you on monday", "dev checks in on me every morning", "they stopped asking about the gym", "i don't speak to him about money", "Sunday is my friend's name", "ask him on tuesday", "i asked her to come on friday",
    "my brother never messages me", "what time is it in New York", "we play at 6", "stop", "i stopped going to the gym",
]


@pytest.mark.parametrize(("text", "wish"), FREE)
def test_said_at_any_time(text: str, wish: CheckinWish) -> None:
    assert read_wish(text) == wish


@pytest.mark.parametrize(("text", "wish"), ASKED)
def test_said_when_asked(text: str, wish: CheckinWish) -> None:
    assert read_wish(text, asked=True) == wish


@pytest.mark.parametrize("text", NOTHING)
def test_talk_about_a_life_is_no_wish(text: str) -> None:
    assert read_wish(text) is None


@pytest.mark.parametrize("text", ["not this week", "a week off", "skip this week"])
def test_on_a_check_in_few_words_will_do(text: str) -> None:
    assert read_wish(text, prompted=True) == CheckinWish(SKIP)


@pytest.mark.parametrize("text", ["can i have that in my calendar", "put that in my diary pls", "add the check ins to my google calendar", "calendar file please",
                                  "could you put the check ins in my phone calendar?", "send me a calendar invite"])
def test_a_file_for_their_calendar_is_asked_for(text: str) -> None:
    found = read_wish(text)
    assert found is not None and found.kind is CALENDAR


@pytest.mark.parametrize("text", ["i write everything in my diary", "my mum has a calendar on the wall", "the dentist is in my calendar"])
def test_a_calendar_in_a_life_is_talk(text: str) -> None:
    assert read_wish(text) is None
