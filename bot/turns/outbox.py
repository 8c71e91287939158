"""The outbox: answers are rows, written in one go with the fact that the question is answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, func, insert, select, update

from bot.turns.buttons import make_buttons
from bot.turns.inbox import Inbound, new_message_id
from bot.turns.parting import let_go
from bot.turns.replies import Reply
from mapping.store.access import looking, storing
from mapping.store.tables import alert, message, parted, participant
from watching import figures

NOTICE = -1  # the place of "I'm having trouble": before every reply
CALENDAR = "calendar"  # the kind of a message that goes with a calendar file: it is made as it is sent
FORGET = "forget"  # an answered message's reason: erase the person once its replies are delivered


@dataclass(frozen=True, slots=True)
class Outbound:
    """One message that waits to be sent. ``buttons`` are (title, token)."""

    id: str
    participant_id: str
    address: str
    blocked: bool
    text: str
    buttons: tuple[tuple[str, str], ...]
    picture_id: str | None
    export: bool = False  # everything held about the person goes along, as a file
    calendar: bool = False


def settle(
    engine: Engine, inbound: Inbound, replies: Sequence[Reply], *, now: datetime, keep_text: bool = True,
    failed: str | None = None, forget: bool = False, danger: str | None = None,
) -> bool:
    """Store the answer to one message and mark it answered, in one transaction. False where it was answered before.

    ``keep_text`` False blanks the person's words (no consent); ``failed`` is a reason code; ``danger`` writes an alert. ``forget``
    lets go of the address of who agreed before: who never did may still say yes.
    """
    values = {"state": "failed" if failed else "done", "reason": FORGET if forget else failed}
    with storing(engine) as connection:
        changed = connection.execute(
            update(message).values(**values, **({} if keep_text else {"text": "", "about": None}))
            .where(message.c.id == inbound.id, message.c.state == "received")
        )
        if not changed.rowcount:
            return False
        if danger:
            connection.execute(insert(alert).values(
                id="a_" + new_message_id()[2:], participant_id=inbound.participant_id, message_id=inbound.id,
                kind=danger, at=now,
            ))
        for ordinal, reply in enumerate(replies):
            _add(connection, inbound, reply, ordinal, now)
        if forget and keep_text:
            let_go(connection, inbound.participant_id)
    figures.answered(inbound.at, "danger" if danger else "failed" if failed else "done")
    return True


def notice(engine: Engine, inbound: Inbound, reply: Reply, *, now: datetime) -> bool:
    """Say one thing while the answer still waits, once. False where it was said before or the answer is there."""
    with storing(engine) as connection:
        said = connection.scalar(select(message.c.id).where(
            message.c.in_reply_to == inbound.id, message.c.ordinal == NOTICE))
        state = connection.scalar(select(message.c.state).where(message.c.id == inbound.id))
        if said or state != "received":
            return False
        _add(connection, inbound, reply, NOTICE, now)
    return True


def next_waiting(engine: Engine, participant_id: str) -> Outbound | None:
    """The message this person should get next, or None."""
    with looking(engine) as connection:
        row = connection.execute(
            select(message.c.id, message.c.participant_id, func.coalesce(parted.c.address, participant.c.address).label("address"),
                   participant.c.blocked_at, message.c.text, message.c.buttons, message.c.picture_id, message.c.kind)
            .select_from(message).join(participant).outerjoin(parted).where(message.c.participant_id == participant_id, message.c.direction == "out",
                                     message.c.state == "waiting").order_by(message.c.seq).limit(1)
        ).one_or_none()
    if row is None:
        return None
    buttons = tuple((each["title"], each["token"]) for each in row.buttons or ())
    blocked = row.blocked_at is not None
    return Outbound(row.id, row.participant_id, row.address, blocked, row.text, buttons, row.picture_id, row.kind == "export", row.kind == CALENDAR)


def waiting(engine: Engine) -> tuple[str, ...]:
    """The ids of those who have messages waiting, who waits longest first."""
    first = select(message.c.participant_id, func.min(message.c.seq).label("first")).where(
        message.c.direction == "out", message.c.state == "waiting").group_by(message.c.participant_id).order_by("first")
    with looking(engine) as connection:
        return tuple(row.participant_id for row in connection.execute(first))


def mark_sent(engine: Engine, message_id: str, channel_message_id: str | None) -> None:
    """Record that a message is with the person."""
    with storing(engine) as connection:
        connection.execute(update(message).values(state="sent", channel_message_id=channel_message_id).where(
            message.c.id == message_id, message.c.state == "waiting"))


def mark_failed(engine: Engine, message_id: str, reason: str, *, blocked_at: datetime | None = None) -> None:
    """Record that a message can't be delivered and why; ``blocked_at`` where the person blocked the bot."""
    with storing(engine) as connection:
        connection.execute(update(message).values(state="failed", reason=reason).where(
            message.c.id == message_id, message.c.state == "waiting"))
        if blocked_at:
            owner = select(message.c.participant_id).where(message.c.id == message_id).scalar_subquery()
            connection.execute(update(participant).values(blocked_at=blocked_at).where(
                participant.c.id == owner, participant.c.blocked_at.is_(None)))


def _add(connection: Connection, inbound: Inbound, reply: Reply, ordinal: int, now: datetime) -> None:
    message_id = new_message_id()
    connection.execute(insert(message).values(
        id=message_id, participant_id=inbound.participant_id, direction="out",
        kind=CALENDAR if reply.calendar else "picture" if reply.picture_id else "export" if reply.export else "text", text=reply.text, asked=reply.asked, about=reply.about,
        buttons=make_buttons(connection, inbound.participant_id, message_id, reply.buttons) or None,
        picture_id=reply.picture_id, in_reply_to=inbound.id, ordinal=ordinal, at=now,
        state="waiting" if inbound.channel == "telegram" else "sent",  # a page reads the rows itself
    ))
