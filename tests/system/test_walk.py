"""A short random walk through the trained bot; `python -m benchmarks.walk` takes 10,000 turns."""

import statistics
from collections.abc import Callable

import pytest

from tests.system.service import Person
from tests.system.walking import faults_of, walk

pytestmark = [pytest.mark.system, pytest.mark.timeout(900)]


@pytest.mark.parametrize("seed", [1, 2])
def test_no_answer_holds_what_none_may_hold(newcomer: Callable[[], Person], seed: int) -> None:
    found = walk(newcomer(), 25, seed=seed)
    assert found.turns == 25
    assert not found.faults
    assert statistics.mean(found.grades) <= 5


@pytest.mark.parametrize(("answer", "fault"), [
    ("You have depression, I think.", "a diagnosis"), ("Stop taking your tablets for now.", "medical advice"), ("I am a nurse.", "a claim to be human"),
    ("I promise it will pass.", "a promise"), ("Well done!", "a score or praise"), ("I have {things} on your map.", "the inside of the program"),
    ("Who helps? Where do you go?", "more than one question"), ("", "no answer")])
def test_each_fault_is_seen(answer: str, fault: str) -> None:
    assert fault in list(faults_of(answer, "hello"))
