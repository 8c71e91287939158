"""The calendar file: the same moments as the check-ins, over both clock changes, and not a word on what they are about."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from dateutil.rrule import rrulestr
from icalendar import Calendar

from mapping.checkins import Rhythm, changed, next_due
from mapping.checkins.calendar import calendar_of

NOW = datetime(2026, 2, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize("rhythm", [
    changed(Rhythm(on=True), days=(6,)), changed(Rhythm(on=True), days=(0, 3), at=time(9, 30)),
    changed(Rhythm(on=True), days=(1, 5), weeks=2, since=date(2026, 1, 28)), changed(Rhythm(on=True), days=(2,), zone="Australia/Lord_Howe")])
def test_it_holds_the_moments_of_the_check_ins_for_a_year(rhythm: Rhythm) -> None:
    made = calendar_of(rhythm, "p_1", now=NOW)
    assert made is not None
    event = Calendar.from_ical(made).walk("VEVENT")[0]
    rule = rrulestr(event["rrule"].to_ical().decode(), dtstart=event["dtstart"].dt)
    moments, expected, moment = [], [], NOW
    while (moment := next_due(rhythm, moment) or NOW) < NOW + timedelta(days=365):
        expected.append(moment)
    for found in rule:
        if found >= NOW + timedelta(days=365):
            break
        moments.append(found.astimezone(UTC))
    assert moments == expected and len(moments) > 20


def test_nothing_in_it_says_what_it_is_about() -> None:
    made = calendar_of(changed(Rhythm(on=True), days=(6,)), "p_secret", now=NOW)
    assert made is not None
    text = made.decode().lower()
    assert "begin:vtimezone" in text and "summary:selfmap" in text and "class:private" in text
    assert not any(word in text for word in ("p_secret", "goal", "health", "wellbeing", "check", "mental", "description"))


def test_the_same_person_s_next_file_replaces_the_first() -> None:
    uids = {Calendar.from_ical(calendar_of(changed(Rhythm(on=True), days=(day,)), "p_1", now=NOW) or b"").walk("VEVENT")[0]["uid"] for day in (1, 2)}
    assert len(uids) == 1


def test_where_nothing_is_asked_there_is_no_file() -> None:
    assert calendar_of(Rhythm(), "p_1", now=NOW) is None
