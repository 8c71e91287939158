"""The master key: made once, told from a wrong one, changed by a command that can be broken off, and let go."""

import os
import sqlite3
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert, select

from bot.cli import main
from mapping.errors import KeyMissing, SealBroken
from mapping.services import Participants
from mapping.store.engine import make_engine, reading, writing
from mapping.store.migrate import upgrade
from mapping.store.sealing import vault as sealing
from mapping.store.sealing import vault_of
from mapping.store.sealing.master import new_key
from mapping.store.tables import message
from tests.system.service import free_port

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in [name for name in os.environ if name.startswith("SELFMAP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("SELFMAP_HOME", str(tmp_path))
    return tmp_path


def opened(home: Path) -> Engine:
    return make_engine(f"sqlite:///{home / 'selfmap.db'}")


def somebody(engine: Engine, address: str = "1", words: str = "marmalade") -> str:
    who = Participants(engine).find_or_add("web", address, now=NOW)
    with writing(engine) as connection:
        connection.execute(insert(message).values(
            id=f"m_{address}", participant_id=who, direction="in", kind="text", text=words, at=NOW, state="done"))
    return who


def words_of(engine: Engine, who: str) -> str | None:
    with reading(engine) as connection:
        return connection.scalar(select(message.c.text).where(message.c.participant_id == who))


def started(home: Path) -> tuple[Engine, str]:
    engine = opened(home)
    upgrade(engine)
    return engine, somebody(engine)


def test_it_is_made_at_the_first_start_for_its_owner_alone(home: Path) -> None:
    _, who = started(home)
    assert stat.S_IMODE((home / "master.key").stat().st_mode) == 0o600
    assert words_of(opened(home), who) == "marmalade", "the next start finds it"
    assert (home / "master.key").read_bytes().strip()[2:] not in (home / "keys.db").read_bytes(), "it enters no database"


def test_without_it_the_program_stops_and_says_so(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    started(home)
    (home / "master.key").rename(home / "elsewhere")
    with pytest.raises(KeyMissing, match="master.key is gone"):
        upgrade(opened(home))
    assert main(["bot"]) == 1
    said = capsys.readouterr().err
    assert "master key is missing" in said and "Put the file back" in said and "Traceback" not in said
    assert not (home / "master.key").exists(), "no new one is made over what is locked with the old"


@pytest.mark.parametrize(
    "wrong",
    ["1:" + new_key(), "2:" + new_key(), "nonsense", "1:abc", f"1:{new_key()} 1:{new_key()}", " "],
    ids=["another", "another number", "nonsense", "too short", "one number twice", "empty"],
)
def test_a_wrong_one_is_told_from_the_right_one(home: Path, wrong: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    started(home)
    monkeypatch.setenv("SELFMAP_MASTER_KEY", wrong)
    monkeypatch.setenv("SELFMAP_WEB_ADDRESS", f"127.0.0.1:{free_port()}")
    for command in (["web"], ["bot"], ["export", "p_x", "-o", str(home / "x.zip")]):
        assert main(command) == 1
        said = capsys.readouterr().err
        assert "master key" in said and "Traceback" not in said
        assert len(wrong) < 20 or wrong[2:22] not in said, "the key itself is not told"
    assert main(["doctor"]) == 1
    assert "to mend  keys" in capsys.readouterr().out


def test_a_file_that_is_named_must_be_there(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SELFMAP_MASTER_KEY_FILE", str(home / "not-there"))
    with pytest.raises(KeyMissing, match="SELFMAP_MASTER_KEY_FILE"):
        upgrade(opened(home))
    (home / "not-there").write_text(new_key() + "\n")
    engine = opened(home)
    upgrade(engine)
    assert words_of(engine, somebody(engine)) == "marmalade"
    assert not (home / "master.key").exists()


def test_it_is_changed_by_a_command_and_everything_stays_readable(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    engine, who = started(home)
    others = [somebody(engine, str(number)) for number in range(2, 30)]
    before = (home / "master.key").read_text()
    assert main(["keys", "rotate"]) == 0
    assert "of 29 people" in capsys.readouterr().out
    assert words_of(engine, who) == "marmalade", "a process that runs goes on"
    new = somebody(engine, "40")
    assert all(words_of(opened(home), each) == "marmalade" for each in (who, new, *others))
    assert main(["keys", "retire"]) == 1, "the process that runs made a key with the old version meanwhile"
    assert main(["keys", "rotate"]) == 0 and "of 1 person" in capsys.readouterr().out
    assert main(["keys", "retire"]) == 0 and main(["keys", "show"]) == 0
    assert "version 2" in capsys.readouterr().out
    assert before.strip() not in (home / "master.key").read_text()
    assert all(words_of(opened(home), each) == "marmalade" for each in (who, new, *others))
    assert stat.S_IMODE((home / "master.key").stat().st_mode) == 0o600


def test_a_change_that_was_broken_off_goes_on(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine, who = started(home)
    people = [who, *(somebody(engine, str(number)) for number in range(2, 12))]
    monkeypatch.setattr(sealing, "BATCH", 4)
    store = type(vault_of(engine)._opened()[0])
    original, calls = store.rewrap, []

    def broken(self: object, rows: list[tuple[str, int, int, bytes]]) -> None:
        calls.append(len(rows))
        if len(calls) == 2:
            raise KeyboardInterrupt
        original(self, rows)

    monkeypatch.setattr(store, "rewrap", broken)
    assert main(["keys", "rotate"]) == 130
    assert vault_of(opened(home)).versions() == (2, {1: 7, 2: 4})
    assert all(words_of(opened(home), each) == "marmalade" for each in people), "half way, everything can be read"
    assert main(["keys", "rotate"]) == 0
    assert vault_of(opened(home)).versions() == (2, {2: 11}), "it went on, and made no third version"


def test_with_the_key_in_a_setting_it_is_changed_there(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = f"1:{new_key()}", f"2:{new_key()}"
    monkeypatch.setenv("SELFMAP_MASTER_KEY", old)
    _, who = started(home)
    assert not (home / "master.key").exists()
    assert main(["keys", "rotate"]) == 1 and "Add a new one after the old" in capsys.readouterr().err
    monkeypatch.setenv("SELFMAP_MASTER_KEY", f"{old} {new}")
    assert main(["keys", "rotate"]) == 0
    monkeypatch.setenv("SELFMAP_MASTER_KEY", new)
    assert main(["keys", "retire"]) == 0
    assert words_of(opened(home), who) == "marmalade"


def test_a_key_that_was_altered_or_given_to_another_is_refused(home: Path) -> None:
    engine, who = started(home)
    other = somebody(engine, "2")
    with sqlite3.connect(home / "keys.db") as connection:
        connection.execute("UPDATE person_key SET wrapped = (SELECT wrapped FROM person_key WHERE person = ?) WHERE person = ?", [other, who])
    with pytest.raises(SealBroken):
        words_of(opened(home), who)


def test_a_lost_store_of_keys_is_said_by_doctor(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    started(home)
    (home / "keys.db").unlink()
    assert main(["doctor"]) == 1
    said = capsys.readouterr().out
    assert "to mend  keys" in said and "1 person" in said and "keys.db" in said


def test_a_key_file_that_others_can_read_is_said_by_doctor(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    started(home)
    (home / "master.key").chmod(0o644)
    main(["doctor"])
    assert "chmod 600" in capsys.readouterr().out


def test_a_destroyed_key_leaves_no_trace_in_the_store_of_keys(home: Path) -> None:
    engine, who = started(home)
    with sqlite3.connect(home / "keys.db") as connection:
        wrapped = connection.execute("SELECT wrapped FROM person_key WHERE person = ?", [who]).fetchone()[0]
    Participants(engine).erase(who, why="asked", now=NOW)
    for file in home.iterdir():
        if file.is_file():
            assert wrapped not in file.read_bytes(), file.name
