"""My people: everybody this viewer supports, each with what needs them first. Of each only what the person shares."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum

from sqlalchemy import Column, ColumnElement, Engine, Row, ScalarSelect, Select, Table, and_, case, func, select

from bot.console.access import lists, whose
from bot.console.readers.alert_kinds import IS_NOW
from bot.console.readers.person import NO_NAME
from bot.console.roles import Viewer
from mapping.store.access import looking
from mapping.store.console_tables import caseload, emergency, reviewed, sharing
from mapping.store.sharing import Shared
from mapping.store.tables import alert, consent, message

QUIET_AFTER = timedelta(days=7)


class Place(IntEnum):
    """Where somebody stands in the list: what a worker does about them, never how ill they are."""

    NOW = 0
    TODAY = 1
    IN_HAND = 2
    NEW = 3
    QUIET = 4
    OTHERS = 5


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person in the list. ``heard_at`` and ``new`` are None where the person does not share them."""

    id: str
    known_as: str
    place: Place
    shared: Shared
    next_session_at: datetime | None
    alert_at: datetime | None
    heard_at: datetime | None
    new: bool | None


@dataclass(frozen=True, slots=True)
class Opened:
    """A record that an emergency opened to this viewer, and until when. ``named``: whether somebody has taken them in."""

    id: str
    known_as: str
    named: bool
    until: datetime


@dataclass(frozen=True, slots=True)
class MyPeople:
    """Everybody they support, and the records that are open to them in an emergency, the one that closes first in front."""

    lines: tuple[PersonLine, ...]
    opened: tuple[Opened, ...]


@lists("people")
def my_people(engine: Engine, viewer: Viewer, *, now: datetime) -> MyPeople:
    """Everybody they support: those who need somebody now first, then today, in hand, new to read, quiet, and the rest."""
    with looking(engine) as connection:
        alerts = {row.participant_id: row for row in connection.execute(_open_alerts(viewer))}
        lines = [_line(row, alerts, now) for row in connection.execute(_people(viewer))]
        opened = {row.participant_id: row for row in connection.execute(_opened(viewer, now))}  # of two, the one that holds longer
    far = datetime.max.replace(tzinfo=now.tzinfo)
    return MyPeople(
        tuple(sorted(lines, key=lambda line: (
            line.place, line.alert_at or far, line.next_session_at or far, line.known_as.lower(), line.id))),
        tuple(Opened(row.participant_id, row.known_as or NO_NAME, bool(row.known_as), row.until) for row in opened.values()))


def _opened(viewer: Viewer, now: datetime) -> Select:
    return select(emergency.c.participant_id, emergency.c.until, caseload.c.known_as).outerjoin(
        caseload, caseload.c.participant_id == emergency.c.participant_id).where(
        emergency.c.worker_id == viewer.worker_id, emergency.c.until > now).order_by(emergency.c.until)


def _open_alerts(viewer: Viewer) -> Select:
    waiting = alert.c.acknowledged_at.is_(None)
    return select(
        alert.c.participant_id,
        func.max(case((and_(waiting, IS_NOW), 1), else_=0)).label("now"),
        func.max(case((waiting, 1), else_=0)).label("waiting"), func.min(alert.c.at).label("at"),
    ).where(alert.c.closed_at.is_(None), alert.c.participant_id.in_(whose(viewer))).group_by(alert.c.participant_id)


def _people(viewer: Viewer) -> Select:
    who = caseload.c.participant_id

    def latest(column: Column, table: Table, *more: ColumnElement[bool]) -> ScalarSelect:
        newest = select(column).where(table.c.participant_id == who, *more).order_by(table.c.seq.desc()).limit(1)
        return newest.correlate(caseload).scalar_subquery()

    said = message.c.direction == "in"
    return select(
        who.label("id"), caseload.c.known_as, caseload.c.next_session_at, latest(sharing.c.what, sharing).label("what"),
        latest(consent.c.given, consent).label("given"), latest(message.c.at, message, said).label("heard_at"),
        latest(message.c.seq, message, said).label("heard"), latest(reviewed.c.message_seq, reviewed).label("read_to"),
    ).where(who.in_(whose(viewer)))


def _line(row: Row, alerts: Mapping[str, Row], now: datetime) -> PersonLine:
    shared = Shared(row.what) if row.given and row.what else Shared.NOTHING
    heard_at = row.heard_at if shared.covers(Shared.MAP) else None
    new = (row.heard or 0) > (row.read_to or 0) if shared.covers(Shared.TRANSCRIPT) else None
    open_alert = alerts.get(row.id)
    return PersonLine(
        row.id, row.known_as, _place(open_alert, bool(new), heard_at, now), shared, row.next_session_at,
        open_alert.at if open_alert else None, heard_at, new)


def _place(open_alert: Row | None, new: bool, heard_at: datetime | None, now: datetime) -> Place:
    if open_alert:
        return Place.NOW if open_alert.now else Place.TODAY if open_alert.waiting else Place.IN_HAND
    if new:
        return Place.NEW
    return Place.QUIET if heard_at and now - heard_at > QUIET_AFTER else Place.OTHERS
