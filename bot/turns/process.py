"""The bot process, put together: store, screen, Rasa, queues, and Telegram where there is a token."""

import asyncio
import contextlib
import logging
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import Engine
from sqlalchemy.exc import InterfaceError, OperationalError

from bot.checkins.clock import CheckinClock
from bot.checkins.prompts import Prompts
from bot.console.notices.clock import NoticeClock
from bot.console.settings import read_console_settings
from bot.settings import Settings
from bot.turns.danger import Danger, Screens, Service
from bot.turns.deliveries import Deliveries, NotSent, Sent
from bot.turns.dispatcher import Dispatcher
from bot.turns.durable import CHECKINS, Durable
from bot.turns.forgetting import Forgetting
from bot.turns.leading import Leading
from bot.turns.nudge import listening
from bot.turns.outbox import Outbound
from bot.turns.own_data import OwnDataTalk
from bot.turns.rasa import Rasa
from bot.turns.turn import Patience, Turns
from bot.turns.watched import Watched
from bot.turns.words import ChannelWords
from mapping.errors import StoreUnreachable
from mapping.store.engine import make_engine
from mapping.store.sealing import vault_of

if TYPE_CHECKING:
    from bot.telegram.side import TelegramSide

log = logging.getLogger(__name__)
SILENT = 6.0  # seconds without an answer after which the database counts as away at the start
GRACE = 2.0  # seconds that work under way gets to finish at a stop


class BotProcess:
    """Everything the bot process runs, on one event loop."""

    def __init__(self, settings: Settings, *, say_slow_after: float = 8.0, lost: Callable[[], None] = lambda: None) -> None:
        self._lost = lost
        self.watched = Watched(settings)
        self._settings = settings
        self._console = read_console_settings(settings.home)
        self._telegram: "TelegramSide | None" = None
        self._dispatcher: Dispatcher | None = None
        self._patience = Patience(say_slow=say_slow_after)
        self._tasks: list[asyncio.Task[None]] = []
        self._stack = contextlib.AsyncExitStack()

    async def start(self) -> None:
        """Bring the database up to date, load the screen, launch the queues and start looking for work."""
        from mapping.store.migrate import upgrade
        from nlu.safety import Screen

        engine, words = make_engine(self._settings.database_url), ChannelWords.load()
        self._tasks.append(asyncio.create_task(self.watched.beat()))
        screen = await asyncio.to_thread(Screen.load)  # first of all: danger is answered before anything can be stored
        telegram = self._telegram = self._telegram_side(engine, words, screen)
        await self._until_reached(upgrade, engine, away=telegram.database_is_away if telegram else lambda: None)
        if telegram:
            telegram.database_is_there()
        self._leading = Leading(engine, lost=self._lost, stands_by=self._stands_by)
        await self._leading.take()
        self.watched.starts()
        service = Service(self._settings.nation, self._settings.worker_hours)
        danger = Danger(engine, screen, last_resort=words["danger"], service=service)
        self._rasa = Rasa(self._settings.rasa_urls, self._settings.service_key, choose=words["choose"], talk_key=partial(vault_of(engine).derived, purpose="rasa"))
        self._durable = Durable(self._settings.durable_url, executor="bot", ended=self._wake)
        dispatcher = Dispatcher(engine, self._durable, danger, Forgetting(engine, self._rasa, self._durable.traces()))
        own_data = OwnDataTalk(engine, words, lowest_age=self._settings.lowest_age, nation=self._settings.nation)
        self._turns = Turns(engine, self._rasa, danger, words, stored=dispatcher.wake, patience=self._patience, own_data=own_data)
        self._deliveries = Deliveries(engine, telegram.sender if telegram else _Nobody())
        clock = CheckinClock(engine, Prompts.load(), enqueue=self._due, stored=dispatcher.wake)
        await self._durable.start(turn=self._turns.run, delivery=self._deliveries.run, checkin=clock.settle)
        await self._stack.enter_async_context(listening(self._settings.home, dispatcher.wake))
        notices = NoticeClock(engine, self._console, start=self._console_start(), telegram=telegram.tell_staff if telegram else None)
        self._tasks += [asyncio.create_task(work) for work in (dispatcher.run(), clock.run(), notices.run(), self._leading.keep())]
        self._dispatcher = dispatcher
        self._wake()
        if telegram:
            telegram.leads()
        self.watched.works(engine)

    @staticmethod
    async def _until_reached(work: Callable[[Engine], None], engine: Engine, *, away: Callable[[], None]) -> None:
        """Do this with the database, and wait for it where it can't be reached yet, or is silent: ``away`` is called then."""
        while True:
            task = asyncio.ensure_future(asyncio.to_thread(work, engine))
            await asyncio.wait({task}, timeout=SILENT)
            if not task.done():
                away()
            try:
                return await task
            except (OperationalError, InterfaceError, StoreUnreachable) as error:
                log.error("the database can't be used yet (%s); trying again", type(error).__name__)
                away()
                await asyncio.sleep(1.0)

    def _wake(self) -> None:
        """Look for work, where this process looks for any."""
        if self._dispatcher:
            self._dispatcher.wake()

    def _stands_by(self) -> None:
        self.watched.stands_by()
        if self._telegram:
            self._telegram.stands_by()

    async def _due(self, name: str, _: str, checkin_id: str) -> None:
        self._durable.enqueue(CHECKINS, name, checkin_id)

    async def stop(self) -> None:
        """Take nothing new, let quick work under way finish, and stop. The rest goes on at the next start."""
        if self._telegram:
            self._telegram.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._stack.aclose()
        if not hasattr(self, "_deliveries"):
            return
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._idle(), GRACE)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(asyncio.to_thread(self._durable.stop), GRACE)
        await self._rasa.close()
        self._leading.close()  # last: whoever stands by begins now

    async def _idle(self) -> None:
        while self._turns.under_way or self._deliveries.under_way:
            await asyncio.sleep(0.02)

    def _console_start(self) -> str:
        """Where staff reach the console."""
        return self._console.url or f"http://{self._settings.web_host}:{self._settings.web_port}"

    def _telegram_side(self, engine: Engine, words: ChannelWords, screen: Screens) -> "TelegramSide | None":
        """Telegram, where there is a token; without one, messages wait."""
        if not self._settings.telegram_token:
            return None
        from bot.telegram.side import TelegramSide

        side = TelegramSide(self._settings, engine, words, screen, stored=self._wake)
        side.open()
        return side


class _Nobody:
    """Stands where Telegram would: messages for it wait until there is a token."""

    async def send(self, outbound: Outbound) -> Sent | NotSent:
        await asyncio.Event().wait()
        raise AssertionError("never reached")
