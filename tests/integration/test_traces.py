"""What the queues remember is cleared when somebody is erased, and work under way is left to finish."""

import asyncio
from pathlib import Path

import pysqlite3
from sqlalchemy import create_engine

from bot.turns.durable import TURNS, Durable, traces_at


def test_finished_work_of_an_erased_person_is_gone(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'durable.db'}"
    assert not traces_at(url).clear(), "where nothing was ever queued there is nothing to erase"
    held, begun = asyncio.Event(), []

    async def work(argument: str) -> None:
        if argument == "m_held":
            begun.append(argument)
            await held.wait()

    async def scene() -> None:
        durable = Durable(url, executor="t")
        await durable.start(turn=work, delivery=work, checkin=work)
        try:
            for who, what in (("p_anna", "m_1"), ("p_anna", "m_2"), ("p_ben", "m_3"), ("p_anna", "m_held")):
                durable.enqueue(TURNS, f"turn-{who}-{what}", what)
            while not begun or _finished(url) < 3:
                await asyncio.sleep(0.02)
            assert [each.startswith("turn-p_anna-m_held") for each in durable.traces().clear()] == [True], "what is under way is left to finish"
            held.set()
            while durable.traces().clear():
                await asyncio.sleep(0.02)
        finally:
            durable.stop()

    asyncio.run(scene())
    everything = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert not [each for each in (b"p_anna", b"p_ben", b"m_1", b"m_held") if each in everything]


def _finished(url: str) -> int:
    with create_engine(url, module=pysqlite3).connect() as connection:  # two SQLite libraries in one process would spoil the file
        return int(connection.exec_driver_sql("SELECT count(*) FROM workflow_status WHERE status = 'SUCCESS'").scalar_one())
