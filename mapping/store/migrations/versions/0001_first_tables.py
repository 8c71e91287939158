"""The first tables: people and their consent, messages, changes, pictures, alerts. Frozen: later steps change them."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = ("participant", "consent", "message", "button", "change", "picture", "alert", "telegram_offset", "erasure")


def upgrade() -> None:
    """Makes the tables, those that others point to first."""
    _people()
    _messages()
    _buttons()
    _changes()
    _pictures_and_alerts()
    _counters()


def downgrade() -> None:
    """Takes them all away again, with what they hold."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _seq() -> sa.Column[int]:
    return sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False)


def _time(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _text(name: str, length: int | None = None, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(length) if length else sa.Text(), nullable=nullable)


def _owner(table: str) -> tuple[sa.Column[str], sa.ForeignKeyConstraint]:
    """Whose row it is: it goes when they go."""
    name = f"fk_{table}_participant_id_participant"
    return _text("participant_id", 40), sa.ForeignKeyConstraint(
        ["participant_id"], ["participant.id"], name=name, ondelete="CASCADE"
    )


def _people() -> None:
    op.create_table(
        "participant",
        _text("id", 40),
        _text("channel", 16),
        _text("address", 64),
        _time("created_at"),
        _time("blocked_at", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_participant"),
        sa.UniqueConstraint("channel", "address", name="uq_participant_channel_address"),
    )
    op.create_table(
        "consent",
        _seq(), *_owner("consent"), _text("version", 16), sa.Column("given", sa.Boolean(), nullable=False), _time("at"),
        sa.PrimaryKeyConstraint("seq", name="pk_consent"),
    )
    op.create_index("ix_consent_participant_id", "consent", ["participant_id"])


def _messages() -> None:
    op.create_table(
        "message",
        _seq(), _text("id", 40), *_owner("message"), _text("direction", 3), _text("kind", 16), _text("text"),
        _text("payload", nullable=True), _text("asked", 40, nullable=True), _text("about", nullable=True),
        sa.Column("buttons", sa.JSON(), nullable=True), _text("picture_id", 40, nullable=True),
        _text("in_reply_to", 40, nullable=True), sa.Column("ordinal", sa.Integer(), nullable=True), _time("at"),
        _text("state", 10), _text("reason", nullable=True), _text("channel_key", 64, nullable=True),
        _text("channel_message_id", 64, nullable=True),
        sa.PrimaryKeyConstraint("seq", name="pk_message"),
        sa.UniqueConstraint("id", name="uq_message_id"),
        sa.UniqueConstraint("channel_key", name="uq_message_channel_key"),
        sa.UniqueConstraint("in_reply_to", "ordinal", name="uq_message_in_reply_to_ordinal"),
    )
    op.create_index("ix_message_participant_id_seq", "message", ["participant_id", "seq"])
    op.create_index("ix_message_direction_state", "message", ["direction", "state"])


def _buttons() -> None:
    op.create_table(
        "button",
        _text("token", 40), *_owner("button"), _text("message_id", 40), _text("title"), _text("payload"),
        _time("used_at", nullable=True),
        sa.PrimaryKeyConstraint("token", name="pk_button"),
    )
    op.create_index("ix_button_participant_id", "button", ["participant_id"])


def _changes() -> None:
    once = ("participant_id", "message_id", "part", "ordinal")
    op.create_table(
        "change",
        _seq(),
        *_owner("change"),
        _text("message_id", 40),
        _text("part", 40),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("session", sa.Integer(), nullable=False),
        _time("at"),
        _text("kind", 24),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_change"),
        sa.UniqueConstraint(*once, name="uq_change_participant_id_message_id_part_ordinal"),
    )
    op.create_index("ix_change_participant_id_seq", "change", ["participant_id", "seq"])


def _pictures_and_alerts() -> None:
    op.create_table(
        "picture",
        _text("id", 40),
        *_owner("picture"),
        _time("at"),
        sa.Column("png", sa.LargeBinary(), nullable=False),
        _text("words"),
        sa.PrimaryKeyConstraint("id", name="pk_picture"),
    )
    op.create_index("ix_picture_participant_id", "picture", ["participant_id"])
    op.create_table(
        "alert",
        _text("id", 40), *_owner("alert"), _text("message_id", 40), _text("kind", 24), _time("at"),
        _time("acknowledged_at", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_alert"),
        sa.UniqueConstraint("message_id", name="uq_alert_message_id"),
    )
    op.create_index("ix_alert_participant_id", "alert", ["participant_id"])


def _counters() -> None:
    op.create_table(
        "telegram_offset",
        _text("bot_id", 32), sa.Column("next_update_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("bot_id", name="pk_telegram_offset"),
    )
    op.create_table("erasure", _seq(), _time("at"), _text("why", 16), sa.PrimaryKeyConstraint("seq", name="pk_erasure"))
