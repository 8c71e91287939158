"""The dispatcher: looks at our rows for work and starts it. A crash between storing and starting loses nothing."""

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
from bot.turns.parting import begin_anew
from mapping.errors import StoreUnreachable

log = logging.getLogger(__name__)
LOOK = 0.25  # seconds between looks when nobody nudges
SWEEP = 2.0  # seconds between looks at everything, not only at what is new
OVERLAP = 200  # rows looked at again: on PostgreSQL a lower number may be committed after a higher one


class Dispatcher:
    """Screens what is new at once, ahead of everything, then starts its turn; starts deliveries; erases who is due."""

    def __init__(self, engine: Engine, durable: Durable, danger: Danger, forgetting: Forgetting) -> None:
        self._engine, self._durable, self._danger, self._forgetting = engine, durable, danger, forgetting
        self._something = asyncio.Event()
        self._screened: set[str] = set()
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
        for inbound in found:
            await self._take(inbound)
        for participant_id in await asyncio.to_thread(outbox.waiting, self._engine):
            self._durable.enqueue(DELIVERIES, f"delivery-{participant_id}", participant_id)
        if sweep:
            self._screened &= {inbound.id for inbound in found}
            self._swept_at = loop_time
            await self._forgetting.run(now=datetime.now(UTC))
            await self._durable.clear_done()

    async def _take(self, inbound: Inbound) -> None:
        """Screen a message, once; then start the turn of its person, which answers all that waits."""
        if inbound.parted:
            await asyncio.to_thread(begin_anew, self._engine, inbound.id, now=datetime.now(UTC))
            return self.wake()
        if inbound.id not in self._screened:
            if await self._speaks_of_danger(inbound):
                self.wake()
                return
            self._screened.add(inbound.id)
        self._durable.enqueue(TURNS, f"turn-{inbound.participant_id}", inbound.participant_id)
        self._highest = max(self._highest, inbound.seq)

    async def _speaks_of_danger(self, inbound: Inbound) -> bool:
        """Answer danger ahead of the turns: an earlier message of the same person may wait there for Rasa."""
        try:
            return await asyncio.to_thread(self._danger.answer, inbound, now=datetime.now(UTC))
        except StoreUnreachable:
            raise
        except Exception as error:  # one message must not hold up everybody's; its turn screens again, and says so
            log.error("message %s could not be screened ahead: %s", inbound.id, where(error))
            return False
