"""Whether Rasa says that it is ready: only where it can parse, write and lock; and where its locks are."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from bot.model import QUIET
from tests.system.service import free_port

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict:
    folder, redis = tmp_path_factory.mktemp("rasa"), f"redis://:secret@127.0.0.1:{free_port()}/3"
    done = subprocess.run(
        [str(ROOT / ".venv-rasa" / "bin" / "python"), "-m", "tests.integration.dialogue_ready_program", str(folder), redis],
        cwd=ROOT, env={**os.environ, **QUIET}, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return {**json.loads(done.stdout.splitlines()[-1]), "address": redis}


def test_it_is_not_ready_before_the_model_is_there(told: dict) -> None:
    assert told["nothing"] == told["loading"] == "the model is not loaded"


def test_it_is_not_ready_where_a_sentence_can_not_be_parsed(told: dict) -> None:
    assert told["parse"] == "a sentence can't be parsed (ValueError)"


def test_it_is_not_ready_where_nothing_can_be_kept(told: dict) -> None:
    assert "can't be written" in told["write"] and "not in its database" in told["memory"]


def test_where_all_is_well_it_looks_once_in_a_while(told: dict) -> None:
    assert told["well"] == [None, None, None] and told["parsed"] == 1


def test_with_an_address_the_locks_are_in_redis_and_a_redis_that_is_away_is_waited_for(told: dict) -> None:
    port = int(told["address"].split(":")[-1].split("/")[0])
    assert told["redis"] == ["SharedLocks", "127.0.0.1", port, 3, "secret"]
    assert told["locks"] == "the locks can't be reached (ConnectionError)" and told["asks again"] is True


def test_without_an_address_they_are_its_own(told: dict) -> None:
    assert told["alone"] is True
