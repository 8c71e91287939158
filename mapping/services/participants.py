"""The people who map: who they are to us (an opaque id), whether they agreed, all that is held, and erasing it."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, insert, select
from sqlalchemy.exc import IntegrityError

from mapping.errors import ParticipantUnknown
from mapping.export.node_link import map_data
from mapping.export.salvage import map_of_rows
from mapping.export.sound import LeftOut
from mapping.model import WellbeingMap
from mapping.store.access import looking, storing
from mapping.store.engine import empty_journal
from mapping.store.history import consent_of, hold
from mapping.store.holdings import held, weight_of_pictures, wipe
from mapping.store.sealing import vault_of
from mapping.store.tables import consent, erasure, participant


@dataclass(frozen=True, slots=True)
class Holdings:
    """All that is held about one person: as JSON, their map as it stands, and what of it could not be read."""

    everything: dict[str, Any]
    map: WellbeingMap
    left_out: tuple[LeftOut, ...] = ()


class Participants:
    """Everybody who talks to the bot. Every call may raise StoreUnreachable."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def find_or_add(self, channel: str, address: str, *, now: datetime) -> str:
        """The id of the person at this address of this channel; new people get a random one."""
        if (found := self._at(channel, address)) is not None:
            return found
        row = {"id": f"p_{secrets.token_urlsafe(16)}", "channel": channel, "address": address, "created_at": now}
        try:
            with storing(self._engine) as connection:
                connection.execute(insert(participant).values(row))
        except IntegrityError:  # another process was quicker
            return self._at(channel, address) or self.find_or_add(channel, address, now=now)
        return row["id"]

    def exists(self, participant_id: str) -> bool:
        """True where somebody has this id."""
        with looking(self._engine) as connection:
            return (
                connection.execute(select(participant.c.id).where(participant.c.id == participant_id)).scalar()
                is not None
            )

    def consent(self, participant_id: str) -> bool | None:
        """Whether the person agreed that a map of them is kept; None where they have not answered yet."""
        with looking(self._engine) as connection:
            return consent_of(connection, participant_id)

    def record_consent(self, participant_id: str, given: bool, *, version: str, now: datetime) -> None:
        """Keeps their answer and which words they saw; the same again changes nothing. Raises ParticipantUnknown."""
        with storing(self._engine) as connection:
            hold(connection, participant_id)
            answers = select(consent.c.given, consent.c.version).where(consent.c.participant_id == participant_id)
            latest = connection.execute(answers.order_by(consent.c.seq.desc()).limit(1)).one_or_none()
            if latest is None or tuple(latest) != (given, version):
                row = {"participant_id": participant_id, "given": given, "version": version, "at": now}
                connection.execute(insert(consent).values(row))

    def erase(self, participant_id: str, *, why: str, now: datetime) -> None:
        """Erases every row about this person, and destroys their key, so that every backup falls silent about them too.

        Kept is only that somebody was erased. Done again, nothing happens.
        """
        with storing(self._engine) as connection:
            if wipe(connection, participant_id):
                connection.execute(insert(erasure).values(at=now, why=why))
            vault_of(connection).destroy(participant_id)  # last: where it fails nothing is erased, and it can be done again
        empty_journal(self._engine)

    def everything(self, participant_id: str) -> dict[str, Any]:
        """All that is held about this person, as JSON: rows by table, and the map. Raises ParticipantUnknown."""
        return self.holdings(participant_id).everything

    def holdings(self, participant_id: str, *, pictures: bool = True) -> Holdings:
        """The same with the map itself; a row that can't be read is named, not stumbled over. Raises ParticipantUnknown.

        ``pictures`` False leaves the drawn pictures where they are, and takes only their words.
        """
        with looking(self._engine) as connection:
            found = held(connection, participant_id, pictures=pictures)
        if not found["participant"]:
            raise ParticipantUnknown("No participant has this id.")
        wellbeing_map, left_out = map_of_rows(found["change"])
        return Holdings({**found, "map": map_data(wellbeing_map)}, wellbeing_map, left_out)

    def weight_of_pictures(self, participant_id: str) -> int:
        """How many bytes the pictures drawn for this person come to."""
        with looking(self._engine) as connection:
            return weight_of_pictures(connection, participant_id)

    def _at(self, channel: str, address: str) -> str | None:
        with looking(self._engine) as connection:
            there = (participant.c.channel == channel, participant.c.address == address)
            return connection.execute(select(participant.c.id).where(*there)).scalar()
