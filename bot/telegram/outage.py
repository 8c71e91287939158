"""While nothing can be stored: danger is answered all the same, and everybody else is told once. Telegram keeps what they wrote."""

import asyncio
import logging
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor

from telegram import Bot, Update
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.telegram.reading import Matter, read_update
from bot.turns.danger import Screens
from bot.turns.faults import where
from bot.turns.typed import read_typed
from bot.turns.words import ChannelWords
from nlu.safety.words import crisis_reply, help_lines

log = logging.getLogger(__name__)
ALL = -1  # all that is to be said is said
MOST = 10_000  # updates and chats remembered; far more than Telegram hands out in an outage


class Outage:
    """Says what can be said without a database, straight to Telegram: nothing here is stored, so an update is told of once, as soon as Telegram takes the words.

    Once the database is back the update is stored and answered like any other, so words about danger come a second time.
    """

    def __init__(self, bot: Bot, screen: Screens, words: ChannelWords, *, nation: str = "england") -> None:
        self._bot, self._screen, self._words, self._nation = bot, screen, words, nation
        self._seen: OrderedDict[int, int] = OrderedDict()  # how many of an update's replies are with the person
        self._told: OrderedDict[str, int] = OrderedDict()
        self._pool = ThreadPoolExecutor(2, "outage")  # of its own: a silent database holds the threads that all others share

    async def tell(self, update: Update) -> None:
        """Answer danger; tell anybody else, once an outage, that their words wait. What Telegram did not take is said when it hands the update out again."""
        arrival, got = read_update(update), self._seen.get(update.update_id, 0)
        if arrival.matter not in (Matter.MESSAGE, Matter.PRESS) or not arrival.address or got == ALL:
            return
        _keep(self._seen, update.update_id, ALL)  # from now on: it may be handed out again meanwhile
        replies = await asyncio.get_running_loop().run_in_executor(self._pool, self._crisis, arrival.text) if arrival.text else ()
        if not replies and read_typed(arrival.text).payload == "/help":
            replies = (f"{self._words['waiting']} {help_lines(nation=self._nation)}",)
        waits = not replies and arrival.address not in self._told
        if waits:
            replies = (self._words["waiting"],)
            _keep(self._told, arrival.address, ALL)
        for number, text in enumerate(replies[got:], got):
            try:
                await self._bot.send_message(arrival.address, text)
            except (BadRequest, Forbidden) as error:
                log.warning("nothing can be stored, and update %s could not be told so (%s)", update.update_id, type(error).__name__)
            except TelegramError as error:
                log.warning("nothing can be stored, and update %s is not told so yet (%s)", update.update_id, type(error).__name__)
                _keep(self._seen, update.update_id, number)
                if waits:
                    self._told.pop(arrival.address, None)
                return

    def over(self) -> None:
        """The database is back: the next outage is a new one."""
        self._told.clear()

    def _crisis(self, text: str) -> tuple[str, ...]:
        """What is said to words about danger; where the screen or its words fail, the last words that need neither."""
        try:
            hit = self._screen.check(text)
            return crisis_reply(hit.kind, nation=self._nation) if hit else ()
        except Exception as error:
            log.error("the safety screen failed while nothing can be stored: %s", where(error))
            return (self._words["danger"],)


def _keep(known: OrderedDict, what: object, value: int) -> None:
    """Remember it, and forget the oldest where there are too many."""
    known[what] = value
    while len(known) > MOST:
        known.popitem(last=False)
