"""Break-glass: looking at somebody without being assigned, or past what they share, because a life may depend on it.

It lasts an hour, needs a reason and a fresh sign-in, tells every lead and privacy officer, and the person can find out.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, select, update
from sqlalchemy import insert as insert_into

from bot.console.here import Console
from bot.console.notices.queue import tell_of_emergency
from bot.console.roles import SUPPORTING, Viewer
from mapping.store.access import looking, storing
from mapping.store.audit import Entry
from mapping.store.caseload import called
from mapping.store.console_tables import caseload, emergency, worker
from mapping.store.tables import participant

LASTS = timedelta(hours=1)
SHORTEST_REASON, LONGEST_REASON = 20, 1000  # characters


@dataclass(frozen=True, slots=True)
class Emergency:
    """One of them, for leads and privacy officers to look at."""

    id: str
    by: str
    worker_id: str
    known_as: str
    participant_id: str
    reason: str
    at: datetime
    until: datetime
    seen_by: str | None


def begin(console: Console, viewer: Viewer, whom: str, reason: str, *, now: datetime) -> str | None:
    """Opens this person to the viewer for an hour. ``whom``: what the team calls them, or their number. Their id, or None.

    None where nobody or more than one is called that: which of the two is not told.
    """
    if viewer.role not in SUPPORTING:
        return None
    with storing(console.engine) as connection:
        found = _whom(connection, whom)
        if found is not None:
            made = f"em_{secrets.token_urlsafe(12)}"
            connection.execute(insert_into(emergency).values(
                id=made, participant_id=found, worker_id=viewer.worker_id, reason=reason[:LONGEST_REASON], at=now, until=now + LASTS))
            tell_of_emergency(connection, made, but=viewer.worker_id, duty_email=console.settings.duty_email, now=now)
        entry = Entry(viewer.worker_id, "emergency", found or "", "", "done" if found else "refused", {"emergency": made} if found else {})
        console.log.write(connection, entry, now=now)
    console.log.anchor()
    return found


def recent(console: Console, *, most: int = 100) -> tuple[Emergency, ...]:
    """The latest ones first, those nobody has looked at before the rest."""
    seer = worker.alias("seer")
    rows = select(emergency, worker.c.name, caseload.c.known_as, seer.c.name.label("seer")).join(
        worker, worker.c.id == emergency.c.worker_id).outerjoin(seer, seer.c.id == emergency.c.seen_by).outerjoin(
        caseload, caseload.c.participant_id == emergency.c.participant_id)
    with looking(console.engine) as connection:
        found = connection.execute(rows.order_by(emergency.c.seen_at.isnot(None), emergency.c.at.desc()).limit(most)).all()
    return tuple(Emergency(
        row.id, row.name, row.worker_id, row.known_as or row.participant_id, row.participant_id, row.reason, row.at, row.until, row.seer) for row in found)


def see(console: Console, viewer: Viewer, emergency_id: str, *, now: datetime) -> bool:
    """Marks one as looked at, by somebody other than who began it. False where that can't be."""
    with storing(console.engine) as connection:
        done = connection.execute(update(emergency).where(
            emergency.c.id == emergency_id, emergency.c.seen_at.is_(None), emergency.c.worker_id != viewer.worker_id,
        ).values(seen_at=now, seen_by=viewer.worker_id)).rowcount == 1
        console.log.write(connection, Entry(
            viewer.worker_id, "saw_emergency", "", "", "done" if done else "refused", {"emergency": emergency_id} if done else {}), now=now)
    console.log.anchor()
    return done


def _whom(connection: Connection, whom: str) -> str | None:
    known = connection.scalar(select(participant.c.id).where(participant.c.id == whom.strip()))
    found = [known] if known else called(connection, whom)
    return found[0] if len(found) == 1 else None
