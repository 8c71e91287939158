"""DBOS: carries turns, deliveries and check-ins through crashes. Its tables hold ids, never words (design §8)."""

import logging
from collections.abc import Awaitable, Callable

import pysqlite3
from dbos import DBOS, DBOSConfig, SetEnqueueOptions, SetWorkflowID
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url

from bot.turns.traces import Traces
from mapping.store.engine import make_engine

TURNS, DELIVERIES, CHECKINS = "turns", "deliveries", "checkins"
POLL = 0.02  # seconds between looks at a queue
VERSION = "1"  # fixed: a new release takes up the old one's unfinished work
Work = Callable[[str], Awaitable[None]]
_work: dict[str, Work] = {}
log = logging.getLogger(__name__)


@DBOS.workflow(name="turn", max_recovery_attempts=None)
async def _turn(message_id: str) -> None:
    await _work[TURNS](message_id)


@DBOS.workflow(name="delivery", max_recovery_attempts=None)
async def _delivery(participant_id: str) -> None:
    await _work[DELIVERIES](participant_id)


@DBOS.workflow(name="checkin", max_recovery_attempts=None)
async def _checkin(checkin_id: str) -> None:
    await _work[CHECKINS](checkin_id)


_WORKFLOWS = {TURNS: _turn, DELIVERIES: _delivery, CHECKINS: _checkin}


class Durable:
    """The queues. Each keeps one person's work in order and run different people side by side.

    A workflow has no steps of its own: after a crash it runs again from the start, and our own rows say what is left.
    """

    def __init__(self, url: str, *, executor: str) -> None:
        self._config = DBOSConfig(
            name="selfmap", system_database_engine=_engine(url), application_version=VERSION, executor_id=executor,
            log_level="WARNING", console_log_level="WARNING", enable_otlp=False,
        )

    def traces(self) -> Traces:
        """What the queues remember of people, to be erased."""
        return Traces(self._config["system_database_engine"])

    async def start(self, *, turn: Work, delivery: Work, checkin: Work) -> None:
        """Launch DBOS on the running event loop and take up what was left unfinished."""
        _work.update({TURNS: turn, DELIVERIES: delivery, CHECKINS: checkin})
        DBOS(config=self._config)
        DBOS.launch()
        for name in _WORKFLOWS:
            await DBOS.register_queue_async(name, partition_concurrency=1, polling_interval_sec=POLL)

    async def enqueue(self, queue: str, workflow_id: str, participant_id: str, argument: str) -> None:
        """Put work on a queue, once for each workflow id. Arguments are ids."""
        with SetWorkflowID(workflow_id), SetEnqueueOptions(queue_partition_key=participant_id):
            await DBOS.enqueue_workflow_async(queue, _WORKFLOWS[queue], argument)

    def stop(self) -> None:
        """Stop; what is unfinished stays pending and goes on at the next start. Blocks for about a second."""
        DBOS.destroy(workflow_completion_timeout_sec=0)


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
