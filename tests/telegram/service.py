"""The real bot process in a folder of its own, between the Bot API stand-in and a small dialogue server."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select

from bot.settings import Settings, read_settings
from mapping.store.engine import make_engine, reading
from mapping.store.tables import metadata
from tests.telegram.rasa import SmallRasa
from tests.telegram.standin import TelegramStandIn

REPOSITORY = Path(__file__).parents[2]
START = "import sys; from bot.cli import main; sys.exit(main())"


class Service:
    """`selfmap bot`, started, killed and started again as a test likes."""

    def __init__(self, home: Path, telegram: TelegramStandIn, rasa: SmallRasa, *, say_slow_after: float = 10.0,
                 token: str | None = None, database_url: str | None = None, **settings: str) -> None:
        self.telegram, self.rasa, self.home = telegram, rasa, home
        self._more = ["--say-slow-after", str(say_slow_after)]
        self._environ = os.environ | {
            "SELFMAP_HOME": str(home), "SELFMAP_RASA_URL": rasa.url, "SELFMAP_SERVICE_KEY": rasa.service_key,
            "TELEGRAM_API_URL": telegram.url, "TELEGRAM_BOT_TOKEN": telegram.token if token is None else token,
        }
        self._environ |= {"SELFMAP_LOG_LEVEL": "DEBUG"}  # tests look for words and the token in what is logged
        self._environ.pop("SELFMAP_DATABASE_URL", None)
        if database_url:
            self._environ["SELFMAP_DATABASE_URL"] = database_url
        self._environ |= settings
        self.lines: list[str] = []
        self.process: subprocess.Popen[str] | None = None

    @property
    def settings(self) -> Settings:
        """The settings the process was started with."""
        return read_settings(self._environ)

    def engine(self) -> Engine:
        """The process's own database, opened with its own keys."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("SELFMAP_HOME", str(self.home))
            return make_engine(self.settings.database_url)

    def start(self, *, wait: bool = True) -> "Service":
        """Start, and wait until it is ready unless told not to. Raises RuntimeError with its last lines where it ends instead."""
        self.process = subprocess.Popen(
            [sys.executable, "-c", START, "bot", *self._more], cwd=REPOSITORY, env=self._environ, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )
        ready = threading.Event()
        threading.Thread(target=self._listen, args=(self.process, ready), daemon=True).start()
        if wait and (not ready.wait(300) or not any(map(_is_ready, self.lines))):
            raise RuntimeError("the bot process did not start:\n" + "".join(self.lines[-30:]))
        return self

    def kill(self) -> None:
        """kill -9."""
        self._signal(signal.SIGKILL)

    def stop(self) -> int:
        """SIGTERM. Returns the exit code."""
        return self._signal(signal.SIGTERM)

    def rows(self, table: str, **where: Any) -> list[Any]:
        """Rows of one table, in order."""
        chosen = metadata.tables[table]
        with reading(self.engine()) as connection:
            query = select(chosen).where(*(chosen.c[name] == value for name, value in where.items()))
            return list(connection.execute(query.order_by(*chosen.primary_key)).all())

    def _signal(self, number: int) -> int:
        assert self.process
        self.process.send_signal(number)
        return self.process.wait(15)

    def _listen(self, process: subprocess.Popen[str], ready: threading.Event) -> None:
        assert process.stdout
        for line in process.stdout:
            self.lines.append(line)
            if _is_ready(line):
                ready.set()
        ready.set()


def _is_ready(line: str) -> bool:
    return line == "bot: ready\n" or line.startswith("{") and '"said": "ready"' in line


@contextlib.contextmanager
def running(home: Path, **more: Any) -> Iterator[Service]:
    """A started service with everything around it; all of it ends with the block."""
    rasa = SmallRasa("key-for-tests")
    with TelegramStandIn() as telegram:
        service = Service(home, telegram, rasa, **more)
        try:
            yield service.start()
        finally:
            if service.process and service.process.poll() is None:
                service.kill()
            rasa.close()
