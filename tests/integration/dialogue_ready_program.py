"""What tests/integration/test_dialogue_ready.py runs inside Rasa's own environment. Prints one JSON object."""

import asyncio
import json
import os
import sys
from types import SimpleNamespace

import sqlalchemy as sa
import sqlalchemy.orm
from bot.dialogue import ready
from bot.dialogue.locks import Locks, waits_for_lock
from bot.dialogue.tracker_store import DurableTrackerStore
from rasa.core.lock_store import InMemoryLockStore, LockStore
from rasa.core.processor import MessageProcessor
from rasa.shared.core.domain import Domain
from rasa.utils.endpoints import EndpointConfig

folder, redis = sys.argv[1:3]


class Agent:
    """Stands where Rasa's agent is: a store of ours, and a parse that can fail."""

    def __init__(self, url: str) -> None:
        self.tracker_store = DurableTrackerStore(Domain.empty(), url)
        self.processor = object.__new__(MessageProcessor)
        self.lock_store = Locks()
        self.parsed, self.fault, self.there = 0, None, True

    def is_ready(self) -> bool:
        return self.there

    async def parse_message(self, text: str) -> dict:
        self.parsed += 1
        if self.fault:
            raise self.fault
        return {"intent": {"name": "add_to_map"}}


async def main() -> dict:
    told = {"nothing": await ready.Readiness().lacks(None)}
    agent = Agent(f"sqlite:///{folder}/rasa.db")
    agent.there = False
    told["loading"] = await ready.Readiness().lacks(agent)
    agent.there, agent.fault = True, ValueError("my sister Moira")
    told["parse"] = await ready.Readiness().lacks(agent)
    agent.fault, agent.parsed = None, 0
    readiness = ready.Readiness()
    told["well"] = [await readiness.lacks(agent) for _ in range(3)]
    told["parsed"] = agent.parsed
    agent.tracker_store = SimpleNamespace()
    told["memory"] = await readiness.lacks(agent)
    agent = Agent(f"sqlite:///{folder}/rasa.db")
    agent.tracker_store.sessionmaker = sa.orm.sessionmaker(bind=sa.create_engine(f"sqlite:///file:{folder}/rasa.db?mode=ro&uri=true"))
    told["write"] = await ready.Readiness().lacks(agent)
    agent = Agent(f"sqlite:///{folder}/other.db")
    os.environ["SELFMAP_REDIS_URL"] = redis
    agent.lock_store = Locks()
    told["locks"] = await ready.Readiness().lacks(agent)
    try:
        async with agent.lock_store.lock("p_x"):
            pass
    except Exception as error:
        told["asks again"] = waits_for_lock(error)
    made = LockStore.create(EndpointConfig(type="bot.dialogue.locks.Locks"))
    where = made.red.connection_pool.connection_kwargs
    told["redis"] = [type(made).__name__, where["host"], where["port"], where["db"], where["password"]]
    del os.environ["SELFMAP_REDIS_URL"]
    told["alone"] = isinstance(LockStore.create(EndpointConfig(type="bot.dialogue.locks.Locks")), InMemoryLockStore)
    return told


print(json.dumps(asyncio.run(main())))
