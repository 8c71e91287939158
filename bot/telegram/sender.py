"""The sender: one stored message to one chat, tried again while the fault may pass."""

import asyncio
import logging
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Message
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.handing_over import zip_within
from bot.telegram.pace import Pace
from bot.turns.calendar import CALENDAR_FILE, calendar_for
from bot.turns.deliveries import NotSent, Sent
from bot.turns.outbox import Outbound
from mapping.errors import PictureUnknown, StoreUnreachable
from watching.figures import RETRIES

log = logging.getLogger(__name__)
FIRST_PAUSE, LONGEST_PAUSE = 0.3, 30.0  # seconds between tries
GIVE_UP = 24 * 3600.0
LARGEST_FILE = 49_000_000  # bytes; Telegram takes 50 MB from a bot
SHORT_TITLE = 14  # characters; short answers stand side by side


class TelegramSender:
    """Sends words, buttons, pictures and calendar files. Waits until ``open`` is called: before that Telegram has not let us in."""

    def __init__(self, bot: Bot, engine: Engine, *, pace: Pace | None = None) -> None:
        self._bot, self._engine, self._pace = bot, engine, pace or Pace()
        self._opened = asyncio.Event()

    def open(self) -> None:
        """Telegram knows us: sending may begin."""
        self._opened.set()

    async def send(self, outbound: Outbound) -> Sent | NotSent:
        """Send one message, trying again after rests, outages and lost connections."""
        await self._opened.wait()
        loop = asyncio.get_running_loop()
        pause, until = FIRST_PAUSE, loop.time() + GIVE_UP
        while True:
            await self._pace.turn(outbound.address)
            try:
                return Sent(str((await self._once(outbound)).message_id))
            except RetryAfter as rest:
                self._pace.close_for(seconds(rest))
                log.warning("Telegram asks for a rest of %s s", seconds(rest))
                RETRIES.labels("rest").inc()
                continue
            except Forbidden:
                return NotSent("blocked", blocked=True)
            except (BadRequest, ChatMigrated) as error:
                return NotSent(f"refused: {error.message}"[:200])
            except StoreUnreachable as error:
                log.error("message %s waits: %s", outbound.id, error)
                RETRIES.labels("store").inc()
            except InvalidToken:
                log.error("Telegram refuses the bot token: message %s waits", outbound.id)
                RETRIES.labels("token").inc()
            except (NetworkError, TelegramError) as error:
                log.warning("message %s not sent yet (%s)", outbound.id, type(error).__name__)
                RETRIES.labels("network").inc()
            if loop.time() > until:
                return NotSent("unreachable")
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    async def _once(self, outbound: Outbound) -> Message:
        keyboard = make_keyboard(outbound.buttons)
        if outbound.export:
            body = await asyncio.to_thread(zip_within, self._engine, outbound.participant_id, datetime.now(UTC), most=LARGEST_FILE)
            return await self._bot.send_document(outbound.address, body, caption=outbound.text, filename="selfmap.zip", write_timeout=120)
        calendar = await asyncio.to_thread(calendar_for, self._engine, outbound.participant_id) if outbound.calendar else None
        if calendar is not None:
            return await self._bot.send_document(
                outbound.address, calendar, caption=outbound.text or None, filename=CALENDAR_FILE, reply_markup=keyboard)
        picture = await asyncio.to_thread(self._picture, outbound) if outbound.picture_id else None
        if picture is None:
            return await self._bot.send_message(outbound.address, outbound.text, reply_markup=keyboard)
        png, words = picture
        try:
            return await self._bot.send_photo(
                outbound.address, png, caption=outbound.text or None, filename="map.png", reply_markup=keyboard)
        except BadRequest as error:
            log.warning("picture of message %s refused (%s): its words go instead", outbound.id, error.message)
            text = f"{outbound.text}\n\n{words}".strip()[:4000]
            return await self._bot.send_message(outbound.address, text, reply_markup=keyboard)

    def _picture(self, outbound: Outbound) -> tuple[bytes, str] | None:
        """The picture and its words; None where it is gone, and the caption goes alone."""
        from mapping.services import Maps

        try:
            return Maps(self._engine).picture(outbound.participant_id, outbound.picture_id)
        except PictureUnknown:
            log.error("message %s: its picture is gone", outbound.id)
            return None


def make_keyboard(buttons: tuple[tuple[str, str], ...]) -> InlineKeyboardMarkup | None:
    """The buttons (title, token) under a message: short ones side by side, up to three in a row."""
    if not buttons:
        return None
    width = 3 if all(len(title) <= SHORT_TITLE for title, _ in buttons) else 1
    made = [InlineKeyboardButton(title, callback_data=token) for title, token in buttons]
    return InlineKeyboardMarkup([made[start:start + width] for start in range(0, len(made), width)])


def seconds(rest: RetryAfter) -> float:
    """How long Telegram asks us to wait, with a little on top."""
    asked = rest.retry_after
    return (asked.total_seconds() if isinstance(asked, timedelta) else float(asked)) + 0.1
