"""The audit log for those who look after it: who did what, of whom, when. It holds no words, so there are none to show."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Engine, func, or_, select

from bot.console.access import lists
from bot.console.roles import Role, Viewer
from mapping.store.access import looking
from mapping.store.caseload import called
from mapping.store.console_tables import audit, caseload, worker

PAGE = 100  # rows


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the log, with names for the ids where there still are any."""

    seq: int
    at: datetime
    by: str
    act: str
    whom: str
    field: str
    outcome: str
    details: str


@lists("audit")
def log_lines(engine: Engine, viewer: Viewer, *, who: str = "", whom: str = "", before: int | None = None, most: int = PAGE) -> tuple[Line, ...]:
    """The latest rows first, for a lead or privacy officer. ``who``, ``whom``: names, addresses, ids, or nothing."""
    if viewer.role not in (Role.LEAD, Role.PRIVACY):
        return ()
    wanted: list[ColumnElement[bool]] = [audit.c.seq < before] if before else []
    if who:
        staff = select(worker.c.id).where(or_(func.lower(worker.c.name) == who.lower(), worker.c.email == who.lower()))
        wanted.append(or_(audit.c.actor == who, audit.c.actor.in_(staff)))
    if whom:
        with looking(engine) as connection:
            wanted.append(audit.c.subject.in_([whom, *called(connection, whom)]))
    subject = worker.alias("subject_worker")
    rows = select(audit, worker.c.name, caseload.c.known_as, subject.c.name.label("subject_name")).outerjoin(
        worker, worker.c.id == audit.c.actor).outerjoin(caseload, caseload.c.participant_id == audit.c.subject).outerjoin(
        subject, subject.c.id == audit.c.subject)
    with looking(engine) as connection:
        found = connection.execute(rows.where(*wanted).order_by(audit.c.seq.desc()).limit(most)).all()
    return tuple(Line(
        row.seq, row.at, row.name or row.actor, row.act, row.known_as or row.subject_name or row.subject, row.field, row.outcome,
        " ".join(f"{name}={value}" for name, value in sorted(row.details.items()))) for row in found)


@lists("audit", act="copied")
def log_copied(engine: Engine, viewer: Viewer, *, who: str = "", whom: str = "", most: int = PAGE) -> tuple[Line, ...]:
    """The same, for a file."""
    return log_lines(engine, viewer, who=who, whom=whom, most=most)
