"""Somebody erased by one process is out of the memory of all others within a minute, and nobody else's key is fetched again for it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert, select

from mapping.errors import KeyMissing, StoreUnreachable
from mapping.services import Participants
from mapping.store.engine import make_engine, reading, writing
from mapping.store.migrate import upgrade
from mapping.store.sealing import vault, vault_of
from mapping.store.tables import message

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
A_MINUTE = 60.0


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(vault, "monotonic", clock)
    return clock


@pytest.fixture
def processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: Clock) -> Iterator[tuple[Engine, Engine]]:
    """Two processes of ours on one database and one store of keys: each has a vault of its own."""
    monkeypatch.setenv("SELFMAP_HOME", str(tmp_path))
    one, other = (make_engine(f"sqlite:///{tmp_path / 'selfmap.db'}") for _ in range(2))
    upgrade(one)
    yield one, other
    one.dispose()
    other.dispose()


@pytest.fixture
def two_people(processes: tuple[Engine, Engine]) -> tuple[str, str]:
    """Both have said something, and the other process has read it."""
    one, other = processes
    who = tuple(Participants(one).find_or_add("web", address, now=NOW) for address in "12")
    with writing(one) as connection:
        connection.execute(insert(message), [{"id": f"m_{each}", "participant_id": each, "direction": "in", "kind": "text", "text": "lanterns", "at": NOW, "state": "done"} for each in who])
    assert read(other) == ["lanterns", "lanterns"]
    return who  # type: ignore[return-value]


def read(engine: Engine) -> list[str]:
    with reading(engine) as connection:
        return list(connection.scalars(select(message.c.text)))


def counted(engine: Engine, name: str) -> list[object]:
    """How often the store of keys of this process is asked so."""
    store, asked = vault_of(engine)._opened()[0], []
    before: Callable[..., object] = getattr(store, name)
    setattr(store, name, lambda *given: (asked.append(given), before(*given))[1])
    return asked


def test_an_erased_persons_key_is_let_go_by_the_other_process(processes: tuple[Engine, Engine], two_people: tuple[str, str], clock: Clock) -> None:
    one, other = processes
    erased, stays = two_people
    Participants(one).erase(erased, why="asked", now=NOW)
    assert set(vault_of(one)._known) == {stays}
    clock.now += A_MINUTE
    assert read(other) == ["lanterns"], "any work at all is enough, be it about somebody else"
    assert set(vault_of(other)._known) == {stays}
    with pytest.raises(KeyMissing):
        vault_of(other).open(erased, b"anything", b"x" * 40)


def test_a_use_of_the_key_itself_is_refused_too(processes: tuple[Engine, Engine], two_people: tuple[str, str], clock: Clock) -> None:
    one, other = processes
    sealed = vault_of(other).seal(two_people[0], b"here", b"lanterns")
    vault_of(one).destroy(two_people[0])
    clock.now += A_MINUTE
    with pytest.raises(KeyMissing):
        vault_of(other).open(two_people[0], b"here", sealed)
    with pytest.raises(KeyMissing):
        vault_of(other).derived(two_people[0], "rasa")


def test_it_costs_one_question_now_and_then_and_nobody_elses_key_is_fetched_again(processes: tuple[Engine, Engine], two_people: tuple[str, str], clock: Clock) -> None:
    other = processes[1]
    asked, people, fetched = (counted(other, name) for name in ("erased", "people", "wrapped"))
    for _ in range(50):
        clock.now += 1
        read(other)
    assert 1 <= len(asked) <= 3 and not people and not fetched
    vault_of(processes[0]).destroy("nobody")
    clock.now += A_MINUTE
    read(other)
    assert len(people) == 1 and not fetched


def test_while_the_store_of_keys_is_away_people_are_answered(processes: tuple[Engine, Engine], two_people: tuple[str, str], clock: Clock) -> None:
    other = processes[1]
    store = vault_of(other)._opened()[0]
    whole = store.erased

    def away() -> int:
        raise StoreUnreachable("away")

    store.erased = away  # type: ignore[method-assign]
    clock.now += A_MINUTE
    assert read(other) == ["lanterns", "lanterns"]
    store.erased = whole  # type: ignore[method-assign]
    vault_of(processes[0]).destroy(two_people[0])
    clock.now += 2
    with pytest.raises(KeyMissing):
        vault_of(other).open(two_people[0], b"here", b"x" * 40)


def test_a_key_looked_up_while_another_thread_looked_is_used_and_not_kept(processes: tuple[Engine, Engine], two_people: tuple[str, str], clock: Clock) -> None:
    one, other = processes
    its = vault_of(other)
    its._known.clear()
    store = its._opened()[0]
    whole = store.wrapped

    def meanwhile(person: str) -> tuple[int, bytes] | None:
        found = whole(person)
        vault_of(one).destroy(person)
        clock.now += A_MINUTE
        its.forget_erased()
        return found

    store.wrapped = meanwhile  # type: ignore[method-assign]
    its.seal(two_people[0], b"here", b"lanterns")
    assert two_people[0] not in its._known


def test_a_store_of_keys_from_before_is_taken_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An earlier release made no such number: it is there from the next start on."""
    import sqlite3

    monkeypatch.setenv("SELFMAP_HOME", str(tmp_path))
    engine = make_engine(f"sqlite:///{tmp_path / 'selfmap.db'}")
    upgrade(engine)
    who = Participants(engine).find_or_add("web", "1", now=NOW)
    engine.dispose()
    with sqlite3.connect(tmp_path / "keys.db") as connection:
        connection.execute("DROP TABLE erasing")
    again = make_engine(f"sqlite:///{tmp_path / 'selfmap.db'}")
    vault_of(again).destroy(who)
    assert vault_of(again)._opened()[0].erased() == 1
