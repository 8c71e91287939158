"""Looks every few seconds for alerts that staff must be told of, and sends what waits. Runs in the bot process."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from sqlalchemy import Engine

from bot.console.notices import queue
from bot.console.notices.post import PostRefused, send
from bot.console.notices.queue import Notice
from bot.console.notices.words import notice_words
from bot.console.settings import ConsoleSettings
from bot.turns.faults import where

log = logging.getLogger(__name__)
LOOK = 3.0  # seconds between looks
SendTelegram = Callable[[str, str], Awaitable[None]]  # chat, text; raises TelegramRefused where it never will work


class TelegramRefused(Exception):
    """The chat can't be written to: blocked, or gone."""


class NoticeClock:
    """One per bot process; several may run side by side, as each notice is claimed before it is sent.

    A crash between claiming and sending costs a pause and no notice; a crash after sending may send it twice.
    """

    def __init__(
        self, engine: Engine, settings: ConsoleSettings, *, start: str, telegram: SendTelegram | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._engine, self._settings, self._start, self._telegram, self._clock = engine, settings, start, telegram, clock

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            try:
                await self.look()
            except Exception as error:  # the outermost loop: it must go on
                log.error("a look at the notices failed: %s", where(error))
            await asyncio.sleep(LOOK)

    async def look(self) -> int:
        """One look. Returns how many notices were sent."""
        now = self._clock()
        await asyncio.to_thread(queue.tell_of_alerts, self._engine, now=now)
        if late := await asyncio.to_thread(queue.pass_on, self._engine, duty_email=self._settings.duty_email, now=now):
            log.warning("%s alert(s) nobody has taken on: the second contact is told", late)
        found = [each for each in await asyncio.to_thread(queue.due, self._engine, now=now) if self._can(each)]
        return sum(await asyncio.gather(*(self._send(each, now) for each in found)))

    def _can(self, notice: Notice) -> bool:
        return self._settings.post is not None if notice.channel == "email" else self._telegram is not None

    async def _send(self, notice: Notice, now: datetime) -> bool:
        if not await asyncio.to_thread(queue.claim, self._engine, notice, now=now):
            return False
        subject, text = notice_words(notice.kind, self._start)
        sent = for_good = False
        try:
            if notice.channel == "email":
                await asyncio.to_thread(send, self._settings.post, notice.address, subject, text)
            else:
                await self._telegram(notice.address, text)
            sent = True
        except (PostRefused, TelegramRefused) as error:
            for_good = True
            log.error("notice %s (%s) is refused: %s", notice.id[:12], notice.channel, type(error).__name__)
        except Exception as error:  # whatever the server does: it is tried again
            log.warning("notice %s (%s) is not sent yet: %s", notice.id[:12], notice.channel, type(error).__name__)
        await asyncio.to_thread(queue.settle, self._engine, notice, sent=sent, for_good=for_good, now=now)
        return sent
