"""What becomes of one update: stored, once, whichever way it came. Where it can't be stored, whoever wrote is told so."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine, update
from sqlalchemy.exc import SQLAlchemyError
from telegram import Bot, CallbackQuery, Update
from telegram.error import TelegramError

from bot.telegram.outage import Outage
from bot.telegram.reading import Arrival, Matter, read_update
from bot.telegram.taken import Taken
from bot.turns import inbox
from bot.turns.buttons import PressOutcome, press
from bot.turns.faults import where
from bot.turns.words import ChannelWords
from mapping.errors import StoreUnreachable
from mapping.store.access import storing
from mapping.store.tables import participant

log = logging.getLogger(__name__)
WANTED = ["message", "edited_message", "callback_query", "my_chat_member"]
CANNOT_STORE = (StoreUnreachable, SQLAlchemyError)


class Intake:
    """Stores updates. ``stored`` is called after each stored message; ``say_away``: seconds until who wrote is told that it waits.

    ``usable`` False: the database's tables are not up to date yet, so nothing is stored before ``database_is_there``.
    """

    def __init__(
        self, bot: Bot, engine: Engine, words: ChannelWords, outage: Outage, *, stored: Callable[[], None], say_away: float = 6.0,
        usable: bool = True,
    ) -> None:
        self._bot, self._engine, self._words, self._outage = bot, engine, words, outage
        self._stored, self._say_away = stored, say_away
        self._bot_id = bot.token.partition(":")[0]  # what Telegram itself calls the bot
        self._taken = Taken(engine, self._bot_id)
        self._usable = asyncio.Event()
        self._known_away = False
        self._under_way: dict[int, asyncio.Task[None]] = {}
        self._courtesies: set[asyncio.Task[None]] = set()
        if usable:
            self._usable.set()

    def database_is_there(self) -> None:
        """From now on updates are stored."""
        self._known_away = False
        self._usable.set()

    def database_is_away(self) -> None:
        """It was not to be had at the start: who writes is told at once, rather than after a while."""
        self._known_away = True

    async def take(self, each: Update, left: Sequence[Update]) -> None:
        """Store one update. Where the database refuses, or is silent for long, everybody of ``left`` is told so.

        Raises StoreUnreachable and SQLAlchemyError: Telegram keeps it, and must hand it out again. What is silent is not waited for, so
        that whoever writes next is heard; handed out again, the same storing is looked at, and none is begun beside it.
        """
        again = each.update_id in self._under_way
        if not again:
            self._under_way[each.update_id] = asyncio.ensure_future(self._take_once(each))
        task = self._under_way[each.update_id]
        await asyncio.wait({task}, timeout=0 if self._known_away or again else self._say_away)
        if task.done():
            self._under_way.pop(each.update_id, None)
        starting = not self._usable.is_set() and not self._known_away  # it is soon over, and not worth a word
        if not starting and (not task.done() or task.exception()):
            for one in left:
                await self._outage.tell(one)
        if not task.done():
            raise StoreUnreachable("The database does not answer.")
        task.result()
        self._outage.over()

    async def _take_once(self, each: Update) -> None:
        """Store one update. One that breaks our own code is logged and passed over, so that others get through."""
        await self._usable.wait()
        if await asyncio.to_thread(self._taken.has, each.update_id):
            return
        try:
            await self._take(each)
        except CANNOT_STORE:  # Telegram keeps it for us until the database is back
            raise
        except Exception as error:
            log.error("update %s could not be read: %s", each.update_id, where(error))
        await asyncio.to_thread(self._taken.add, each.update_id)

    async def _take(self, each: Update) -> None:
        arrival = read_update(each)
        channel_key = f"telegram:{self._bot_id}:{each.update_id}"
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
        """Do something that may fail without harm, beside the rest."""
        task = asyncio.create_task(work)
        self._courtesies.add(task)
        task.add_done_callback(self._courtesies.discard)

    async def _quietly(self, call: Coroutine[Any, Any, Any]) -> None:
        try:
            await call
        except TelegramError as error:
            log.info("a courtesy call failed (%s)", type(error).__name__)
