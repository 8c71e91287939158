"""Keeping parts running: one that dies comes back while the others go on, and none outlives the whole."""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from bot.supervisor import Part, Supervisor

RUNS = f"exec {sys.executable} -c 'import time; print(\"here\", flush=True); time.sleep(600)'"
DIES = "echo no such setting; exit 3"


class Watch:
    """Collects what is said and lets a test wait for it."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, str]] = []
        self._more = threading.Condition()

    def say(self, name: str, line: str) -> None:
        with self._more:
            self.lines.append((name, line))
            self._more.notify_all()

    def wait(self, met: Callable[[list[tuple[str, str]]], bool]) -> None:
        with self._more:
            assert self._more.wait_for(lambda: met(self.lines), timeout=60), self.lines


@contextmanager
def running(tmp_path: Path, *parts: Part, **more: float) -> Iterator[Watch]:
    watch = Watch()
    supervisor = Supervisor(list(parts), tmp_path, watch.say, first_pause=0.01, **more)
    thread = threading.Thread(target=supervisor.run)
    thread.start()
    try:
        yield watch
    finally:
        supervisor.stop()
        thread.join(60)
        assert not thread.is_alive()


def here(name: str, times: int) -> Callable[[list[tuple[str, str]]], bool]:
    return lambda lines: lines.count((name, "here")) == times


def test_a_killed_part_is_started_again_and_the_others_go_on(tmp_path: Path) -> None:
    one, other = Part("one", RUNS, os.environ), Part("other", RUNS, os.environ)
    with running(tmp_path, one, other) as watch:
        watch.wait(lambda lines: here("one", 1)(lines) and here("other", 1)(lines))
        first, untouched = one.process, other.process
        os.kill(first.pid, signal.SIGKILL)
        watch.wait(here("one", 2))
        assert one.process.pid != first.pid and one.process.poll() is None
        assert other.process is untouched and untouched.poll() is None
        assert ("one", "has stopped (killed by signal 9). Starting it again; the other parts go on.") in watch.lines
    assert one.process.poll() is not None and other.process.poll() is not None


def test_a_part_that_dies_again_and_again_is_told_plainly(tmp_path: Path) -> None:
    with running(tmp_path, Part("sick", DIES, os.environ), Part("well", RUNS, os.environ)) as watch:
        watch.wait(lambda lines: any("4 times in a row" in line for _, line in lines))
        told = [line for name, line in watch.lines if name == "sick" and "in a row" in line]
        assert told[0].startswith("has stopped 3 times in a row (exit code 3). Its last lines above say why.")
        watch.wait(here("well", 1))
        assert ("sick", "no such setting") in watch.lines


def test_a_part_that_ran_well_is_not_called_sick(tmp_path: Path) -> None:
    with running(tmp_path, Part("one", "sleep 0.05", os.environ), steady=0.0) as watch:
        watch.wait(lambda lines: len(lines) >= 6)
        assert all("in a row" not in line for _, line in watch.lines)


def test_no_part_outlives_a_supervisor_that_is_killed(tmp_path: Path) -> None:
    code = ("import os, sys; from pathlib import Path; from bot.supervisor import Part, Supervisor\n"
            f"Supervisor([Part('one', {RUNS!r}, os.environ)], Path('.'), lambda *said: print(*said, flush=True)).run()")
    supervisor = psutil.Popen([sys.executable, "-c", code], stdout=-1, text=True)
    assert supervisor.stdout.readline() == "one here\n"
    parts = supervisor.children(recursive=True)
    assert parts
    supervisor.kill()
    supervisor.wait(30)
    _, alive = psutil.wait_procs(parts, timeout=30)
    assert alive == []
