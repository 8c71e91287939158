"""Whether what a person says may be used for research: their answers, each with its words and its date."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the table. Nobody has said yes yet."""
    op.create_table(
        "research",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("participant_id", sa.String(40), nullable=False),
        sa.Column("allowed", sa.Boolean(), nullable=False),
        sa.Column("version", sa.String(16), nullable=False),
        sa.Column("message_id", sa.String(40), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name="fk_research_participant_id_participant", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("seq", name="pk_research"),
    )
    op.create_index("ix_research_participant_id", "research", ["participant_id"])


def downgrade() -> None:
    """Takes it away again, with what it holds."""
    op.drop_table("research")
