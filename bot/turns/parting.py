"""Parting: once somebody has had themselves erased, nothing of theirs is shown any more, and who writes from there next is somebody new.

Their address is let go of in one go with the answer to their yes; they are erased (forgetting.py) when the last words are with them.
What else they wrote by then goes over to the new person.
"""

from datetime import datetime

from sqlalchemy import Connection, Engine, delete, insert, select, update

from mapping.store.access import looking, storing
from mapping.store.tables import message, parted, participant


def let_go(connection: Connection, participant_id: str) -> None:
    """From now on nobody is at this person's address. Done again, nothing happens."""
    mine = participant.c.id == participant_id
    address = connection.scalar(select(participant.c.address).where(mine, participant.c.address != participant_id))
    if address is not None:
        connection.execute(insert(parted).values(participant_id=participant_id, address=address))
        connection.execute(update(participant).where(mine).values(address=participant_id))


def begin_anew(engine: Engine, message_id: str, *, now: datetime) -> None:
    """Give a message that waits behind the yes to whoever is at that address now. Raises StoreUnreachable."""
    from mapping.services import Participants

    waits = (message.c.id == message_id, message.c.state == "received")
    with looking(engine) as connection:
        there = connection.execute(select(participant.c.channel, parted.c.address).join_from(message, participant).join(parted).where(*waits)).one_or_none()
    if there is None:
        return
    new = Participants(engine).find_or_add(there.channel, there.address, now=now)
    with storing(engine) as connection:
        row = connection.execute(select(message).where(*waits)).mappings().one_or_none()
        if row is None or row["participant_id"] == new:
            return
        connection.execute(delete(message).where(message.c.id == message_id))  # not changed: words are sealed for one person
        connection.execute(insert(message).values(
            **{name: value for name, value in row.items() if name not in ("seq", "participant_id", "asked", "about")}, participant_id=new))
