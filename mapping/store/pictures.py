"""Keeps the pictures of maps that were sent, each with the same content in words."""

from datetime import datetime

from sqlalchemy import Connection, insert, select

from mapping.errors import PictureUnknown
from mapping.store.history import hold
from mapping.store.tables import picture


def keep(connection: Connection, participant_id: str, png: bytes, words: str, *, picture_id: str, now: datetime) -> str:
    """Keeps a picture under this id, once. Raises ParticipantUnknown."""
    hold(connection, participant_id)
    own = select(picture.c.id).where(picture.c.id == picture_id, picture.c.participant_id == participant_id)
    if connection.execute(own).scalar() is None:
        connection.execute(
            insert(picture).values(id=picture_id, participant_id=participant_id, at=now, png=png, words=words)
        )
    return picture_id


def kept(connection: Connection, participant_id: str, picture_id: str) -> tuple[bytes, str]:
    """The picture and its words. Raises PictureUnknown."""
    own = (picture.c.id == picture_id, picture.c.participant_id == participant_id)
    row = connection.execute(select(picture.c.png, picture.c.words).where(*own)).one_or_none()
    if row is None:
        raise PictureUnknown("No picture of this person has this id.")
    return bytes(row.png), row.words
