"""The safety screen in the turn: it reads every typed word first, and its answer waits for nothing else."""

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from sqlalchemy import Engine, func, select

from bot.turns.faults import where
from bot.turns.inbox import Inbound
from bot.turns.outbox import settle
from bot.turns.replies import Reply
from mapping.errors import StoreUnreachable
from mapping.store.access import looking
from mapping.store.staff import somebody_looks
from mapping.store.tables import alert, message
from nlu.safety.hours import WorkerHours
from watching.figures import SCREEN_HITS, code

log = logging.getLogger(__name__)
AGAIN_WITHIN = timedelta(hours=1)  # a second hit this soon gets the shorter words, not the same block
WAITS = timedelta(hours=12)  # as long the talk asks nothing of its own after danger, unless the person says to go on: a night
BEFORE_WITHIN, BEFORE_MOST = timedelta(minutes=10), 4  # earlier messages that may belong to this one
UNSCREENED = "unscreened"  # the alert's kind where the screen itself failed
ASKED_FOR_WORKER = "asked_for_worker"  # the alert's kind where the person asks for their peer support worker
ASK_WORKER = "/ask_worker"  # the button's payload; answered here, Rasa never sees it
_ASKS_WORKER = re.compile(r"(?:please |yes |yeah |ok |can you |could you |will you )*(?:tell|ask|let|message|contact|get|text|ring|call) (?:my |the )(?:peer )?(?:support )?(?:worker|psw)\b")


class ScreenFailed(Exception):
    """The screen could not read a message. It must not go on to Rasa unread."""


class Screens(Protocol):
    """The safety screen: a hit with a ``kind``, or None. ``before``: the person's own last messages, oldest first."""

    def check(self, text: str, *, before: Sequence[str] = ()) -> Any: ...

_ASKS_HELP = re.compile(r"(?:/help|(?:please |can you |i |really )*(?:need |want |get )?(?:some )?help(?: me| please| now)*)[ .!?]*")


@dataclass(frozen=True, slots=True)
class Service:
    """What the service that runs this has set. Without ``hours`` no peer support worker is spoken of: nobody may be promised."""

    nation: str = "england"
    hours: WorkerHours | None = None


class Danger:
    """Answers messages that speak of danger, and records each one for a person to see.

    ``last_resort`` is said where the crisis words themselves can't be had.
    """

    def __init__(self, engine: Engine, screen: Screens, *, last_resort: str, service: Service = Service()) -> None:
        self._engine, self._screen, self._last_resort, self._service = engine, screen, last_resort, service

    def answer(self, inbound: Inbound, *, now: datetime) -> bool:
        """Whether this message speaks of danger. If so: alert and crisis words are stored, once, and Rasa is left out.

        Raises ScreenFailed, StoreUnreachable.
        """
        if self._asks_worker(inbound):
            return self._leave_note(inbound, now)
        if inbound.kind == "button" or not inbound.text:
            return False
        before = self._before(inbound)
        try:
            hit = self._screen.check(inbound.text, before=before)
        except Exception as error:
            raise ScreenFailed(where(error)) from error
        if hit is None:
            return self._taken_back(inbound, now)
        kept = self._kept(inbound)
        replies = self._replies(inbound, hit.kind, before, now, kept=kept)
        if settle(self._engine, inbound, replies, now=now, keep_text=kept, danger=str(hit.kind)):
            log.warning("message %s of %s speaks of danger: an alert is stored", inbound.id, inbound.participant_id)
            SCREEN_HITS.labels(code(str(getattr(hit, "evidence", "")).partition(":")[0])).inc()
        return True

    def just_before(self, inbound: Inbound) -> bool:
        """Whether the person's message before this one spoke of danger."""
        with looking(self._engine) as connection:
            previous = connection.scalar(select(message.c.id).where(
                message.c.participant_id == inbound.participant_id, message.c.direction == "in",
                message.c.seq < inbound.seq).order_by(message.c.seq.desc()).limit(1))
            return previous is not None and connection.scalar(
                select(alert.c.id).where(alert.c.message_id == previous).limit(1)) is not None

    def since(self, inbound: Inbound) -> int:
        """How many messages the person has written since danger, this one included, while the talk still waits for them; else 0.

        It waits until a question of ours was put to them again, until they said that there was no danger, and no longer than a night.
        """
        from nlu.safety.all_clear import all_clear

        mine = message.c.participant_id == inbound.participant_id
        with looking(self._engine) as connection:
            raised = connection.scalar(select(func.max(message.c.seq)).join(alert, alert.c.message_id == message.c.id).where(
                mine, message.c.seq < inbound.seq, alert.c.at > inbound.at - WAITS))
            if raised is None:
                return 0
            came = connection.execute(select(message.c.id, message.c.text).where(
                mine, message.c.direction == "in", message.c.seq > raised, message.c.seq < inbound.seq)).all()
            asked = connection.scalar(select(message.c.id).where(
                mine, message.c.direction == "out", message.c.asked.is_not(None), message.c.seq > raised,
                message.c.in_reply_to.is_(None) | message.c.in_reply_to.in_([row.id for row in came])).limit(1))
        return 0 if asked is not None or any(all_clear(row.text) for row in came) else len(came) + 1

    def _taken_back(self, inbound: Inbound, now: datetime) -> bool:
        """Whether the person says that what was just taken for danger is none. The alert stays, so that a person can read both."""
        from nlu.safety.all_clear import all_clear
        from nlu.safety.words import taken_back

        if not all_clear(inbound.text) or not self.just_before(inbound):
            return False
        settle(self._engine, inbound, [Reply(taken_back())], now=now, keep_text=self._kept(inbound))
        return True

    def without_rasa(self, inbound: Inbound, words: str) -> Reply:
        """What is said where Rasa can't answer: these words, and the helplines for whoever asked for help."""
        from nlu.safety.words import help_lines

        if inbound.payload == "/help" or _ASKS_HELP.fullmatch(inbound.text.strip().lower()):
            return Reply(f"{words} {help_lines(nation=self._service.nation)}")
        return Reply(words)

    def _before(self, inbound: Inbound) -> tuple[str, ...]:
        """What the person wrote just before. Before consent nothing of it is kept, so there is nothing to read.

        Only since the last alert: "my mum", said when asked who could be with them, is not part of what raised it.
        """
        with looking(self._engine) as connection:
            answered = connection.scalar(select(func.max(message.c.seq)).join(alert, alert.c.message_id == message.c.id).where(
                message.c.participant_id == inbound.participant_id, message.c.seq < inbound.seq)) or 0
            texts = connection.scalars(select(message.c.text).where(
                message.c.participant_id == inbound.participant_id, message.c.direction == "in",
                message.c.kind == "text", message.c.text != "", message.c.seq < inbound.seq, message.c.seq > answered,
                message.c.at > inbound.at - BEFORE_WITHIN,
            ).order_by(message.c.seq.desc()).limit(BEFORE_MOST)).all()
        return tuple(reversed(texts))

    def _replies(self, inbound: Inbound, kind: Any, before: Sequence[str], now: datetime, *, kept: bool) -> list[Reply]:
        """The crisis words. Whatever ails them, the person must not be left with silence."""
        times, said, past = self._so_far(inbound, now)
        try:
            from nlu.safety.words import crisis_reply

            found = self._helpers(inbound, kind, before, past) if kept else ()
            words = crisis_reply(kind, nation=self._service.nation, times=times, helpers=found)
            fresh = [part for part in words if part not in said]
            replies = [Reply(text) for text in fresh] or [Reply(self._last_resort)]
        except Exception as error:
            log.error("the crisis words can't be had: %s", where(error))
            return [Reply(self._last_resort)]
        return replies if times else [*replies[:-1], *self._offer(inbound, now), replies[-1]]

    def _so_far(self, inbound: Inbound, now: datetime) -> tuple[int, frozenset[str], frozenset[str]]:
        """How often crisis words were said within the hour, the messages of the last time, and all kinds of danger ever spoken of."""
        with looking(self._engine) as connection:
            rows = connection.execute(select(alert.c.message_id, alert.c.kind, alert.c.at).where(
                alert.c.participant_id == inbound.participant_id, alert.c.message_id != inbound.id,
                alert.c.kind.not_in((UNSCREENED, ASKED_FOR_WORKER))).order_by(alert.c.at)).all()
            recent = [row.message_id for row in rows if row.at > now - AGAIN_WITHIN]
            last = connection.scalars(select(message.c.text).where(
                message.c.in_reply_to == recent[-1], message.c.direction == "out")).all() if recent else ()
        return len(recent), frozenset(last), frozenset(row.kind for row in rows)

    def _helpers(self, inbound: Inbound, kind: Any, before: Sequence[str], past: frozenset[str]) -> tuple[str, ...]:
        """Who on their map can be offered. A fault here leaves the words as they are."""
        from bot.turns.helpers import helpers
        from mapping.services import Maps

        try:
            items = Maps(self._engine).map_of(inbound.participant_id).items
            return helpers(items, kind, (*before, inbound.text), past)
        except Exception as error:
            log.error("the people who help can't be had: %s", where(error))
            return ()

    def _offer(self, inbound: Inbound, now: datetime) -> tuple[Reply, ...]:
        """The offer to ask the peer support worker, where the service has said when they look and somebody is there to."""
        from nlu.safety.hours import HoursWrong
        from nlu.safety.words import worker_offer

        if not self._somebody_looks(inbound):
            return ()
        try:
            words, title = worker_offer(self._service.hours, now)
        except HoursWrong:  # nobody looks for weeks: then nothing is offered
            return ()
        return (Reply(words, buttons=((title, ASK_WORKER),)),)

    def _asks_worker(self, inbound: Inbound) -> bool:
        """Whether they press the button for their peer support worker, or say so in words right after danger."""
        if self._service.hours is None:
            return False
        if inbound.kind == "button":
            return inbound.payload == ASK_WORKER  # it was offered, so they are told; who is there now sees it
        return (bool(_ASKS_WORKER.match(inbound.text.strip().lower())) and self.just_before(inbound)
                and self._somebody_looks(inbound))

    def _somebody_looks(self, inbound: Inbound) -> bool:
        """Whether the hours can be promised: somebody of the staff has an account and this person's alerts are theirs to see."""
        if self._service.hours is None:
            return False
        try:
            with looking(self._engine) as connection:
                return somebody_looks(connection, inbound.participant_id)
        except StoreUnreachable as error:  # the crisis words must not wait for this
            log.error("who is there to look can't be had: %s", where(error))
            return False

    def _leave_note(self, inbound: Inbound, now: datetime) -> bool:
        from nlu.safety.words import worker_told

        told = worker_told(self._service.hours, now, nation=self._service.nation)
        settle(self._engine, inbound, [Reply(told)], now=now, keep_text=self._kept(inbound), danger=ASKED_FOR_WORKER)
        return True

    def _kept(self, inbound: Inbound) -> bool:
        from mapping.services import Participants

        return Participants(self._engine).consent(inbound.participant_id) is True
