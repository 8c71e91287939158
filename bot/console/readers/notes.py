"""The service's own notes about a person: written, taken back, never changed."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, insert, select, update

from bot.console.access import Field, Standing, reads, writes
from mapping.store.access import looking, storing
from mapping.store.console_tables import note, worker
from mapping.store.sharing import Shared

MOST = 4000  # characters of one note
AT_A_TIME = 200  # notes
NOTE, MISUNDERSTANDING = "note", "misunderstanding"


@dataclass(frozen=True, slots=True)
class Note:
    """One note. ``mine``: whether this viewer wrote it. ``message_id``: the message it is about, if any.

    ``hidden``: it tells of the map, which is not shared now, so its text is not here.
    """

    id: str
    by: str
    mine: bool
    kind: str
    message_id: str | None
    text: str
    at: datetime
    struck_at: datetime | None
    hidden: bool = False


@reads(Field.NOTES, standing=True)
def notes_of(engine: Engine, participant_id: str, *, worker_id: str, standing: Standing, most: int = AT_A_TIME, skip: int = 0) -> tuple[Note, ...]:
    """Everybody's notes about this person, newest first. What was put right is in the words of the map, and shared as the map is.

    ``skip``: how many of them another page has.
    """
    with looking(engine) as connection:
        rows = connection.execute(select(note, worker.c.name.label("by")).join(worker, worker.c.id == note.c.worker_id).where(
            note.c.participant_id == participant_id).order_by(note.c.at.desc(), note.c.id).offset(skip).limit(most)).all()
    hidden = set() if standing.open.covers(Shared.MAP) else {MISUNDERSTANDING}
    return tuple(Note(
        row.id, row.by, row.worker_id == worker_id, row.kind, row.message_id, "" if row.kind in hidden else row.text, row.at, row.struck_at,
        hidden=row.kind in hidden) for row in rows)


@writes(Field.NOTES, "noted")
def add_note(
    engine: Engine, participant_id: str, text: str, *, worker_id: str, now: datetime, message_id: str | None = None, kind: str = NOTE,
) -> str:
    """Keeps a note. Returns its id."""
    made = f"n_{secrets.token_urlsafe(16)}"
    with storing(engine) as connection:
        connection.execute(insert(note).values(
            id=made, participant_id=participant_id, worker_id=worker_id, kind=kind, message_id=message_id, text=text[:MOST], at=now))
    return made


@writes(Field.NOTES, "note_struck")
def strike_note(engine: Engine, participant_id: str, note_id: str, *, worker_id: str, now: datetime) -> bool:
    """Takes back one of one's own notes; it stays readable as such. False where it is not theirs, or was taken back."""
    mine = (note.c.id == note_id, note.c.participant_id == participant_id, note.c.worker_id == worker_id, note.c.struck_at.is_(None))
    with storing(engine) as connection:
        return connection.execute(update(note).where(*mine).values(struck_at=now)).rowcount > 0
