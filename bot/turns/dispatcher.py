"""The dispatcher: looks at our rows for work and queues it. A crash between storing and queueing loses nothing."""

import asyncio
import logging
from datetime import UTC, datetime

from sqlalchemy import Engine

from bot.turns import inbox, outbox
from bot.turns.danger import Danger
from bot.turns.durable import DELIVERIES, TURNS, Durable
from bot.turns.faults import where
from bot.turns.forgetting import Forgetting
from bot.turns.inbox import Inbound
from mapping.errors import StoreUnreachable

log = logging.getLogger(__name__)
LOOK = 0.25  # seconds between looks when nobody nudges
SWEEP = 2.0  # seconds between looks at everything, not only at what is new
OVERLAP = 200  # rows looked at again: on PostgreSQL a lower number may be committed after a higher one
STUCK = 3600  # seconds after which unfinished work is queued anew under another id


class Dispatcher:
    """Screens what is new at once, ahead of any queue, then queues its turn; queues deliveries; erases who is due."""

    def __init__(self, engine: Engine, durable: Durable, danger: Danger, forgetting: Forgetting) -> None:
        self._engine, self._durable, self._danger, self._forgetting = engine, durable, danger, forgetting
        self._something = asyncio.Event()
        self._queued: set[str] = set()
        self._highest = 0
        self._swept_at = float("-inf")

    def wake(self) -> None:
        """Look now. To be called on the event loop."""
        self._something.set()

    async def run(self) -> None:
        """Look for work until cancelled."""
        while True:
            self._something.clear()
            try:
                await self.look()
            except Exception as error:  # the outermost loop: it must go on
                log.error("a look for work failed: %s", where(error))
                await asyncio.sleep(0.5)
            try:
                await asyncio.wait_for(self._something.wait(), LOOK)
            except TimeoutError:
                pass

    async def look(self) -> None:
        """One look: new messages, waiting deliveries, and now and then everything."""
        loop_time = asyncio.get_running_loop().time()
        sweep = loop_time - self._swept_at >= SWEEP
        after = 0 if sweep else max(0, self._highest - OVERLAP)
        found = await asyncio.to_thread(inbox.unanswered, self._engine, after_seq=after)
        still = {await self._take(inbound) for inbound in found}
        still |= {await self._deliver(*each) for each in await asyncio.to_thread(outbox.waiting, self._engine)}
        if sweep:
            self._queued &= still
            self._swept_at = loop_time
            await self._forgetting.run(now=datetime.now(UTC))

    async def _take(self, inbound: Inbound) -> str:
        workflow_id = f"turn-{inbound.id}{_age(inbound.at)}"
        if workflow_id not in self._queued:
            if await self._speaks_of_danger(inbound):
                self.wake()
            else:
                await self._durable.enqueue(TURNS, workflow_id, inbound.participant_id, inbound.id)
            self._queued.add(workflow_id)
        self._highest = max(self._highest, inbound.seq)
        return workflow_id

    async def _speaks_of_danger(self, inbound: Inbound) -> bool:
        """Answer danger ahead of the queue: an earlier message of the same person may wait there for Rasa."""
        try:
            return await asyncio.to_thread(self._danger.answer, inbound, now=datetime.now(UTC))
        except StoreUnreachable:
            raise
        except Exception as error:  # one message must not hold up everybody's; its turn screens again, and says so
            log.error("message %s could not be screened ahead: %s", inbound.id, where(error))
            return False

    async def _deliver(self, participant_id: str, message_id: str, at: datetime) -> str:
        workflow_id = f"delivery-{message_id}{_age(at)}"
        if workflow_id not in self._queued:
            await self._durable.enqueue(DELIVERIES, workflow_id, participant_id, participant_id)
            self._queued.add(workflow_id)
        return workflow_id


def _age(at: datetime) -> str:
    """A mark for work that is hours old, so that it is queued again whatever became of its first workflow."""
    hours = int((datetime.now(UTC) - at).total_seconds() // STUCK)
    return f"-{hours}" if hours > 0 else ""
