"""Alerts: what came in, and what was done about it. The words behind one belong to what was said, and are read as such."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Column, ColumnElement, Connection, Engine, Label, Row, ScalarSelect, Select, Table, case, func, insert, select, true, update

from bot.console.access import Field, lists, reads, whose, writes
from bot.console.readers.alert_kinds import IS_NOW, Urgency, urgency_of
from bot.console.roles import Role, Viewer
from mapping.store.access import looking, storing
from mapping.store.console_tables import alert_step, assignment, caseload, emergency, sharing, worker
from mapping.store.sharing import Shared
from mapping.store.tables import alert, consent

MOST = 200  # alerts at a time
LONGEST_NOTE = 2000  # characters


class Did(StrEnum):
    """What can happen with an alert once it is raised."""

    ACKNOWLEDGED = "acknowledged"
    NOTE = "note"
    CLOSED = "closed"
    PASSED_ON = "passed_on"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done: by whom (empty: by the program), when, and a note if there is one."""

    did: Did
    by: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert. ``known_as`` is empty where nobody has given the person a name yet; ``supported``: somebody is assigned who can sign in.

    In a list of many people, ``words``: whether this viewer may read what was said; ``opened``: an emergency opens the record to them.
    """

    id: str
    participant_id: str
    message_id: str
    known_as: str
    kind: str
    urgency: Urgency
    at: datetime
    acknowledged_at: datetime | None
    closed_at: datetime | None
    mine: bool
    supported: bool
    steps: tuple[Step, ...] = field(default=())
    words: bool = False
    opened: bool = False


@lists("alerts")
def alerts_of_mine(
    engine: Engine, viewer: Viewer, *, now: datetime, closed: bool = False, skip: int = 0, most: int = MOST,
) -> tuple[Alert, ...]:
    """The alerts of the people this viewer supports, a lead's of everybody: now before today, the longest waiting first.

    Of closed ones, those that were closed last first. ``skip``: how many of them another page has.
    """
    wanted = _alerts(viewer).add_columns(*_reach(viewer, now)).where(
        _visible(viewer), alert.c.closed_at.isnot(None) if closed else alert.c.closed_at.is_(None))
    order = (alert.c.closed_at.desc(),) if closed else (
        case((alert.c.acknowledged_at.isnot(None), 1), else_=0), case((IS_NOW, 0), else_=1), alert.c.at)
    with looking(engine) as connection:
        found = connection.execute(wanted.order_by(*order, alert.c.id).offset(skip).limit(most)).all()
        steps = _steps(connection, [row.id for row in found])
    return tuple(_in_reach(_made(row, steps.get(row.id, ())), row) for row in found)


@lists("alert_news", logged=False)
def latest_alert(engine: Engine, viewer: Viewer) -> str:
    """A mark that changes when an alert comes in. It tells nothing of anybody."""
    with looking(engine) as connection:
        count, at = connection.execute(select(func.count(), func.max(alert.c.at)).where(_visible(viewer))).one()
    return f"{count}-{at.timestamp() if at else 0:.0f}"


@reads(Field.ALERTS)
def alerts_of(engine: Engine, participant_id: str) -> tuple[Alert, ...]:
    """All alerts of one person, the latest first."""
    with looking(engine) as connection:
        found = connection.execute(_alerts(None).where(alert.c.participant_id == participant_id).order_by(alert.c.at.desc())).all()
        steps = _steps(connection, [row.id for row in found])
    return tuple(_made(row, steps.get(row.id, ())) for row in found)


@writes(Field.ALERTS, "acknowledged_alert")
def acknowledge(engine: Engine, participant_id: str, alert_id: str, *, worker_id: str, now: datetime) -> bool:
    """Somebody is on it. False where somebody was already, or there is no such alert of this person."""
    with storing(engine) as connection:
        if not _acknowledge(connection, participant_id, alert_id, worker_id, now):
            return False
        _step(connection, participant_id, alert_id, Did.ACKNOWLEDGED, worker_id, now)
    return True


@writes(Field.ALERTS, "noted_alert")
def note(engine: Engine, participant_id: str, alert_id: str, text: str, *, worker_id: str, now: datetime) -> bool:
    """Keeps what was done about it. False where there is no such alert of this person."""
    with storing(engine) as connection:
        if not _theirs(connection, participant_id, alert_id):
            return False
        _step(connection, participant_id, alert_id, Did.NOTE, worker_id, now, text)
    return True


@writes(Field.ALERTS, "closed_alert")
def close(engine: Engine, participant_id: str, alert_id: str, text: str, *, worker_id: str, now: datetime) -> bool:
    """Nothing more is to do, and why. False where it is closed already or there is no such alert of this person."""
    with storing(engine) as connection:
        closed = connection.execute(update(alert).where(
            alert.c.id == alert_id, alert.c.participant_id == participant_id, alert.c.closed_at.is_(None)).values(closed_at=now))
        if not closed.rowcount:
            return False
        _acknowledge(connection, participant_id, alert_id, worker_id, now)
        _step(connection, participant_id, alert_id, Did.CLOSED, worker_id, now, text)
    return True


def _visible(viewer: Viewer) -> ColumnElement[bool]:
    return true() if viewer.role is Role.LEAD else alert.c.participant_id.in_(whose(viewer))


def _reach(viewer: Viewer, now: datetime) -> tuple[Label, ...]:
    """What the person shares, whether they agree that it is kept, and until when an emergency opens their record to this viewer."""
    def latest(column: Column, table: Table) -> ScalarSelect:
        return select(column).where(table.c.participant_id == alert.c.participant_id).order_by(
            table.c.seq.desc()).limit(1).correlate(alert).scalar_subquery()

    opened = select(emergency.c.id).where(
        emergency.c.participant_id == alert.c.participant_id, emergency.c.worker_id == viewer.worker_id,
        emergency.c.until > now).limit(1).correlate(alert).scalar_subquery()
    return latest(sharing.c.what, sharing).label("what"), latest(consent.c.given, consent).label("given"), opened.label("opened")


def _in_reach(one: Alert, row: Row) -> Alert:
    shared = Shared(row.what) if row.given and row.what else Shared.NOTHING
    opened = row.opened is not None
    return replace(one, opened=opened, words=opened or one.mine and shared.covers(Shared.TRANSCRIPT))


def _alerts(viewer: Viewer | None) -> Select:
    supported = select(assignment.c.id).join(worker, worker.c.id == assignment.c.worker_id).where(
        assignment.c.participant_id == alert.c.participant_id, assignment.c.until.is_(None), worker.c.disabled_at.is_(None)).limit(1).scalar_subquery()
    mine = select(assignment.c.id).where(
        assignment.c.participant_id == alert.c.participant_id, assignment.c.until.is_(None),
        assignment.c.worker_id == (viewer.worker_id if viewer else "")).limit(1).scalar_subquery()
    return select(alert, caseload.c.known_as, supported.label("supported"), mine.label("mine")).outerjoin(
        caseload, caseload.c.participant_id == alert.c.participant_id)


def _steps(connection: Connection, alert_ids: list[str]) -> dict[str, tuple[Step, ...]]:
    rows = connection.execute(select(alert_step, worker.c.name).outerjoin(worker, worker.c.id == alert_step.c.worker_id).where(
        alert_step.c.alert_id.in_(alert_ids)).order_by(alert_step.c.seq))
    found: dict[str, tuple[Step, ...]] = {}
    for row in rows:
        found[row.alert_id] = (*found.get(row.alert_id, ()), Step(Did(row.what), row.name or "", row.at, row.text or ""))
    return found


def _made(row: Row, steps: tuple[Step, ...]) -> Alert:
    return Alert(
        row.id, row.participant_id, row.message_id, row.known_as or "", row.kind, urgency_of(row.kind), row.at,
        row.acknowledged_at, row.closed_at, mine=row.mine is not None, supported=row.supported is not None, steps=steps)


def _acknowledge(connection: Connection, participant_id: str, alert_id: str, worker_id: str, now: datetime) -> bool:
    theirs = (alert.c.id == alert_id, alert.c.participant_id == participant_id, alert.c.acknowledged_at.is_(None))
    return connection.execute(update(alert).where(*theirs).values(acknowledged_at=now, acknowledged_by=worker_id)).rowcount == 1


def _theirs(connection: Connection, participant_id: str, alert_id: str) -> bool:
    return connection.scalar(select(alert.c.id).where(
        alert.c.id == alert_id, alert.c.participant_id == participant_id)) is not None


def _step(connection: Connection, participant_id: str, alert_id: str, did: Did, worker_id: str | None, now: datetime, text: str | None = None) -> None:
    connection.execute(insert(alert_step).values(
        participant_id=participant_id, alert_id=alert_id, worker_id=worker_id, what=did, text=text or None, at=now))
