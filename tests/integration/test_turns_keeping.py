"""Backup, restore and the move to PostgreSQL: every row of every table is there again, to the byte."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, Table, func, insert, select, text

from bot.keeping.rows import EVENTS, as_it_stands
from bot.turns.inbox import receive
from bot.turns.leading import KEY
from mapping.store.engine import make_engine
from mapping.store.migrate import upgrade
from mapping.store.tables import alert, checkin, metadata, picture
from tests.integration.postgres import Postgres, postgres

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 11, 26, 9, 30, 15, 123456, tzinfo=UTC)


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    with postgres() as server:
        yield server


def selfmap(home: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("SELFMAP_", "TELEGRAM_"))}
    return subprocess.run(
        [sys.executable, "-c", "import sys; from bot.cli import main; sys.exit(main())", *arguments], cwd=ROOT, text=True,
        capture_output=True, timeout=240, check=False, env={**bare, "SELFMAP_HOME": str(home), **settings})


@pytest.fixture
def lived_in(tmp_path: Path) -> Path:
    """A home with people, words in many signs, a picture, an alert and Rasa's events in it."""
    home = tmp_path / "home"
    home.mkdir()
    engine = make_engine(f"sqlite:///{home / 'selfmap.db'}")
    upgrade(engine)
    for number in range(150):
        receive(engine, channel="telegram", address=str(number % 7), text=f"line {number} “naïve” 😀 ਪੰਜਾਬੀ", channel_key=f"k{number}", now=NOW)
    with engine.begin() as connection:
        message, who = connection.execute(text("SELECT id, participant_id FROM message LIMIT 1")).one()
        connection.execute(insert(alert).values(id="a_1", participant_id=who, message_id=message, kind="suicidal", at=NOW))
        connection.execute(insert(picture).values(id="i_1", participant_id=who, at=NOW, png=bytes(range(256)) * 50, words="a map"))
        connection.execute(insert(checkin).values(id="c_1", participant_id=who, due_at=NOW, look_at=NOW, state="due"))
        for table in metadata.sorted_tables:  # no table without a row, or its copying would show nothing
            if not connection.scalar(select(func.count()).select_from(table)):
                connection.execute(insert(as_it_stands(table)).values(made_up(connection, table)))
    with sqlite3.connect(home / "rasa.db") as rasa:
        rasa.execute("CREATE TABLE events (id INTEGER PRIMARY KEY, sender_id VARCHAR(255) NOT NULL, type_name VARCHAR(255) NOT NULL, "
                     "timestamp FLOAT, intent_name VARCHAR(255), action_name VARCHAR(255), data TEXT)")
        rasa.executemany("INSERT INTO events (sender_id, type_name, timestamp, data) VALUES (?, 'user', ?, ?)",
                         [("p_1", 1764149415.123456 + number, '{"text": "é"}') for number in range(900)])
    return home


def made_up(connection: Connection, table: Table) -> dict[str, object]:
    """One row, of any table, that its columns and foreign keys take."""
    row: dict[str, object] = {}
    for column, bare in zip(table.columns, as_it_stands(table).columns, strict=True):
        if column.foreign_keys:
            other = next(iter(column.foreign_keys)).column
            row[column.name] = connection.scalar(select(as_it_stands(other.table).c[other.name]).limit(1))
            continue
        kind = bare.type.python_type
        row[column.name] = {datetime: NOW, bool: True, int: 7, float: 0.5, bytes: b"\x00\xff"}.get(kind, f"{column.name} “é”"[: getattr(bare.type, "length", None) or 99])
    return row


def everything(database: Engine, tracker: Engine) -> dict[str, list]:
    found = {}
    for table in map(as_it_stands, metadata.sorted_tables):
        with database.connect() as connection:
            found[table.name] = [tuple(map(in_utc, row)) for row in connection.execute(select(table).order_by(*table.primary_key))]
    with tracker.connect() as connection:
        found["events"] = [tuple(row) for row in connection.execute(select(EVENTS).order_by(EVENTS.c.id))]
    return found


def test_there_is_a_row_in_every_table(lived_in: Path) -> None:
    assert all(of_home(lived_in).values())


def in_utc(value: object) -> object:
    """SQLite keeps times without a zone, in UTC."""
    return value.astimezone(UTC).replace(tzinfo=None) if isinstance(value, datetime) and value.tzinfo else value


def of_home(home: Path) -> dict[str, list]:
    return everything(make_engine(f"sqlite:///{home / 'selfmap.db'}"), make_engine(f"sqlite:///{home / 'rasa.db'}"))


def test_a_backup_restored_is_the_same_to_the_row(lived_in: Path, tmp_path: Path) -> None:
    file = tmp_path / "backup.db"
    made = selfmap(lived_in, "backup", str(file))
    assert made.returncode == 0, made.stderr
    assert file.stat().st_mode & 0o077 == 0 and not list(tmp_path.glob("backup.db.part*"))
    before = of_home(lived_in)
    done = selfmap(tmp_path / "new", "restore", str(file))
    assert done.returncode == 0, done.stderr
    assert of_home(tmp_path / "new") == before
    assert "150 rows" in done.stdout and "the same in both places" in done.stdout
    for name in ("keys.db", "master.key"):  # kept apart from the words, as docs/decisions/0019 says
        shutil.copy(lived_in / name, tmp_path / "new" / name)
    opened = make_engine(f"sqlite:///{tmp_path / 'new' / 'selfmap.db'}")
    with opened.connect() as connection:
        assert "line 149 “naïve” 😀 ਪੰਜਾਬੀ" in connection.scalars(select(metadata.tables["message"].c.text)).all()
    again = selfmap(tmp_path / "new", "restore", str(file))
    assert again.returncode == 1 and "Give an empty one" in again.stderr and "Traceback" not in again.stderr
    assert of_home(tmp_path / "new") == before


def test_a_move_to_postgresql_and_its_own_backup_are_the_same_to_the_row(
    lived_in: Path, tmp_path: Path, server: Postgres, monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SELFMAP_HOME", str(lived_in))  # the keys stay where they are
    moved = selfmap(lived_in, "move", server.url)
    assert moved.returncode == 0, moved.stderr
    there = make_engine(server.url)
    before = of_home(lived_in)
    assert everything(there, there) == before
    settings = {"SELFMAP_DATABASE_URL": server.url, "SELFMAP_TRACKER_URL": server.url}
    file = tmp_path / "from-postgres.db"
    assert selfmap(tmp_path / "pg", "backup", str(file), **settings).returncode == 0
    assert selfmap(tmp_path / "back", "restore", str(file)).returncode == 0
    assert of_home(tmp_path / "back") == before
    new = receive(there, channel="telegram", address="1", text="after the move", channel_key="new", now=NOW)
    with there.connect() as connection:
        row = connection.execute(text("SELECT seq FROM message WHERE id = :id"), {"id": new}).scalar()
    assert row == 151, "new rows are numbered after the old ones"


def test_a_backup_is_restored_into_postgresql_to_the_row_and_only_while_nobody_works(
    lived_in: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A machine is gone; its backup and its keys are put on another, on PostgreSQL, and the talk goes on."""
    file = tmp_path / "backup.db"
    assert selfmap(lived_in, "backup", str(file)).returncode == 0
    before = of_home(lived_in)
    with postgres() as fresh:
        (tmp_path / "new").mkdir()
        settings = {"SELFMAP_DATABASE_URL": fresh.url, "SELFMAP_TRACKER_URL": fresh.url}
        for name in ("keys.db", "master.key"):
            shutil.copy(lived_in / name, tmp_path / "new" / name)
        with make_engine(fresh.url).connect() as leader:  # as a bot on another machine does
            assert leader.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": KEY})
            refused = selfmap(tmp_path / "new", "restore", str(file), **settings)
            leader.invalidate()
        assert refused.returncode == 1 and "Selfmap is running" in refused.stderr and "Traceback" not in refused.stderr
        done = selfmap(tmp_path / "new", "restore", str(file), **settings)
        assert done.returncode == 0, done.stderr
        monkeypatch.setenv("SELFMAP_HOME", str(tmp_path / "new"))
        there = make_engine(fresh.url)
        assert everything(there, there) == before
        with there.connect() as connection:
            assert "line 149 “naïve” 😀 ਪੰਜਾਬੀ" in connection.scalars(select(metadata.tables["message"].c.text)).all()
        assert receive(there, channel="telegram", address="1", text="here again", channel_key="new", now=NOW)


@pytest.mark.parametrize(("arguments", "said"), [
    (("restore", "nowhere.db"), "There is no file"), (("restore", "README.md"), "not a backup"), (("backup", "README.md"), "there already"),
    (("backup", "/nowhere/at/all.db"), "can't be written"),
])
def test_what_cannot_be_done_is_said_in_a_sentence(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    done = selfmap(tmp_path / "home", *arguments)
    assert done.returncode == 1 and said in done.stderr and "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
