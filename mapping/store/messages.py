"""Reads what a person wrote in one message, with the question it answered."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from mapping.store.tables import alert, message

ASKED_FOR_WORKER = "asked_for_worker"  # the alert's kind where the person asked for their peer support worker


@dataclass(frozen=True, slots=True)
class Said:
    """The words of one message, and the key and subject of the question the person had before them."""

    text: str
    asked: str | None
    about: str | None


def said_in(connection: Connection, participant_id: str, message_id: str) -> Said | None:
    """The words of one of this person's messages; None where it is not theirs, or its words are not kept."""
    columns = (message.c.text, message.c.asked, message.c.about)
    mine = (message.c.participant_id == participant_id, message.c.id == message_id, message.c.direction == "in")
    row = connection.execute(select(*columns).where(*mine)).one_or_none()
    return Said(row.text, row.asked, row.about) if row and row.text else None


def raised_since(connection: Connection, participant_id: str, since: datetime) -> tuple[str, ...]:
    """Ids of this person's messages since then that raised an alert by what they say, oldest first: not a wish to have the worker told."""
    found = connection.execute(select(message.c.id).join(alert, alert.c.message_id == message.c.id).where(
        message.c.participant_id == participant_id, alert.c.at > since, alert.c.kind != ASKED_FOR_WORKER).order_by(message.c.seq))
    return tuple(found.scalars())


def said_after_alarm(connection: Connection, participant_id: str, since: datetime) -> tuple[tuple[str, str], ...]:
    """Id and words of each of this person's messages after the first alarm since then, oldest first, without those that raised one."""
    raised = raised_since(connection, participant_id, since)
    if not raised:
        return ()
    first = select(message.c.seq).where(message.c.id == raised[0]).scalar_subquery()
    rows = connection.execute(select(message.c.id, message.c.text).where(
        message.c.participant_id == participant_id, message.c.direction == "in", message.c.seq > first, message.c.id.not_in(raised)).order_by(message.c.seq))
    return tuple((row.id, row.text) for row in rows if row.text)


def time_before(connection: Connection, participant_id: str, message_id: str) -> datetime | None:
    """When the person's message before this one came in; None where this one is not known or is their first."""
    seq = select(message.c.seq).where(message.c.id == message_id, message.c.participant_id == participant_id).scalar_subquery()
    return connection.scalar(select(message.c.at).where(
        message.c.participant_id == participant_id, message.c.direction == "in", message.c.seq < seq).order_by(message.c.seq.desc()).limit(1))
