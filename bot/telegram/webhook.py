"""Webhook mode: Telegram posts each update to an address of ours, and posts it again until we say that it is stored.

python-telegram-bot's own webhook server says so before anything is stored, and compares the secret with ``!=``: this one waits
for the inbox, and compares in constant time. Telegram keeps the order of each chat, and rests as long as Retry-After says
(tdlib/telegram-bot-api, WebhookActor.cpp).
"""

import asyncio
import contextlib
import hashlib
import hmac
import json
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import waitress
from flask import Flask, Response, request
from telegram import Bot, Update

from bot.settings import Settings, SettingWrong
from bot.telegram.connection import introduce
from bot.telegram.intake import CANNOT_STORE, WANTED, Intake
from bot.telegram.readable import readable
from bot.telegram.sender import TelegramSender
from bot.turns.faults import where
from bot.turns.words import ChannelWords
from watching.figures import FETCH_FAULTS

log = logging.getLogger(__name__)
HEADER = "X-Telegram-Bot-Api-Secret-Token"
AT_ONCE = 8  # posts that Telegram may have under way
LARGEST = 1_000_000  # bytes of a post; an update is far smaller
AGAIN_AFTER = "2"  # seconds after which Telegram should post what could not be stored


@dataclass(frozen=True, slots=True)
class Posted:
    """What a post is answered with."""

    status: int
    headers: dict[str, str]


def secret_of(settings: Settings) -> str:
    """The secret that Telegram shows with each post: the same for all bot processes of one service, and kept nowhere."""
    return hmac.new(settings.service_key.encode(), f"telegram webhook {settings.telegram_token}".encode(), hashlib.sha256).hexdigest()


class Webhook:
    """One bot's updates, posted to us. Every bot process takes them; only who leads answers them."""

    def __init__(self, bot: Bot, words: ChannelWords, sender: TelegramSender, intake: Intake, settings: Settings) -> None:
        self._bot, self._words, self._sender, self._intake, self._settings = bot, words, sender, intake, settings
        self._server: Any = None

    def open(self) -> None:
        """Take posts from now on. To be called on the event loop. Raises SettingWrong where the address can't be used."""
        loop = asyncio.get_running_loop()

        def take(given: dict[str, Any]) -> Posted:
            return asyncio.run_coroutine_threadsafe(self._take(given), loop).result()

        host, port = self._settings.webhook_host, self._settings.webhook_port
        try:
            self._server = waitress.create_server(
                posts(urlsplit(self._settings.webhook_url or "").path, secret_of(self._settings), take), host=host.strip("[]"), port=port,
                threads=AT_ONCE, ident=None, max_request_body_size=LARGEST, clear_untrusted_proxy_headers=True)
        except (OSError, ValueError) as error:
            raise SettingWrong(f"Port {port} on {host}, for Telegram's posts, can't be used. Stop the other program or set TELEGRAM_WEBHOOK_ADDRESS.") from error
        threading.Thread(target=self._serve, name="webhook", daemon=True).start()

    async def run(self) -> None:
        """Have Telegram post to us. Ends once it knows."""
        if await introduce(self._bot, self._words, self._set):
            self._sender.open()
            log.info("Telegram posts to us")

    def close(self) -> None:
        """Take no more posts. Telegram keeps what comes meanwhile."""
        if self._server:
            self._server.close()

    async def _set(self) -> bool:
        return await self._bot.set_webhook(
            self._settings.webhook_url or "", secret_token=secret_of(self._settings), allowed_updates=WANTED, max_connections=AT_ONCE,
            drop_pending_updates=False)

    async def _take(self, given: dict[str, Any]) -> Posted:
        try:
            update = Update.de_json(readable(given), self._bot)
        except Exception as error:  # as with what is fetched: others must get through
            log.error("update %s could not be read: %s", given["update_id"], where(error))
            return Posted(200, {})
        try:
            await self._intake.take(update, [update])
            return Posted(200, {})
        except CANNOT_STORE as error:
            log.error("update %s can't be stored (%s); Telegram keeps it", update.update_id, type(error).__name__)
            FETCH_FAULTS.labels("store").inc()
            return Posted(503, {"Retry-After": AGAIN_AFTER})

    def _serve(self) -> None:
        with contextlib.suppress(OSError):  # its socket is closed under it at the stop
            self._server.run()


def posts(path: str, secret: str, take: Callable[[dict[str, Any]], Posted]) -> Flask:
    """The one address: who does not know the secret is refused before anything is read."""
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST

    @app.post(path, provide_automatic_options=False)
    def receive() -> Response:
        if not hmac.compare_digest(request.headers.get(HEADER, "").encode(), secret.encode()):
            return Response("this is for Telegram alone\n", 403, mimetype="text/plain")
        try:
            given = json.loads(request.get_data())
        except ValueError:
            given = None
        if not isinstance(given, dict) or type(given.get("update_id")) is not int:
            return Response("this is no update\n", 400, mimetype="text/plain")
        done = take(given)
        return Response(status=done.status, headers=done.headers)

    return app
