"""Buttons: a press counts once, and only for the person the button was made for."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, Engine, insert, select, update

from bot.turns.inbox import add_inbound
from bot.turns.typed import Typed
from mapping.store.access import storing
from mapping.store.tables import button, message, participant


class PressOutcome(StrEnum):
    """What became of a press. REPEATED: the very same press came in twice. UNKNOWN: forged, foreign or gone."""

    TAKEN = "taken"
    REPEATED = "repeated"
    USED = "used"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Pressed:
    """The outcome of a press, and the inbound message it became."""

    outcome: PressOutcome
    message_id: str | None = None


def make_buttons(
    connection: Connection, participant_id: str, message_id: str, choices: tuple[tuple[str, str], ...],
) -> list[dict[str, str]]:
    """Store the buttons (title, payload) of one message. Returns what a channel may see: title and opaque token."""
    made = [{"title": title, "token": secrets.token_urlsafe(16), "payload": payload} for title, payload in choices]
    for choice in made:
        connection.execute(insert(button).values(participant_id=participant_id, message_id=message_id, **choice))
    return [{"title": choice["title"], "token": choice["token"]} for choice in made]


def press(engine: Engine, *, channel: str, address: str, token: str, channel_key: str, now: datetime) -> Pressed:
    """Turn a press into an inbound message, once. One press uses up every button of its message."""
    with storing(engine) as connection:
        already = connection.scalar(select(message.c.id).where(message.c.channel_key == channel_key))
        if already:
            return Pressed(PressOutcome.REPEATED, already)
        found = connection.execute(
            select(button, message.c.asked, message.c.about)
            .join(participant, participant.c.id == button.c.participant_id)
            .outerjoin(message, message.c.id == button.c.message_id)
            .where(button.c.token == token, participant.c.channel == channel, participant.c.address == address)
        ).one_or_none()
        if found is None:
            return Pressed(PressOutcome.UNKNOWN)
        if not _use_up(connection, found.message_id, now):
            return Pressed(PressOutcome.USED)
        return Pressed(PressOutcome.TAKEN, add_inbound(
            connection, found.participant_id, Typed("button", found.title, found.payload), asked=found.asked,
            about=found.about, channel_key=channel_key, now=now,
        ))


def _use_up(connection: Connection, message_id: str, now: datetime) -> bool:
    """Mark a message's buttons used. False where they were used before."""
    used = connection.execute(
        update(button).values(used_at=now).where(button.c.message_id == message_id, button.c.used_at.is_(None))
    )
    return used.rowcount > 0
