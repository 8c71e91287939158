"""The bot process, put together: store, screen, Rasa, queues, and Telegram where there is a token."""

import asyncio
import contextlib
import logging
from collections.abc import Callable
from functools import partial

from sqlalchemy import Engine
from sqlalchemy.exc import InterfaceError, OperationalError

from bot.checkins.clock import CheckinClock
from bot.checkins.prompts import Prompts
from bot.console.notices.clock import NoticeClock, SendTelegram
from bot.console.settings import read_console_settings
from bot.settings import Settings
from bot.turns.danger import Danger, Screens, Service
from bot.turns.deliveries import Deliveries, NotSent, Sender, Sent
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

log = logging.getLogger(__name__)
GRACE = 2.0  # seconds that work under way gets to finish at a stop


class BotProcess:
    """Everything the bot process runs, on one event loop."""

    def __init__(self, settings: Settings, *, say_slow_after: float = 8.0, lost: Callable[[], None] = lambda: None) -> None:
        self._lost = lost
        self.watched = Watched(settings)
        self._settings = settings
        self._console = read_console_settings(settings.home)
        self._tell_staff: SendTelegram | None = None
        self._patience = Patience(say_slow=say_slow_after)
        self._tasks: list[asyncio.Task[None]] = []
        self._stack = contextlib.AsyncExitStack()

    async def start(self) -> None:
        """Bring the database up to date, load the screen, launch the queues and start looking for work."""
        from mapping.store.migrate import upgrade
        from nlu.safety import Screen

        engine, words = make_engine(self._settings.database_url), ChannelWords.load()
        self._tasks.append(asyncio.create_task(self.watched.beat()))
        self._leading = Leading(engine, lost=self._lost, stands_by=self.watched.stands_by)
        await self._leading.take()
        self.watched.starts()
        await self._until_reached(upgrade, engine)
        service = Service(self._settings.nation, self._settings.worker_hours)
        screen = await asyncio.to_thread(Screen.load)
        danger = Danger(engine, screen, last_resort=words["danger"], service=service)
        self._rasa = Rasa(self._settings.rasa_url, self._settings.service_key, choose=words["choose"], talk_key=partial(vault_of(engine).derived, purpose="rasa"))
        self._durable = Durable(self._settings.durable_url, executor="bot", ended=lambda: dispatcher.wake())
        dispatcher = Dispatcher(engine, self._durable, danger, Forgetting(engine, self._rasa, self._durable.traces()))
        own_data = OwnDataTalk(engine, words, lowest_age=self._settings.lowest_age, nation=self._settings.nation)
        self._turns = Turns(engine, self._rasa, danger, words, stored=dispatcher.wake, patience=self._patience, own_data=own_data)
        sender = self._telegram(engine, words, dispatcher, screen)
        self._deliveries = Deliveries(engine, sender)
        clock = CheckinClock(engine, Prompts.load(), enqueue=self._due, stored=dispatcher.wake)
        await self._durable.start(turn=self._turns.run, delivery=self._deliveries.run, checkin=clock.settle)
        await self._stack.enter_async_context(listening(self._settings.home, dispatcher.wake))
        notices = NoticeClock(engine, self._console, start=self._console_start(), telegram=self._tell_staff)
        self._tasks += [asyncio.create_task(work) for work in (dispatcher.run(), clock.run(), notices.run(), self._leading.keep())]
        self.watched.works(engine)

    @staticmethod
    async def _until_reached(work: Callable[[Engine], None], engine: Engine) -> None:
        """Do this with the database, and wait for it where it can't be reached yet."""
        while True:
            try:
                return await asyncio.to_thread(work, engine)
            except (OperationalError, InterfaceError, StoreUnreachable) as error:
                log.error("the database can't be used yet (%s); trying again", type(error).__name__)
                await asyncio.sleep(1.0)

    async def _due(self, name: str, _: str, checkin_id: str) -> None:
        self._durable.enqueue(CHECKINS, name, checkin_id)

    async def stop(self) -> None:
        """Take nothing new, let quick work under way finish, and stop. The rest goes on at the next start."""
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

    def _telegram(self, engine: Engine, words: ChannelWords, dispatcher: Dispatcher, screen: Screens) -> Sender:
        """Start the gateway where there is a token. Returns what sends on Telegram; without a token, messages wait."""
        if not self._settings.telegram_token:
            return _Nobody()
        from bot.telegram.connection import make_bot
        from bot.telegram.gateway import Gateway
        from bot.telegram.staff import StaffChats
        from bot.telegram.outage import Outage
        from bot.telegram.sender import TelegramSender

        bot = make_bot(self._settings.telegram_token, self._settings.telegram_api_url)
        sender = TelegramSender(bot, engine)
        outage = Outage(bot, screen, words, nation=self._settings.nation)
        self._tell_staff = StaffChats(bot).send
        gateway = Gateway(bot, engine, words, sender, outage, stored=dispatcher.wake)
        self._tasks.append(asyncio.create_task(gateway.run()))
        return sender


class _Nobody:
    """Stands where Telegram would: messages for it wait until there is a token."""

    async def send(self, outbound: Outbound) -> Sent | NotSent:
        await asyncio.Event().wait()
        raise AssertionError("never reached")
