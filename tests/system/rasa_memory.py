"""Rasa's sealed memory of a talk, opened for tests with the person's own key."""

import base64
import json
import secrets
import sqlite3
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Engine, text

from mapping.store.sealing import vault_of
from tests.system.service import Person


def remembered(person: Person, participant_id: str | None = None) -> list[dict[str, Any]]:
    """Every event that Rasa keeps of this person, oldest first."""
    return events_of(person.engine, person.service.home, participant_id or person.participant_id)


def events_of(engine: Engine, home: Path, participant_id: str) -> list[dict[str, Any]]:
    """The same of anybody, where the service lives in this home."""
    cipher = _cipher(engine, participant_id)
    if engine.dialect.name == "postgresql":  # Rasa's table is in the same database
        with engine.connect() as connection:
            rows = connection.execute(text("SELECT type_name, timestamp, data FROM events WHERE sender_id = :who ORDER BY id"), {"who": participant_id}).all()
    else:
        with sqlite3.connect(home / "rasa.db") as connection:
            rows = connection.execute("SELECT type_name, timestamp, data FROM events WHERE sender_id = ? ORDER BY id", [participant_id]).fetchall()
    return [_open(cipher, participant_id, *row) for row in rows]


def days_pass(person: Person) -> None:
    """Two days go by for Rasa: each event is that much older, and sealed anew as it would have been then."""
    who = person.participant_id
    cipher = _cipher(person.engine, who)
    with sqlite3.connect(person.service.home / "rasa.db") as connection:
        for row_id, kind, at, data in connection.execute("SELECT id, type_name, timestamp, data FROM events WHERE sender_id = ?", [who]).fetchall():
            event = _open(cipher, who, kind, at, data)
            event["timestamp"] -= 172800
            nonce = secrets.token_bytes(12)
            sealed = nonce + cipher.encrypt(nonce, json.dumps(event).encode(), f"{who}\n{kind}\n{event['timestamp']!r}".encode())
            connection.execute("UPDATE events SET timestamp = ?, data = ? WHERE id = ?",
                               [event["timestamp"], "s1:" + base64.b64encode(sealed).decode(), row_id])


def _cipher(engine: Engine, participant_id: str) -> AESGCM:
    return AESGCM(vault_of(engine).derived(participant_id, "rasa"))


def _open(cipher: AESGCM, who: str, kind: str, at: float, data: str) -> dict[str, Any]:
    raw = base64.b64decode(data.removeprefix("s1:"))
    opened: dict[str, Any] = json.loads(cipher.decrypt(raw[:12], raw[12:], f"{who}\n{kind}\n{at!r}".encode()))
    return opened
