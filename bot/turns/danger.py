"""The safety screen in the turn: it reads every typed word first, and its answer waits for nothing else."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol

from sqlalchemy import Engine, func, select

from bot.turns.faults import where
from bot.turns.inbox import Inbound
from bot.turns.outbox import settle
from bot.turns.replies import Reply
from mapping.store.access import looking
from mapping.store.tables import alert, message

log = logging.getLogger(__name__)
AGAIN_WITHIN = timedelta(hours=1)  # a second hit this soon gets the shorter words, not the same block
BEFORE_WITHIN, BEFORE_MOST = timedelta(minutes=10), 4  # earlier messages that may belong to this one
UNSCREENED = "unscreened"  # the alert's kind where the screen itself failed


class ScreenFailed(Exception):
    """The screen could not read a message. It must not go on to Rasa unread."""


class Screens(Protocol):
    """The safety screen: a hit with a ``kind``, or None. ``before``: the person's own last messages, oldest first."""

    def check(self, text: str, *, before: Sequence[str] = ()) -> Any: ...


class Danger:
    """Answers messages that speak of danger, and records each one for a person to see.

    ``last_resort`` is said where the crisis words themselves can't be had.
    """

    def __init__(self, engine: Engine, screen: Screens, *, last_resort: str) -> None:
        self._engine, self._screen, self._last_resort = engine, screen, last_resort

    def answer(self, inbound: Inbound, *, now: datetime) -> bool:
        """Whether this message speaks of danger. If so: alert and crisis words are stored, once, and Rasa is left out.

        Raises ScreenFailed, StoreUnreachable.
        """
        if inbound.kind == "button" or not inbound.text:
            return False
        before = self._before(inbound)
        try:
            hit = self._screen.check(inbound.text, before=before)
        except Exception as error:
            raise ScreenFailed(where(error)) from error
        if hit is None:
            return False
        from mapping.services import Participants

        kept = Participants(self._engine).consent(inbound.participant_id) is True
        replies = [Reply(text) for text in self._words(hit.kind, again=self._again(inbound, hit.kind, now))]
        if settle(self._engine, inbound, replies, now=now, keep_text=kept, danger=str(hit.kind)):
            log.warning("message %s of %s speaks of danger: an alert is stored", inbound.id, inbound.participant_id)
        return True

    def just_before(self, inbound: Inbound) -> bool:
        """Whether the person's message before this one spoke of danger."""
        with looking(self._engine) as connection:
            previous = connection.scalar(select(message.c.id).where(
                message.c.participant_id == inbound.participant_id, message.c.direction == "in",
                message.c.seq < inbound.seq).order_by(message.c.seq.desc()).limit(1))
            return previous is not None and connection.scalar(
                select(alert.c.id).where(alert.c.message_id == previous).limit(1)) is not None

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

    def _again(self, inbound: Inbound, kind: Any, now: datetime) -> bool:
        with looking(self._engine) as connection:
            return connection.scalar(select(alert.c.id).where(
                alert.c.participant_id == inbound.participant_id, alert.c.message_id != inbound.id,
                alert.c.kind == str(kind), alert.c.at > now - AGAIN_WITHIN).limit(1)) is not None

    def _words(self, kind: Any, *, again: bool) -> tuple[str, ...]:
        """The crisis words. Whatever ails them, the person must not be left with silence."""
        try:
            from nlu.safety.words import crisis_reply

            return tuple(crisis_reply(kind, again=True) if again else crisis_reply(kind)) or (self._last_resort,)
        except Exception as error:
            log.error("the crisis words can't be had: %s", where(error))
            return (self._last_resort,)
