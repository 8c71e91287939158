"""Reads a person's messages by key, so that the last page of ten thousand comes as quickly as the first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Join, Row, Select, and_, func, or_, select

from mapping.store.tables import alert, message, picture

BATCH = 1000  # messages read at a time where all of them are gone through


@dataclass(frozen=True, slots=True)
class Line:
    """One message of either side, as the person saw it.

    ``buttons`` are the titles offered. ``words`` are those of the picture ``picture_id``. ``seq`` is the order in which the
    person saw things. ``asked`` is the key of the question that it answers, or asks. ``kind`` says what came in.
    """

    seq: int
    id: str
    by_person: bool
    kind: str
    text: str
    at: datetime
    buttons: tuple[str, ...]
    picture_id: str | None
    words: str
    asked: str | None


@dataclass(frozen=True, slots=True)
class Flag:
    """A message at which danger was heard: what kind, when, and when somebody acknowledged it."""

    seq: int
    message_id: str
    kind: str
    at: datetime
    acknowledged_at: datetime | None


def lines_before(connection: Connection, participant_id: str, before: int | None, *, most: int) -> list[Line]:
    """The last messages before this place (None: of all), oldest first."""
    where = () if before is None else (message.c.seq < before,)
    rows = connection.execute(_lines(participant_id, *where).order_by(message.c.seq.desc()).limit(most)).all()
    return [_line(row) for row in reversed(rows)]


def lines_after(connection: Connection, participant_id: str, after: int, *, most: int) -> list[Line]:
    """The first messages after this place, oldest first."""
    rows = connection.execute(_lines(participant_id, message.c.seq > after).order_by(message.c.seq).limit(most))
    return [_line(row) for row in rows]


def lines_of(connection: Connection, participant_id: str, ids: Sequence[str]) -> dict[str, Line]:
    """These of the person's messages, by id, whatever became of them; those that are not theirs are left out."""
    rows = connection.execute(_columns().where(message.c.participant_id == participant_id, message.c.id.in_(ids))) if ids else ()
    return {row.id: _line(row) for row in rows}


def last_of_theirs(connection: Connection, participant_id: str, *, most: int) -> list[Line]:
    """The last messages with words that the person wrote themselves, oldest first."""
    theirs = (message.c.direction == "in", message.c.kind == "text", message.c.text != "")
    rows = connection.execute(_lines(participant_id, *theirs).order_by(message.c.seq.desc()).limit(most)).all()
    return [_line(row) for row in reversed(rows)]


def place_of(connection: Connection, participant_id: str, message_id: str) -> int | None:
    """The place of one message; None where it is not this person's."""
    mine = (message.c.participant_id == participant_id, message.c.id == message_id)
    return connection.scalar(select(message.c.seq).where(*mine))


def first_since(connection: Connection, participant_id: str, moment: datetime) -> int | None:
    """The place of the first message at or after this moment (aware UTC)."""
    mine = (*_shown_to(participant_id), message.c.at >= moment)
    return connection.scalar(select(message.c.seq).where(*mine).order_by(message.c.seq).limit(1))


def any_beyond(connection: Connection, participant_id: str, *, before: int | None = None, after: int | None = None) -> bool:
    """Whether there is a message before, or after, this place."""
    where = message.c.seq < before if before is not None else message.c.seq > (after or 0)
    return connection.scalar(select(message.c.seq).where(*_shown_to(participant_id), where).limit(1)) is not None


def every_text(connection: Connection, participant_id: str, *, before: int | None = None) -> Iterator[tuple[int, str]]:
    """Place and words of every message before this place, newest first, a batch at a time. A picture's words count."""
    while True:
        where = () if before is None else (message.c.seq < before,)
        columns = select(message.c.seq, message.c.text, picture.c.words).select_from(_with_pictures())
        found = connection.execute(
            columns.where(*_shown_to(participant_id), *where).order_by(message.c.seq.desc()).limit(BATCH)).all()
        yield from ((row.seq, f"{row.text}\n{row.words}" if row.words else row.text) for row in found)
        if len(found) < BATCH:
            return
        before = found[-1].seq


def lines_at(connection: Connection, participant_id: str, places: Sequence[int]) -> list[Line]:
    """The messages at these places, newest first."""
    rows = connection.execute(_lines(participant_id, message.c.seq.in_(places)).order_by(message.c.seq.desc())) if places else ()
    return [_line(row) for row in rows]


def flags(connection: Connection, participant_id: str) -> list[Flag]:
    """Where danger was heard, oldest first."""
    columns = (message.c.seq, alert.c.message_id, alert.c.kind, alert.c.at, alert.c.acknowledged_at)
    found = select(*columns).join(message, message.c.id == alert.c.message_id)
    mine = (alert.c.participant_id == participant_id, message.c.participant_id == participant_id)
    return [Flag(*row) for row in connection.execute(found.where(*mine).order_by(message.c.seq))]


def how_many(connection: Connection, participant_id: str, *, after: int = 0) -> int:
    """How many messages of the person's own came after this place."""
    mine = (message.c.participant_id == participant_id, message.c.direction == "in", message.c.seq > after)
    return connection.scalar(select(func.count()).select_from(message).where(*mine)) or 0


def _shown_to(participant_id: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """All they said, and what the bot has said or is about to."""
    said = or_(message.c.direction == "in", message.c.state.in_(("waiting", "sent")))
    return message.c.participant_id == participant_id, said


def _with_pictures() -> Join:
    """A picture is shown only where it belongs to the same person as the message."""
    own = and_(picture.c.id == message.c.picture_id, picture.c.participant_id == message.c.participant_id)
    return message.outerjoin(picture, own)


def _lines(participant_id: str, *where: ColumnElement[bool]) -> Select:
    return _columns().where(*_shown_to(participant_id), *where)


def _columns() -> Select:
    columns = (message.c.seq, message.c.id, message.c.direction, message.c.kind, message.c.text, message.c.at,
               message.c.buttons, message.c.picture_id, message.c.asked, picture.c.words)
    return select(*columns).select_from(_with_pictures())


def _line(row: Row) -> Line:
    return Line(
        seq=row.seq, id=row.id, by_person=row.direction == "in", kind=row.kind, text=row.text, at=row.at,
        buttons=tuple(each["title"] for each in row.buttons or ()),
        picture_id=row.picture_id if row.words is not None else None, words=row.words or "", asked=row.asked)
