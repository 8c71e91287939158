"""Maps in a real database: written once, read back whole, taken back, never without consent."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, func, select

from mapping.errors import (
    ConsentMissing,
    GoalUnknown,
    NothingToUndo,
    ParticipantUnknown,
    PictureUnknown,
    StoreUnreachable,
)
from mapping.model import GoalState, Kind, Link, Mention, Reading, WellbeingMap
from mapping.services import Maps, Participants, Question
from mapping.store.engine import make_engine, reading
from mapping.store.migrate import upgrade
from mapping.store.tables import change
from tests.integration.store_databases import DATABASES, empty_database

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
AMY_AT_CHESS = Reading(
    (Mention("amy", Kind.PERSON, "friend"), Mention("chess", Kind.ACTIVITY)), (Link("amy", "chess"),)
)
BEN = Reading((Mention("Ben", Kind.PERSON, "brother"),))


@pytest.fixture(params=DATABASES)
def engine(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Engine]:
    """An empty database, through the migrations."""
    engine = empty_database(request.param, tmp_path)
    upgrade(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def maps(engine: Engine) -> Maps:
    """The service under test."""
    return Maps(engine)


@pytest.fixture
def mo(engine: Engine) -> str:
    """A participant who agreed."""
    return _participant(engine, "1")


def _participant(engine: Engine, address: str) -> str:
    people = Participants(engine)
    participant_id = people.find_or_add("telegram", address, now=NOON)
    people.record_consent(participant_id, True, version="1", now=NOON)
    return participant_id


def _rows(engine: Engine) -> int:
    with reading(engine) as connection:
        return connection.execute(select(func.count()).select_from(change)).scalar_one()


def _labels(found: WellbeingMap) -> list[str]:
    return [item.label for item in found.items]


def test_a_message_is_on_the_map_and_the_reader_knows_it(maps: Maps, mo: str) -> None:
    understood = maps.record(mo, "m1", AMY_AT_CHESS, part="people", now=NOON)
    assert [item.label for item in understood.added] == ["Amy", "chess"]
    assert [(mention.label, mention.kind, mention.relation, mention.known) for mention in maps.known(mo)] == [
        ("Amy", Kind.PERSON, "friend", True), ("chess", Kind.ACTIVITY, None, True),
    ]
    assert all(item.sources == ("m1",) for item in maps.map_of(mo).items)


def test_a_part_of_a_turn_writes_once_and_answers_alike(engine: Engine, maps: Maps, mo: str) -> None:
    first = maps.record(mo, "m1", AMY_AT_CHESS, part="people", now=NOON)
    maps.record(mo, "m2", BEN, part="people", now=NOON)
    count, stood = _rows(engine), maps.map_of(mo)
    again = maps.record(mo, "m1", AMY_AT_CHESS, part="people", now=NOON + timedelta(hours=1))
    assert (again, _rows(engine), maps.map_of(mo)) == (first, count, stood)


def test_two_parts_of_one_turn_both_write(maps: Maps, mo: str) -> None:
    maps.record(mo, "m1", AMY_AT_CHESS, part="people", now=NOON)
    maps.record(mo, "m1", BEN, part="a part whose name is longer than its column is wide", now=NOON)
    assert _labels(maps.map_of(mo)) == ["Amy", "chess", "Ben"]
    maps.undo(mo, "m2", part="undo", now=NOON)
    assert _labels(maps.map_of(mo)) == []


def test_the_same_part_at_the_same_moment_from_many_sides_writes_once(engine: Engine, maps: Maps, mo: str) -> None:
    with ThreadPoolExecutor(6) as threads:
        told = list(threads.map(lambda _: maps.record(mo, "m1", AMY_AT_CHESS, part="people", now=NOON), range(6)))
    assert len(set(told)) == 1
    assert _labels(maps.map_of(mo)) == ["Amy", "chess"]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(("record", "undo", "ask", "answer", "goal", "wish", "over")), min_size=1, max_size=8))
def test_any_turn_done_twice_is_done_once(tmp_path_factory: pytest.TempPathFactory, steps: list[str]) -> None:
    engine = make_engine(f"sqlite:///{tmp_path_factory.mktemp('twice') / 'selfmap.db'}")
    upgrade(engine)
    maps, mo = Maps(engine), _participant(engine, "1")
    for place, step in enumerate(steps):
        now = NOON + timedelta(minutes=place)
        first = _do(maps, mo, step, f"m{place}", now)
        stood = (_rows(engine), maps.map_of(mo), maps.talk(mo))
        assert _do(maps, mo, step, f"m{place}", now + timedelta(seconds=9)) == first
        assert (_rows(engine), maps.map_of(mo), maps.talk(mo)) == stood
    engine.dispose()


def _do(maps: Maps, mo: str, step: str, message_id: str, now: datetime) -> object:
    """One step of a turn; what it gave, or the name of what it raised."""
    try:
        match step:
            case "record":
                return maps.record(
                    mo, message_id, Reading((Mention(f"Friend {message_id}", Kind.PERSON),)), part="p", now=now
                )
            case "undo":
                return maps.undo(mo, message_id, part="p", now=now)
            case "ask":
                return maps.ask(mo, message_id, "people.home", None, part="p", now=now)
            case "answer":
                return maps.answer(mo, message_id, "people.home", None, "skipped", part="p", now=now)
            case "goal":
                return maps.choose_goal(mo, message_id, "walk", (), part="p", now=now)
            case "wish":
                return maps.add_wish(mo, message_id, "walk", less=False, part="p", now=now)
            case _:
                return maps.start_over(mo, message_id, part="p", now=now)
    except NothingToUndo:
        return "nothing to undo"


def test_undo_goes_back_message_by_message_and_leaves_questions(maps: Maps, mo: str) -> None:
    maps.record(mo, "m1", BEN, part="p", now=NOON)
    maps.ask(mo, "m1", "person.impact", "Ben", part="q", now=NOON)
    maps.record(mo, "m2", AMY_AT_CHESS, part="p", now=NOON)
    understood = maps.undo(mo, "m3", part="p", now=NOON)
    assert [item.label for item in understood.undone] == ["Amy", "chess"]
    assert maps.undo(mo, "m3", part="p", now=NOON) == understood
    assert _labels(maps.map_of(mo)) == ["Ben"]
    assert [item.label for item in maps.undo(mo, "m4", part="p", now=NOON).undone] == ["Ben"]
    assert maps.talk(mo).current == Question("person.impact", "Ben")
    with pytest.raises(NothingToUndo):
        maps.undo(mo, "m5", part="p", now=NOON)


def test_the_map_as_it_stood(maps: Maps, mo: str) -> None:
    maps.record(mo, "m1", BEN, part="p", now=NOON)
    stood = maps.map_of(mo)
    maps.record(mo, "m2", AMY_AT_CHESS, part="p", now=NOON + timedelta(days=9))
    assert maps.map_of(mo, at=NOON + timedelta(days=1)) == stood
    assert maps.map_of(mo, at=NOON - timedelta(days=1)) == WellbeingMap()


def test_starting_over_empties_map_and_talk_and_can_be_undone(maps: Maps, mo: str) -> None:
    maps.record(mo, "m1", BEN, part="p", now=NOON)
    maps.ask(mo, "m1", "people.home", None, part="q", now=NOON)
    maps.start_over(mo, "m2", part="p", now=NOON)
    assert (_labels(maps.map_of(mo)), maps.talk(mo).current, maps.talk(mo).asked_times) == ([], None, {})
    assert [item.label for item in maps.undo(mo, "m3", part="p", now=NOON).back] == ["Ben"]


def test_questions_and_how_they_ended(maps: Maps, mo: str) -> None:
    maps.ask(mo, "m1", "people.home", None, part="q", now=NOON)
    assert maps.talk(mo).current == Question("people.home")
    maps.answer(mo, "m2", "people.home", None, "don't know", part="a", now=NOON)
    assert (maps.talk(mo).current, maps.talk(mo).outcomes) == (None, {("people.home", None): "don't know"})


def test_a_goal_is_kept_changed_and_done(maps: Maps, mo: str) -> None:
    maps.record(mo, "m1", AMY_AT_CHESS, part="p", now=NOON)
    amy = maps.map_of(mo).items[0].id
    goal = maps.choose_goal(mo, "m2", "play chess with Amy", (amy, "i_gone"), part="p", now=NOON)
    assert (goal.items, goal.state, goal.chosen_at, goal.sources) == ((amy,), GoalState.ACTIVE, NOON, ("m2",))
    changed = maps.change_goal(mo, "m3", goal.id, part="p", now=NOON, first_step="text her", state=GoalState.DONE)
    assert (changed.first_step, changed.state, changed.text) == ("text her", GoalState.DONE, "play chess with Amy")
    assert maps.map_of(mo).goals == (changed,)
    with pytest.raises(GoalUnknown):
        maps.change_goal(mo, "m4", "g_nobody", part="p", now=NOON, text="x")


def test_a_wish_is_kept_once(maps: Maps, mo: str) -> None:
    first = maps.add_wish(mo, "m1", "more sun", less=False, part="p", now=NOON)
    assert maps.add_wish(mo, "m2", "More sun", less=False, part="p", now=NOON) == first
    assert maps.add_wish(mo, "m3", "more sun", less=True, part="p", now=NOON).id != first.id


def test_a_picture_is_its_owners_alone(engine: Engine, maps: Maps, mo: str) -> None:
    other = _participant(engine, "2")
    for _ in range(2):
        assert maps.keep_picture(mo, b"\x89PNG", "your map", picture_id="pic1", now=NOON) == "pic1"
    assert maps.picture(mo, "pic1") == (b"\x89PNG", "your map")
    with pytest.raises(PictureUnknown):
        maps.picture(other, "pic1")


def test_nothing_is_kept_without_consent(engine: Engine, maps: Maps) -> None:
    people = Participants(engine)
    jo = people.find_or_add("web", "key", now=NOON)
    with pytest.raises(ConsentMissing):
        maps.record(jo, "m1", BEN, part="p", now=NOON)
    maps.ask(jo, "m1", "open", None, part="q", now=NOON)
    people.record_consent(jo, True, version="1", now=NOON)
    people.record_consent(jo, False, version="1", now=NOON)
    with pytest.raises(ConsentMissing):
        maps.choose_goal(jo, "m2", "walk", (), part="p", now=NOON)
    assert _rows(engine) == 1


def test_nobody_unknown_gets_a_map(maps: Maps) -> None:
    with pytest.raises(ParticipantUnknown):
        maps.record("p_nobody", "m1", BEN, part="p", now=NOON)
    assert maps.map_of("p_nobody") == WellbeingMap()


def test_maps_are_kept_apart(engine: Engine, maps: Maps, mo: str) -> None:
    other = _participant(engine, "2")
    maps.record(mo, "m1", BEN, part="p", now=NOON)
    maps.record(other, "m1", AMY_AT_CHESS, part="p", now=NOON)
    assert (_labels(maps.map_of(mo)), _labels(maps.map_of(other))) == (["Ben"], ["Amy", "chess"])


def test_a_database_that_is_not_there_is_one_fact(tmp_path: Path) -> None:
    maps = Maps(make_engine(f"sqlite:///{tmp_path / 'empty.db'}"))
    with pytest.raises(StoreUnreachable) as caught:
        maps.map_of("p_1")
    assert "\n" not in str(caught.value)
