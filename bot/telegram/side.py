"""Telegram's side of the bot process: who fetches or is posted to, and when, as who leads and the database come and go."""

import asyncio
from collections.abc import Callable

from sqlalchemy import Engine

from bot.settings import Settings
from bot.telegram.connection import make_bot
from bot.telegram.gateway import Gateway
from bot.telegram.intake import Intake
from bot.telegram.outage import Outage
from bot.telegram.sender import TelegramSender
from bot.telegram.staff import StaffChats
from bot.telegram.webhook import Webhook
from bot.turns.danger import Screens
from bot.turns.words import ChannelWords


class TelegramSide:
    """``sender`` sends, ``tell_staff`` tells staff. ``stored`` is called on the event loop after each stored message."""

    def __init__(self, settings: Settings, engine: Engine, words: ChannelWords, screen: Screens, *, stored: Callable[[], None]) -> None:
        bot = make_bot(settings.telegram_token or "", settings.telegram_api_url)
        self.sender, self.tell_staff = TelegramSender(bot, engine), StaffChats(bot).send
        self._intake = Intake(bot, engine, words, Outage(bot, screen, words, nation=settings.nation), stored=stored, usable=False)
        self._webhook = Webhook(bot, words, self.sender, self._intake, settings) if settings.webhook_url else None
        self._gateway = self._webhook or Gateway(bot, words, self.sender, self._intake)
        self._running: asyncio.Task[None] | None = None

    def open(self) -> None:
        """With a webhook every process takes posts from its start on, whoever leads. Raises SettingWrong."""
        if self._webhook:
            self._webhook.open()

    def database_is_away(self) -> None:
        """At the start nothing can be stored, and nobody can tell who leads: danger is answered all the same."""
        self._intake.database_is_away()
        self._run()

    def database_is_there(self) -> None:
        """With a webhook updates are stored from now on. Who fetches waits until it leads."""
        if self._webhook:
            self._intake.database_is_there()

    def stands_by(self) -> None:
        """Another process leads: that one fetches."""
        if self._running:
            self._running.cancel()
            self._running = None

    def leads(self) -> None:
        """This process fetches, or has Telegram post."""
        self._intake.database_is_there()
        self._run()

    def close(self) -> None:
        """Nothing more comes in."""
        self.stands_by()
        if self._webhook:
            self._webhook.close()

    def _run(self) -> None:
        if self._running is None:
            self._running = asyncio.create_task(self._gateway.run())
