"""What a peer support worker is told of goals and check-ins, across sessions: all of it, as data, in the person's own words."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert

from bot.checkins.prompts import Prompts
from bot.checkins.sending import due, settle
from bot.turns.inbox import receive
from mapping.checkins import State
from mapping.goals import Outcome
from mapping.model import GoalState
from mapping.services import Checkins, Goals, Maps, Participants, Sessions
from mapping.sessions import read_plan
from mapping.store.access import storing
from mapping.store.engine import make_engine
from mapping.store.migrate import upgrade
from mapping.store.tables import alert

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)  # a Monday
SUNDAY, WEEK = datetime(2026, 3, 8, 18, tzinfo=UTC), timedelta(days=7)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """An empty database, through the migrations."""
    engine = make_engine(f"sqlite:///{tmp_path / 'selfmap.db'}")
    upgrade(engine)
    yield engine
    engine.dispose()


def test_everything_of_a_goal_is_told_across_sessions(engine: Engine) -> None:
    people, maps, goals, checkins = Participants(engine), Maps(engine), Goals(engine), Checkins(engine)
    sessions, prompts = Sessions(engine, read_plan()), Prompts.load()
    mo = people.find_or_add("telegram", "1", now=NOON)
    people.record_consent(mo, True, version="1", now=NOON)
    sessions.start(mo, "s1", part="p", now=NOON)
    goal = maps.choose_goal(mo, "m1", "walk with Dev", (), first_step="text Dev", part="p", now=NOON).id
    maps.change_goal(mo, "m2", goal, when="friday at the park", with_whom="Dev", where="the park", part="p", now=NOON)
    rain = goals.add_barrier(mo, "m3", goal, "it rains", part="p", now=NOON)
    plan = goals.plan(mo, "m4", goal, if_words="it rains", then_words="go to the library", barrier=rain.id, part="p", now=NOON)
    goals.rate(mo, "m5", goal, 2, part="p", now=NOON)
    goals.rate(mo, "m6", goal, 3, part="p", now=NOON, instead=True)
    checkins.choose(mo, "m7", on=True, days=(6,), part="p", now=NOON)
    checkins.plan(mo, now=NOON)

    def look(now: datetime) -> None:
        for row in due(engine, now=now):
            settle(engine, row.id, prompts, now=now)

    look(SUNDAY)
    receive(engine, channel="telegram", address="1", text="yeah went twice", channel_key="k1", now=SUNDAY + timedelta(hours=1))
    first = next(each.row.id for each in checkins.told(mo) if each.row.state is State.SENT)
    goals.hear(mo, "m8", goal, Outcome.DONE, "yeah went twice", part="p", now=SUNDAY + timedelta(hours=1), checkin=first)
    sessions.start(mo, "s2", part="p", now=SUNDAY + timedelta(days=1))
    with storing(engine) as connection:
        connection.execute(insert(alert).values(id="a1", participant_id=mo, message_id="x", kind="danger", at=SUNDAY + timedelta(days=2)))
    look(SUNDAY + WEEK)
    look(SUNDAY + WEEK + timedelta(hours=13))
    goals.reword_barrier(mo, "m9", goal, rain.id, "it snows", part="p", now=SUNDAY + WEEK + timedelta(days=1))
    goals.add_barrier(mo, "m10", goal, "bus was cancelled again", part="p", now=SUNDAY + WEEK + timedelta(days=1))
    goals.rate(mo, "m11", goal, 6, part="p", now=SUNDAY + WEEK + timedelta(days=1))
    maps.change_goal(mo, "m12", goal, state=GoalState.PAUSED, part="p", now=SUNDAY + WEEK + timedelta(days=1))

    story = goals.stories(mo)[0]
    assert (story.goal.text, story.goal.first_step, story.when, story.where, story.with_whom) == ("walk with Dev", "text Dev", "friday at the park", "the park", "Dev")
    assert [(rating.value, rating.session) for rating in story.ratings] == [(3, 1), (6, 2)]
    assert [barrier.text for barrier in story.barriers] == ["it snows", "bus was cancelled again"]
    assert [text for text, _ in story.named] == ["it rains", "it snows", "bus was cancelled again"]
    assert [(each.id, each.if_words, each.then_words) for each in story.plans] == [(plan.id, "it snows", "go to the library")]
    assert [(heard.outcome, heard.words, heard.session) for heard in story.heard] == [(Outcome.DONE, "yeah went twice", 1)]
    assert [state for state, _ in story.states] == [GoalState.ACTIVE, GoalState.PAUSED]
    told = [(each.row.state, each.row.reason, each.goal, [heard.words for heard in each.heard]) for each in checkins.told(mo) if each.row.state is not State.DUE]
    assert told == [(State.SENT, None, "walk with Dev", ["yeah went twice"]), (State.EXPIRED, "alert", None, [])]
    assert [session.number for session in sessions.held(mo)] == [1, 2]
    since = sessions.since_last(mo)
    assert since.stories[0].goal.id == goal and since.since == NOON
