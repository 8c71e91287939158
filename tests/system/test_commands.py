"""The commands that look at, hand out and erase what is held, against the running service."""

import json
import os
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from mapping.export import load_map
from tests.system.service import Person, Service

pytestmark = pytest.mark.system


def selfmap(service: Service, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    program = str(Path(sys.executable).parent / "selfmap")
    return subprocess.run([program, *arguments], env=os.environ | service.environment, input=given, capture_output=True, text=True,
                          timeout=120, check=False)


def test_everything_held_can_be_taken_away(person: Person, service: Service, tmp_path: Path) -> None:
    person.say("i live with my brother Kai")
    out = tmp_path / "all.zip"
    done = selfmap(service, "export", person.participant_id, "-o", str(out))
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(out) as archive:
        assert {"everything.json", "map.json", "map.txt", "map.svg", "map.png"} <= set(archive.namelist())
        assert "Kai" in archive.read("map.txt").decode()
        assert [item.label for item in load_map(archive.read("map.json").decode()).items] == ["Kai"]
        assert "i live with my brother Kai" in json.dumps(json.loads(archive.read("everything.json")))
    assert out.stat().st_mode & 0o077 == 0


def test_erasing_by_command_is_complete(person: Person, service: Service) -> None:
    person.say("i live with my brother Kai")
    participant_id = person.participant_id
    done = selfmap(service, "erase", participant_id)
    assert done.returncode == 0, done.stderr
    for name in ("selfmap.db", "rasa.db"):
        with sqlite3.connect(service.home / name) as connection:
            assert participant_id not in "\n".join(connection.iterdump())
    again = selfmap(service, "erase", participant_id)
    assert again.returncode == 1 and "Nobody has the id" in again.stderr and "Traceback" not in again.stderr


def test_doctor_finds_a_running_service_well(service: Service) -> None:
    done = selfmap(service, "doctor")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "to mend" not in done.stdout and done.stdout.count("well") >= 9


def test_doctor_says_what_is_not_running(service: Service, tmp_path: Path) -> None:
    away = {**service.environment, "SELFMAP_HOME": str(tmp_path), "SELFMAP_RASA_URL": "http://127.0.0.1:9"}
    program = str(Path(sys.executable).parent / "selfmap")
    done = subprocess.run([program, "doctor"], env=os.environ | away, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1 and "make run" in done.stdout and "Traceback" not in done.stderr


def test_intents_by_command() -> None:
    lines = '{"id": "a", "text": "undo that"}\nnot json\n{"id": "b", "text": "/delete_my_data"}\n{"id": "c", "text": "whats the weather"}\n'
    program = str(Path(sys.executable).parent / "selfmap")
    done = subprocess.run([program, "parse"], input=lines, capture_output=True, text=True, timeout=120, check=False)
    rows = {row["id"]: row for row in map(json.loads, done.stdout.splitlines())}
    assert rows["a"]["intent"] == "undo" and 0 <= rows["a"]["confidence"] <= 1
    assert rows["c"]["intent"] == "out_of_scope"
    assert rows["b"]["confidence"] < 1, "typed text is never taken for an intent of ours"
    assert "line 2" in done.stderr and len(done.stderr.splitlines()) == 1, "nothing but what they can mend is said"
