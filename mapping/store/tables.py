"""Every table of ours, one metadata for all processes. The truth is here: what came in, what must go out, what changed."""

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger, Boolean, Column, ForeignKey, Index, Integer, MetaData, String, Table, Text,
    UniqueConstraint,
)
from sqlalchemy.types import DateTime, TypeDecorator

from mapping.store.sealing import SealedBytes, SealedJSON, SealedText

metadata = MetaData(naming_convention={
    "ix": "ix_%(table_name)s_%(column_0_N_name)s", "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s", "pk": "pk_%(table_name)s",
})
Seq = BigInteger().with_variant(Integer, "sqlite")


class AwareTime(TypeDecorator):
    """A moment, always aware UTC on the Python side: SQLite forgets the zone and gets it back here."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: object) -> datetime | None:
        """Refuse naive times; store UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone can't be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: object) -> datetime | None:
        """Give the zone back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


participant = Table(
    "participant", metadata,
    Column("id", String(40), primary_key=True),  # opaque and random; the only name Rasa and DBOS know
    Column("channel", String(16), nullable=False),  # telegram, web, terminal
    Column("address", String(64), nullable=False),  # the chat id, the web chat's key
    Column("created_at", AwareTime, nullable=False),
    Column("blocked_at", AwareTime),  # the person blocked the bot
    Column("discharged_at", AwareTime),  # the service has ended its work with them: nothing is asked of our own accord
    UniqueConstraint("channel", "address"),
)
parted = Table(  # who is about to be erased: nobody is at their address any more (bot/turns/parting.py)
    "parted", metadata,
    Column("participant_id", ForeignKey("participant.id", ondelete="CASCADE"), primary_key=True),
    Column("address", String(64), nullable=False, index=True),  # where they were: their last words go there
)
consent = Table(
    "consent", metadata,
    Column("seq", Seq, primary_key=True, autoincrement=True),
    Column("participant_id", ForeignKey("participant.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("version", String(16), nullable=False),
    Column("given", Boolean, nullable=False),
    Column("at", AwareTime, nullable=False),
)
research = Table(  # whether what they say may be used for research: every answer is kept, the latest holds
    "research", metadata,
    Column("seq", Seq, primary_key=True, autoincrement=True),
    Column("participant_id", ForeignKey("participant.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("allowed", Boolean, nullable=False),
    Column("version", String(16), nullable=False),  # which words they saw
    Column("message_id", String(40)),
    Column("at", AwareTime, nullable=False),
)
message = Table(
    "message", metadata,
    Column("seq", Seq, primary_key=True, autoincrement=True),  # the order a person saw things in
    Column("id", String(40), nullable=False, unique=True),
    Column("participant_id", ForeignKey("participant.id", ondelete="CASCADE"), nullable=False),
    Column("direction", String(3), nullable=False),  # in, out
    Column("kind", String(16), nullable=False),  # text, button, command, photo, sticker, voice, edited, forwarded, ...
    Column("text", SealedText("message.text", "id"), nullable=False, default=""),
    Column("payload", SealedText("message.payload", "id")),  # in: one of our own intents ("/affirm"), only from a button or command of ours
    Column("asked", String(40)),  # in: the question it answers; out: the question it asks
    Column("about", SealedText("message.about", "id")),
    Column("buttons", SealedJSON("message.buttons", "id")),  # out: [{"title", "token"}]
    Column("picture_id", String(40)),
    Column("in_reply_to", String(40)),  # out: the inbound message's id
    Column("ordinal", Integer),  # out: its place among the replies to one message
    Column("at", AwareTime, nullable=False),
    # in: received, done, failed · out: waiting, sent, failed
    Column("state", String(10), nullable=False),
    Column("reason", Text),  # why it failed: a code, no words of the person
    Column("channel_key", String(64), unique=True),  # in: "telegram:<update id>", refuses a redelivery
    Column("channel_message_id", String(64)),  # the message's id on the channel, once known
    UniqueConstraint("in_reply_to", "ordinal"),
)
Index("ix_message_participant_id_seq", message.c.participant_id, message.c.seq)
Index("ix_message_participant_id_direction_seq", message.c.participant_id, message.c.direction, message.c.seq)  # what somebody said last
Index("ix_message_direction_state", message.c.direction, message.c.state)
button = Table(
    "button", metadata,
    Column("token", String(40), primary_key=True),  # opaque; all that Telegram sees
    Column("participant_id", ForeignKey("participant.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("message_id", String(40), nullable=False),
    Column("title", SealedText("button.title", "token"), nullable=False),
    Column("payload", SealedText("button.payload", "token"), nullable=False),
    Column("used_at", AwareTime),
)
change = Table(
    "change", metadata,
    Column("seq", Seq, primary_key=True, autoincrement=True),
    Column("participant_id", ForeignKey("participant.id", ondelete="CASCADE"), nullable=False),
    Column("message_id", String(40), nullable=False),
    Column("part", String(40), nullable=False),  # which action of the turn wrote it: a repeated turn writes nothing twice
    Column("ordinal", Integer, nullable=False),
    Column("session", Integer, nullable=False, default=1),
    Column("at", AwareTime, nullable=False),
    Column("kind", String(24), nullable=False),
    Column("body", SealedJSON("change.body", "message_id", "part", "ordinal"), nullable=False),
    UniqueConstraint("participant_id", "message_id", "part", "ordinal"),
)
Index("ix_change_participant_id_seq", change.c.participant_id, change.c.seq)
picture = Table(
    "picture", metadata,
    Column("id", String(40), primary_key=True),
    Column("participant_id", ForeignKey("participant.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("at", AwareTime, nullable=False),
    Column("png", SealedBytes("picture.png", "id"), nullable=False),
    Column("words", SealedText("picture.words", "id"), nullable=False),  # the same content for those who can't see it
)
alert = Table(
    "alert", metadata,
    Column("id", String(40), primary_key=True),
    Column("participant_id", ForeignKey("participant.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("message_id", String(40), nullable=False, unique=True),
    Column("kind", String(24), nullable=False),
    Column("at", AwareTime, nullable=False),
    Column("acknowledged_at", AwareTime),
    Column("acknowledged_by", String(40)),  # the worker
    Column("closed_at", AwareTime),
    Column("passed_on_at", AwareTime),  # nobody acknowledged it in time: a second contact was told
)
Index("ix_alert_acknowledged_at", alert.c.acknowledged_at)
Index("ix_alert_closed_at", alert.c.closed_at)
checkin = Table(  # one row for each moment at which something was due, with one outcome
    "checkin", metadata,
    Column("id", String(40), primary_key=True),  # follows from whose it is and when: the same slot is the same row
    Column("participant_id", ForeignKey("participant.id", ondelete="CASCADE"), nullable=False),
    Column("due_at", AwareTime, nullable=False),
    Column("look_at", AwareTime, nullable=False),  # when to look next: due_at, or later where it has to wait
    Column("state", String(10), nullable=False),  # due · sent, skipped, expired
    Column("reason", String(24)),  # why it waits, was skipped or expired: a code
    Column("goal_id", String(40)),  # which goal was asked about
    Column("message_id", String(40)),  # the prompt
    Column("settled_at", AwareTime),
    UniqueConstraint("participant_id", "due_at"),
)
Index("ix_checkin_state_look_at", checkin.c.state, checkin.c.look_at)
telegram_update = Table(  # the latest updates of Telegram that were taken, by number; nothing of what they held
    "telegram_update", metadata,
    Column("seq", Seq, primary_key=True, autoincrement=True),
    Column("bot_id", String(32), nullable=False),
    Column("update_id", BigInteger, nullable=False),
    UniqueConstraint("bot_id", "update_id"),
)
erasure = Table(  # the fact that somebody was erased, nothing else
    "erasure", metadata,
    Column("seq", Seq, primary_key=True, autoincrement=True),
    Column("at", AwareTime, nullable=False),
    Column("why", String(16), nullable=False),
)
