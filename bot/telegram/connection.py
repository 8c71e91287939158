"""The connection to a Bot API server: Telegram's own, or the one TELEGRAM_API_URL names."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from telegram import Bot, BotCommand
from telegram.error import InvalidToken, TelegramError
from telegram.request import HTTPXRequest

from bot.telegram.readable import Updates
from bot.turns.words import ChannelWords

log = logging.getLogger(__name__)
LONG_POLL = 25  # seconds Telegram may hold a request for updates
LONGEST_PAUSE = 30.0  # seconds between tries while Telegram can't be reached


def make_bot(token: str, api_url: str) -> Bot:
    """A bot with one pool for sending and one connection for updates."""
    here = {"trust_env": False} if _is_here(api_url) else {}
    timing = {"pool_timeout": 30, "read_timeout": 15}
    return Bot(
        token, base_url=f"{api_url}/bot", base_file_url=f"{api_url}/file/bot",
        request=HTTPXRequest(connection_pool_size=32, httpx_kwargs=here, **timing),
        get_updates_request=Updates(connection_pool_size=1, httpx_kwargs=here, **timing),
    )


async def introduce(bot: Bot, words: ChannelWords, choose_way: Callable[[], Awaitable[bool]]) -> bool:
    """Let Telegram know us, however long it takes: it accepts the token, is told which way updates come, shows our commands.

    False where it refuses the token. ``choose_way`` sets a webhook or takes it away, and never drops updates.
    """
    pause = 0.5
    while True:
        try:
            await bot.initialize()
            await choose_way()
            await bot.set_my_commands([BotCommand(*each) for each in words.commands().items()])
            return True
        except InvalidToken:
            log.error("Telegram refuses the bot token. Check TELEGRAM_BOT_TOKEN: it must be the one @BotFather gave "
                      "you. The web chat goes on without Telegram.")
            return False
        except TelegramError as error:
            log.warning("Telegram can't be reached yet (%s)", type(error).__name__)
        await asyncio.sleep(pause)
        pause = min(pause * 2, LONGEST_PAUSE)


def _is_here(api_url: str) -> bool:
    """Whether the server is this machine: then no proxy stands between."""
    return (urlsplit(api_url).hostname or "") in ("127.0.0.1", "localhost", "::1")
