"""Deliveries: what waits for a person is sent in order, one after the other, until nothing waits."""

import asyncio
import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from sqlalchemy import Engine

from bot.turns import outbox
from bot.turns.outbox import Outbound
from mapping.errors import StoreUnreachable
from watching.figures import DELIVERIES

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sent:
    """It is with the person; ``channel_message_id`` is the channel's own name for it."""

    channel_message_id: str


@dataclass(frozen=True, slots=True)
class NotSent:
    """It can never be delivered, and why (a code); ``blocked`` where the person blocked the bot."""

    reason: str
    blocked: bool = False


class Sender(Protocol):
    """Sends one message on a channel, and keeps trying while the fault may pass."""

    async def send(self, outbound: Outbound) -> Sent | NotSent: ...


class Deliveries:
    """Sends what waits for a person. A repeat after a crash sends only what is not marked sent."""

    def __init__(self, engine: Engine, sender: Sender) -> None:
        self._engine, self._sender = engine, sender
        self.under_way = 0

    async def run(self, participant_id: str) -> None:
        """Send everything that waits for this person, oldest first."""
        self.under_way += 1
        try:
            while await self._send_next(participant_id):
                pass
        finally:
            self.under_way -= 1

    async def _send_next(self, participant_id: str) -> bool:
        try:
            outbound = await asyncio.to_thread(outbox.next_waiting, self._engine, participant_id)
            if outbound is None:
                return False
            outcome = NotSent("blocked", True) if outbound.blocked else await self._sender.send(outbound)
            await self._mark(outbound, outcome)
        except StoreUnreachable as error:
            log.error("deliveries of %s wait: %s", participant_id, error)
            await asyncio.sleep(1.0)
        return True

    async def _mark(self, outbound: Outbound, outcome: Sent | NotSent) -> None:
        """Record what became of a message; tried until the database takes it, or it would be sent twice."""
        while True:
            try:
                return await asyncio.to_thread(self._record, outbound, outcome)
            except StoreUnreachable as error:
                log.error("message %s is not marked yet: %s", outbound.id, error)
                await asyncio.sleep(0.5)

    def _record(self, outbound: Outbound, outcome: Sent | NotSent) -> None:
        self._store(outbound, outcome)
        DELIVERIES.labels("sent" if isinstance(outcome, Sent) else "blocked" if outcome.blocked else "failed").inc()

    def _store(self, outbound: Outbound, outcome: Sent | NotSent) -> None:
        if isinstance(outcome, Sent):
            return outbox.mark_sent(self._engine, outbound.id, outcome.channel_message_id)
        log.warning("message %s to %s not delivered: %s", outbound.id, outbound.participant_id, outcome.reason)
        blocked_at = datetime.now(UTC) if outcome.blocked else None
        outbox.mark_failed(self._engine, outbound.id, outcome.reason, blocked_at=blocked_at)
