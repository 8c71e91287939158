"""Keeps the parts of one machine running: one that ends is started again, while the others go on."""

import contextlib
import ctypes
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

FIRST_PAUSE, LONGEST_PAUSE = 0.2, 30.0  # seconds before a part is started again; twice as long each time it ends early
STEADY = 60.0  # seconds after which a part counts as having run
TOLD_AFTER = 3  # early ends in a row, from which on it is said that something is wrong with the part itself
GRACE = 10.0  # seconds that parts get to finish what is under way
_TELL_ME_OF_MY_PARENT = 1  # PR_SET_PDEATHSIG: a part must not outlive us, whatever ends us
_libc = ctypes.CDLL(None, use_errno=True)
Say = Callable[[str, str], None]


@dataclass(slots=True)
class Part:
    """One process to keep running: its name, its command for the shell, and its whole environment."""

    name: str
    command: str
    environment: Mapping[str, str]
    ended_early: int = 0
    process: subprocess.Popen[str] | None = field(default=None, repr=False)


class Supervisor:
    """Runs parts in a folder until stopped. ``say`` is called with a part's name and one line, from several threads."""

    def __init__(self, parts: list[Part], folder: Path, say: Say, *, first_pause: float = FIRST_PAUSE, steady: float = STEADY) -> None:
        self._parts, self._folder, self._say = parts, folder, say
        self._first_pause, self._steady = first_pause, steady
        self._stopping = threading.Event()
        self._lock = threading.Lock()

    def run(self) -> None:
        """Start every part, and keep it running until ``stop``; then end them all. To be called once."""
        threads = [threading.Thread(target=self._keep, args=(part,), name=part.name) for part in self._parts]
        for thread in threads:
            thread.start()
        while not self._stopping.wait(0.5):
            pass
        self._signal_all(signal.SIGTERM)
        until = time.monotonic() + GRACE
        for thread in threads:
            thread.join(max(0.0, until - time.monotonic()))
        self._signal_all(signal.SIGKILL)
        for thread in threads:
            thread.join()

    def stop(self) -> None:
        """End. May be called from a signal handler."""
        self._stopping.set()

    def _keep(self, part: Part) -> None:
        while process := self._start(part):
            started = time.monotonic()
            for line in process.stdout or ():
                self._say(part.name, line.rstrip("\n"))
            code = process.wait()
            if self._stopping.is_set():
                return
            part.ended_early = 0 if time.monotonic() - started > self._steady else part.ended_early + 1
            pause = min(self._first_pause * 2 ** max(0, part.ended_early - 1), LONGEST_PAUSE)
            self._say(part.name, _told(part, code, pause))
            self._stopping.wait(pause)

    def _start(self, part: Part) -> "subprocess.Popen[str] | None":
        """The part's process, at the head of a group of its own; None where we are stopping."""
        with self._lock:
            if self._stopping.is_set():
                return None
            part.process = subprocess.Popen(
                part.command, shell=True, cwd=self._folder, env=dict(part.environment), stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", start_new_session=True,
                preexec_fn=lambda: _libc.prctl(_TELL_ME_OF_MY_PARENT, signal.SIGTERM),
            )
            return part.process

    def _signal_all(self, number: signal.Signals) -> None:
        with self._lock:
            for part in self._parts:
                if part.process and part.process.poll() is None:
                    with contextlib.suppress(ProcessLookupError):
                        os.killpg(part.process.pid, number)


def _told(part: Part, code: int, pause: float) -> str:
    """What the person who runs Selfmap is told about an end."""
    how = f"killed by signal {-code}" if code < 0 else f"exit code {code}"
    if part.ended_early < TOLD_AFTER:
        return f"has stopped ({how}). Starting it again; the other parts go on."
    return (f"has stopped {part.ended_early} times in a row ({how}). Its last lines above say why. The other parts go on, "
            f"and it is tried again in {pause:.0f} s.")
