"""Reading one person's conversation back from the store: what was said, and where it stands now."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, case, func, or_, select

from mapping.store.tables import button, message, parted, participant, picture

OVERLAP = 20  # rows: on PostgreSQL a row with a smaller number can appear after one with a larger
OPEN_BUTTONS = 200  # a page offers no more than these


@dataclass(frozen=True, slots=True)
class Said:
    """One message of either side, as it was said. `words` are a picture's content; `buttons` as {title, token}."""

    seq: int
    id: str
    by_person: bool
    kind: str
    text: str
    at: datetime
    buttons: tuple[dict[str, str], ...]
    picture_id: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a conversation stands. It differs as soon as there is anything new for the page to show."""

    participant_id: str | None
    last: int = 0
    count: int = 0
    reading: bool = False  # a turn is under way
    open: tuple[str, ...] = ()  # tokens of the buttons that can still be pressed


def standing(connection: Connection, channel: str, address: str) -> Standing:
    """Where this person's conversation stands now. Who is about to be erased still reads their last words, and can press nothing."""
    there = participant.c.channel == channel
    here = connection.scalar(select(participant.c.id).where(there, participant.c.address == address))
    left = select(parted.c.participant_id).join(participant).where(there, parted.c.address == address).order_by(participant.c.created_at.desc())
    who = here or connection.scalar(left.limit(1))
    if who is None:
        return Standing(None)
    under_way = and_(message.c.direction == "in", message.c.state == "received")
    counts = select(func.max(message.c.seq), func.count(), func.sum(case((under_way, 1), else_=0)))
    last, count, unread = connection.execute(counts.where(*_shown_to(who))).one()
    tokens = select(button.c.token).where(button.c.participant_id == here, button.c.used_at.is_(None))
    unused = connection.scalars(tokens.order_by(button.c.token).limit(OPEN_BUTTONS))
    return Standing(who, last or 0, count, bool(unread), tuple(unused))


def said_after(connection: Connection, participant_id: str, after: int, limit: int) -> list[Said]:
    """What was said since, oldest first; a few older ones come again, told apart by their ids."""
    rows = _messages(participant_id).where(message.c.seq > after - OVERLAP if after else message.c.seq > 0)
    return [_said(row) for row in connection.execute(rows.order_by(message.c.seq).limit(limit + OVERLAP))]


def said_before(connection: Connection, participant_id: str, before: int | None, limit: int) -> list[Said]:
    """The last things said before this one (None: of all), oldest first."""
    rows = _messages(participant_id)
    if before is not None:
        rows = rows.where(message.c.seq < before)
    found = connection.execute(rows.order_by(message.c.seq.desc()).limit(limit)).all()
    return [_said(row) for row in reversed(found)]


def picture_of(connection: Connection, channel: str, address: str, picture_id: str) -> bytes | None:
    """A picture's PNG, if it was drawn for this very person."""
    joined = picture.join(participant, participant.c.id == picture.c.participant_id)
    own = and_(picture.c.id == picture_id, participant.c.channel == channel, participant.c.address == address)
    return connection.execute(select(picture.c.png).select_from(joined).where(own)).scalar()


def _shown_to(participant_id: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """A person sees all they said, and what the bot has said or is about to."""
    said = or_(message.c.direction == "in", message.c.state.in_(("waiting", "sent")))
    return message.c.participant_id == participant_id, said


def _messages(participant_id: str) -> Select:
    """A picture is shown only where it belongs to the same person as the message."""
    own_picture = and_(picture.c.id == message.c.picture_id, picture.c.participant_id == message.c.participant_id)
    joined = message.outerjoin(picture, own_picture)
    return select(message, picture.c.words).select_from(joined).where(*_shown_to(participant_id))


def _said(row: Row) -> Said:
    return Said(
        seq=row.seq, id=row.id, by_person=row.direction == "in", kind=row.kind, text=row.text, at=row.at,
        buttons=tuple(row.buttons or ()), picture_id=row.picture_id if row.words is not None else None,
        words=row.words or "",
    )
