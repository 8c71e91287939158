"""Check-ins as rows with one outcome each, and the end of a service's work with a person."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the table and the column; nothing that is held changes."""
    op.add_column("participant", sa.Column("discharged_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "checkin",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("participant_id", sa.String(40), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("look_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("reason", sa.String(24), nullable=True),
        sa.Column("goal_id", sa.String(40), nullable=True),
        sa.Column("message_id", sa.String(40), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name="fk_checkin_participant_id_participant", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_checkin"),
        sa.UniqueConstraint("participant_id", "due_at", name="uq_checkin_participant_id_due_at"),
    )
    op.create_index("ix_checkin_state_look_at", "checkin", ["state", "look_at"])


def downgrade() -> None:
    """Takes both away again, with what they hold."""
    op.drop_table("checkin")
    op.drop_column("participant", "discharged_at")
