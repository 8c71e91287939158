"""Reads what a person wrote in one message, with the question it answered."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from mapping.store.tables import message


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
