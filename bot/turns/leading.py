"""One bot process at a time fetches, answers and delivers; any other on the same PostgreSQL database stands by."""

import asyncio
import logging
import time
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError

log = logging.getLogger(__name__)
WHO = text("SELECT pid, backend_start FROM pg_stat_activity WHERE pid = pg_backend_pid()")
HOLDER = text(
    "SELECT a.pid, a.backend_start FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid WHERE l.locktype = 'advisory' AND l.granted "
    "AND l.classid = 0 AND l.objid = :key AND l.objsubid = 1 AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())")
KEY = 5_346_197  # the advisory lock's number: any, as long as it is always this one
LOOK = 2.0  # seconds between tries of who stands by, and between looks of who leads
SILENT = 4.0  # seconds without an answer after which the connection that holds the lock counts as lost
TRIES, BETWEEN = 20, 0.1  # while a lost connection of our own is let go of by the server, and seconds between them
HAND_OVER = LOOK + SILENT  # seconds a new leader waits: the old one, if it is only cut off, notices by then


class Leading:
    """Holds an advisory lock on a connection of its own. ``lost`` is called where another process has taken over, ``stands_by`` where one leads already.

    On SQLite there is one machine and one home folder, whose lock file has been taken already (bot/cli/bot.py).
    """

    def __init__(self, engine: Engine, *, lost: Callable[[], None], stands_by: Callable[[], None] = lambda: None) -> None:
        self._engine, self._lost, self._stands_by = engine, lost, stands_by
        self._shared = engine.dialect.name == "postgresql"
        self._connection: Connection | None = None
        self._ours: set[tuple[int, datetime]] = set()  # the server's sessions that asked for the lock in this process's name: number and start
        self._asked = 0

    async def take(self) -> None:
        """Wait until this process leads. A database that can't be reached is waited for, too."""
        if not self._shared:
            return
        stood_by = False
        while (ours := await self._try()) is not True:
            if ours is False and not stood_by:
                log.info("another bot process leads; this one stands by")
                stood_by = True
                self._stands_by()
            await asyncio.sleep(LOOK)
        if stood_by:
            log.warning("the other bot process is gone; this one takes over")
            await asyncio.sleep(HAND_OVER)

    async def keep(self) -> None:
        """Look after the lock until cancelled. Lost with the database, it is taken again, unless somebody else has it by then."""
        while self._shared:
            await asyncio.sleep(LOOK)
            if await self._alive():
                continue
            log.error("the connection that says who leads is lost")
            while (ours := await self._try()) is None:
                await asyncio.sleep(LOOK / 2)
            if not ours:
                log.error("another bot process leads now; this one stops")
                return self._lost()

    def close(self) -> None:
        """Let go of the lock."""
        if self._connection is not None:
            self._connection.invalidate()
            self._connection.close()

    async def _try(self) -> bool | None:
        """Whether the lock is ours now; None where the database can't be reached."""
        try:
            self._asked += 1
            return await asyncio.wait_for(asyncio.to_thread(self._ask, self._asked), SILENT)
        except (SQLAlchemyError, TimeoutError):
            return None

    def _ask(self, number: int) -> bool:
        """``number``: of this try. One that is answered when a later one was begun lets go of the lock."""
        connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        try:
            # a machine that is cut off is noticed by the server as soon as by us
            connection.execute(text("SELECT set_config('tcp_keepalives_idle', '2', false), set_config('tcp_keepalives_interval', '2', false), "
                                    "set_config('tcp_keepalives_count', '2', false)"))
            self._ours.add(tuple(connection.execute(WHO).one()))  # type: ignore[arg-type]
            ours = self._lock(connection)
            if number != self._asked:
                connection.invalidate()
                ours = False
        except BaseException:
            connection.invalidate()
            connection.close()
            raise
        if ours:
            self._connection = connection
        else:
            connection.close()
        return ours

    def _lock(self, connection: Connection) -> bool:
        """Takes the lock. Where a session of our own still has it, on a connection that was lost or answered too late, that one is ended."""
        for _ in range(TRIES):
            if connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": KEY}):
                return True
            holder = connection.execute(HOLDER, {"key": KEY}).first()
            if holder is not None:
                if tuple(holder) not in self._ours:
                    return False
                connection.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": holder.pid})
            time.sleep(BETWEEN)
        return False

    async def _alive(self) -> bool:
        connection = self._connection
        if connection is None:
            return False
        looking = asyncio.get_running_loop().run_in_executor(None, connection.scalar, text("SELECT 1"))
        try:
            await asyncio.wait_for(asyncio.shield(looking), SILENT)
            return True
        except SQLAlchemyError:
            connection.invalidate()
        except TimeoutError:
            looking.add_done_callback(lambda done: (done.exception(), connection.invalidate()))  # not before: libpq dies of a connection closed in use
        self._connection = None
        return False
