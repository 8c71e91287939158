"""What must go out to staff, as rows: written in the same transaction as what it is about, so that none is lost or doubled."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, Table, and_, exists, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.console.roles import Role
from mapping.store.access import looking, storing
from mapping.store.console_tables import alert_step, assignment, staff_notice, worker
from mapping.store.tables import alert

PASSED_ON_AFTER = timedelta(minutes=5)  # an alert that nobody has taken on by then goes to the second contact
TRIES, FIRST_PAUSE = 8, timedelta(seconds=10)  # then 20, 40, ... s: given up after about 40 minutes


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice that waits to be sent. ``kind``: alert, passed_on, emergency."""

    id: str
    kind: str
    channel: str
    address: str
    tries: int


def tell_of_alerts(engine: Engine, *, now: datetime) -> int:
    """Tells whoever supports the person that an alert came in, where they opted in; each alert once. How many were new."""
    told = exists().where(staff_notice.c.about == alert.c.id, staff_notice.c.kind == "alert")
    new = select(alert.c.id, alert.c.participant_id).where(
        alert.c.acknowledged_at.is_(None), alert.c.at > now - PASSED_ON_AFTER, ~told)
    with looking(engine) as connection:
        found = [(row.id, ways) for row in connection.execute(new).all() if (ways := _supporters(connection, row.participant_id))]
    if found:
        with storing(engine) as connection:
            for alert_id, ways in found:
                _queue(connection, "alert", alert_id, ways, now)
    return len(found)


def pass_on(engine: Engine, *, duty_email: str | None, now: datetime) -> int:
    """Tells every lead, and the duty mailbox, of each alert that nobody has taken on for five minutes. How many there were."""
    late = (alert.c.acknowledged_at.is_(None), alert.c.passed_on_at.is_(None), alert.c.at <= now - PASSED_ON_AFTER)
    with looking(engine) as connection:
        if connection.scalar(select(alert.c.id).where(*late).limit(1)) is None:
            return 0
    passed = 0
    with storing(engine) as connection:
        for row in connection.execute(select(alert.c.id, alert.c.participant_id).where(*late)).all():
            if not connection.execute(update(alert).where(alert.c.id == row.id, *late).values(passed_on_at=now)).rowcount:
                continue  # another process was quicker, or somebody has just taken it on
            passed += 1
            connection.execute(insert(alert_step).values(
                participant_id=row.participant_id, alert_id=row.id, what="passed_on", at=now))
            _queue(connection, "passed_on", row.id, _with_role(connection, Role.LEAD), now, duty_email)
    return passed


def tell_of_emergency(connection: Connection, emergency_id: str, *, but: str, duty_email: str | None, now: datetime) -> None:
    """Tells every lead and privacy officer, except the one who began it."""
    _queue(connection, "emergency", emergency_id, [
        *_with_role(connection, Role.LEAD, but), *_with_role(connection, Role.PRIVACY, but)], now, duty_email)


def due(engine: Engine, *, now: datetime, most: int = 50) -> tuple[Notice, ...]:
    """The notices whose time has come."""
    waiting = select(staff_notice).where(staff_notice.c.state == "waiting", staff_notice.c.next_at <= now)
    with looking(engine) as connection:
        rows = connection.execute(waiting.order_by(staff_notice.c.next_at).limit(most)).all()
    return tuple(Notice(row.id, row.kind, row.channel, row.address, row.tries) for row in rows)


def claim(engine: Engine, notice: Notice, *, now: datetime) -> bool:
    """Takes a notice for one try: the next one is later. False where another process was quicker."""
    with storing(engine) as connection:
        return connection.execute(update(staff_notice).where(
            staff_notice.c.id == notice.id, staff_notice.c.tries == notice.tries, staff_notice.c.state == "waiting",
        ).values(tries=notice.tries + 1, next_at=now + FIRST_PAUSE * 2**notice.tries)).rowcount == 1


def settle(engine: Engine, notice: Notice, *, sent: bool, for_good: bool = False, now: datetime) -> None:
    """Writes down what became of a try."""
    over = sent or for_good or notice.tries + 1 >= TRIES
    if over:
        with storing(engine) as connection:
            connection.execute(update(staff_notice).where(staff_notice.c.id == notice.id).values(
                state="sent" if sent else "failed", settled_at=now))


def _queue(connection: Connection, kind: str, about: str, ways: list[tuple[str, str]], now: datetime, duty_email: str | None = None) -> None:
    ways = list(dict.fromkeys([*ways, *([("email", duty_email)] if duty_email else [])]))
    for channel, address in ways:
        made = hashlib.sha256(f"{kind}\n{about}\n{channel}\n{address}".encode()).hexdigest()
        connection.execute(_insert(connection)(staff_notice).values(
            id=made, kind=kind, about=about, channel=channel, address=address, at=now, state="waiting", next_at=now, tries=0,
        ).on_conflict_do_nothing(index_elements=["id"]))  # another process may be writing the same one just now


def _insert(connection: Connection) -> Callable[[Table], Any]:
    return postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert


def _supporters(connection: Connection, participant_id: str) -> list[tuple[str, str]]:
    who = select(worker).join(assignment, and_(assignment.c.worker_id == worker.c.id, assignment.c.until.is_(None))).where(
        assignment.c.participant_id == participant_id, worker.c.disabled_at.is_(None))
    return [way for row in connection.execute(who) for way in _ways(row)]


def _with_role(connection: Connection, role: Role, but: str = "") -> list[tuple[str, str]]:
    who = select(worker).where(worker.c.role == role, worker.c.disabled_at.is_(None), worker.c.joined_at.isnot(None), worker.c.id != but)
    return [way for row in connection.execute(who) for way in _ways(row)]


def _ways(row: object) -> list[tuple[str, str]]:
    """How somebody wants to be told: neither, one or both."""
    ways = [("email", row.email)] if row.notice_email else []
    return [*ways, *([("telegram", row.telegram_chat)] if row.telegram_chat else [])]
