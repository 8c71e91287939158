"""One bot process at a time fetches, answers and delivers; any other on the same PostgreSQL database stands by."""

import asyncio
import logging
from collections.abc import Callable

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError

log = logging.getLogger(__name__)
KEY = 5_346_197  # the advisory lock's number: any, as long as it is always this one
LOOK = 2.0  # seconds between tries of who stands by, and between looks of who leads
SILENT = 4.0  # seconds without an answer after which the connection that holds the lock counts as lost
HAND_OVER = LOOK + SILENT  # seconds a new leader waits: the old one, if it is only cut off, notices by then


class Leading:
    """Holds an advisory lock on a connection of its own. ``lost`` is called where another process has taken over, ``stands_by`` where one leads already.

    On SQLite there is one machine and one home folder, whose lock file has been taken already (bot/cli/bot.py).
    """

    def __init__(self, engine: Engine, *, lost: Callable[[], None], stands_by: Callable[[], None] = lambda: None) -> None:
        self._engine, self._lost, self._stands_by = engine, lost, stands_by
        self._shared = engine.dialect.name == "postgresql"
        self._connection: Connection | None = None

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
            return await asyncio.wait_for(asyncio.to_thread(self._ask), SILENT)
        except (SQLAlchemyError, TimeoutError):
            return None

    def _ask(self) -> bool:
        connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        try:
            # a machine that is cut off is noticed by the server as soon as by us
            connection.execute(text("SELECT set_config('tcp_keepalives_idle', '2', false), set_config('tcp_keepalives_interval', '2', false), "
                                    "set_config('tcp_keepalives_count', '2', false)"))
            ours = bool(connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": KEY}))
        except BaseException:
            connection.invalidate()
            connection.close()
            raise
        if ours:
            self._connection = connection
        else:
            connection.close()
        return ours

    async def _alive(self) -> bool:
        connection = self._connection
        if connection is None:
            return False
        try:
            await asyncio.wait_for(asyncio.to_thread(connection.scalar, text("SELECT 1")), SILENT)
            return True
        except (SQLAlchemyError, TimeoutError):
            self._connection = None
            connection.invalidate()
            return False
