"""Where somebody was who is about to be erased: their address is free for somebody new as soon as they said yes to it."""

import sqlalchemy as sa
from alembic import op

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the table."""
    op.create_table(
        "parted",
        sa.Column("participant_id", sa.String(40), nullable=False),
        sa.Column("address", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name="fk_parted_participant_id_participant", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("participant_id", name="pk_parted"),
    )
    op.create_index("ix_parted_address", "parted", ["address"])


def downgrade() -> None:
    """Takes it away again. Who is about to be erased is erased all the same."""
    op.drop_table("parted")
