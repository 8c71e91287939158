"""The gateway: fetches updates, has each one stored, and only then lets Telegram forget it."""

import asyncio
import logging

from telegram import Bot
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.telegram.connection import LONG_POLL, LONGEST_PAUSE, introduce
from bot.telegram.intake import CANNOT_STORE, WANTED, Intake
from bot.telegram.sender import TelegramSender, seconds
from bot.turns.words import ChannelWords
from watching.figures import FETCH_FAULTS

log = logging.getLogger(__name__)
LONGEST_PAUSE_STORE = 4.0  # seconds between tries while the database can't be reached
AFTER_CONFLICT = 2.0


class Gateway:
    """One bot's updates, asked for again and again."""

    def __init__(self, bot: Bot, words: ChannelWords, sender: TelegramSender, intake: Intake) -> None:
        self._bot, self._words, self._sender, self._intake = bot, words, sender, intake

    async def run(self) -> None:
        """Fetch until cancelled. Ends by itself only where Telegram refuses the token."""
        if await introduce(self._bot, self._words, lambda: self._bot.delete_webhook(drop_pending_updates=False)):
            self._sender.open()
            await self._poll()

    async def _poll(self) -> None:
        """Fetch, store, go on. Telegram drops what lies below ``confirm``; it is set only for what is stored."""
        confirm, pause, pause_store = None, 0.5, 0.5
        while True:
            try:
                updates = await self._bot.get_updates(confirm, timeout=LONG_POLL, allowed_updates=WANTED)
                confirm, pause, left = None, 0.5, list(updates)
                for each in updates:
                    await self._intake.take(each, left)
                    confirm, pause_store = left.pop(0).update_id + 1, 0.5
                continue
            except InvalidToken:
                log.error("Telegram refuses the bot token now. Check TELEGRAM_BOT_TOKEN.")
                return
            except Conflict:
                log.error("Another program fetches this bot's messages. Stop it, or give this one a bot of its own.")
                FETCH_FAULTS.labels("conflict").inc()
                await asyncio.sleep(AFTER_CONFLICT)
            except RetryAfter as rest:
                FETCH_FAULTS.labels("rest").inc()
                await asyncio.sleep(seconds(rest))
            except CANNOT_STORE as error:
                log.error("messages can't be stored (%s); Telegram keeps them", type(error).__name__)
                FETCH_FAULTS.labels("store").inc()
                await asyncio.sleep(pause_store)
                pause_store = min(pause_store * 2, LONGEST_PAUSE_STORE)
            except TelegramError as error:
                log.warning("fetching messages failed (%s); trying again", type(error).__name__)
                FETCH_FAULTS.labels("network").inc()
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
