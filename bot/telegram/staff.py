"""Tells somebody of the staff, in their own chat, that something waits in the console. Never a word of anybody's."""

from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Forbidden

from bot.console.notices.clock import TelegramRefused


class StaffChats:
    """The chats of staff who opted in."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def send(self, chat: str, text: str) -> None:
        """Sends one notice. Raises TelegramRefused where it never will work; TelegramError where it may later."""
        try:
            await self._bot.send_message(chat, text)
        except (Forbidden, BadRequest, ChatMigrated) as error:
            raise TelegramRefused(type(error).__name__) from None
