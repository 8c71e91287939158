"""When a peer support worker looks is said as it is: by London's clock, over weekends, closed days and the change of the clocks."""

from datetime import UTC, datetime

import pytest

from nlu.safety.hours import HoursWrong, WorkerHours

WEEK = WorkerHours.read("mon-fri 09:00-17:30, sat 10:00-12:00, not 2026-12-25, not 2026-12-28")


@pytest.mark.parametrize(("now", "until"), [
    ("2026-11-26T09:00", "5.30pm"), ("2026-11-26T08:59", None), ("2026-11-26T17:30", None), ("2026-11-28T11:00", "12pm"),
    ("2026-11-29T11:00", None), ("2026-12-25T11:00", None),
    ("2026-07-01T08:30", "5.30pm"),  # UTC: half past nine in London's summer
])
def test_whether_they_look_now(now: str, until: str | None) -> None:
    assert WEEK.until(datetime.fromisoformat(now).replace(tzinfo=UTC)) == until


@pytest.mark.parametrize(("now", "then"), [
    ("2026-11-26T07:00", ("today", "9am")), ("2026-11-26T18:00", ("tomorrow", "9am")), ("2026-11-28T13:00", ("on Monday", "9am")),
    ("2026-12-24T18:00", ("on Saturday", "10am")), ("2026-12-26T18:00", ("on Tuesday", "9am")),
])
def test_when_they_look_next(now: str, then: tuple[str, str]) -> None:
    assert WEEK.next(datetime.fromisoformat(now).replace(tzinfo=UTC)) == then


def test_further_off_than_a_week_the_date_is_given() -> None:
    away = WorkerHours.read("thu 09:00-17:00, not 2026-12-03")
    assert away.next(datetime(2026, 11, 27, tzinfo=UTC)) == ("on Thursday 10 December", "9am")


def test_nobody_for_weeks_promises_nothing() -> None:
    gone = WorkerHours.read("thu 09:00-17:00, not 2026-12-03, not 2026-12-10, not 2026-12-17, not 2026-12-24")
    with pytest.raises(HoursWrong):
        gone.next(datetime(2026, 11, 27, tzinfo=UTC))


@pytest.mark.parametrize("text", ["", "weekdays", "mon 9-5", "fri-mon 09:00-17:00", "mon 17:00-09:00", "mon 25:00-26:00", "not 2026-13-01", "not 2026-12-25"])
def test_hours_that_cannot_be_read_are_refused(text: str) -> None:
    with pytest.raises(HoursWrong):
        WorkerHours.read(text)
