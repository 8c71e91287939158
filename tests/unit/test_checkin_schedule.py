"""When check-ins are due: on the days and at the time chosen, by the person's own clock, never in quiet hours."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mapping.checkins import Rhythm, Situation, State, changed, is_quiet, judge, next_due, quiet_ends, rhythm_of
from mapping.checkins.rhythm import body_of, from_body
from mapping.checkins.schedule import is_due_at, local_moment
from mapping.model import Change, ChangeKind

LONDON = ZoneInfo("Europe/London")
ZONES = ("Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "Pacific/Auckland", "America/St_Johns", "UTC")
FORWARD, BACK = datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC)  # the two changes of 2026 in London


def sundays(**said: object) -> Rhythm:
    return changed(Rhythm(on=True, days=(6,)), **said)


rhythms = st.builds(
    lambda days, hour, minute, weeks, zone, since: changed(
        Rhythm(on=True), days=tuple(days), at=time(hour, minute), weeks=weeks, zone=zone, since=since),
    st.sets(st.integers(0, 6), min_size=1), st.integers(0, 23), st.sampled_from((0, 15, 30, 59)), st.integers(1, 4),
    st.sampled_from(ZONES), st.dates(date(2025, 1, 1), date(2027, 1, 1)))
moments = st.datetimes(datetime(2025, 12, 1), datetime(2027, 2, 1), timezones=st.just(UTC))


@given(rhythms, moments)
@example(sundays(at=time(1, 30)), FORWARD - timedelta(hours=3))
@example(sundays(at=time(1, 30)), BACK - timedelta(hours=3))
def test_the_next_is_later_on_a_chosen_day_at_the_chosen_time_and_not_quiet(rhythm: Rhythm, after: datetime) -> None:
    due = next_due(rhythm, after)
    assert due is not None and due > after
    local = due.astimezone(ZoneInfo(rhythm.zone))
    assert local.weekday() in rhythm.days
    shown = datetime.combine(local.date(), rhythm.at)
    assert local.replace(tzinfo=None) - shown in {timedelta(0), timedelta(hours=1), timedelta(minutes=30)}
    if local.replace(tzinfo=None) != shown:  # only where clocks skip the time
        assert local.utcoffset() != (due - timedelta(hours=1)).astimezone(ZoneInfo(rhythm.zone)).utcoffset()
    assert not is_quiet(rhythm, due)
    assert is_due_at(rhythm, due)


@given(rhythms, moments)
def test_nothing_lies_between_and_no_day_has_two(rhythm: Rhythm, after: datetime) -> None:
    days, moment = [], after
    for _ in range(5):
        following = next_due(rhythm, moment)
        assert following is not None
        assert next_due(rhythm, moment + (following - moment) / 2) == following
        days.append(following.astimezone(ZoneInfo(rhythm.zone)).date())
        moment = following
    assert len(set(days)) == 5
    gaps = {(b - a).days for a, b in zip(days, days[1:], strict=False)}
    assert max(gaps) <= 7 * rhythm.weeks


@pytest.mark.parametrize(("around", "shown"), [(FORWARD, "2026-03-29 18:00 +0100"), (BACK, "2026-10-25 18:00 +0000")])
def test_six_in_the_evening_is_six_on_both_sides_of_a_clock_change(around: datetime, shown: str) -> None:
    before = next_due(sundays(), around - timedelta(days=8))
    assert before is not None and before.astimezone(LONDON).hour == 18
    on_the_day = next_due(sundays(), around - timedelta(hours=2))
    assert on_the_day is not None and f"{on_the_day.astimezone(LONDON):%Y-%m-%d %H:%M %z}" == shown
    assert on_the_day - before == timedelta(days=7) + (timedelta(hours=-1) if around is FORWARD else timedelta(hours=1))


def test_a_time_that_clocks_skip_or_show_twice_comes_once() -> None:
    night = sundays(at=time(1, 30))
    skipped = next_due(night, FORWARD - timedelta(hours=3))
    assert skipped == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)  # half past two, by then
    twice = next_due(night, BACK - timedelta(hours=3))
    assert twice == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert next_due(night, twice) == datetime(2026, 11, 1, 1, 30, tzinfo=UTC)


@given(rhythms, moments)
def test_quiet_hours_end_where_they_are_over(rhythm: Rhythm, moment: datetime) -> None:
    end = quiet_ends(rhythm, moment)
    assert end > moment and not is_quiet(rhythm, end)
    assert end - moment <= timedelta(hours=26)


def test_every_other_week_keeps_its_weeks() -> None:
    rhythm = sundays(weeks=2, since=date(2026, 3, 2))
    found = [datetime(2026, 3, 1, tzinfo=UTC)]
    for _ in range(3):
        found.append(next_due(rhythm, found[-1]) or found[-1])
    assert [f"{moment:%m-%d}" for moment in found[1:]] == ["03-08", "03-22", "04-05"]


def test_a_time_in_the_quiet_hours_that_was_asked_for_moves_their_edge() -> None:
    late = sundays(at=time(21, 30))
    assert late.quiet_from == time(22, 30) and next_due(late, FORWARD) is not None
    early = sundays(at=time(6, 0))
    assert early.quiet_to == time(6, 0) and early.quiet_from == time(20, 0)


@given(rhythms)
def test_a_choice_is_read_back_as_it_was_made(rhythm: Rhythm) -> None:
    assert from_body(body_of(rhythm)) == rhythm


@pytest.mark.parametrize("wrong", [{"days": (7,)}, {"weeks": 0}, {"zone": "Europe/Hounslow"}, {"zone": "../etc/passwd"}])
def test_what_does_not_exist_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"days|zone"):
        changed(Rhythm(), **wrong)


def test_a_pause_of_ours_ends_when_the_person_chooses_again() -> None:
    at = datetime(2026, 3, 1, tzinfo=UTC)
    chosen = Change(ChangeKind.CHECKINS_SET, body_of(sundays()), "m1", at)
    paused = Change(ChangeKind.CHECKINS_PAUSED, {}, "m2", at)
    assert rhythm_of([chosen]).asks
    assert not rhythm_of([chosen, paused]).asks and rhythm_of([chosen, paused]).on
    assert rhythm_of([chosen, paused, chosen]).asks


DUE = local_moment(date(2026, 3, 8), time(18), "Europe/London")
FINE = Situation(sundays(), ("g1",))


@pytest.mark.parametrize(("changes", "late", "state", "reason"), [
    ({}, 0, State.SENT, None), ({}, 110, State.SENT, None), ({}, 125, State.DUE, "quiet"), ({}, 13 * 60, State.EXPIRED, "late"),
    ({"consented": False}, 0, State.SKIPPED, "no consent"), ({"leaving": True}, 0, State.SKIPPED, "no consent"),
    ({"blocked": True}, 0, State.SKIPPED, "blocked"), ({"discharged": True}, 0, State.SKIPPED, "discharged"),
    ({"rhythm": Rhythm()}, 0, State.SKIPPED, "stopped"), ({"rhythm": sundays(days=(2,))}, 0, State.SKIPPED, "changed"),
    ({"rhythm": sundays(not_before=date(2026, 3, 9))}, 0, State.SKIPPED, "changed"),
    ({"rhythm": sundays(paused=True)}, 0, State.SKIPPED, "paused"), ({"goals": ()}, 0, State.SKIPPED, "no goal"),
    ({"alert_open": True}, 0, State.DUE, "alert"), ({"alert_open": True}, 13 * 60, State.EXPIRED, "alert"),
    ({"unanswered": True}, 0, State.SKIPPED, "unanswered"),
])
def test_what_is_sent_is_judged_at_the_moment_of_sending(
    changes: dict[str, object], late: int, state: State, reason: str | None,
) -> None:
    from dataclasses import replace

    verdict = judge(replace(FINE, **changes), due_at=DUE, now=DUE + timedelta(minutes=late))
    assert (verdict.state, verdict.reason) == (state, reason)
    assert (verdict.again_at is not None) == (state is State.DUE)
    assert verdict.pause == (reason == "unanswered")
