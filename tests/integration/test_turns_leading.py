"""Two bots on one PostgreSQL database: one leads, the other stands by and takes over; a database that comes back changes nothing."""

import asyncio
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import create_engine, text

from bot.turns import leading
from bot.turns.leading import Leading
from mapping.store.engine import make_engine
from tests.integration.postgres import Postgres, postgres


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    with postgres() as server:
        yield server


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leading, "LOOK", 0.05)
    monkeypatch.setattr(leading, "HAND_OVER", 0.1)


class Bot:
    """One process's part in who leads."""

    def __init__(self, url: str) -> None:
        self.lost = asyncio.Event()
        self.leads = asyncio.Event()
        self._leading = Leading(make_engine(url), lost=self.lost.set)
        self._task = asyncio.create_task(self._run())

    async def _run(self) -> None:
        await self._leading.take()
        self.leads.set()
        await self._leading.keep()

    async def die(self) -> None:
        """As by kill -9: its connections close, nothing else happens."""
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        self._leading.close()


def play(scene: Callable) -> None:
    async def within() -> None:
        async with asyncio.timeout(120):
            await scene()

    asyncio.run(within())


def test_who_stands_by_takes_over_from_the_dead(server: Postgres) -> None:
    async def scene() -> None:
        first = Bot(server.url)
        await first.leads.wait()
        second = Bot(server.url)
        await asyncio.sleep(1)
        assert not second.leads.is_set(), "one at a time"
        await first.die()
        await second.leads.wait()
        await second.die()

    play(scene)


def test_a_database_stopped_and_started_has_the_same_leader(server: Postgres) -> None:
    async def scene() -> None:
        bot = Bot(server.url)
        await bot.leads.wait()
        await asyncio.to_thread(server.stop_at_once)
        await asyncio.sleep(0.3)
        await asyncio.to_thread(server.start)
        await asyncio.sleep(1)
        assert not bot.lost.is_set()
        late = Bot(server.url)
        await asyncio.sleep(1)
        assert not late.leads.is_set(), "the first has its lock again"
        await bot.die()
        await late.leads.wait()
        await late.die()

    play(scene)


def test_a_leader_cut_off_stops_where_another_has_taken_over(server: Postgres, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene() -> None:
        bot = Bot(server.url)
        await bot.leads.wait()
        with create_engine(server.url.replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT").connect() as usurper:
            cut = text("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted")
            while not usurper.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": leading.KEY}):
                usurper.execute(cut)
            await bot.lost.wait()
        await bot.die()

    play(scene)


def test_on_sqlite_whoever_has_the_home_leads(tmp_path) -> None:
    async def scene() -> None:
        bot = Bot(f"sqlite:///{tmp_path / 'selfmap.db'}")
        await bot.leads.wait()
        await bot.die()

    play(scene)


@pytest.fixture
def empty() -> Iterator[Postgres]:
    """A server of the test's own, where nobody leads."""
    with postgres() as server:
        yield server


def test_a_lock_that_a_lost_connection_of_ones_own_still_holds_is_taken_over(empty: Postgres) -> None:
    """After a database that hung, the server may not have noticed yet that the connection with the lock is gone."""
    async def scene() -> None:
        first = Leading(make_engine(empty.url), lost=lambda: None)
        await first.take()
        held, first._connection = first._connection, None  # lost to us, and the server still has it
        assert await first._try() is True and first._connection is not held
        other = Leading(make_engine(empty.url), lost=lambda: None)
        assert await other._try() is False  # and nobody else's is taken
        assert await first._alive()
        first.close()

    play(scene)


def test_a_try_that_is_answered_too_late_lets_go(empty: Postgres) -> None:
    async def scene() -> None:
        first, other = (Leading(make_engine(empty.url), lost=lambda: None) for _ in range(2))
        first._asked = 2
        assert first._ask(1) is False and first._connection is None
        assert await other._try() is True
        other.close()

    play(scene)
