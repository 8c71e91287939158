"""One turn: a stored message is screened, answered, and its answer stored. A repeat changes nothing."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy import Engine

from bot.turns import inbox, outbox
from bot.turns.danger import UNSCREENED, Danger, ScreenFailed
from bot.turns.faults import where
from bot.turns.inbox import Inbound
from bot.turns.parting import begin_anew
from bot.turns.rasa import Rasa, RasaFault, TurnFailed
from bot.turns.replies import Answer, Reply
from bot.turns.own_data import OwnDataTalk, leave_out_details, said_of
from bot.turns.sharing import SharingTalk
from bot.turns.words import ALONE, CAPTIONED, ChannelWords
from mapping.errors import StoreUnreachable
from watching.figures import RASA_FAULTS, code

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a turn waits, in seconds: before it says that it is slow, between tries, and before it gives up."""

    say_slow: float = 8.0
    between_first: float = 0.3
    between_most: float = 4.0
    give_up: float = 3600.0
    failed_turns: int = 3  # times that Rasa itself may say a turn failed
    tries_after_fault: int = 4  # of our own code, not of Rasa


class Turns:
    """Answers stored messages, one person's in the order they came. ``stored`` is called when something can be sent."""

    def __init__(
        self, engine: Engine, rasa: Rasa, danger: Danger, words: ChannelWords, *, stored: Callable[[], None],
        patience: Patience = Patience(), own_data: OwnDataTalk | None = None,
    ) -> None:
        self._engine, self._rasa, self._danger, self._words = engine, rasa, danger, words
        self._sharing, self._own_data = SharingTalk(engine, words), own_data or OwnDataTalk(engine, words)
        self._stored, self._patience = stored, patience
        self.under_way = 0

    async def run(self, participant_id: str) -> None:
        """Answer whatever this person has said and waits, in the order it came, until nothing does."""
        self.under_way += 1
        try:
            while inbound := await self._steadily(inbox.next_unanswered, self._engine, participant_id):
                if inbound.parted:
                    await self._steadily(begin_anew, self._engine, inbound.id, now=now())
                else:
                    await self._answer_or_apologise(inbound)
                self._stored()
        finally:
            self.under_way -= 1

    async def _answer_or_apologise(self, inbound: Inbound) -> None:
        """Answer; a fault of our own is tried again a few times, then told, so that the next message gets its turn."""
        for tried in range(self._patience.tries_after_fault):
            try:
                return await self._answer(inbound)
            except ScreenFailed as error:  # fails closed: not to Rasa unread, and a person is to look
                log.error("turn %s: the safety screen failed (%s)", inbound.id, error)
                return await self._settle(
                    inbound, Answer((Reply(self._words["fault"]),)), failed=UNSCREENED, danger=UNSCREENED)
            except Exception as error:
                log.error("turn %s failed: %s", inbound.id, where(error))
            await asyncio.sleep(min(0.2 * 4**tried, self._patience.between_most))
        await self._settle(inbound, Answer((Reply(self._words["fault"]),)), failed="fault")

    async def _answer(self, inbound: Inbound) -> None:
        if await self._steadily(self._danger.answer, inbound, now=now()):
            return
        inbound, details = await self._steadily(leave_out_details, self._engine, inbound)
        answer, failed = await self._answer_to(inbound)
        if details:
            answer = replace(answer, replies=(said_of(details, self._words), *answer.replies))
        await self._settle(inbound, answer, failed=failed)

    async def _answer_to(self, inbound: Inbound) -> tuple[Answer, str | None]:
        """The answer to what holds no danger and no contact details, and why it failed, where it did."""
        for ours in (self._sharing, self._own_data):
            if (answer := await self._steadily(ours.answer, inbound, now=now())) is not None:
                return answer, None
        captioned = inbound.kind in CAPTIONED and inbound.text
        if inbound.kind in ALONE and not captioned:
            return Answer((Reply(self._words[inbound.kind]),)), None
        try:
            answer = await self._ask_rasa(inbound)
        except RasaFault as fault:
            log.error("turn %s: gave up on Rasa (%s)", inbound.id, str(fault))
            return Answer((self._danger.without_rasa(inbound, self._words["gave_up"]),)), "rasa_unreachable"
        if captioned:
            answer = replace(answer, replies=(Reply(self._words["caption"]), *answer.replies))
        return answer, "action" if answer.fault else None

    async def _ask_rasa(self, inbound: Inbound) -> Answer:
        """Rasa's answer, however long it takes; a delay is told once. Raises RasaFault after the longest wait."""
        asking = asyncio.ensure_future(self._keep_asking(inbound))
        try:
            await asyncio.wait({asking}, timeout=self._patience.say_slow)
            if not asking.done() and await self._steadily(
                outbox.notice, self._engine, inbound, self._danger.without_rasa(inbound, self._words["slow"]), now=now()
            ):
                self._stored()
            return await asking
        finally:
            asking.cancel()

    async def _keep_asking(self, inbound: Inbound) -> Answer:
        loop = asyncio.get_running_loop()
        start, pause, failed = loop.time(), self._patience.between_first, 0
        after_danger = await self._steadily(self._danger.since, inbound)
        while True:
            try:
                return await self._rasa.answer(inbound, after_danger=after_danger)
            except RasaFault as fault:
                log.warning("turn %s: Rasa does not answer (%s)", inbound.id, str(fault))
                RASA_FAULTS.labels(code(str(fault))).inc()
                failed += isinstance(fault, TurnFailed)
                if loop.time() - start > self._patience.give_up or failed >= self._patience.failed_turns:
                    raise
            await asyncio.sleep(pause)
            pause = min(pause * 2, self._patience.between_most)

    async def _settle(
        self, inbound: Inbound, answer: Answer, *, failed: str | None = None, danger: str | None = None,
    ) -> None:
        from mapping.services import Participants

        consent = await self._steadily(Participants(self._engine).consent, inbound.participant_id)
        await self._steadily(
            outbox.settle, self._engine, inbound, answer.replies, now=now(), keep_text=consent is True, failed=failed,
            forget=answer.forget, danger=danger,
        )

    async def _steadily[T](self, work: Callable[..., T], *given: object, **named: object) -> T:
        """Do database work in a thread, and wait for the database to come back where it is away."""
        while True:
            try:
                return await asyncio.to_thread(work, *given, **named)
            except StoreUnreachable as error:
                log.error("%s Trying again.", error)
                await asyncio.sleep(1.0)


def now() -> datetime:
    """The time, aware UTC: the outermost place where a clock is read."""
    return datetime.now(UTC)
