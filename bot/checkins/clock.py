"""Looks at the clock: plans what is to come where somebody's choice changed, queues what is due, lets go what was held. Ids only."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine

from bot.checkins import sending
from bot.checkins.prompts import Prompts
from bot.turns.faults import where
from mapping.services import Checkins
from mapping.services.putting_right import release

log = logging.getLogger(__name__)
LOOK = 5.0  # seconds between looks
AGAIN = timedelta(minutes=5)  # after which work that came to nothing is queued under another name
OVERLAP = 200  # facts looked at again: on PostgreSQL a lower number may be committed after a higher one
Enqueue = Callable[[str, str, str], Awaitable[None]]


class CheckinClock:
    """One per bot process; several may run side by side, since a slot is settled once whoever does it.

    ``enqueue`` puts work on the durable queue: (workflow id, participant id, check-in id). ``stored`` is called when
    something can be sent. ``clock`` tells the time, aware UTC.
    """

    def __init__(
        self, engine: Engine, prompts: Prompts, *, enqueue: Enqueue, stored: Callable[[], None],
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._engine, self._prompts, self._enqueue, self._stored, self._clock = engine, prompts, enqueue, stored, clock
        self._checkins = Checkins(engine)
        self._seq = 0

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            try:
                await self.look()
            except Exception as error:  # the outermost loop: it must go on
                log.error("a look at the check-ins failed: %s", where(error))
            await asyncio.sleep(LOOK)

    async def look(self) -> int:
        """One look. Returns how many were queued."""
        now = self._clock()
        await asyncio.to_thread(self._plan, now)
        if await asyncio.to_thread(release, self._engine, now=now):
            self._stored()
        found = await asyncio.to_thread(sending.due, self._engine, now=now)
        for row in found:
            # the moment to look and how long ago it was are part of the name: what had to wait, or failed, is queued anew
            late = int((now - row.look_at) / AGAIN)
            await self._enqueue(f"checkin-{row.id}-{row.look_at.timestamp():.0f}-{late}", row.participant_id, row.id)
        return len(found)

    async def settle(self, checkin_id: str) -> None:
        """The durable work: settle one. Done again after a crash, it finds its outcome and changes nothing."""
        verdict = await asyncio.to_thread(sending.settle, self._engine, checkin_id, self._prompts, now=self._clock())
        if verdict is not None:
            log.info("check-in %s: %s%s", checkin_id, verdict.state, f" ({verdict.reason})" if verdict.reason else "")
            self._stored()

    def _plan(self, now: datetime) -> None:
        """Plans for everybody who said something since that may change what is due; at the start, for everybody who ever did."""
        who, reached = self._checkins.to_plan(after_seq=max(0, self._seq - OVERLAP))
        for participant_id in who:
            self._checkins.plan(participant_id, now=now)
        self._seq = reached
