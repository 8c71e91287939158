"""What is left of somebody who had themselves erased: nothing may be, and whoever writes from there next is somebody new."""

import sqlite3
import time

from sqlalchemy import func, select

from bot.turns.outbox import FORGET
from mapping.store.engine import reading
from mapping.store.holdings import tables_about_people
from mapping.store.sealing import vault_of
from mapping.store.tables import message, participant
from tests.system.service import Person

WITHIN = 60.0  # seconds until everything is gone


def leaves(person: Person, participant_id: str) -> bool:
    """Whether they are erased, or are about to be."""
    asked = select(message.c.id).where(message.c.participant_id == participant_id, message.c.reason == FORGET).limit(1)
    with reading(person.engine) as connection:
        there = connection.scalar(select(participant.c.id).where(participant.c.id == participant_id))
        return there is None or connection.scalar(asked) is not None


def left_of(person: Person, participant_id: str) -> dict[str, int]:
    """Rows by table that still speak of them, Rasa's events and their key included. Waits as long as erasing may take."""
    end = time.monotonic() + WITHIN
    while (left := _left_now(person, participant_id)) and time.monotonic() < end:
        time.sleep(0.1)
    return left


def _left_now(person: Person, participant_id: str) -> dict[str, int]:
    found: dict[str, int] = {}
    with reading(person.engine) as connection:
        for table, owner in tables_about_people():
            found[table.name] = connection.scalar(select(func.count()).select_from(table).where(owner == participant_id)) or 0
    with sqlite3.connect(person.service.home / "rasa.db") as rasa:
        found["rasa"] = rasa.execute("SELECT count(*) FROM events WHERE sender_id = ?", [participant_id]).fetchone()[0]
    found["key"] = participant_id in vault_of(person.engine).people()
    return {name: count for name, count in found.items() if count}
