"""Who is here, what they agreed to, all that is held about them, and that erasing leaves nothing."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, func, insert, select

from mapping.errors import ParticipantUnknown
from mapping.export import load_map
from mapping.model import Kind, Mention, Reading
from mapping.services import Maps, Participants
from mapping.store.checkins import add as add_checkin
from mapping.store.engine import reading, writing
from mapping.store.migrate import upgrade
from mapping.store.tables import alert, button, consent, erasure, message, metadata, parted
from tests.integration.console_rows import WORKER_TABLES, fill
from tests.integration.store_databases import DATABASES, empty_database

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture(params=DATABASES)
def engine(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Engine]:
    """An empty database, through the migrations."""
    engine = empty_database(request.param, tmp_path)
    upgrade(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def people(engine: Engine) -> Participants:
    """The service under test."""
    return Participants(engine)


def _with_everything(engine: Engine, address: str) -> str:
    """A participant about whom every table holds a row."""
    people, maps = Participants(engine), Maps(engine)
    mo = people.find_or_add("telegram", address, now=NOON)
    people.record_consent(mo, True, version="1", now=NOON)
    maps.record(mo, f"m{address}", Reading((Mention("zebedee", Kind.PERSON, "friend"),)), part="p", now=NOON)
    maps.keep_picture(mo, b"\x89PNG", "zebedee is on it", picture_id=f"pic{address}", now=NOON)
    with writing(engine) as connection:
        connection.execute(
            insert(message).values(
                id=f"m{address}",
                participant_id=mo,
                direction="in",
                kind="text",
                text="zebedee is my mate",
                at=NOON,
                state="done",
            )
        )
        connection.execute(
            insert(button).values(
                token=f"t{address}", participant_id=mo, message_id="x", title="Yes", payload="/affirm"
            )
        )
        connection.execute(
            insert(alert).values(id=f"a{address}", participant_id=mo, message_id=f"m{address}", kind="crisis", at=NOON)
        )
        connection.execute(insert(parted).values(participant_id=mo, address=f"left{address}"))
        add_checkin(connection, mo, NOON)
        fill(connection, mo, address, f"a{address}", NOON)
    return mo


def _counts(engine: Engine) -> dict[str, int]:
    with reading(engine) as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in metadata.sorted_tables
        }


def test_the_same_address_is_the_same_person_and_the_id_says_nothing(people: Participants) -> None:
    mo = people.find_or_add("telegram", "123456", now=NOON)
    assert people.find_or_add("telegram", "123456", now=NOON) == mo
    assert people.find_or_add("web", "123456", now=NOON) != mo
    assert mo.startswith("p_") and len(mo) <= 40 and "123456" not in mo
    assert people.exists(mo) and not people.exists("p_nobody")


def test_found_at_once_from_many_sides_it_is_one_person(people: Participants) -> None:
    with ThreadPoolExecutor(6) as threads:
        assert len(set(threads.map(lambda _: people.find_or_add("web", "key", now=NOON), range(6)))) == 1


def test_the_latest_answer_about_consent_counts(engine: Engine, people: Participants) -> None:
    mo = people.find_or_add("web", "key", now=NOON)
    assert people.consent(mo) is None
    for given in (True, True, False):
        people.record_consent(mo, given, version="1", now=NOON)
        assert people.consent(mo) is given
    assert _counts(engine)[consent.name] == 2
    with pytest.raises(ParticipantUnknown):
        people.record_consent("p_nobody", True, version="1", now=NOON)


def test_everything_is_json_and_holds_the_map(engine: Engine, people: Participants) -> None:
    mo = _with_everything(engine, "1")
    held = json.loads(json.dumps(people.everything(mo)))
    assert all(held[name] for name in ("participant", "consent", "message", "button", "change", "picture", "alert", "checkin"))
    assert [item.label for item in load_map(json.dumps(held["map"])).items] == ["Zebedee"]
    with pytest.raises(ParticipantUnknown):
        people.everything("p_nobody")


@pytest.mark.parametrize("foreign_keys", ["ON", "OFF"])
def test_erasing_leaves_nothing_of_one_person_and_all_of_the_other(
    engine: Engine, people: Participants, foreign_keys: str
) -> None:
    if foreign_keys == "OFF" and engine.dialect.name == "sqlite":
        event.listen(engine, "checkout", lambda connection, *_: connection.execute("PRAGMA foreign_keys=OFF"))
    mo, other = _with_everything(engine, "1"), _with_everything(engine, "2")
    before = people.everything(other)
    people.erase(mo, why="asked", now=NOON)
    counts = {name: count for name, count in _counts(engine).items() if name not in WORKER_TABLES}
    assert {name: count for name, count in counts.items() if count != 1} == {"change": 2, "telegram_update": 0, "research": 0}
    assert people.everything(other) == before
    with reading(engine) as connection:
        assert [tuple(row)[1:] for row in connection.execute(select(erasure))] == [(NOON, "asked")]
        assert mo not in str(connection.execute(select(erasure)).all())


def test_erasing_again_does_nothing(engine: Engine, people: Participants) -> None:
    mo = _with_everything(engine, "1")
    for _ in range(2):
        people.erase(mo, why="asked", now=NOON)
    assert _counts(engine)[erasure.name] == 1


def test_the_words_are_gone_from_the_files_too(engine: Engine, people: Participants, tmp_path: Path) -> None:
    if engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL keeps its own files")
    people.erase(_with_everything(engine, "1"), why="asked", now=NOON)
    engine.dispose()  # the last connection closes and SQLite empties its journal
    assert all(b"ebedee" not in file.read_bytes() for file in tmp_path.iterdir())


def test_a_participant_keeps_the_order_of_their_answers(engine: Engine, people: Participants) -> None:
    mo = _with_everything(engine, "1")
    assert [row["seq"] for row in people.everything(mo)["change"]] == sorted(
        row["seq"] for row in people.everything(mo)["change"]
    )
