"""Each part of a turn writes once: done again, it finds what it wrote and changes nothing."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine

from mapping.errors import ConsentMissing
from mapping.model import Change
from mapping.services.draft import Draft
from mapping.store.access import storing
from mapping.store.history import LONGEST_PART, append, consent_of, history_of, hold, written_by


@dataclass(frozen=True, slots=True)
class Written:
    """What stood before a part of a turn, and what that part wrote."""

    before: Sequence[Change]
    new: Sequence[Change]

    @property
    def history(self) -> list[Change]:
        """Both together."""
        return [*self.before, *self.new]


@dataclass(frozen=True, slots=True)
class Turn:
    """One part of one person's turn: where its facts come from and when (aware UTC)."""

    participant_id: str
    message_id: str
    part: str
    now: datetime


def write_once(engine: Engine, turn: Turn, work: Callable[[Draft], None], *, personal: bool = True) -> Written:
    """Does ``work`` on a draft and stores what it wrote, unless this part of the turn has written already.

    ``personal``: it holds the person's own words, so nothing is written without consent (ConsentMissing). An error in
    ``work`` leaves nothing behind. Raises ParticipantUnknown, StoreUnreachable.
    """
    part = _fitting(turn.part)
    with storing(engine) as connection:
        hold(connection, turn.participant_id)
        history = history_of(connection, turn.participant_id)
        if (seqs := written_by(connection, turn.participant_id, turn.message_id, part)) is not None:
            first, last = seqs
            return Written([c for c in history if c.seq < first], [c for c in history if first <= c.seq <= last])
        if personal and not consent_of(connection, turn.participant_id):
            raise ConsentMissing("The person has not agreed that a map of them is kept.")
        draft = Draft(history, turn.message_id, part, turn.now)
        work(draft)
        append(connection, turn.participant_id, part, draft.changes)
        return Written(history, draft.changes)


def _fitting(part: str) -> str:
    """The part as its column holds it: PostgreSQL refuses longer ones, so their end becomes a fingerprint."""
    if len(part) <= LONGEST_PART:
        return part
    return f"{part[:23]}-{hashlib.sha256(part.encode()).hexdigest()[:16]}"
