"""The tables of the peer support workers' console, and the later life of an alert."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0002"
branch_labels = None
depends_on = None

TABLES = (
    "worker", "worker_invite", "worker_recovery", "worker_session", "sign_in_try", "caseload", "assignment",
    "sharing", "joining_code", "emergency", "note", "reviewed", "alert_step", "staff_notice",
    "audit",
)
ALERT = ("acknowledged_by", "closed_at", "passed_on_at")


def upgrade() -> None:
    """Adds tables and columns; nothing that is held changes."""
    _workers()
    _supporting()
    _alerts()
    _work()
    _audit()


def downgrade() -> None:
    """Takes all of them away again, with what they hold."""
    for table in reversed(TABLES):
        op.drop_table(table)
    op.drop_index("ix_alert_acknowledged_at", "alert")
    op.drop_index("ix_alert_closed_at", "alert")
    for column in ALERT:
        op.drop_column("alert", column)


def _alerts() -> None:
    """What becomes of an alert."""
    op.add_column("alert", sa.Column("acknowledged_by", sa.String(length=40), nullable=True))
    op.add_column("alert", sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("alert", sa.Column("passed_on_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_alert_acknowledged_at", "alert", ["acknowledged_at"])
    op.create_index("ix_alert_closed_at", "alert", ["closed_at"])


def _workers() -> None:
    """The people who work here, and how they sign in."""
    op.create_table(
        "worker",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("role", sa.String(length=8), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.Column("totp_secret", sa.Text(), nullable=True),
        sa.Column("totp_step", sa.BigInteger(), nullable=True),
        sa.Column("oidc_subject", sa.String(length=255), nullable=True),
        sa.Column("telegram_chat", sa.String(length=64), nullable=True),
        sa.Column("notice_email", sa.Boolean(), nullable=False),
        sa.Column("telegram_code", sa.String(length=64), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_worker"),
        sa.UniqueConstraint("email", name="uq_worker_email"),
        sa.UniqueConstraint("oidc_subject", name="uq_worker_oidc_subject"),
    )
    op.create_table(
        "worker_invite",
        sa.Column("token_digest", sa.String(length=64), nullable=False),
        sa.Column("worker_id", sa.String(length=40), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name="fk_worker_invite_worker_id_worker", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("token_digest", name="pk_worker_invite"),
    )
    op.create_index("ix_worker_invite_worker_id", "worker_invite", ["worker_id"])
    op.create_table(
        "worker_recovery",
        sa.Column("worker_id", sa.String(length=40), nullable=False),
        sa.Column("code_digest", sa.String(length=64), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name="fk_worker_recovery_worker_id_worker", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("worker_id", "code_digest", name="pk_worker_recovery"),
    )
    op.create_table(
        "worker_session",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("token_digest", sa.String(length=64), nullable=False),
        sa.Column("worker_id", sa.String(length=40), nullable=False),
        sa.Column("stage", sa.String(length=10), nullable=False),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.Column("pending", sa.Text(), nullable=True),
        sa.Column("notice", sa.Text(), nullable=True),
        sa.Column("browser", sa.String(length=80), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name="fk_worker_session_worker_id_worker", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_worker_session"),
        sa.UniqueConstraint("token_digest", name="uq_worker_session_token_digest"),
    )
    op.create_index("ix_worker_session_worker_id", "worker_session", ["worker_id"])
    op.create_table(
        "sign_in_try",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("pool", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_sign_in_try"),
    )
    op.create_index("ix_sign_in_try_pool_at", "sign_in_try", ["pool", "at"])


def _supporting() -> None:
    """Whom they support, what a person shares with them, and looking in an emergency."""
    op.create_table(
        "caseload",
        sa.Column("participant_id", sa.String(length=40), nullable=False),
        sa.Column("known_as", sa.String(length=80), nullable=False),
        sa.Column("next_session_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["added_by"], ["worker.id"], name="fk_caseload_added_by_worker"),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name="fk_caseload_participant_id_participant", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("participant_id", name="pk_caseload"),
    )
    op.create_table(
        "assignment",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("participant_id", sa.String(length=40), nullable=False),
        sa.Column("worker_id", sa.String(length=40), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_by", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["made_by"], ["worker.id"], name="fk_assignment_made_by_worker"),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name="fk_assignment_participant_id_participant", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name="fk_assignment_worker_id_worker"),
        sa.PrimaryKeyConstraint("id", name="pk_assignment"),
    )
    op.create_index("ix_assignment_participant_id_until", "assignment", ["participant_id", "until"])
    op.create_index("ix_assignment_worker_id_until", "assignment", ["worker_id", "until"])
    op.create_table(
        "sharing",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("participant_id", sa.String(length=40), nullable=False),
        sa.Column("what", sa.String(length=12), nullable=False),
        sa.Column("version", sa.String(length=16), nullable=False),
        sa.Column("message_id", sa.String(length=40), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name="fk_sharing_participant_id_participant", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("seq", name="pk_sharing"),
    )
    op.create_index("ix_sharing_participant_id", "sharing", ["participant_id"])
    op.create_table(
        "joining_code",
        sa.Column("code_digest", sa.String(length=64), nullable=False),
        sa.Column("participant_id", sa.String(length=40), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name="fk_joining_code_participant_id_participant", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("code_digest", name="pk_joining_code"),
    )
    op.create_index("ix_joining_code_participant_id", "joining_code", ["participant_id"])
    op.create_table(
        "emergency",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("participant_id", sa.String(length=40), nullable=False),
        sa.Column("worker_id", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_by", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name="fk_emergency_participant_id_participant", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["seen_by"], ["worker.id"], name="fk_emergency_seen_by_worker"),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name="fk_emergency_worker_id_worker"),
        sa.PrimaryKeyConstraint("id", name="pk_emergency"),
    )
    op.create_index("ix_emergency_participant_id_until", "emergency", ["participant_id", "until"])


def _work() -> None:
    """What they write down, and what happens with an alert."""
    op.create_table(
        "note",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("participant_id", sa.String(length=40), nullable=False),
        sa.Column("worker_id", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("message_id", sa.String(length=40), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("struck_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name="fk_note_participant_id_participant", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name="fk_note_worker_id_worker"),
        sa.PrimaryKeyConstraint("id", name="pk_note"),
    )
    op.create_index("ix_note_participant_id_at", "note", ["participant_id", "at"])
    op.create_table(
        "reviewed",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("participant_id", sa.String(length=40), nullable=False),
        sa.Column("worker_id", sa.String(length=40), nullable=False),
        sa.Column("message_seq", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name="fk_reviewed_participant_id_participant", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name="fk_reviewed_worker_id_worker"),
        sa.PrimaryKeyConstraint("seq", name="pk_reviewed"),
    )
    op.create_index("ix_reviewed_participant_id_seq", "reviewed", ["participant_id", "seq"])
    op.create_table(
        "alert_step",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("participant_id", sa.String(length=40), nullable=False),
        sa.Column("alert_id", sa.String(length=40), nullable=False),
        sa.Column("worker_id", sa.String(length=40), nullable=True),
        sa.Column("what", sa.String(length=12), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["alert_id"], ["alert.id"], name="fk_alert_step_alert_id_alert", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name="fk_alert_step_participant_id_participant", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name="fk_alert_step_worker_id_worker"),
        sa.PrimaryKeyConstraint("seq", name="pk_alert_step"),
    )
    op.create_index("ix_alert_step_alert_id", "alert_step", ["alert_id"])
    op.create_index("ix_alert_step_participant_id", "alert_step", ["participant_id"])
    op.create_table(
        "staff_notice",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("about", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=8), nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_staff_notice"),
    )
    op.create_index("ix_staff_notice_about", "staff_notice", ["about"])
    op.create_index("ix_staff_notice_state_next_at", "staff_notice", ["state", "next_at"])


def _audit() -> None:
    """Who looked at what. It names nobody by a key, so that it goes with nobody."""
    op.create_table(
        "audit",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(length=40), nullable=False),
        sa.Column("act", sa.String(length=24), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("field", sa.String(length=16), nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_audit"),
    )
    op.create_index("ix_audit_actor_seq", "audit", ["actor", "seq"])
    op.create_index("ix_audit_subject_seq", "audit", ["subject", "seq"])
