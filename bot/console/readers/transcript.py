"""What was said: a page of it, a search through it, the words behind a thing on the map, and how far it was read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, insert, select

from bot.console.access import Field, reads, writes
from mapping.services.transcripts import Found, TranscriptPage, Transcripts
from mapping.store.access import looking, storing
from mapping.store.console_tables import note, reviewed, worker
from mapping.store.pictures import kept
from mapping.store.transcript import Line, how_many, last_of_theirs, place_of


@dataclass(frozen=True, slots=True)
class Remark:
    """A worker's note on one message."""

    id: str
    by: str
    text: str
    at: datetime
    kind: str


@dataclass(frozen=True, slots=True)
class Talk:
    """A page of the talk with the notes on its messages, by message id."""

    page: TranscriptPage
    remarks: dict[str, tuple[Remark, ...]]


@dataclass(frozen=True, slots=True)
class Lately:
    """How many messages of theirs are new, and the last things they wrote, oldest first."""

    new: int
    last: tuple[Line, ...]


@reads(Field.TRANSCRIPT)
def page(
    engine: Engine, participant_id: str, *, around: str | None = None, before: int | None = None, after: int | None = None,
    since: datetime | None = None, most: int = 50,
) -> Talk | None:
    """One page of the talk, the last where nothing says which. None where the message asked for is not theirs."""
    transcripts = Transcripts(engine)
    if around is not None:
        found = transcripts.around(participant_id, around, most=most)
    elif after is not None:
        found = transcripts.following(participant_id, after=after, most=most)
    elif since is not None:
        found = transcripts.since(participant_id, since, most=most)
    else:
        found = transcripts.latest(participant_id, before=before, most=most)
    return found and Talk(found, _remarks(engine, participant_id, [line.id for line in found.lines]))


@reads(Field.TRANSCRIPT)
def search(engine: Engine, participant_id: str, words: str, *, before: int | None = None) -> Found:
    """Where these words were said, newest first."""
    return Transcripts(engine).search(participant_id, words, before=before)


@reads(Field.TRANSCRIPT)
def words_behind(engine: Engine, participant_id: str, message_ids: Sequence[str]) -> tuple[Line, ...]:
    """These messages, oldest first."""
    return Transcripts(engine).words_of(participant_id, message_ids)


@reads(Field.TRANSCRIPT)
def lately(engine: Engine, participant_id: str, *, most: int = 2) -> Lately:
    """How many messages of theirs came after what was read last, and the last things they wrote."""
    with looking(engine) as connection:
        after = connection.scalar(select(reviewed.c.message_seq).where(
            reviewed.c.participant_id == participant_id).order_by(reviewed.c.seq.desc()).limit(1))
        return Lately(how_many(connection, participant_id, after=after or 0), tuple(last_of_theirs(connection, participant_id, most=most)))


@reads(Field.TRANSCRIPT)
def picture(engine: Engine, participant_id: str, picture_id: str) -> bytes:
    """A picture that they were sent, as PNG. Raises PictureUnknown."""
    with looking(engine) as connection:
        return kept(connection, participant_id, picture_id)[0]


@reads(Field.TRANSCRIPT)
def one_line(engine: Engine, participant_id: str, message_id: str) -> Line | None:
    """One message; None where it is not theirs."""
    found = Transcripts(engine).words_of(participant_id, [message_id])
    return found[0] if found else None


@writes(Field.TRANSCRIPT, "reviewed")
def mark_read(engine: Engine, participant_id: str, message_id: str, *, worker_id: str, now: datetime) -> bool:
    """Keeps that this worker has read up to and with this message. False where it is not theirs."""
    with storing(engine) as connection:
        place = place_of(connection, participant_id, message_id)
        if place is None:
            return False
        connection.execute(insert(reviewed).values(participant_id=participant_id, worker_id=worker_id, message_seq=place, at=now))
        return True


def _remarks(engine: Engine, participant_id: str, ids: Sequence[str]) -> dict[str, tuple[Remark, ...]]:
    with looking(engine) as connection:
        rows = connection.execute(select(note.c.id, worker.c.name, note.c.text, note.c.at, note.c.kind, note.c.message_id).join(
            worker, worker.c.id == note.c.worker_id).where(
            note.c.participant_id == participant_id, note.c.message_id.in_(ids), note.c.struck_at.is_(None)).order_by(note.c.at)) if ids else ()
        found: dict[str, list[Remark]] = {}
        for row in rows:
            found.setdefault(row.message_id, []).append(Remark(row.id, row.name, row.text, row.at, row.kind))
    return {message_id: tuple(remarks) for message_id, remarks in found.items()}
