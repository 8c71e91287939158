"""Check-ins as they are sent: one prompt a slot however many are at it, judged at the moment of sending, on a clock that we move."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert, select, update

from benchmarks.checkins import simulate
from bot.checkins.clock import CheckinClock
from bot.checkins.prompts import Prompts
from bot.checkins.sending import due, settle
from bot.turns.buttons import PressOutcome, press
from bot.turns.inbox import find, receive
from mapping.checkins import State
from mapping.model import GoalState
from mapping.services import Checkins, Maps, Participants
from mapping.store.access import looking, storing
from mapping.store.checkins import of_person
from mapping.store.migrate import upgrade
from mapping.store.tables import alert, message
from tests.integration.store_databases import DATABASES, empty_database

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)  # a Monday
SUNDAY = datetime(2026, 3, 8, 18, tzinfo=UTC)
WEEK = timedelta(days=7)
PROMPTS = Prompts.load()


@pytest.fixture(params=DATABASES)
def engine(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Engine]:
    """An empty database, through the migrations."""
    engine = empty_database(request.param, tmp_path)
    upgrade(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def mo(engine: Engine) -> str:
    """Somebody with a goal, asked on Sundays at six."""
    people = Participants(engine)
    one = people.find_or_add("telegram", "1", now=NOON)
    people.record_consent(one, True, version="1", now=NOON)
    Maps(engine).choose_goal(one, "m1", "walk with Dev", (), first_step="text Dev", part="p", now=NOON)
    Checkins(engine).choose(one, "m2", on=True, days=(6,), part="p", now=NOON)
    Checkins(engine).plan(one, now=NOON)
    return one


def prompts(engine: Engine) -> list[str]:
    with looking(engine) as connection:
        return list(connection.scalars(select(message.c.text).where(message.c.channel_key.like("checkin:%")).order_by(message.c.seq)))


def outcomes(engine: Engine, mo: str) -> list[tuple[str, str | None]]:
    with looking(engine) as connection:
        return [(str(row.state), row.reason) for row in of_person(connection, mo) if row.state is not State.DUE]


def look(engine: Engine, now: datetime) -> None:
    """What a bot process does at this moment."""
    for row in due(engine, now=now):
        settle(engine, row.id, PROMPTS, now=now)


def answer(engine: Engine, text: str, key: str, now: datetime) -> str:
    return receive(engine, channel="telegram", address="1", text=text, channel_key=key, now=now)


def test_one_prompt_comes_when_it_is_due_and_the_answer_knows_its_question(engine: Engine, mo: str) -> None:
    look(engine, SUNDAY - timedelta(minutes=1))
    assert prompts(engine) == []
    look(engine, SUNDAY)
    look(engine, SUNDAY + timedelta(minutes=1))
    assert prompts(engine) == ["Hello. I'm asking about your goal: walk with Dev. How did it go?"]
    inbound = find(engine, answer(engine, "yeah went twice", "k1", SUNDAY + timedelta(hours=1)))
    assert inbound is not None and inbound.asked == "checkin.how" and inbound.about == Maps(engine).map_of(mo).goals[0].id
    assert [row.row.state for row in Checkins(engine).told(mo)] == [State.SENT, State.DUE]


def test_its_buttons_are_answers(engine: Engine, mo: str) -> None:
    look(engine, SUNDAY)
    with looking(engine) as connection:
        made = connection.scalar(select(message.c.buttons).where(message.c.channel_key.like("checkin:%")))
    assert [each["title"] for each in made] == ["Done", "Some of it", "Not yet"]
    pressed = press(engine, channel="telegram", address="1", token=made[0]["token"], channel_key="k1", now=SUNDAY)
    assert pressed.outcome is PressOutcome.TAKEN and pressed.message_id
    inbound = find(engine, pressed.message_id)
    assert inbound is not None and (inbound.payload, inbound.asked) == ('/answer{"value":"how:done"}', "checkin.how")


def test_however_many_are_at_it_there_is_one(engine: Engine, mo: str) -> None:
    wanted = due(engine, now=SUNDAY)[0].id
    with ThreadPoolExecutor(6) as bots:
        found = list(bots.map(lambda _: settle(engine, wanted, PROMPTS, now=SUNDAY), range(12)))
    assert sum(verdict is not None for verdict in found) == 1 and len(prompts(engine)) == 1


def test_a_question_left_ends_in_one_pause_that_says_how_to_come_back(engine: Engine, mo: str) -> None:
    for week in range(5):
        look(engine, SUNDAY + week * WEEK)
    said = prompts(engine)
    assert len(said) == 2 and 'Say "check in"' in said[1] and "?" not in said[1]
    assert outcomes(engine, mo) == [("sent", None), ("skipped", "unanswered")]
    now = SUNDAY + 5 * WEEK
    Checkins(engine).choose(mo, "m9", on=True, part="p", now=now)
    answer(engine, "check in", "k1", now)
    Checkins(engine).plan(mo, now=now)
    look(engine, now + WEEK)
    assert len(prompts(engine)) == 3


def test_the_words_vary_and_goals_take_turns(engine: Engine, mo: str) -> None:
    Maps(engine).choose_goal(mo, "m3", "read a book", (), part="p", now=NOON)
    for week in range(6):
        look(engine, SUNDAY + week * WEEK - timedelta(hours=week > 3))
        look(engine, SUNDAY + week * WEEK)
        answer(engine, "yes", f"k{week}", SUNDAY + week * WEEK + timedelta(hours=1))
    said = prompts(engine)
    assert len(said) == 6 and len(set(said)) >= 5
    assert sum("book" in text for text in said) == 3
    assert all(a.split(":")[0] != b.split(":")[0] for a, b in zip(said, said[1:], strict=False))


@pytest.mark.parametrize(("happens", "reason"), [
    (lambda e, mo: Checkins(e).choose(mo, "m8", on=False, part="p", now=SUNDAY), "stopped"),
    (lambda e, mo: Checkins(e).choose(mo, "m8", days=(2,), part="p", now=SUNDAY), "changed"),
    (lambda e, mo: Maps(e).change_goal(mo, "m8", Maps(e).map_of(mo).goals[0].id, state=GoalState.DROPPED, part="p", now=SUNDAY), "no goal"),
    (lambda e, mo: Participants(e).record_consent(mo, False, version="1", now=SUNDAY), "no consent"),
    (lambda e, mo: Checkins(e).discharge(mo, now=SUNDAY), "discharged"),
])
def test_what_happened_a_moment_before_counts(engine: Engine, mo: str, happens: object, reason: str) -> None:
    wanted = due(engine, now=SUNDAY)[0].id
    happens(engine, mo)  # type: ignore[operator]
    settle(engine, wanted, PROMPTS, now=SUNDAY)
    assert prompts(engine) == [] and outcomes(engine, mo) == [("skipped", reason)]


def test_nobody_erased_is_asked(engine: Engine, mo: str) -> None:
    wanted = due(engine, now=SUNDAY)[0].id
    Participants(engine).erase(mo, why="asked", now=SUNDAY)
    assert settle(engine, wanted, PROMPTS, now=SUNDAY) is None and prompts(engine) == []


def test_an_open_alert_holds_it_back_and_a_late_one_is_not_sent(engine: Engine, mo: str) -> None:
    with storing(engine) as connection:
        connection.execute(insert(alert).values(id="a1", participant_id=mo, message_id="x", kind="danger", at=NOON))
    look(engine, SUNDAY)
    assert prompts(engine) == [] and outcomes(engine, mo) == []
    with storing(engine) as connection:
        connection.execute(update(alert).values(acknowledged_at=SUNDAY))
    look(engine, SUNDAY + timedelta(hours=1))
    assert len(prompts(engine)) == 1
    answer(engine, "ok", "k1", SUNDAY + timedelta(hours=1))
    look(engine, SUNDAY + WEEK + timedelta(hours=15))
    assert outcomes(engine, mo)[-1] == ("expired", "late") and len(prompts(engine)) == 1


def test_it_does_not_break_into_a_talk(engine: Engine, mo: str) -> None:
    answer(engine, "my nan came round", "k1", SUNDAY - timedelta(minutes=5))
    look(engine, SUNDAY)
    look(engine, SUNDAY + timedelta(minutes=10))
    assert prompts(engine) == [] and outcomes(engine, mo) == []
    look(engine, SUNDAY + timedelta(minutes=15))
    assert len(prompts(engine)) == 1


def test_a_bot_that_comes_back_in_the_night_waits_for_the_morning(engine: Engine, mo: str) -> None:
    Checkins(engine).choose(mo, "m3", at=datetime.min.replace(hour=19, minute=30).time(), part="p", now=NOON)
    Checkins(engine).plan(mo, now=NOON)
    evening = SUNDAY + timedelta(hours=1.5)
    for hours in range(1, 13):
        look(engine, evening + timedelta(hours=hours))
    assert len(prompts(engine)) == 0 and outcomes(engine, mo) == []  # eight in the morning is half an hour too late
    look(engine, evening + timedelta(hours=12.6))
    assert outcomes(engine, mo) == [("expired", "late")]


def test_the_clock_plans_and_queues_by_ids(engine: Engine, mo: str) -> None:
    queued: list[tuple[str, str, str]] = []
    now = [NOON]

    async def enqueue(*work: str) -> None:
        queued.append(work)  # type: ignore[arg-type]

    async def live() -> None:
        clock = CheckinClock(engine, PROMPTS, enqueue=enqueue, stored=lambda: None, clock=lambda: now[0])
        assert await clock.look() == 0
        Checkins(engine).choose(mo, "m3", days=(2,), part="p", now=NOON)
        await clock.look()
        now[0] = datetime(2026, 3, 4, 18, tzinfo=UTC)
        assert await clock.look() == await clock.look() == 1
        assert queued[0] == queued[1] and queued[0][1] == mo and "walk" not in str(queued)
        await clock.settle(queued[0][2])
        assert await clock.look() == 0

    asyncio.run(live())
    assert len(prompts(engine)) == 1


@pytest.mark.parametrize("seed", [1, 2])
def test_promises_hold_over_months_with_workers_that_die(tmp_path: Path, seed: int) -> None:
    found = simulate(tmp_path, people=5, days=40, restarts=20, seed=seed)
    assert found.wrong == []
    assert found.restarts == 20 and found.outcomes["sent"] > 20
