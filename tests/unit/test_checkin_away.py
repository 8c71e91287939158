"""Days left out of check-ins: a stretch, one day that has a name, every bank holiday."""

from datetime import UTC, date, datetime, time

import pytest
from icalendar import Calendar

from mapping.checkins import Rhythm, changed, next_due
from mapping.checkins.bank_holidays import bank_holidays
from mapping.checkins.calendar import calendar_of
from mapping.checkins.rhythm import body_of, from_body
from nlu.checkins.spelling import written_out
from nlu.checkins.stretches import stretch_of

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)  # a Monday
SUNDAYS = Rhythm(on=True, days=(6,))


def due_days(rhythm: Rhythm, number: int, after: datetime = NOON) -> list[date]:
    days, moment = [], after
    for _ in range(number):
        moment = next_due(rhythm, moment)
        assert moment is not None
        days.append(moment.date())
    return days


def test_nothing_is_due_in_a_stretch_and_all_the_rest_is() -> None:
    rhythm = changed(SUNDAYS, away=((date(2026, 3, 15), date(2026, 3, 22)),))
    assert due_days(rhythm, 3) == [date(2026, 3, 8), date(2026, 3, 29), date(2026, 4, 5)]


def test_a_stretch_of_months_still_ends() -> None:
    rhythm = changed(SUNDAYS, weeks=2, since=date(2026, 3, 2), away=((date(2026, 3, 2), date(2027, 3, 1)),))
    assert due_days(rhythm, 1)[0] >= date(2027, 3, 2)


def test_bank_holidays_are_left_out_where_they_are_not_wanted() -> None:
    mondays = changed(Rhythm(on=True, days=(0,)), holidays=False)
    found = due_days(mondays, 8)
    assert date(2026, 4, 6) not in found and date(2026, 3, 30) in found and date(2026, 4, 13) in found
    fridays = changed(Rhythm(on=True, days=(4,)), holidays=False, weeks=4, since=date(2026, 12, 21))
    assert due_days(fridays, 1, datetime(2026, 12, 21, tzinfo=UTC))[0] > date(2027, 1, 1)


@pytest.mark.parametrize(("year", "days"), [  # as gov.uk lists them for England and Wales
    (2024, ["01-01", "03-29", "04-01", "05-06", "05-27", "08-26", "12-25", "12-26"]),
    (2026, ["01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-28"]),
    (2027, ["01-01", "03-26", "03-29", "05-03", "05-31", "08-30", "12-27", "12-28"]),
])
def test_the_bank_holidays_are_those_of_england_and_wales(year: int, days: list[str]) -> None:
    assert sorted(bank_holidays(year)) == [date.fromisoformat(f"{year}-{day}") for day in days]


def test_what_is_left_out_is_kept_and_older_choices_still_read() -> None:
    rhythm = changed(SUNDAYS, away=((date(2026, 3, 15), date(2026, 3, 22)),), holidays=False)
    assert from_body(body_of(rhythm)) == rhythm
    older = {name: value for name, value in body_of(SUNDAYS).items() if name not in ("away", "holidays")}
    assert from_body(older) == SUNDAYS


def test_a_calendar_leaves_out_the_same_days() -> None:
    rhythm = changed(SUNDAYS, away=((date(2026, 3, 15), date(2026, 3, 22)),), at=time(18))
    made = calendar_of(rhythm, "p", now=NOON)
    assert made is not None
    event = next(iter(Calendar.from_ical(made).walk("VEVENT")))
    left_out = event["EXDATE"]
    assert [each.dt.date() for each in left_out.dts] == [date(2026, 3, 15), date(2026, 3, 22)]


@pytest.mark.parametrize(("text", "first", "last"), [
    ("till the 1st of may", (3, 2), (4, 30)), ("on mother's day", (3, 15), (3, 15)), ("for a fortnight", (3, 2), (3, 15)), ("till xmas", (3, 2), (12, 26)),
    ("til after easter", (3, 2), (4, 6)), ("this week", (3, 2), (3, 8)), ("next week", (3, 9), (3, 15)), ("this weekend", (3, 7), (3, 8)),
    ("from thursday for 10 days", (3, 5), (3, 14)), ("until my sister has gone home on the 20th", (3, 2), (3, 19)), ("for six wks", (3, 2), (4, 12)),
    ("till summer", (3, 2), (5, 31)), ("until monday", (3, 2), (3, 8)), ("until next wednesday", (3, 2), (3, 10)), ("till wednesday", (3, 2), (3, 3)),
    ("til the end of march", (3, 2), (3, 31)), ("until 20 march", (3, 2), (3, 19)), ("from the 5th to the 12th", (3, 5), (3, 11)), ("on easter sunday", (4, 5), (4, 5)),
])
def test_stretches_as_people_say_them(text: str, first: tuple[int, int], last: tuple[int, int]) -> None:
    found = stretch_of(written_out(text), date(2026, 3, 2))
    assert found is not None
    assert ((found.first.month, found.first.day), (found.last.month, found.last.day)) == (first, last)


@pytest.mark.parametrize("text", ["until the kids go back to school", "until i feel better", "when i am well"])
def test_an_end_without_a_day_is_none(text: str) -> None:
    assert stretch_of(written_out(text), date(2026, 3, 2)) is None
