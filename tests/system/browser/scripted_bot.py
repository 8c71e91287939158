"""The bot process's part, played by a test: it reads what came in and writes answers as the real one does."""

import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, Row, insert, select, update

from bot.turns.buttons import make_buttons
from mapping.store.engine import reading, writing
from mapping.store.tables import message, picture


@dataclass(frozen=True, slots=True)
class Answer:
    """One reply: words, buttons as (title, payload), a picture with its words."""

    text: str = ""
    buttons: tuple[tuple[str, str], ...] = ()
    png: bytes = b""
    words: str = ""


class ScriptedBot:
    """Answers every message by a script: from the text (or a button's payload) to a list of answers."""

    def __init__(self, engine: Engine, script: Callable[[str], list[Answer]]) -> None:
        self._engine, self._script = engine, script
        self._stopping = threading.Event()
        self.may_answer = threading.Event()
        self.may_answer.set()
        self._thread = threading.Thread(target=self._work, daemon=True)

    def __enter__(self) -> "ScriptedBot":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        self._thread.join(10)

    def _work(self) -> None:
        while not self._stopping.wait(0.05):
            if self.may_answer.is_set():
                for row in self._unanswered():
                    answer(self._engine, row, self._script(row.payload or row.text))

    def _unanswered(self) -> list[Row]:
        with reading(self._engine) as connection:
            open_ones = message.c.direction == "in", message.c.state == "received"
            return list(connection.execute(select(message).where(*open_ones).order_by(message.c.seq)))


def answer(engine: Engine, inbound: Row, answers: list[Answer]) -> None:
    """Write the answers to one message and mark it answered, in one transaction."""
    with writing(engine) as connection:
        for ordinal, each in enumerate(answers):
            say(connection, inbound.participant_id, each, in_reply_to=inbound.id, ordinal=ordinal)
        connection.execute(update(message).where(message.c.id == inbound.id).values(state="done"))


def say(connection: Connection, participant_id: str, each: Answer, **columns: object) -> str:
    """Write one message of the bot. Returns its id."""
    now, message_id = datetime.now(UTC), secrets.token_urlsafe(12)
    picture_id = secrets.token_urlsafe(12) if each.png else None
    if each.png:
        connection.execute(insert(picture).values(
            id=picture_id, participant_id=participant_id, at=now, png=each.png, words=each.words))
    offered = make_buttons(connection, participant_id, message_id, each.buttons)
    connection.execute(insert(message).values(
        id=message_id, participant_id=participant_id, direction="out", kind="text", text=each.text, at=now,
        state="sent", picture_id=picture_id, buttons=offered or None, **columns))
    return message_id
