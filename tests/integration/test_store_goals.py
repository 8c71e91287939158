"""Goals in a real database: three at a time, with plans, barriers and ratings kept over time, each to be taken back."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from mapping.checkins import State
from mapping.errors import ConsentMissing, GoalUnknown, RatingOutOfRange, TooManyGoals
from mapping.goals import Outcome
from mapping.model import GoalState, Kind, Mention, Reading
from mapping.services import Checkins, Goals, Maps, Participants
from mapping.store.engine import reading
from mapping.store.checkins import of_person
from mapping.store.migrate import upgrade
from tests.integration.store_databases import DATABASES, empty_database

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)  # a Monday
WEEK = timedelta(days=7)


@pytest.fixture(params=DATABASES)
def engine(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Engine]:
    """An empty database, through the migrations."""
    engine = empty_database(request.param, tmp_path)
    upgrade(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def mo(engine: Engine) -> str:
    """A participant who agreed."""
    people = Participants(engine)
    participant_id = people.find_or_add("telegram", "1", now=NOON)
    people.record_consent(participant_id, True, version="1", now=NOON)
    return participant_id


def walk(engine: Engine, mo: str, message_id: str = "m1") -> str:
    return Maps(engine).choose_goal(mo, message_id, "walk with Dev", (), part="p", now=NOON).id


def test_a_goal_s_whole_story(engine: Engine, mo: str) -> None:
    maps, goals = Maps(engine), Goals(engine)
    maps.record(mo, "m0", Reading((Mention("Dev", Kind.PERSON),)), part="p", now=NOON)
    dev = maps.map_of(mo).items[0].id
    goal = maps.choose_goal(mo, "m1", "walk with Dev", (dev,), part="p", now=NOON).id
    maps.change_goal(mo, "m2", goal, first_step="text him", part="p", now=NOON)
    maps.change_goal(mo, "m3", goal, when="tuesday after lunch", with_whom="Dev", part="p", now=NOON)
    barrier = goals.add_barrier(mo, "m4", goal, "it rains", part="p", now=NOON)
    assert goals.add_barrier(mo, "m5", goal, "It rains", part="p", now=NOON) == barrier
    plan = goals.plan(mo, "m6", goal, if_words="it rains", then_words="go to the library", barrier=barrier.id, part="p", now=NOON)
    goals.rate(mo, "m7", goal, 3, part="p", now=NOON)
    goals.hear(mo, "m8", goal, Outcome.DONE, "yeah went twice", part="p", now=NOON + WEEK, checkin="c_1")
    goals.rate(mo, "m9", goal, 6, part="p", now=NOON + WEEK)
    maps.change_goal(mo, "m10", goal, first_step="ask him for sundays", part="p", now=NOON + WEEK)
    story = goals.stories(mo)[0]
    assert story.goal.items == (dev,) and story.when == "tuesday after lunch" and story.with_whom == "Dev"
    assert story.barriers == (barrier,) and story.plans == (plan,) and story.open_barriers == ()
    assert [rating.value for rating in story.ratings] == [3, 6]
    assert [(each.outcome, each.words, each.checkin) for each in story.heard] == [(Outcome.DONE, "yeah went twice", "c_1")]
    assert [step for step, _ in story.steps] == ["text him", "ask him for sundays"]
    then = goals.stories(mo, at=NOON)[0]
    assert [rating.value for rating in then.ratings] == [3] and then.heard == () and then.goal.first_step == "text him"


def test_three_at_a_time_and_one_may_rest(engine: Engine, mo: str) -> None:
    maps = Maps(engine)
    first = walk(engine, mo, "m1")
    walk(engine, mo, "m2"), walk(engine, mo, "m3")
    with pytest.raises(TooManyGoals):
        walk(engine, mo, "m4")
    maps.change_goal(mo, "m5", first, state=GoalState.PAUSED, part="p", now=NOON)
    walk(engine, mo, "m6")
    with pytest.raises(TooManyGoals):
        maps.change_goal(mo, "m7", first, state=GoalState.ACTIVE, part="p", now=NOON)
    assert maps.change_goal(mo, "m8", first, state=GoalState.DROPPED, part="p", now=NOON).state is GoalState.DROPPED
    states = [state for state, _ in Goals(engine).stories(mo)[0].states]
    assert states == [GoalState.ACTIVE, GoalState.PAUSED, GoalState.DROPPED]


def test_each_of_these_is_taken_back_by_an_undo_and_written_once(engine: Engine, mo: str) -> None:
    goals, goal = Goals(engine), walk(engine, mo)
    for _ in range(2):  # a repeated turn
        goals.rate(mo, "m2", goal, 4, part="p", now=NOON)
        goals.plan(mo, "m3", goal, if_words="tired", then_words="ten minutes", part="p", now=NOON)
        goals.hear(mo, "m4", goal, Outcome.NOT_YET, "nah", part="p", now=NOON)
        Checkins(engine).choose(mo, "m5", on=True, days=(6,), part="p", now=NOON)
    story = goals.stories(mo)[0]
    assert len(story.ratings) == len(story.plans) == len(story.heard) == 1
    for number, left in enumerate(((1, 1, 1, False), (1, 1, 0, False), (1, 0, 0, False), (0, 0, 0, False))):
        Maps(engine).undo(mo, f"u{number}", part="p", now=NOON)
        story = goals.stories(mo)[0]
        assert (len(story.ratings), len(story.plans), len(story.heard), Checkins(engine).rhythm(mo).on) == left


def test_what_can_t_be_is_refused_and_leaves_nothing(engine: Engine, mo: str) -> None:
    goals, goal = Goals(engine), walk(engine, mo)
    with pytest.raises(RatingOutOfRange):
        goals.rate(mo, "m2", goal, 11, part="p", now=NOON)
    with pytest.raises(GoalUnknown):
        goals.rate(mo, "m2", "g_nobody", 5, part="p", now=NOON)
    with pytest.raises(ValueError, match="zone"):
        Checkins(engine).choose(mo, "m2", zone="Mars/Base", part="p", now=NOON)
    jo = Participants(engine).find_or_add("telegram", "2", now=NOON)
    with pytest.raises(ConsentMissing):
        Checkins(engine).choose(jo, "m2", on=True, days=(1,), part="p", now=NOON)
    assert goals.stories(mo)[0].ratings == ()


def test_the_next_slot_is_a_row_and_follows_what_is_said(engine: Engine, mo: str) -> None:
    checkins, goal = Checkins(engine), walk(engine, mo)
    assert checkins.plan(mo, now=NOON) is None
    checkins.choose(mo, "m2", on=True, days=(6,), part="p", now=NOON)
    sunday = datetime(2026, 3, 8, 18, tzinfo=UTC)
    assert checkins.plan(mo, now=NOON) == checkins.plan(mo, now=NOON) == sunday
    checkins.choose(mo, "m3", days=(2,), at=time(9), part="p", now=NOON)
    assert checkins.plan(mo, now=NOON) == datetime(2026, 3, 4, 9, tzinfo=UTC)
    with reading(engine) as connection:
        assert [(row.due_at.day, row.state) for row in of_person(connection, mo)] == [(4, State.DUE)]
    Maps(engine).change_goal(mo, "m4", goal, state=GoalState.DONE, part="p", now=NOON)
    assert checkins.plan(mo, now=NOON) is None
    who, _ = checkins.to_plan(after_seq=0)
    assert who == (mo,)
    Participants(engine).erase(mo, why="asked", now=NOON)
    assert checkins.plan(mo, now=NOON) is None
