"""Plays an earlier release that is stopped in the middle of its work: leaves a home and a database, and never ends by itself.

    python -m tests.integration.earlier_release HOME DATABASE_URL REVISION

The tables are at REVISION. Somebody was answered once; a second message of theirs is under way in the durable queue.
"""

import asyncio
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import pysqlite3
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, MetaData, create_engine, insert
from sqlalchemy.engine import make_url

from bot.settings import read_settings
from bot.turns.durable import TURNS, Durable
from mapping.store.engine import make_engine
from mapping.store.tables import metadata

WHO, ADDRESS, AT = "p_earlierearlierearlier1", 777, datetime(2026, 11, 20, 9, tzinfo=UTC)
FIRST, ANSWER, SECOND = "i live with my sister Moira", "Moira, your sister.", "we go to the park"
SEALED_FROM = "0040"


def tables_at(engine: Engine, revision: str) -> None:
    """The database as the release with this revision had it."""
    config = Config()
    config.set_main_option("script_location", "mapping.store:migrations")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def fill(url: str, engine: Engine, *, plain: bool) -> None:
    """One person, one message with its answer, one without. Words as that release kept them: in plain, or sealed."""
    if plain:
        address = make_url(url.replace("postgresql:", "postgresql+psycopg:"))
        engine, tables = create_engine(address, **({"module": pysqlite3} if url.startswith("sqlite") else {})), MetaData()
        tables.reflect(engine, only=["participant", "consent", "message"])
    else:
        tables = metadata
    with engine.begin() as connection:
        connection.execute(insert(tables.tables["participant"]).values(id=WHO, channel="telegram", address=str(ADDRESS), created_at=AT))
        connection.execute(insert(tables.tables["consent"]).values(participant_id=WHO, version="1", given=True, at=AT))
        for row in (
            {"id": "m_first", "direction": "in", "text": FIRST, "state": "done", "channel_key": "k1"},
            {"id": "m_answer", "direction": "out", "text": ANSWER, "state": "sent", "in_reply_to": "m_first", "ordinal": 0},
            {"id": "m_second", "direction": "in", "text": SECOND, "state": "received", "channel_key": "k2"},
        ):
            connection.execute(insert(tables.tables["message"]).values(participant_id=WHO, kind="text", at=AT, **row))
    engine.dispose()


async def work(durable_url: str) -> None:
    """Begin the turn of the second message, and hang in it."""
    begun = asyncio.Event()

    async def hang(_: str) -> None:
        begun.set()
        await asyncio.Event().wait()

    durable = Durable(durable_url, executor="bot")
    await durable.start(turn=hang, delivery=hang, checkin=hang)
    durable.enqueue(TURNS, f"turn-{WHO}", WHO)
    await begun.wait()
    print("under way", flush=True)
    await asyncio.Event().wait()


def main(home: Path, url: str, revision: str) -> None:
    """Leave what is described above, and hang."""
    os.environ.update({"SELFMAP_HOME": str(home), "SELFMAP_DATABASE_URL": url})
    settings, engine = read_settings(), make_engine(url)
    tables_at(engine, revision)
    fill(url, engine, plain=revision < SEALED_FROM)
    asyncio.run(work(settings.durable_url))


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:4])
