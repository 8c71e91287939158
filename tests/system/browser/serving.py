"""The real web process, started by a test on a free port, on a database of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from bot.settings import Settings, read_settings
from mapping.store.engine import make_engine
from mapping.store.migrate import upgrade

PATIENT = 180.0  # seconds: a busy machine
SELFMAP = (sys.executable, "-c", "import sys; from bot.cli import main; sys.exit(main())")


@dataclass(slots=True)
class Served:
    """A web process under test."""

    settings: Settings
    engine: Engine
    process: subprocess.Popen | None = None

    @property
    def url(self) -> str:
        """Where the chat is."""
        return f"http://127.0.0.1:{self.settings.web_port}/chat"

    def start(self) -> None:
        """Serve; again after a stop, at the same address."""
        self.process = subprocess.Popen([*SELFMAP, "web"], env=environment(self.settings))
        end = time.monotonic() + PATIENT
        while not self._answers():
            assert self.process.poll() is None and time.monotonic() < end, "the web process did not start"
            time.sleep(0.1)

    def stop(self) -> int:
        """Stop it as a service is stopped. Returns its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENT)

    def _answers(self) -> bool:
        try:
            return urllib.request.urlopen(self.url.replace("/chat", "/healthz"), timeout=5).status == 200
        except OSError:
            return False


def environment(settings: Settings) -> dict[str, str]:
    """The environment that gives a process these settings."""
    return os.environ | {
        "SELFMAP_HOME": str(settings.home), "SELFMAP_WEB_ADDRESS": f"{settings.web_host}:{settings.web_port}",
        "SELFMAP_DATABASE_URL": settings.database_url, "SELFMAP_LOG_LEVEL": "WARNING",
    }


def free_port() -> int:
    """A port nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def settings_in(home: Path, port: int = 8080) -> Settings:
    """Settings as the environment gives them, for a home of the test's own."""
    return read_settings({"SELFMAP_HOME": str(home), "SELFMAP_WEB_ADDRESS": f"127.0.0.1:{port}"})


def store_in(settings: Settings) -> Engine:
    """The test's own database, set up by the real migrations."""
    engine = make_engine(settings.database_url, pool_size=24)
    upgrade(engine)
    return engine


@contextmanager
def served(home: Path) -> Iterator[Served]:
    """A running web process."""
    settings = settings_in(home, free_port())
    here = Served(settings, store_in(settings))
    here.start()
    try:
        yield here
    finally:
        here.stop()
        here.engine.dispose()
