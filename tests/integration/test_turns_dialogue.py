"""Inside Rasa: a talk stays short however long it lasts, and a turn of which an action fails is not half kept."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    done = subprocess.run(
        [ROOT / ".venv-rasa" / "bin" / "python", "-W", "ignore", ROOT / "tests" / "integration" / "dialogue_program.py",
         tmp_path_factory.mktemp("rasa")],
        capture_output=True, text=True, cwd=ROOT, timeout=280, check=False,
        env={"PYTHONPATH": str(ROOT), "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1", "PATH": ""})
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


def test_a_cut_talk_stands_where_the_whole_one_does(told: dict[str, Any]) -> None:
    whole, cut = told["whole"], told["cut"]
    assert whole["last"] == "line 99" and whole["slots"]["note"] == "note 99"
    for what in ("slots", "form", "listens", "last", "turns", "replies"):
        assert cut[what] == whole[what], what


def test_however_long_the_talk_what_is_kept_of_it_is_short(told: dict[str, Any]) -> None:
    assert told["whole"]["events"] > 500 and told["whole"]["rows"] > 500
    assert told["cut"]["events"] < 120
    assert told["cut"]["rows"] < 120


def test_a_crash_between_keeping_and_forgetting_harms_nothing(told: dict[str, Any]) -> None:
    assert told["crash"] == {"kept": True, "once": True, "cleared": True, "form": "people_form"}


def test_sessions_that_are_over_are_forgotten(told: dict[str, Any]) -> None:
    assert told["quiet"]["cut"] is False
    assert told["quiet"]["rows"] < 350


def test_a_failed_action_fails_the_turn_and_says_whether_to_ask_again(told: dict[str, Any]) -> None:
    assert told["broken"] == {"away": "away", "rejected": "whole", "own": "failed", "gateway": "away"}


def test_a_turn_of_too_many_actions_ends_with_listening_so_that_the_next_message_is_heard(told: dict[str, Any]) -> None:
    assert told["endless"] == {"taken": 40, "ends": "action_listen", "stuck": False}


def test_a_talk_of_an_earlier_model_goes_on_with_the_next(told: dict[str, Any]) -> None:
    upgraded = told["upgraded"]
    assert upgraded["form"] is None and upgraded["asks"] is None and upgraded["consented"] is True and upgraded["states"]
    assert upgraded["replies"] == [{"text": "reply 2"}], "what was answered before the upgrade is not answered again"
    assert upgraded["goes on"] == "on we go" and upgraded["once"] == 4 and upgraded["then"] is None


def test_a_talk_is_read_once_a_turn_and_anew_when_it_was_stored(told: dict[str, Any]) -> None:
    assert told["at hand"] == {"twice": 1.0, "after storing": 1.0, "outside": 2.0, "left": False}
