"""What is done with a wish about check-ins: days left out, days added, another day, one goal alone, and what is said where none can be asked."""

from collections.abc import Iterator
from datetime import UTC, date, time, timedelta
from pathlib import Path

import pytest

from actions import services
from mapping.checkins import next_due
from mapping.model import GoalState, Kind, Mention, Reading
from tests.integration.talker import NOON, Talker, own_database


@pytest.fixture
def talker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Talker]:
    """Somebody with two goals, asked on Sundays at six; it is Monday 2 March 2026."""
    with own_database(tmp_path, monkeypatch):
        somebody = Talker(monkeypatch)
        mentions = (Mention("Dev", Kind.PERSON, "friend"), Mention("gym", Kind.PLACE), Mention("swimming", Kind.ACTIVITY))
        services.maps().record(somebody.id, "m_0", Reading(mentions=mentions), part="test", now=NOON)
        ids = {item.label: item.id for item in services.maps().map_of(somebody.id).items}
        services.maps().choose_goal(somebody.id, "m_0", "go swimming", (ids["swimming"],), part="swim", now=NOON)
        services.maps().choose_goal(somebody.id, "m_0", "go to the gym", (ids["gym"],), part="gym", now=NOON)
        services.checkins().choose(somebody.id, "m_chosen", part="days", now=NOON, on=True, days=(6,))
        services.maps().ask(somebody.id, "m_later", "open", None, part="open", now=NOON)
        yield somebody


def due_days(talker: Talker, number: int) -> list[date]:
    rhythm, moment, days = services.checkins().rhythm(talker.id), talker.now, []
    for _ in range(number):
        moment = next_due(rhythm, moment)
        assert moment is not None
        days.append(moment.astimezone(UTC).date())
    return days


@pytest.mark.parametrize(("text", "says", "days"), [
    ("skip mother's day", "on Sunday 15 March", [8, 22]), ("not on the 22nd, its our anniversary", "on Sunday 22 March", [8, 15, 29]),
    ("dont message me next week", "from Monday 9 March to Sunday 15 March", [8, 22]), ("miss the next two", "Sunday 22 March", [22, 29]),
    ("nothing till the 20th please", "Sunday 22 March", [22]), ("leave me be for 3 weeks", "Sunday 29 March", [29]),
])
def test_days_are_left_out_and_it_is_said_which(talker: Talker, text: str, says: str, days: list[int]) -> None:
    assert says in talker.say(text)
    assert [day.day for day in due_days(talker, len(days))] == days


def test_bank_holidays_are_left_out(talker: Talker) -> None:
    talker.say("mondays instead please", "steer_checkins")
    said = talker.say("skip bank holidays", "steer_checkins")
    assert "bank holidays" in said and "Monday 2 March" in said
    assert date(2026, 4, 6) not in due_days(talker, 8)
    assert "but not on bank holidays" in talker.say("what day do you ask me?")


def test_a_day_is_added_or_swapped(talker: Talker) -> None:
    talker.say("add a wednesday as well", "steer_checkins")
    assert services.checkins().rhythm(talker.id).days == (2, 6)
    talker.say("swap wednesday for friday", "steer_checkins")
    assert services.checkins().rhythm(talker.id).days == (4, 6)


def test_another_day_is_asked_for_where_none_is_said(talker: Talker) -> None:
    assert "Which day" in talker.say("can we do some other day", "steer_checkins")
    assert services.checkins().rhythm(talker.id).days == (6,)
    talker.say("tuesdays")
    assert services.checkins().rhythm(talker.id).days == (1,)


def test_one_goal_alone_is_asked_about(talker: Talker) -> None:
    swim, gym = (goal.id for goal in services.maps().map_of(talker.id).goals)
    talker.say("only ask me about the swimming", "steer_checkins")
    assert services.checkins().rhythm(talker.id).muted == (gym,)


def test_they_begin_again_from_the_day_that_is_said(talker: Talker) -> None:
    talker.say("stop messaging me", "steer_checkins")
    assert "Sunday 22 March" in talker.say("start asking again from the 16th", "steer_checkins")


def test_two_wishes_in_one_message_are_both_kept(talker: Talker) -> None:
    talker.say("not so late and not every week, every other", "steer_checkins")
    rhythm = services.checkins().rhythm(talker.id)
    assert rhythm.weeks == 2


def test_with_the_only_goals_on_hold_the_days_are_kept_and_it_says_when(talker: Talker) -> None:
    for number, goal in enumerate(services.maps().map_of(talker.id).goals):
        services.maps().change_goal(talker.id, "m_0", goal.id, state=GoalState.PAUSED, part=f"hold{number}", now=NOON)
    services.checkins().choose(talker.id, "m_off", part="off", now=NOON, on=False)
    said = talker.say("can you message me on tuesdays and fridays", "out_of_scope")
    assert "on Tuesdays and Fridays" in said and "on hold" in said
    assert services.checkins().rhythm(talker.id).days == (1, 4)


def test_without_a_goal_it_says_that_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "new"
    folder.mkdir()
    with own_database(folder, monkeypatch):
        somebody = Talker(monkeypatch)
        assert "have none under way" in somebody.say("can you message me on tuesdays", "steer_checkins")
        assert not services.checkins().rhythm(somebody.id).on


def test_stop_asking_about_something_with_no_check_ins_is_nothing_for_the_map(talker: Talker) -> None:
    services.checkins().choose(talker.id, "m_off", part="off", now=NOON, on=False)
    before = services.maps().map_of(talker.id)
    assert "not asking" in talker.say("stop asking about the gym", "add_to_map")
    assert services.maps().map_of(talker.id) == before


def test_a_goal_that_was_to_go_is_said_to_stay_when_something_else_is_said(talker: Talker) -> None:
    assert "take off your goal" in talker.say("forget about the swimming", "drop_goal")
    check = services.maps().talk(talker.id).check
    assert check is not None
    said = talker.say("my nan came round today")
    assert "Your goal stays as it is: go swimming." in said
    assert all(goal.state is GoalState.ACTIVE for goal in services.maps().map_of(talker.id).goals)


def test_the_weather_is_nobodys_mood(talker: Talker) -> None:
    gym = next(item.id for item in services.maps().map_of(talker.id).items if item.label == "gym")
    services.maps().ask(talker.id, "m_0", "links.who", gym, part="who", now=NOON)
    said = talker.say("its too cold", "feel_low")
    assert "Samaritans" not in said and "116" not in said


def test_the_time_moves_by_what_is_said_and_quiet_hours_follow(talker: Talker) -> None:
    talker.say("an hour and a half earlier please", "steer_checkins")
    assert services.checkins().rhythm(talker.id).at == time(16, 30)
    talker.later(minutes=5)
    talker.say("never before 10 in the morning", "steer_checkins")
    assert services.checkins().rhythm(talker.id).quiet_to == time(10)
    assert services.checkins().rhythm(talker.id).at == time(16, 30)
    assert timedelta(0) < next_due(services.checkins().rhythm(talker.id), talker.now) - talker.now  # type: ignore[operator]
