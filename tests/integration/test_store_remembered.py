"""Histories kept in memory between looks: the same answers as without, only what is new is opened, and nothing is kept for long."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from mapping.history import fold, fold_talk
from mapping.model import Change, ChangeKind, Kind, Mention, Reading
from mapping.services import Goals, Maps, Participants
from mapping.store.access import looking, storing
from mapping.store.engine import make_engine
from mapping.store.history import append, history_of, hold
from mapping.store.migrate import upgrade
from mapping.store.remembered import MOST, Histories, remember
from mapping.store.sealing.vault import Vault

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[Engine, Engine]]:
    """One database, by an engine that remembers and by one that does not."""
    url = f"sqlite:///{tmp_path / 'selfmap.db'}"
    remembering, plain = make_engine(url), make_engine(url)
    upgrade(plain)
    remember(remembering)
    yield remembering, plain
    remembering.dispose()
    plain.dispose()


def somebody(engine: Engine, address: str) -> str:
    people = Participants(engine)
    person = people.find_or_add("telegram", address, now=NOON)
    people.record_consent(person, True, version="1", now=NOON)
    return person


def named(name: str) -> Reading:
    return Reading((Mention(name, Kind.PERSON, "friend"),))


def test_whatever_is_written_by_whomever_the_answers_are_the_same(both: tuple[Engine, Engine]) -> None:
    remembering, plain = both
    people, rng = [somebody(plain, str(number)) for number in range(3)], random.Random(7)
    for number in range(120):
        now, engine = NOON + timedelta(minutes=number), rng.choice(both)
        person = rng.choice(people)
        what = rng.randrange(8)
        if what == 0 and number % 40 == 0:
            Participants(plain).erase(person, why="asked", now=now)
            people[people.index(person)] = somebody(plain, f"again {number}")
        elif what == 1 and Maps(plain).map_of(person).items:
            Maps(engine).undo(person, f"m{number}", part="undo", now=now)
        elif what == 2:
            Maps(engine).ask(person, f"m{number}", "people.home", None, part="ask", now=now)
        elif what == 3:
            Maps(engine).choose_goal(person, f"m{number % 90}", "walk", (), part="goal", now=now) if len(Maps(plain).map_of(person).goals) < 3 else None
        else:
            Maps(engine).record(person, f"m{number}", named(f"N{number}"), part="p", now=now)
        for each in people:
            with looking(remembering) as one, looking(plain) as other:
                assert history_of(one, each) == (history := history_of(other, each))
            assert Maps(remembering).map_of(each) == fold(history) and Maps(remembering).talk(each) == fold_talk(history)
            assert Goals(remembering).stories(each) == Goals(plain).stories(each)


def test_what_is_taken_back_before_it_is_stored_is_not_remembered(both: tuple[Engine, Engine]) -> None:
    remembering, plain = both
    person = somebody(plain, "1")
    Maps(remembering).record(person, "m1", named("Amy"), part="p", now=NOON)
    with pytest.raises(RuntimeError), storing(remembering) as connection:
        hold(connection, person)
        append(connection, person, "p", [Change(ChangeKind.QUESTION_ASKED, {"key": "people.home", "about": None}, "m2", NOON)])
        assert history_of(connection, person)[-1].kind is ChangeKind.QUESTION_ASKED
        raise RuntimeError
    assert not Maps(remembering).talk(person).asked_times
    Maps(plain).ask(person, "m3", "places.go", None, part="ask", now=NOON)
    assert list(Maps(remembering).talk(person).asked_times) == [("places.go", None)]


def test_only_what_is_new_is_opened(both: tuple[Engine, Engine], monkeypatch: pytest.MonkeyPatch) -> None:
    remembering, plain = both
    person = somebody(plain, "1")
    for number in range(20):
        Maps(plain).record(person, f"m{number}", named(f"N{number}"), part="p", now=NOON)
    opened = []
    monkeypatch.setattr(Vault, "open", lambda self, *given, _open=Vault.open: opened.append(given) or _open(self, *given))
    Maps(remembering).map_of(person)
    assert len(opened) >= 20
    opened.clear()
    Maps(remembering).map_of(person)
    Maps(remembering).talk(person)
    assert not opened
    Maps(plain).ask(person, "m20", "places.go", None, part="ask", now=NOON)
    opened.clear()
    Maps(remembering).talk(person)
    assert len(opened) == 1


def a_history(many: int) -> tuple[Change, ...]:
    return tuple(Change(ChangeKind.UNDONE, {}, f"m{seq}", NOON, 1, seq) for seq in range(1, many + 1))


def test_whoever_is_silent_for_a_minute_is_forgotten() -> None:
    now = 0.0
    memory = Histories(lambda: now)
    memory.keep("p1", a_history(2))
    now = 40.0
    memory.keep("p2", a_history(2))
    assert memory.find("p1", last=2, many=2)
    now = 99.0
    memory.sweep()
    assert memory.find("p1", last=2, many=2) and memory.find("p2", last=2, many=2)
    now = 159.0
    memory.sweep()
    assert not memory.find("p1", last=2, many=2) and not memory.find("p2", last=2, many=2)


def test_only_so_much_is_remembered_the_latest_first() -> None:
    memory = Histories()
    memory.keep("p1", a_history(MOST // 2))
    memory.keep("p2", a_history(MOST // 2))
    memory.keep("p3", a_history(1))
    assert not memory.find("p1", last=MOST, many=MOST) and memory.find("p2", last=MOST, many=MOST) and memory.find("p3", last=1, many=1)


def test_what_is_newer_than_asked_for_or_longer_is_no_beginning() -> None:
    memory = Histories()
    memory.keep("p1", a_history(4))
    assert not memory.find("p1", last=3, many=3) and not memory.find("p1", last=9, many=3)
    assert memory.find("p1", last=9, many=6) == a_history(4)
    assert not memory.find("p1", last=None, many=0) and not memory.find("p1", last=9, many=6)


def test_what_was_made_of_a_history_is_made_once_and_anew_when_it_grew() -> None:
    memory, made = Histories(), []

    def count(history: tuple[Change, ...]) -> int:
        made.append(len(history))
        return len(history)

    first, second = a_history(2), a_history(3)
    memory.keep("p1", first)
    assert memory.folded("p1", first, count) == memory.folded("p1", first, count) == 2 and made == [2]
    memory.keep("p1", second)
    assert memory.folded("p1", second, count) == 3 and memory.folded("p2", first, count) == 2 and made == [2, 3, 2]
