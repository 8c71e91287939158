"""The bot's threads have an end, however much it does: each one that is left behind stays in memory."""

import asyncio
import threading
from pathlib import Path

from bot.turns.durable import THREADS, Durable


async def nothing(_: str) -> None:
    pass


def test_threads_are_used_again(tmp_path: Path) -> None:
    async def work() -> int:
        durable = Durable(f"sqlite:///{tmp_path / 'queue.db'}", executor="test")
        await durable.start(turn=nothing, delivery=nothing, checkin=nothing)
        try:
            await asyncio.gather(*(asyncio.to_thread(threading.Event().wait, 0.2) for _ in range(2 * THREADS)))
            return sum(thread.name.startswith("dbos-executor-") for thread in threading.enumerate())
        finally:
            durable.stop()

    assert 0 < asyncio.run(work()) <= THREADS
