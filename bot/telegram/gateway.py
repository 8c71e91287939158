"""The gateway: fetches updates, stores each one, and only then lets Telegram forget it."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine, update
from sqlalchemy.exc import SQLAlchemyError
from telegram import Bot, BotCommand, CallbackQuery, Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.telegram.connection import LONG_POLL
from bot.telegram.offsets import Offsets
from bot.telegram.outage import Outage
from bot.telegram.reading import Arrival, Matter, read_update
from bot.telegram.sender import TelegramSender, seconds
from bot.turns import inbox
from bot.turns.buttons import PressOutcome, press
from bot.turns.faults import where
from bot.turns.words import ChannelWords
from mapping.errors import StoreUnreachable
from mapping.store.access import storing
from mapping.store.tables import participant
from watching.figures import FETCH_FAULTS

log = logging.getLogger(__name__)
WANTED = ["message", "edited_message", "callback_query", "my_chat_member"]
LONGEST_PAUSE = 30.0  # seconds between tries while Telegram can't be reached
LONGEST_PAUSE_STORE = 4.0  # seconds between tries while the database can't be
AFTER_CONFLICT = 2.0


class Gateway:
    """One bot's updates. ``stored`` is called after each stored message."""

    def __init__(
        self, bot: Bot, engine: Engine, words: ChannelWords, sender: TelegramSender, outage: Outage, *,
        stored: Callable[[], None], say_away: float = 6.0,
    ) -> None:
        self._bot, self._engine, self._words, self._sender, self._stored = bot, engine, words, sender, stored
        self._outage, self._say_away = outage, say_away
        self._courtesies: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Fetch until cancelled. Ends by itself only where Telegram refuses the token."""
        try:
            await self._connect()
            await self._poll()
        except InvalidToken:
            log.error("Telegram refuses the bot token. Check TELEGRAM_BOT_TOKEN: it must be the one @BotFather gave "
                      "you. The web chat goes on without Telegram.")

    async def _connect(self) -> None:
        """Let Telegram know us: it accepts the token, drops any webhook (never its updates), shows our commands."""
        pause = 0.5
        while True:
            try:
                await self._bot.initialize()
                await self._bot.delete_webhook(drop_pending_updates=False)
                await self._bot.set_my_commands([BotCommand(*each) for each in self._words.commands().items()])
                self._sender.open()
                return
            except InvalidToken:
                raise
            except TelegramError as error:
                log.warning("Telegram can't be reached yet (%s)", type(error).__name__)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    async def _poll(self) -> None:
        """Fetch, store, go on. Telegram drops what lies below ``confirm``; it is set only for what is stored."""
        confirm, offsets, pause, pause_store = None, None, 0.5, 0.5
        while True:
            try:
                updates = await self._bot.get_updates(confirm, timeout=LONG_POLL, allowed_updates=WANTED)
                confirm, pause, left = None, 0.5, list(updates)
                if updates and offsets is None:
                    offsets = await self._promptly(asyncio.to_thread(Offsets, self._engine, str(self._bot.id)), left)
                for each in updates:
                    await self._promptly(self._take_once(each, offsets), left)
                    confirm, pause_store = left.pop(0).update_id + 1, 0.5
                continue
            except InvalidToken:
                raise
            except Conflict:
                log.error("Another program fetches this bot's messages. Stop it, or give this one a bot of its own.")
                FETCH_FAULTS.labels("conflict").inc()
                await asyncio.sleep(AFTER_CONFLICT)
            except RetryAfter as rest:
                FETCH_FAULTS.labels("rest").inc()
                await asyncio.sleep(seconds(rest))
            except (StoreUnreachable, SQLAlchemyError) as error:
                log.error("messages can't be stored (%s); Telegram keeps them", type(error).__name__)
                FETCH_FAULTS.labels("store").inc()
                await asyncio.sleep(pause_store)
                pause_store = min(pause_store * 2, LONGEST_PAUSE_STORE)
            except TelegramError as error:
                log.warning("fetching messages failed (%s); trying again", type(error).__name__)
                FETCH_FAULTS.labels("network").inc()
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)

    async def _promptly[T](self, taking: Coroutine[Any, Any, T], left: list[Update]) -> T:
        """Wait until an update is stored, or what is needed for it read. Where the database refuses, or is silent for long, whoever wrote is told so."""
        task = asyncio.ensure_future(taking)
        try:
            await asyncio.wait({task}, timeout=self._say_away)
            if not task.done() or task.exception():
                for each in left:
                    await self._outage.tell(each)
            done = await task
            self._outage.over()
            return done
        finally:
            task.cancel()

    async def _take_once(self, each: Update, offsets: Offsets) -> None:
        """Store one update. One that breaks our own code is logged and passed over, so that others get through."""
        if offsets.taken(each.update_id):
            return
        try:
            await self._take(each)
        except (StoreUnreachable, SQLAlchemyError):  # Telegram keeps it for us until the database is back
            raise
        except Exception as error:
            log.error("update %s could not be read: %s", each.update_id, where(error))
        await asyncio.to_thread(offsets.advance, each.update_id)

    async def _take(self, each: Update) -> None:
        arrival = read_update(each)
        channel_key = f"telegram:{self._bot.id}:{each.update_id}"
        if arrival.matter is Matter.MESSAGE:
            await asyncio.to_thread(
                inbox.receive, self._engine, channel="telegram", address=arrival.address, text=arrival.text,
                kind=arrival.kind, channel_key=channel_key, channel_message_id=arrival.message_id,
                now=datetime.now(UTC),
            )
            self._stored()
        elif arrival.matter is Matter.PRESS and arrival.press:
            await self._take_press(arrival, arrival.press, channel_key)
        elif arrival.matter in (Matter.BLOCKED, Matter.UNBLOCKED):
            blocked_at = datetime.now(UTC) if arrival.matter is Matter.BLOCKED else None
            await asyncio.to_thread(self._mark_blocked, arrival.address, blocked_at)
        elif arrival.matter is Matter.GROUP:
            self._courtesy(self._leave(arrival.address))

    async def _take_press(self, arrival: Arrival, query: CallbackQuery, channel_key: str) -> None:
        pressed = await asyncio.to_thread(
            press, self._engine, channel="telegram", address=arrival.address, token=query.data or "",
            channel_key=channel_key, now=datetime.now(UTC),
        )
        self._stored()
        self._courtesy(self._acknowledge(query, pressed.outcome))

    async def _acknowledge(self, query: CallbackQuery, outcome: PressOutcome) -> None:
        """Stop the button's spinner, say why where it did nothing, and take the keyboard off once it is used."""
        note = {PressOutcome.USED: "button_used", PressOutcome.UNKNOWN: "button_unknown"}.get(outcome)
        await self._quietly(self._bot.answer_callback_query(query.id, text=self._words[note] if note else None))
        if outcome is not PressOutcome.UNKNOWN and query.message:
            await self._quietly(self._bot.edit_message_reply_markup(
                chat_id=query.message.chat.id, message_id=query.message.message_id, reply_markup=None))

    async def _leave(self, address: str) -> None:
        """Decision: in a group we keep nothing, say one sentence and leave. Others there have agreed to nothing."""
        await self._quietly(self._bot.send_message(address, self._words["private_only"]))
        await self._quietly(self._bot.leave_chat(address))

    def _mark_blocked(self, address: str, blocked_at: datetime | None) -> None:
        with storing(self._engine) as connection:
            connection.execute(update(participant).values(blocked_at=blocked_at).where(
                participant.c.channel == "telegram", participant.c.address == address))

    def _courtesy(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something that may fail without harm, beside the polling."""
        task = asyncio.create_task(work)
        self._courtesies.add(task)
        task.add_done_callback(self._courtesies.discard)

    async def _quietly(self, call: Coroutine[Any, Any, Any]) -> None:
        try:
            await call
        except TelegramError as error:
            log.info("a courtesy call failed (%s)", type(error).__name__)
