"""Which updates of Telegram were taken, each by its number: a webhook may bring a higher number first."""

import sqlalchemy as sa
from alembic import op

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None

AT_ONCE = 100  # updates that Telegram hands out at most before it is told to forget them


def upgrade() -> None:
    """The last hundred below the number that was expected next are the ones that may come again."""
    op.create_table(
        "telegram_update",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("bot_id", sa.String(32), nullable=False),
        sa.Column("update_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_telegram_update"),
        sa.UniqueConstraint("bot_id", "update_id", name="uq_telegram_update_bot_id_update_id"),
    )
    connection = op.get_bind()
    taken = sa.table("telegram_update", sa.column("bot_id"), sa.column("update_id"))
    for bot_id, expected in connection.execute(sa.text("SELECT bot_id, next_update_id FROM telegram_offset")).all():
        connection.execute(sa.insert(taken), [{"bot_id": bot_id, "update_id": number} for number in range(expected - AT_ONCE, expected)])
    op.drop_table("telegram_offset")


def downgrade() -> None:
    """The number expected next is the one after the highest."""
    op.create_table(
        "telegram_offset",
        sa.Column("bot_id", sa.String(32), nullable=False), sa.Column("next_update_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("bot_id", name="pk_telegram_offset"),
    )
    op.execute("INSERT INTO telegram_offset (bot_id, next_update_id) SELECT bot_id, max(update_id) + 1 FROM telegram_update GROUP BY bot_id")
    op.drop_table("telegram_update")
