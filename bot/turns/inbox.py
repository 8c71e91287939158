"""The inbox: what came in is a row on the disk before anybody is told that it arrived."""

import logging
import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, Row, Select, insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.turns.typed import Typed, clean, read_typed, without_slash
from mapping.errors import StoreUnreachable
from mapping.store.access import looking, storing
from mapping.store.tables import message, parted, participant

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Inbound:
    """One message from a person, as stored. ``channel`` is telegram, web or terminal."""

    seq: int
    id: str
    participant_id: str
    channel: str
    kind: str
    text: str
    payload: str | None
    asked: str | None
    about: str | None
    at: datetime
    state: str
    parted: bool = False  # from somebody who is about to be erased: it goes over to who is there next


def new_message_id() -> str:
    """An opaque id for a message."""
    return "m_" + secrets.token_urlsafe(16)


def receive(
    engine: Engine, *, channel: str, address: str, text: str, kind: str = "text", payload: str | None = None,
    channel_key: str, now: datetime, channel_message_id: str | None = None,
) -> str:
    """Store one message, once: a redelivery (same ``channel_key``) changes nothing. Returns the message's id.

    Typed text (``kind`` "text") is read for our commands here, so every channel treats a leading slash alike.
    ``payload`` is one of our own intents, only ever from a button. Raises StoreUnreachable; nothing is stored then.
    """
    known = _taken(engine, channel_key)
    if known:
        return known
    from mapping.services import Participants

    typed = read_typed(text) if kind == "text" else Typed(kind, without_slash(clean(text)), payload)
    participant_id = Participants(engine).find_or_add(channel, address, now=now)
    asked, about = question_now(engine, participant_id)
    try:
        with storing(engine) as connection:
            return add_inbound(
                connection, participant_id, typed, asked=asked, about=about, channel_key=channel_key, now=now,
                channel_message_id=channel_message_id,
            )
    except IntegrityError:  # another process stored the same update in between
        known = _taken(engine, channel_key)
        if known is None:
            raise
        return known


def add_inbound(
    connection: Connection, participant_id: str, typed: Typed, *, asked: str | None, about: str | None,
    channel_key: str, now: datetime, channel_message_id: str | None = None,
) -> str:
    """Write the row of one inbound message inside a transaction. Returns its id."""
    message_id = new_message_id()
    connection.execute(insert(message).values(
        id=message_id, participant_id=participant_id, direction="in", kind=typed.kind, text=typed.text,
        payload=typed.payload, asked=asked, about=about, at=now, state="received", channel_key=channel_key,
        channel_message_id=channel_message_id,
    ))
    connection.execute(update(participant).values(blocked_at=None).where(
        participant.c.id == participant_id, participant.c.blocked_at.is_not(None),
    ))
    return message_id


def question_now(engine: Engine, participant_id: str) -> tuple[str | None, str | None]:
    """The question the person has before them: its key and what it is about, or (None, None)."""
    from mapping.services import Maps

    try:
        current = Maps(engine).talk(participant_id).current
    except StoreUnreachable:
        raise
    except Exception as error:  # the message matters more than its context
        log.error("no question found for %s (%s)", participant_id, type(error).__name__)
        return None, None
    return (current.key, current.about) if current else (None, None)


def find(engine: Engine, message_id: str) -> Inbound | None:
    """One inbound message, or None where it was never stored or is erased."""
    with looking(engine) as connection:
        row = connection.execute(_inbound().where(message.c.id == message_id)).one_or_none()
    return _as_inbound(row) if row else None


def next_unanswered(engine: Engine, participant_id: str) -> Inbound | None:
    """This person's first message that waits for an answer, or None."""
    with looking(engine) as connection:
        row = connection.execute(_inbound().where(
            message.c.participant_id == participant_id, message.c.state == "received",
        ).order_by(message.c.seq).limit(1)).one_or_none()
    return _as_inbound(row) if row else None


def unanswered(engine: Engine, *, after_seq: int) -> tuple[Inbound, ...]:
    """Everybody's messages that wait for an answer, later than this place in the order."""
    with looking(engine) as connection:
        rows = connection.execute(_inbound().where(
            message.c.state == "received", message.c.seq > after_seq,
        ).order_by(message.c.seq)).all()
    return tuple(_as_inbound(row) for row in rows)


def _inbound() -> Select:
    of_message = [message.c[name] for name in
                  ("seq", "id", "participant_id", "kind", "text", "payload", "asked", "about", "at", "state")]
    gone = parted.c.participant_id.is_not(None).label("parted")
    return select(*of_message, participant.c.channel, gone).select_from(message).join(participant).outerjoin(parted).where(message.c.direction == "in")


def _as_inbound(row: Row) -> Inbound:
    return Inbound(**row._mapping)


def _taken(engine: Engine, channel_key: str) -> str | None:
    with looking(engine) as connection:
        return connection.scalar(select(message.c.id).where(message.c.channel_key == channel_key))
