"""The staff accounts: invited, joined, disabled. Their rows are all this module touches."""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from bot.console.accounts.secrets import digest, new_token
from bot.console.roles import Role, Viewer
from mapping.errors import SelfmapError
from mapping.store.console_tables import worker, worker_invite, worker_recovery, worker_session

INVITE_LASTS = timedelta(hours=72)
_EMAIL = re.compile(r"[^@\s<>,;\"]{1,64}@[A-Za-z0-9.-]{1,189}")


class AccountWrong(SelfmapError):
    """An account can't be made or changed that way; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Worker:
    """One account. ``joined``: they have set their password or come through their organisation."""

    id: str
    email: str
    name: str
    role: Role
    joined: bool
    disabled: bool
    has_code: bool
    by_organisation: bool
    telegram: bool
    notice_email: bool

    @property
    def viewer(self) -> Viewer:
        """Them as somebody who looks."""
        return Viewer(self.id, self.name, self.role)


def tidy_email(text: str) -> str:
    """The address as it is kept. Raises AccountWrong."""
    email = text.strip().lower()
    if not _EMAIL.fullmatch(email):
        raise AccountWrong(f"{text.strip()[:80]!r} is not an email address. It should be like sam@example.org.")
    return email


def add(connection: Connection, *, email: str, name: str, role: Role, now: datetime) -> str:
    """Makes an account that waits for its owner. Returns its id. Raises AccountWrong."""
    email, name = tidy_email(email), " ".join(name.split())
    if not 0 < len(name) <= 80:
        raise AccountWrong("Give a name of 1 to 80 letters.")
    if by_email(connection, email):
        raise AccountWrong(f"There is an account for {email} already.")
    made = f"w_{secrets.token_urlsafe(12)}"
    connection.execute(insert(worker).values(
        id=made, email=email, name=name, role=role, created_at=now, notice_email=True))
    return made


def invite(connection: Connection, worker_id: str, *, now: datetime) -> str:
    """A token with which they choose a password, once, within three days. Earlier ones stop working."""
    connection.execute(delete(worker_invite).where(worker_invite.c.worker_id == worker_id))
    token = new_token()
    connection.execute(insert(worker_invite).values(
        token_digest=digest(token), worker_id=worker_id, made_at=now, expires_at=now + INVITE_LASTS))
    return token


def invited(connection: Connection, token: str, *, now: datetime) -> Worker | None:
    """Whom this token invites; None where it is used, over or unknown."""
    found = connection.scalar(select(worker_invite.c.worker_id).where(
        worker_invite.c.token_digest == digest(token), worker_invite.c.used_at.is_(None), worker_invite.c.expires_at > now))
    account = by_id(connection, found) if found else None
    return None if account is None or account.disabled else account


def use_invite(connection: Connection, token: str, password_hash: str, *, now: datetime) -> bool:
    """Sets the password and takes any second factor away, so that a new one is set up. False where somebody was quicker."""
    used = connection.execute(update(worker_invite).where(
        worker_invite.c.token_digest == digest(token), worker_invite.c.used_at.is_(None)).values(used_at=now))
    if not used.rowcount:
        return False
    whose = select(worker_invite.c.worker_id).where(worker_invite.c.token_digest == digest(token)).scalar_subquery()
    connection.execute(update(worker).where(worker.c.id == whose).values(
        password_hash=password_hash, totp_secret=None, totp_step=None, joined_at=func.coalesce(worker.c.joined_at, now)))
    connection.execute(delete(worker_recovery).where(worker_recovery.c.worker_id == whose))
    connection.execute(delete(worker_session).where(worker_session.c.worker_id == whose))
    return True


def disable(connection: Connection, worker_id: str, *, now: datetime) -> None:
    """Ends an account and everything that is open with it. What it did stays in the log."""
    connection.execute(update(worker).where(worker.c.id == worker_id, worker.c.disabled_at.is_(None)).values(
        disabled_at=now, telegram_chat=None))
    for table in (worker_session, worker_invite):
        connection.execute(delete(table).where(table.c.worker_id == worker_id))


def enable(connection: Connection, worker_id: str) -> None:
    """Opens a disabled account again."""
    connection.execute(update(worker).where(worker.c.id == worker_id).values(disabled_at=None))


def by_id(connection: Connection, worker_id: str) -> Worker | None:
    """The account with this id."""
    row = connection.execute(select(worker).where(worker.c.id == worker_id)).one_or_none()
    return _account(row) if row else None


def by_email(connection: Connection, email: str) -> Worker | None:
    """The account with this address, however it is written."""
    row = connection.execute(select(worker).where(worker.c.email == email.strip().lower())).one_or_none()
    return _account(row) if row else None


def everybody(connection: Connection) -> tuple[Worker, ...]:
    """All accounts by name, the disabled ones last."""
    rows = connection.execute(select(worker).order_by(worker.c.disabled_at.isnot(None), worker.c.name, worker.c.id))
    return tuple(_account(row) for row in rows)


def _account(row: Row) -> Worker:
    return Worker(
        row.id, row.email, row.name, Role(row.role), joined=row.joined_at is not None, disabled=row.disabled_at is not None,
        has_code=row.totp_secret is not None, by_organisation=row.oidc_subject is not None,
        telegram=row.telegram_chat is not None, notice_email=row.notice_email)
