"""A real PostgreSQL server from a wheel, for tests that need one: started, stopped in an instant, started again."""

import contextlib
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pgserver
import psutil
from pgserver.utils import ensure_user_exists

USER = "pgserver"  # PostgreSQL does not run as root


class Postgres:
    """One server with a data folder of its own, on a socket in it; ``url`` is for SELFMAP_DATABASE_URL."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._as = {}
        if os.geteuid() == 0:
            ensure_user_exists(USER)
            shutil.chown(folder, USER)
            self._as = {"user": USER}
        pgserver.initdb(["--auth=trust", "--auth-local=trust", "--encoding=utf8", "-U", "postgres", "--no-sync"], pgdata=folder, **self._as)
        self.url = f"postgresql://postgres:@/postgres?host={folder}"
        self.start()

    def stop_at_once(self) -> None:
        """`pg_ctl stop -m immediate`: no goodbye to anybody, no checkpoint; what was committed is in the log."""
        pgserver.pg_ctl(["stop", "-m", "immediate", "-w", "-t", "120"], pgdata=self._folder, **self._as)

    def hang(self) -> None:
        """It stands still: connections stay open, and nothing is answered any more."""
        self._signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """It wakes again."""
        self._signal(signal.SIGCONT)

    def _signal(self, number: signal.Signals) -> None:
        head = psutil.Process(int((self._folder / "postmaster.pid").read_text().splitlines()[0]))
        for process in (head, *head.children(recursive=True)):
            with contextlib.suppress(psutil.NoSuchProcess):
                process.send_signal(number)

    def start(self) -> None:
        """Start it, again where it was."""
        pgserver.pg_ctl(["start", "-w", "-t", "120", "-o", "-h ''", "-o", f"-k {self._folder}", "-l", str(self._folder / "log")],
                        pgdata=self._folder, **self._as)


@contextmanager
def postgres() -> Iterator[Postgres]:
    """A running server; gone with its data at the end."""
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    server = Postgres(folder)
    try:
        yield server
    finally:
        server.stop_at_once()
        shutil.rmtree(folder, ignore_errors=True)
