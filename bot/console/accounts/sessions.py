"""Who is signed in where: rows of ours, so that signing out ends it for good and everything open can be seen and ended.

The browser holds a random token, we hold its digest. A session ends 15 minutes after its last page or 8 hours after it began.
Each sign-in gets a new token: one that was planted in a browser beforehand opens nothing.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, delete, insert, or_, select, update

from bot.console.accounts.secrets import digest, new_token
from bot.console.accounts.workers import Worker, by_id
from mapping.store.console_tables import worker_session

IDLE, LONGEST = timedelta(minutes=15), timedelta(hours=8)
HALF_WAY = timedelta(minutes=10)  # between password and code
FRESH = timedelta(minutes=10)  # how long a password and code count for acts that need them anew
SEEN_AGAIN = timedelta(seconds=30)  # a page sooner than this writes nothing

PASSWORD, SETUP, IN = "password", "setup", "in"  # the stages: password given, code to be set up, signed in


@dataclass(frozen=True, slots=True)
class Session:
    """One sign-in of one browser, at a stage."""

    id: str
    worker: Worker
    stage: str
    wrong: int
    pending: str | None
    notice: str | None
    proved_at: datetime

    def fresh(self, now: datetime) -> bool:
        """Whether password and code were given just now."""
        return now - self.proved_at < FRESH


@dataclass(frozen=True, slots=True)
class Opened:
    """One of somebody's sessions, for them to look at."""

    id: str
    browser: str
    started_at: datetime
    seen_at: datetime


def start(connection: Connection, worker_id: str, stage: str, *, browser: str, now: datetime) -> str:
    """Begins a session and returns its token."""
    connection.execute(delete(worker_session).where(_over(now)))
    token = new_token()
    connection.execute(insert(worker_session).values(
        id=f"s_{secrets.token_urlsafe(12)}", token_digest=digest(token), worker_id=worker_id, stage=stage, wrong=0,
        browser=browser[:80], started_at=now, seen_at=now, proved_at=now))
    return token


def find(connection: Connection, token: str, *, now: datetime) -> Session | None:
    """The session of this token, unless it is over or its account disabled."""
    row = connection.execute(select(worker_session).where(
        worker_session.c.token_digest == digest(token), ~_over(now))).one_or_none()
    account = by_id(connection, row.worker_id) if row else None
    if row is None or account is None or account.disabled:
        return None
    return Session(row.id, account, row.stage, row.wrong, row.pending, row.notice, row.proved_at)


def needs_touch(connection: Connection, session_id: str, now: datetime) -> bool:
    """Whether this session was last seen long enough ago for it to be written down again."""
    return connection.scalar(select(worker_session.c.id).where(
        worker_session.c.id == session_id, worker_session.c.seen_at <= now - SEEN_AGAIN)) is not None


def touch(connection: Connection, session_id: str, now: datetime) -> None:
    """Their latest page."""
    connection.execute(update(worker_session).where(worker_session.c.id == session_id).values(seen_at=now))


def change(connection: Connection, session_id: str, **values: object) -> None:
    """Sets fields of a session: notice, pending, wrong, proved_at."""
    connection.execute(update(worker_session).where(worker_session.c.id == session_id).values(**values))


def opened(connection: Connection, worker_id: str, *, now: datetime) -> tuple[Opened, ...]:
    """Where this account is signed in now, the latest first."""
    rows = connection.execute(select(worker_session).where(
        worker_session.c.worker_id == worker_id, worker_session.c.stage == IN, ~_over(now)
    ).order_by(worker_session.c.seen_at.desc()))
    return tuple(Opened(row.id, row.browser, row.started_at, row.seen_at) for row in rows)


def end(connection: Connection, worker_id: str, session_id: str) -> None:
    """Ends one session of this account."""
    connection.execute(delete(worker_session).where(worker_session.c.worker_id == worker_id, worker_session.c.id == session_id))


def end_all(connection: Connection, worker_id: str, *, but: str | None = None) -> None:
    """Ends every session of this account, except perhaps this one."""
    theirs = [worker_session.c.worker_id == worker_id, *([worker_session.c.id != but] if but else [])]
    connection.execute(delete(worker_session).where(*theirs))


def _over(now: datetime) -> object:
    half_way = and_(worker_session.c.stage != IN, worker_session.c.started_at <= now - HALF_WAY)
    return or_(worker_session.c.seen_at <= now - IDLE, worker_session.c.started_at <= now - LONGEST, half_way)
