"""The tables of the peer support workers' console: who works here, whom they support, what a person shares, and who looked.

A table with a ``participant_id`` goes when the person is erased. The audit log has none: it holds ids and no words, and stays.
"""

from sqlalchemy import JSON, BigInteger, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from mapping.store.sealing import SealedText
from mapping.store.tables import AwareTime, Seq, alert, metadata

worker = Table(
    "worker", metadata,
    Column("id", String(40), primary_key=True),
    Column("email", String(254), nullable=False, unique=True),  # lower case
    Column("name", String(80), nullable=False),
    Column("role", String(8), nullable=False),  # psw, lead, privacy, admin
    Column("password_hash", Text),  # argon2id; none until they joined, or where they sign in through their organisation
    Column("totp_secret", Text),  # sealed
    Column("totp_step", BigInteger),  # the time step of the last code that was used: each code works once
    Column("oidc_subject", String(255), unique=True),  # "<issuer> <subject>" of their organisation's account
    Column("telegram_chat", String(64)),  # where notices without content may go, if they opted in
    Column("notice_email", Boolean, nullable=False, default=True),
    Column("telegram_code", String(64)),  # digest of the code that joins their Telegram to this account
    Column("created_at", AwareTime, nullable=False),
    Column("joined_at", AwareTime),
    Column("disabled_at", AwareTime),
)
worker_invite = Table(
    "worker_invite", metadata,
    Column("token_digest", String(64), primary_key=True),
    Column("worker_id", ForeignKey("worker.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("made_at", AwareTime, nullable=False),
    Column("expires_at", AwareTime, nullable=False),
    Column("used_at", AwareTime),
)
worker_recovery = Table(
    "worker_recovery", metadata,
    Column("worker_id", ForeignKey("worker.id", ondelete="CASCADE"), primary_key=True),
    Column("code_digest", String(64), primary_key=True),
    Column("used_at", AwareTime),
)
worker_session = Table(
    "worker_session", metadata,
    Column("id", String(40), primary_key=True),  # names it on the page "my account"; opens nothing
    Column("token_digest", String(64), nullable=False, unique=True),
    Column("worker_id", ForeignKey("worker.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("stage", String(10), nullable=False),  # password, setup, in
    Column("wrong", Integer, nullable=False, default=0),  # wrong codes at this stage
    Column("pending", Text),  # sealed: a second factor that is being set up
    Column("notice", Text),  # what the next page says first
    Column("browser", String(80), nullable=False, default=""),
    Column("started_at", AwareTime, nullable=False),
    Column("seen_at", AwareTime, nullable=False),
    Column("proved_at", AwareTime, nullable=False),  # when they last gave password and code
)
sign_in_try = Table(
    "sign_in_try", metadata,
    Column("seq", Seq, primary_key=True, autoincrement=True),
    Column("pool", String(64), nullable=False),  # digest of what is counted together: an account from one browser, an address, ...
    Column("at", AwareTime, nullable=False),
)
Index("ix_sign_in_try_pool_at", sign_in_try.c.pool, sign_in_try.c.at)
caseload = Table(  # what the service itself holds about somebody it supports
    "caseload", metadata,
    Column("participant_id", ForeignKey("participant.id", ondelete="CASCADE"), primary_key=True),
    Column("known_as", SealedText("caseload.known_as"), nullable=False),  # what the team calls them; nobody sees it but their workers and leads
    Column("next_session_at", AwareTime),
    Column("added_at", AwareTime, nullable=False),
    Column("added_by", ForeignKey("worker.id"), nullable=False),
)
assignment = Table(
    "assignment", metadata,
    Column("id", String(40), primary_key=True),
    Column("participant_id", ForeignKey("participant.id", ondelete="CASCADE"), nullable=False),
    Column("worker_id", ForeignKey("worker.id"), nullable=False),
    Column("since", AwareTime, nullable=False),
    Column("until", AwareTime),
    Column("made_by", ForeignKey("worker.id"), nullable=False),
)
Index("ix_assignment_worker_id_until", assignment.c.worker_id, assignment.c.until)
Index("ix_assignment_participant_id_until", assignment.c.participant_id, assignment.c.until)
sharing = Table(  # what the person agreed that their worker may see: every answer is kept, the latest holds
    "sharing", metadata,
    Column("seq", Seq, primary_key=True, autoincrement=True),
    Column("participant_id", ForeignKey("participant.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("what", String(12), nullable=False),  # nothing, map, transcript
    Column("version", String(16), nullable=False),  # which words they saw
    Column("message_id", String(40)),  # the message that said so
    Column("at", AwareTime, nullable=False),
)
joining_code = Table(  # a code that the person gives to their worker, by which the worker finds them
    "joining_code", metadata,
    Column("code_digest", String(64), primary_key=True),
    Column("participant_id", ForeignKey("participant.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("expires_at", AwareTime, nullable=False),
    Column("used_at", AwareTime),
)
emergency = Table(  # break-glass: somebody looks without being assigned, or past what is shared, for an hour, and says why
    "emergency", metadata,
    Column("id", String(40), primary_key=True),
    Column("participant_id", ForeignKey("participant.id", ondelete="CASCADE"), nullable=False),
    Column("worker_id", ForeignKey("worker.id"), nullable=False),
    Column("reason", SealedText("emergency.reason", "id"), nullable=False),
    Column("at", AwareTime, nullable=False),
    Column("until", AwareTime, nullable=False),
    Column("seen_at", AwareTime),  # when a lead or privacy officer looked at it
    Column("seen_by", ForeignKey("worker.id")),
)
Index("ix_emergency_participant_id_until", emergency.c.participant_id, emergency.c.until)
note = Table(
    "note", metadata,
    Column("id", String(40), primary_key=True),
    Column("participant_id", ForeignKey("participant.id", ondelete="CASCADE"), nullable=False),
    Column("worker_id", ForeignKey("worker.id"), nullable=False),
    Column("kind", String(16), nullable=False, default="note"),  # note, misunderstanding
    Column("message_id", String(40)),  # the message it is about, if any
    Column("text", SealedText("note.text", "id"), nullable=False),
    Column("at", AwareTime, nullable=False),
    Column("struck_at", AwareTime),  # taken back; it stays readable as such
)
Index("ix_note_participant_id_at", note.c.participant_id, note.c.at)
reviewed = Table(
    "reviewed", metadata,
    Column("seq", Seq, primary_key=True, autoincrement=True),
    Column("participant_id", ForeignKey("participant.id", ondelete="CASCADE"), nullable=False),
    Column("worker_id", ForeignKey("worker.id"), nullable=False),
    Column("message_seq", BigInteger, nullable=False),  # read up to and with this message
    Column("at", AwareTime, nullable=False),
)
Index("ix_reviewed_participant_id_seq", reviewed.c.participant_id, reviewed.c.seq)
alert_step = Table(  # the life of an alert after it was raised
    "alert_step", metadata,
    Column("seq", Seq, primary_key=True, autoincrement=True),
    Column("participant_id", ForeignKey("participant.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("alert_id", ForeignKey(alert.c.id, ondelete="CASCADE"), nullable=False, index=True),
    Column("worker_id", ForeignKey("worker.id")),  # none: the program itself
    Column("what", String(12), nullable=False),  # acknowledged, note, closed, passed_on
    Column("text", SealedText("alert_step.text", "alert_id", "what")),
    Column("at", AwareTime, nullable=False),
)
staff_notice = Table(  # what must go out to staff; never a word of anybody's
    "staff_notice", metadata,
    Column("id", String(64), primary_key=True),  # follows from what and to whom: the same is never sent twice
    Column("kind", String(16), nullable=False),  # alert, emergency
    Column("about", String(40), nullable=False),  # the alert's or emergency's id
    Column("channel", String(8), nullable=False),  # email, telegram
    Column("address", String(254), nullable=False),
    Column("at", AwareTime, nullable=False),
    Column("state", String(8), nullable=False),  # waiting, sent, failed
    Column("tries", Integer, nullable=False, default=0),
    Column("next_at", AwareTime, nullable=False),
    Column("settled_at", AwareTime),
)
Index("ix_staff_notice_about", staff_notice.c.about)
Index("ix_staff_notice_state_next_at", staff_notice.c.state, staff_notice.c.next_at)
audit = Table(  # append-only and chained: mapping/store/audit.py. No foreign keys, so that nothing here ever goes with anything
    "audit", metadata,
    Column("seq", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("at", AwareTime, nullable=False),
    Column("actor", String(40), nullable=False),  # a worker's id; "program", "command", "person", "nobody"
    Column("act", String(24), nullable=False),
    Column("subject", String(40), nullable=False),  # whose data: a participant's or worker's id, or ""
    Column("field", String(16), nullable=False),
    Column("outcome", String(12), nullable=False),  # done, not_shared, refused
    Column("details", JSON, nullable=False),  # codes and ids, never words
    Column("mark", String(64), nullable=False),  # the keyed hash over this row and the mark before
)
Index("ix_audit_subject_seq", audit.c.subject, audit.c.seq)
Index("ix_audit_actor_seq", audit.c.actor, audit.c.seq)
