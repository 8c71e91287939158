"""Two of each on one PostgreSQL and one Redis: two Rasa, two action servers, two web processes, a bot and one that stands by.

`selfmap run` starts a Rasa and an action server for each address of theirs, a bot and a web process. The second web process and the bot that
stands by are started by their own commands, with a home of their own, as on another machine.
"""

import contextlib
import random
import re
import secrets
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
import psutil
import pytest
from sqlalchemy import Engine

from bot.supervisor import Part, Supervisor
from mapping.store.engine import make_engine
from mapping.store.sealing import vault_of
from tests.integration.postgres import Postgres, postgres
from tests.integration.redis_server import Redis, redis_server
from tests.system.service import ROOT, Service, free_port
from tests.telegram.standin import TelegramStandIn

PARTS = {"bot": "selfmap bot", "actions": "-m actions", "rasa": "rasa run", "web": "selfmap web"}
AWAY = 2.0  # seconds for which the database is away in a round


class Layout(Service):
    """The whole of it, started and stopped together; ``strike`` kills one process of a part, or stops the database in an instant."""

    def __init__(self, folder: Path, standin: TelegramStandIn, database: Postgres, redis: Redis, *, workers: int = 2) -> None:
        addresses = {name: ",".join(f"http://127.0.0.1:{free_port()}" for _ in range(workers)) for name in ("SELFMAP_RASA_URL", "SELFMAP_ACTIONS_URL")}
        self.watch = [free_port(), free_port()]
        super().__init__(
            folder / "one", **addresses, TELEGRAM_BOT_TOKEN=standin.token, TELEGRAM_API_URL=standin.url, SELFMAP_REDIS_URL=redis.url,
            SELFMAP_DATABASE_URL=database.url, SELFMAP_TRACKER_URL=database.url, SELFMAP_KEYS_URL=database.url,
            SELFMAP_SERVICE_KEY=secrets.token_urlsafe(32), SELFMAP_METRICS_ADDRESS=f"127.0.0.1:{self.watch[0]}")
        self.database, self.redis, self.other_home = database, redis, folder / "two"
        self.second_web_port = free_port()
        self.lines: list[str] = []
        self.took_over: list[float] = []  # seconds from a leader's death until another leads
        self._away: list[tuple[float, float]] = []
        self._supervisor: Supervisor | None = None
        self._engine: Engine | None = None

    def start(self) -> None:
        """Start all of it: `selfmap run` first, as it makes the keys."""
        super().start()
        there = {
            **self.environment, "SELFMAP_HOME": str(self.other_home), "SELFMAP_WEB_ADDRESS": f"127.0.0.1:{self.second_web_port}",
            "SELFMAP_MASTER_KEY_FILE": str(self.home / "master.key"), "SELFMAP_CONSOLE_KEY_FILE": str(self.home / "console.key"),
            "PATH": f"{ROOT / '.venv' / 'bin'}:/usr/bin:/bin", "PYTHONUNBUFFERED": "1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        without_port = {name: value for name, value in there.items() if name != "SELFMAP_METRICS_ADDRESS"}
        parts = [
            Part("bot", "exec .venv/bin/selfmap bot", {**there, "SELFMAP_METRICS_ADDRESS": f"127.0.0.1:{self.watch[1]}"}),
            Part("web", "exec .venv/bin/selfmap web", {name: value for name, value in without_port.items() if name != "TELEGRAM_BOT_TOKEN"}),
        ]
        self._supervisor = Supervisor(parts, ROOT, lambda name, line: self.lines.append(f"{name} two: {line}\n"))
        threading.Thread(target=self._supervisor.run, name="second machine", daemon=True).start()
        self._until(lambda: any("stands by" in line for line in self.lines) and _ready(f"http://127.0.0.1:{self.second_web_port}/readyz"))

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Stop the second machine, then the first."""
        if self._supervisor:
            self._supervisor.stop()
            for thread in threading.enumerate():
                if thread.name == "second machine":
                    thread.join(60)
        return super().stop(how)

    def engine(self) -> Engine:
        """Its database, opened with the keys of the first home."""
        if self._engine is None:
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("SELFMAP_HOME", str(self.home))
                patch.setenv("SELFMAP_KEYS_URL", self.database.url)
                self._engine = make_engine(self.database.url)
                vault_of(self._engine).check()  # the keys are looked for now
        return self._engine

    def log(self) -> str:
        """Everything that the processes of both have printed."""
        return super().log() + "".join(self.lines)

    def leader(self) -> int | None:
        """Which bot leads: 0 is that of `selfmap run`."""
        for number, port in enumerate(self.watch):
            with contextlib.suppress(httpx.HTTPError):
                if re.search(r"^selfmap_leads 1", httpx.get(f"http://127.0.0.1:{port}/metrics", timeout=5, trust_env=False).text, re.MULTILINE):
                    return number
        return None

    def strike(self, part: str, chance: random.Random) -> None:
        """kill -9 one process of this part, the bot that leads where it is a bot; or stop the database in an instant and start it again."""
        if part == "database":
            begun = time.monotonic()
            self.database.stop_at_once()
            time.sleep(AWAY)
            self.database.start()
            self._away.append((begun, time.monotonic()))
            return
        found = self.processes(part)
        if part == "bot":
            self._until(lambda: self.leader() is not None)
            led = self.leader()
            mine = self.home if led == 0 else self.other_home
            found = [each for each in found if each.environ().get("SELFMAP_HOME") == str(mine)]
            died = time.monotonic()
            found[0].kill()
            threading.Thread(target=self._see_who_takes_over, args=(led, died), daemon=True).start()
            return
        chance.choice(found).kill()

    def was_away(self, at: float) -> bool:
        """Whether the database was away at this moment, or somebody may still have thought so."""
        return any(begun - 0.1 <= at <= end + 20 for begun, end in self._away)

    def processes(self, part: str) -> list[psutil.Process]:
        """The running processes of this part, of both machines."""
        found = []
        for process in psutil.Process().children(recursive=True):
            with contextlib.suppress(psutil.Error):
                if PARTS[part] in " ".join(process.cmdline()):
                    found.append(process)
        return sorted(found, key=lambda each: each.pid)

    def _see_who_takes_over(self, led: int | None, died: float) -> None:
        while time.monotonic() - died < 120:
            now = self.leader()
            if now is not None and now != led:
                self.took_over.append(time.monotonic() - died)
                return
            time.sleep(0.1)

    def _until(self, met) -> None:
        end = time.monotonic() + 420
        while not met():
            assert time.monotonic() < end, f"it never came:\n{self.log()[-4000:]}"
            time.sleep(0.1)


def _ready(url: str) -> bool:
    try:
        return httpx.get(url, timeout=5, trust_env=False).status_code == 200
    except httpx.HTTPError:
        return False


@contextmanager
def layout(folder: Path, standin: TelegramStandIn, *, workers: int = 2) -> Iterator[Layout]:
    """The running layout with its databases; all of it ends with the block."""
    with ExitStack() as stack:
        whole = Layout(folder, standin, stack.enter_context(postgres()), stack.enter_context(redis_server()), workers=workers)
        try:
            whole.start()
            yield whole
        finally:
            whole.stop()
