"""DBOS: carries turns, deliveries and check-ins through crashes. Its tables hold ids, never words (design §8).

Work is started at once where it is found, on this process's event loop. DBOS's queues are not used: looking at three of
them every 20 ms took 0.4 of a core from an idle bot (docs/decisions/0018-where-a-turns-time-goes.md).
"""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable
from contextlib import nullcontext
from weakref import WeakValueDictionary

import pysqlite3
from dbos import DBOS, DBOSConfig, SetWorkflowID
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url

from bot.turns.faults import where
from bot.turns.traces import Traces
from mapping.store.engine import make_engine

TURNS, DELIVERIES, CHECKINS = "turns", "deliveries", "checkins"
VERSION = "1"  # fixed: a new release takes up the old one's unfinished work
THREADS = 400  # at most, of DBOS's pool, which is our own loop's as well: without an end each lost race for an idle thread left one more behind (CPython 3.12), some 50 KB each
AT_ONCE = 48  # turns under way; fewer than the connections to Rasa
DONE_AT_MOST = 500  # workflows that DBOS keeps once they are done
Work = Callable[[str], Awaitable[None]]
_work: dict[str, Work] = {}
_locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
log = logging.getLogger(__name__)


async def _one_at_a_time(queue: str, argument: str) -> None:
    """Do the work, after any of the same name: what DBOS takes up from before a crash may be found in our rows as well."""
    lock = _locks.setdefault(f"{queue} {argument}", asyncio.Lock())
    async with lock:
        await _work[queue](argument)


@DBOS.workflow(name="turn", max_recovery_attempts=None)
async def _turn(participant_id: str) -> None:
    await _one_at_a_time(TURNS, participant_id)


@DBOS.workflow(name="delivery", max_recovery_attempts=None)
async def _delivery(participant_id: str) -> None:
    await _one_at_a_time(DELIVERIES, participant_id)


@DBOS.workflow(name="checkin", max_recovery_attempts=None)
async def _checkin(checkin_id: str) -> None:
    await _one_at_a_time(CHECKINS, checkin_id)


_WORKFLOWS = {TURNS: _turn, DELIVERIES: _delivery, CHECKINS: _checkin}


class Durable:
    """Starts work and remembers what is under way, so that a second look at the same rows starts nothing twice.

    A workflow has no steps of its own: after a crash it runs again from the start, and our own rows say what is left. Work
    that ended without its rows being settled (a database that went away) is found by the next look, and started anew.
    """

    def __init__(self, url: str, *, executor: str, ended: Callable[[], None] = lambda: None) -> None:
        self._config = DBOSConfig(
            name="selfmap", system_database_engine=_engine(url), application_version=VERSION, executor_id=executor,
            log_level="WARNING", console_log_level="WARNING", enable_otlp=False, max_executor_threads=THREADS,
        )
        self._ended = ended
        self._under_way: dict[str, asyncio.Task[None]] = {}
        self._room = asyncio.Semaphore(AT_ONCE)
        self._boot, self._started = secrets.token_hex(4), 0
        self._done: list[str] = []

    def traces(self) -> Traces:
        """What the queues remember of people, to be erased."""
        return Traces(self._config["system_database_engine"])

    async def start(self, *, turn: Work, delivery: Work, checkin: Work) -> None:
        """Launch DBOS on the running event loop and take up what was left unfinished."""
        _work.update({TURNS: turn, DELIVERIES: delivery, CHECKINS: checkin})
        DBOS(config=self._config)
        DBOS.launch()
        self._done = [old.workflow_id for old in await DBOS.list_workflows_async(status="SUCCESS", load_input=False, load_output=False)]

    def enqueue(self, queue: str, name: str, argument: str) -> None:
        """Start work, unless work of this name is under way. ``argument`` is an id. To be called on the event loop."""
        if name in self._under_way:
            return
        self._started += 1
        task = asyncio.create_task(self._carry(queue, f"{name}-{self._boot}-{self._started}", argument))
        self._under_way[name] = task
        task.add_done_callback(lambda _: self._end(name))

    async def clear_done(self) -> None:
        """Let DBOS forget what is done, some hundreds at a time: its tables stay small."""
        if len(self._done) >= DONE_AT_MOST:
            done, self._done = self._done, []
            await DBOS.delete_workflows_async(done)

    def stop(self) -> None:
        """Stop; what is unfinished stays pending and goes on at the next start. Blocks for about a second."""
        DBOS.destroy(workflow_completion_timeout_sec=0)

    def _end(self, name: str) -> None:
        """Something may have come while it ended: ``ended`` has the rows looked at again."""
        self._under_way.pop(name, None)
        self._ended()

    async def _carry(self, queue: str, workflow_id: str, argument: str) -> None:
        try:
            async with self._room if queue == TURNS else nullcontext():
                with SetWorkflowID(workflow_id):
                    handle = await DBOS.start_workflow_async(_WORKFLOWS[queue], argument)
                await handle.get_result()
            self._done.append(workflow_id)
        except Exception as error:  # the next look at our rows finds it again
            log.error("%s was not finished: %s", workflow_id, where(error))
            await asyncio.sleep(1.0)


def traces_at(url: str) -> Traces:
    """The same where no queue runs."""
    return Traces(_engine(url))


def _engine(url: str) -> Engine:
    """DBOS's engine. On SQLite: the newer library, WAL, and no wait for the disk at each write.

    A power cut may cost its latest writes; our own rows do wait for the disk and are swept up at the next start.
    """
    if make_url(url).get_backend_name() != "sqlite":
        return make_engine(url)
    engine = create_engine(url, module=pysqlite3, connect_args={"timeout": 30, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def _prepare(connection: pysqlite3.Connection, _: object) -> None:
        connection.isolation_level = "IMMEDIATE"
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=30000", "foreign_keys=ON", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")

    return engine
