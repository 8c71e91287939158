"""`selfmap calendar` writes a file, or says in one sentence why there is none."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli import main
from mapping.services import Checkins, Maps, Participants
from mapping.store.engine import make_engine
from mapping.store.migrate import upgrade

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture
def mo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Somebody with a goal who is asked about it."""
    monkeypatch.setenv("SELFMAP_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("SELFMAP_DATABASE_URL", f"sqlite:///{tmp_path / 'selfmap.db'}")
    engine = make_engine(f"sqlite:///{tmp_path / 'selfmap.db'}")
    upgrade(engine)
    one = Participants(engine).find_or_add("terminal", "1", now=NOON)
    Participants(engine).record_consent(one, True, version="1", now=NOON)
    Maps(engine).choose_goal(one, "m1", "walk", (), part="p", now=NOON)
    Checkins(engine).choose(one, "m2", on=True, days=(6,), part="p", now=NOON)
    return one


def test_it_writes_a_file_for_its_owner_alone(mo: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.ics"
    assert main(["calendar", mo, "-o", str(out)]) == 0
    assert out.read_bytes().startswith(b"BEGIN:VCALENDAR") and b"walk" not in out.read_bytes()
    assert out.stat().st_mode & 0o077 == 0


def test_what_can_t_be_is_said_in_a_sentence(mo: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["calendar", "p_nobody", "-o", str(tmp_path / "out.ics")]) == 1
    assert "No participant" in capsys.readouterr().err
    engine = make_engine(f"sqlite:///{tmp_path / 'selfmap.db'}")
    Checkins(engine).choose(mo, "m3", on=False, part="p", now=NOON)
    assert main(["calendar", mo, "-o", str(tmp_path / "out.ics")]) == 1
    assert "nothing to put in a calendar" in capsys.readouterr().err
    assert not (tmp_path / "out.ics").exists()
