"""Several Rasa on one Redis: one turn of a talk at a time, however long it takes, and a process that died holds nobody up for long."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.model import QUIET
from tests.integration.redis_server import Redis, redis_server

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def server() -> Iterator[Redis]:
    with redis_server() as server:
        yield server


def worker(server: Redis, lifetime: float, times: int, seconds: float) -> "subprocess.Popen[str]":
    command = [ROOT / ".venv-rasa" / "bin" / "python", "-W", "ignore", "-m", "tests.integration.locks_program", server.url, *map(str, (lifetime, times, seconds))]
    return subprocess.Popen(command, cwd=ROOT, env={**QUIET, "PYTHONPATH": str(ROOT), "PATH": ""}, stdout=subprocess.PIPE, text=True)


def turns(*workers: "subprocess.Popen[str]") -> list[tuple[float, float]]:
    lines = [line.split() for each in workers for line in each.communicate(timeout=120)[0].splitlines()]
    return sorted((float(line[1]), float(line[2])) for line in lines if line[0] == "turn")


def test_turns_of_three_processes_never_overlap_even_past_the_locks_own_time(server: Redis) -> None:
    found = turns(*(worker(server, 0.4, 40, 0.01) for _ in range(2)), worker(server, 0.4, 1, 2.0))
    assert len(found) == 81 and max(end - begin for begin, end in found) >= 2.0, "five times as long as the lock lasts by itself"
    assert all(end <= begin for (_, end), (begin, _) in zip(found, found[1:], strict=False))


def test_one_that_died_holds_its_talk_no_longer_than_its_lock_lasts(server: Redis) -> None:
    dead, next_one = worker(server, 1.0, 1, 600.0), worker(server, 1.0, 1, 0.01)
    assert dead.stdout
    while not (line := dead.stdout.readline()).startswith("began"):
        assert line, "it ended"
    dead.kill()
    dead.wait(60)
    assert len(turns(next_one)) == 1
