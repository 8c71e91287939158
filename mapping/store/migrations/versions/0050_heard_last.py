"""What somebody said last is found at once, whatever the planner knows of the table: an index by whose it is, its direction and its order.

Without statistics (after a restore, or a big import, until autovacuum has looked) PostgreSQL joined two wider indexes for each person on
"My people", one of them over half of all messages: 1.0 s for 200 people, against 9 ms.
"""

from alembic import op

revision = "0050"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the index."""
    op.create_index("ix_message_participant_id_direction_seq", "message", ["participant_id", "direction", "seq"])


def downgrade() -> None:
    """Takes it away again."""
    op.drop_index("ix_message_participant_id_direction_seq", "message")
