"""One row about somebody in each table of the console."""

from datetime import datetime

from sqlalchemy import Connection, insert, select

from mapping.store import console_tables as tables

WORKER_TABLES = {"worker", "worker_invite", "worker_recovery", "worker_session", "sign_in_try", "staff_notice", "audit"}


def fill(connection: Connection, participant_id: str, mark: str, alert_id: str, now: datetime) -> None:
    """Adds them, and the worker who supports everybody."""
    if connection.scalar(select(tables.worker.c.id)) is None:
        connection.execute(insert(tables.worker).values(
            id="w_1", email="a@example.org", name="Ann", role="psw", notice_email=True, created_at=now))
    common = {"participant_id": participant_id}
    for table, values in (
        (tables.caseload, {"known_as": "Zebedee", "added_at": now, "added_by": "w_1"}),
        (tables.assignment, {"id": f"as{mark}", "worker_id": "w_1", "since": now, "made_by": "w_1"}),
        (tables.sharing, {"what": "map", "version": "1", "at": now}),
        (tables.joining_code, {"code_digest": mark, "expires_at": now}),
        (tables.emergency, {"id": f"e{mark}", "worker_id": "w_1", "reason": "zebedee rang", "at": now, "until": now}),
        (tables.note, {"id": f"n{mark}", "worker_id": "w_1", "kind": "note", "text": "zebedee is well", "at": now}),
        (tables.reviewed, {"worker_id": "w_1", "message_seq": 1, "at": now}),
        (tables.alert_step, {"alert_id": alert_id, "worker_id": "w_1", "what": "note", "text": "rang zebedee", "at": now}),
    ):
        connection.execute(insert(table).values(**common, **values))
