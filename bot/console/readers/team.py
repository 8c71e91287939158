"""The team: who supports whom, and changing it. Nothing of what a person said or mapped is read here."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, Row, insert, select, update

from bot.console.access import Field, lists, manages, writes
from bot.console.roles import SUPPORTING, Role, Viewer
from mapping.services.sharing import code_digest
from mapping.store.access import looking, storing
from mapping.store.console_tables import assignment, caseload, joining_code, worker
from mapping.store.tables import alert


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who can support people, and how many they support now."""

    id: str
    name: str
    role: Role
    supports: int


@dataclass(frozen=True, slots=True)
class Supported:
    """One person the service supports, and by whom: (assignment's id, worker's id, name, whether that account is closed)."""

    id: str
    known_as: str
    workers: tuple[tuple[str, str, str, bool], ...]


@dataclass(frozen=True, slots=True)
class Team:
    """The whole team. ``unnamed``: people with an open alert whom nobody has taken in yet."""

    colleagues: tuple[Colleague, ...]
    people: tuple[Supported, ...]
    unnamed: tuple[str, ...]


@lists("team")
def team(engine: Engine, viewer: Viewer) -> Team:
    """Who supports whom, for a lead; nobody for anyone else."""
    if viewer.role is not Role.LEAD:
        return Team((), (), ())
    with looking(engine) as connection:
        staff = connection.execute(select(worker).where(
            worker.c.role.in_(SUPPORTING), worker.c.disabled_at.is_(None)).order_by(worker.c.name)).all()
        rows = connection.execute(select(assignment, worker.c.name, worker.c.disabled_at).join(worker, worker.c.id == assignment.c.worker_id).where(
            assignment.c.until.is_(None)).order_by(worker.c.name)).all()
        people = sorted(connection.execute(select(caseload)).all(), key=lambda row: (row.known_as.casefold(), row.participant_id))
        unnamed = connection.scalars(select(alert.c.participant_id).where(
            alert.c.closed_at.is_(None), alert.c.participant_id.not_in(select(caseload.c.participant_id))).distinct()).all()
    by_person: dict[str, list[Row]] = {}
    for row in rows:
        by_person.setdefault(row.participant_id, []).append(row)
    counts = {one.id: sum(row.worker_id == one.id for row in rows) for one in staff}
    return Team(
        tuple(Colleague(one.id, one.name, Role(one.role), counts[one.id]) for one in staff),
        tuple(Supported(one.participant_id, one.known_as, tuple(
            (row.id, row.worker_id, row.name, row.disabled_at is not None) for row in by_person.get(one.participant_id, ()))) for one in people),
        tuple(unnamed))


@manages("assigned")
def assign(engine: Engine, participant_id: str, worker_id: str, *, known_as: str | None, by: str, now: datetime) -> bool:
    """This worker supports them from now on. False where they do already, can't, or the person has no name yet and none is given."""
    with storing(engine) as connection:
        can = connection.scalar(select(worker.c.id).where(
            worker.c.id == worker_id, worker.c.role.in_(SUPPORTING), worker.c.disabled_at.is_(None)))
        if can is None or not _named(connection, participant_id, known_as, by, now) or _supports(connection, participant_id, worker_id):
            return False
        _assign(connection, participant_id, worker_id, by, now)
    return True


@manages("unassigned")
def unassign(engine: Engine, participant_id: str, assignment_id: str, *, now: datetime) -> bool:
    """This worker no longer supports them. False where it was over already."""
    with storing(engine) as connection:
        return connection.execute(update(assignment).where(
            assignment.c.id == assignment_id, assignment.c.participant_id == participant_id, assignment.c.until.is_(None),
        ).values(until=now)).rowcount == 1


@writes(Field.OVERVIEW, "changed_overview")
def set_overview(engine: Engine, participant_id: str, *, known_as: str, next_session_at: datetime | None) -> bool:
    """What the team calls them, and when the next session is. False where nobody has taken them in yet: a lead gives them a name."""
    with storing(engine) as connection:
        return connection.execute(update(caseload).where(caseload.c.participant_id == participant_id).values(
            known_as=known_as, next_session_at=next_session_at)).rowcount == 1


def take_in(connection: Connection, code: str, known_as: str, *, worker_id: str, now: datetime) -> str | None:
    """Whoever the person gave this code to supports them from now on. Their id; None where the code does not work."""
    found = connection.execute(select(joining_code).where(
        joining_code.c.code_digest == code_digest(code), joining_code.c.used_at.is_(None), joining_code.c.expires_at > now)).one_or_none()
    if found is None:
        return None
    connection.execute(update(joining_code).where(joining_code.c.code_digest == found.code_digest).values(used_at=now))
    _named(connection, found.participant_id, known_as, worker_id, now)
    if not _supports(connection, found.participant_id, worker_id):
        _assign(connection, found.participant_id, worker_id, worker_id, now)
    return found.participant_id


def _named(connection: Connection, participant_id: str, known_as: str | None, by: str, now: datetime) -> bool:
    if connection.scalar(select(caseload.c.participant_id).where(caseload.c.participant_id == participant_id)):
        return True
    if not known_as:
        return False
    connection.execute(insert(caseload).values(participant_id=participant_id, known_as=known_as, added_at=now, added_by=by))
    return True


def _supports(connection: Connection, participant_id: str, worker_id: str) -> bool:
    return connection.scalar(select(assignment.c.id).where(
        assignment.c.participant_id == participant_id, assignment.c.worker_id == worker_id, assignment.c.until.is_(None))) is not None


def _assign(connection: Connection, participant_id: str, worker_id: str, by: str, now: datetime) -> None:
    connection.execute(insert(assignment).values(
        id=f"as_{secrets.token_urlsafe(12)}", participant_id=participant_id, worker_id=worker_id, since=now, made_by=by))
