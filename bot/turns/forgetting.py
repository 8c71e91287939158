"""Forgetting: a person who said no, or asked for it, is erased everywhere once the last words are with them."""

import asyncio
import logging
from datetime import datetime, timedelta

from sqlalchemy import Engine, exists, select, update

from bot.turns.outbox import FORGET
from bot.turns.rasa import Rasa, RasaFault
from bot.turns.traces import Traces
from mapping.store.access import looking, storing
from mapping.store.tables import consent, message, participant

log = logging.getLogger(__name__)
TIME_TO_READ = timedelta(seconds=3)  # a page has to fetch the last words before they are gone


class Forgetting:
    """Erases everybody whose last answer said so: in Rasa first, then in our own rows, then what the queues remember."""

    def __init__(self, engine: Engine, rasa: Rasa, traces: Traces | None = None) -> None:
        self._engine, self._rasa, self._traces = engine, rasa, traces
        self._erased, self._under_way = False, frozenset[str]()

    async def run(self, *, now: datetime) -> int:
        """Erase whoever is due. Returns how many. Where Rasa is away they stay due."""
        done = 0
        await self._clear_traces()  # of those erased before: the work that told them goodbye has ended by now
        for participant_id, why in await asyncio.to_thread(self.due, now):
            done += await self._forget(participant_id, why, now)
        return done

    def due(self, now: datetime) -> tuple[tuple[str, str], ...]:
        """Who is to be erased now, and why ("declined" or "asked"). Not while words to or from them still wait."""
        theirs = message.alias()
        waits = exists().where(
            theirs.c.participant_id == message.c.participant_id, theirs.c.state.in_(("received", "waiting"))
        )
        asked = (
            select(message.c.participant_id, message.c.at, participant.c.channel).join(participant)
            .where(message.c.direction == "in", message.c.reason == FORGET, ~waits)
        )
        with looking(self._engine) as connection:
            rows = [row for row in connection.execute(asked)
                    if row.channel == "telegram" or row.at < now - TIME_TO_READ]
        return tuple((row.participant_id, why) for row in rows if (why := self._why(row.participant_id, row.at)))

    def _why(self, participant_id: str, at: datetime) -> str | None:
        """The reason to record. None where the person has said yes since: then they are not erased after all."""
        with storing(self._engine) as connection:
            yes = connection.scalars(select(consent.c.at).where(
                consent.c.participant_id == participant_id, consent.c.given)).all()
            if yes and all(given_at > at for given_at in yes):  # a no at first, and a yes after it
                connection.execute(update(message).values(reason=None).where(
                    message.c.participant_id == participant_id, message.c.reason == FORGET))
                return None
        return "asked" if yes else "declined"

    async def _forget(self, participant_id: str, why: str, now: datetime) -> int:
        from mapping.services import Participants

        try:
            await self._rasa.forget(participant_id)
        except RasaFault as fault:
            log.warning("%s is not erased yet: Rasa does not answer (%s)", participant_id, fault)
            return 0
        await asyncio.to_thread(Participants(self._engine).erase, participant_id, why=why, now=now)
        self._erased = True
        log.info("a person was erased (%s)", why)
        return 1

    async def _clear_traces(self) -> None:
        """What was under way when they were erased is looked at again until it has finished."""
        if self._traces is not None and (self._erased or self._under_way):
            unfinished = await asyncio.to_thread(self._traces.clear)
            self._under_way = unfinished if self._erased else self._under_way & unfinished
            self._erased = False
