"""Signing in, step by step: password, then a code. Each step is one transaction, and a try is counted before it is checked."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine, delete, func, insert, or_, select, update

from bot.console.accounts import codes, sessions, slowing, workers
from bot.console.accounts.secrets import keyed, password_fits, seal, unseal
from bot.console.accounts.sessions import Session
from bot.console.accounts.workers import Worker
from mapping.store.access import looking, storing
from mapping.store.console_tables import worker, worker_recovery

MOST_WRONG = 5  # wrong codes before the password is asked for again


@dataclass(frozen=True, slots=True)
class From:
    """Where a try comes from: the address, the browser's name, and its random mark with the accounts it is known to."""

    address: str
    browser: str
    known: str = ""  # "<random>.<proof>.<proof>": the cookie of ``Known``


@dataclass(frozen=True, slots=True)
class Slowed:
    """Too many tries: the next one is taken after this long."""

    wait: timedelta


class SigningIn:
    """The steps. ``key`` proves which browsers are known; ``sealing`` opens the secrets of second factors."""

    def __init__(self, engine: Engine, *, key: bytes, sealing: bytes) -> None:
        self._engine, self._key, self._sealing = engine, key, sealing

    def password(self, email: str, password: str, source: From, *, now: datetime) -> str | None | Slowed:
        """A token for the next step where the password is right; None where it is not, or there is no such account."""
        pooled = self._pools(email, source)
        if (slowed := self._count(pooled, now)) is not None:
            return slowed
        with looking(self._engine) as connection:
            account, kept = self._kept(connection, email)
        if not password_fits(password, kept) or account is None:
            return None
        with storing(self._engine) as connection:
            stage = sessions.PASSWORD if account.has_code else sessions.SETUP
            return sessions.start(connection, account.id, stage, browser=source.browser, now=now)

    def code(self, session: Session, code: str, source: From, *, now: datetime) -> str | None | Slowed:
        """A token that is signed in, where this is the code of now and was not used before."""
        pooled = self._pools(session.worker.email, source)
        if (slowed := self._count(pooled, now)) is not None:
            return slowed
        with storing(self._engine) as connection:
            if not self._uses_code(connection, session.worker, code, now):
                return self._wrong(connection, session)
            return self._in(connection, session, pooled, source, now)

    def recovery(self, session: Session, code: str, source: From, *, now: datetime) -> str | None | Slowed:
        """The same with one of the recovery codes, each good once."""
        pooled = self._pools(session.worker.email, source)
        if (slowed := self._count(pooled, now)) is not None:
            return slowed
        with storing(self._engine) as connection:
            used = connection.execute(update(worker_recovery).where(
                worker_recovery.c.worker_id == session.worker.id, worker_recovery.c.used_at.is_(None),
                worker_recovery.c.code_digest == self._recovery(session.worker.id, code)).values(used_at=now))
            return self._in(connection, session, pooled, source, now) if used.rowcount else self._wrong(connection, session)

    def again(self, session: Session, password: str, code: str, source: From, *, now: datetime) -> bool | Slowed:
        """Password and code once more, for an act that needs them: whether both were right."""
        pooled = self._pools(session.worker.email, source)
        if (slowed := self._count(pooled, now)) is not None:
            return slowed
        with looking(self._engine) as connection:
            kept = connection.scalar(select(worker.c.password_hash).where(worker.c.id == session.worker.id))
        if not password_fits(password, kept):
            return False
        with storing(self._engine) as connection:
            if not self._uses_code(connection, session.worker, code, now):
                return False
            slowing.succeeded(connection, pooled)
            sessions.change(connection, session.id, proved_at=now)
            return True

    def pending_secret(self, session: Session, *, now: datetime) -> str:
        """The secret of a second factor that is being set up: made once for this sign-in."""
        if session.pending and (found := unseal(self._sealing, session.pending, session.id)):
            return found
        made = codes.new_secret()
        with storing(self._engine) as connection:
            sessions.change(connection, session.id, pending=seal(self._sealing, made, session.id))
        return made

    def confirm_secret(self, session: Session, code: str, *, now: datetime) -> tuple[str, ...] | None:
        """Keeps the second factor once a code of it is shown. Returns new recovery codes, to be shown this once."""
        secret = unseal(self._sealing, session.pending, session.id) if session.pending else None
        step = codes.step_of(secret, code, now) if secret else None
        if secret is None or step is None:
            return None
        with storing(self._engine) as connection:
            connection.execute(update(worker).where(worker.c.id == session.worker.id).values(
                totp_secret=seal(self._sealing, secret, session.worker.id), totp_step=step))
            sessions.change(connection, session.id, pending=None)
            return self.new_recovery_codes(connection, session.worker.id)

    def enter(self, session: Session, *, source: From, now: datetime) -> str:
        """A signed-in token for somebody whose second factor was just set up, or whose organisation vouches for them."""
        with storing(self._engine) as connection:
            return self._in(connection, session, self._pools(session.worker.email, source), source, now)

    def new_recovery_codes(self, connection: Connection, worker_id: str) -> tuple[str, ...]:
        """Ten new ones; the old ones stop working."""
        made = codes.new_recovery_codes()
        connection.execute(delete(worker_recovery).where(worker_recovery.c.worker_id == worker_id))
        connection.execute(insert(worker_recovery), [
            {"worker_id": worker_id, "code_digest": self._recovery(worker_id, code)} for code in made])
        return made

    def recovery_codes_left(self, worker_id: str) -> int:
        """How many recovery codes can still be used."""
        with looking(self._engine) as connection:
            return connection.scalar(select(func.count()).select_from(worker_recovery).where(
                worker_recovery.c.worker_id == worker_id, worker_recovery.c.used_at.is_(None))) or 0

    def proof(self, browser_mark: str, worker_id: str) -> str:
        """What a browser carries to show that this account was signed in on it before."""
        return keyed(self._key, "known browser", browser_mark, worker_id)[:32]

    def _kept(self, connection: Connection, email: str) -> tuple[Worker | None, str | None]:
        account = workers.by_email(connection, email)
        if account is None or account.disabled or not account.joined:
            return None, None
        return account, connection.scalar(select(worker.c.password_hash).where(worker.c.id == account.id))

    def _pools(self, email: str, source: From) -> tuple[tuple[str, int], ...]:
        email = email.strip().lower()
        mark, *proofs = source.known.split(".")
        with looking(self._engine) as connection:
            account = workers.by_email(connection, email)
        known = account is not None and len(mark) == 43 and self.proof(mark, account.id) in proofs
        return slowing.pools(self._key, email=email, address=source.address, known_browser=mark if known else None)

    def _count(self, pooled: tuple[tuple[str, int], ...], now: datetime) -> Slowed | None:
        with storing(self._engine) as connection:
            wait = slowing.wait(connection, pooled, now=now)
            if wait:
                return Slowed(wait)
            slowing.failed(connection, pooled, now=now)
        return None

    def _uses_code(self, connection: Connection, account: Worker, code: str, now: datetime) -> bool:
        sealed = connection.scalar(select(worker.c.totp_secret).where(worker.c.id == account.id))
        secret = unseal(self._sealing, sealed, account.id) if sealed else None
        step = codes.step_of(secret, code, now) if secret else None
        if step is None:
            return False
        later = or_(worker.c.totp_step.is_(None), worker.c.totp_step < step)  # each code works once
        return connection.execute(update(worker).where(worker.c.id == account.id, later).values(totp_step=step)).rowcount == 1

    def _wrong(self, connection: Connection, session: Session) -> None:
        if session.wrong + 1 >= MOST_WRONG:
            sessions.end(connection, session.worker.id, session.id)
        else:
            sessions.change(connection, session.id, wrong=session.wrong + 1)

    def _in(self, connection: Connection, session: Session, pooled: tuple[tuple[str, int], ...], source: From, now: datetime) -> str:
        slowing.succeeded(connection, pooled)
        sessions.end(connection, session.worker.id, session.id)
        return sessions.start(connection, session.worker.id, sessions.IN, browser=source.browser, now=now)

    def _recovery(self, worker_id: str, code: str) -> str:
        return keyed(self._key, "recovery", worker_id, codes.plain(code))
