"""Slows down guessing, without giving a stranger a way to lock anybody out.

Tries are counted in pools. A browser that somebody signed in with before carries a mark of ours and has a pool of its own for
that account (OWASP's "device cookies"); all other browsers share one pool for that account, and each address has one for all
accounts. A full pool has to wait: 30 s, then 1, 2, 4, 8, 15 minutes. So a stranger who tries and tries slows down strangers,
and never the owner on a browser of theirs. Whoever has a new browser just then can be sent a new invitation.
"""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select

from bot.console.accounts.secrets import keyed
from mapping.store.console_tables import sign_in_try

FREE = 5  # wrong tries before the first wait; an address, which many may share, has four times as many
FREE_OF_ADDRESS = 20
FORGOTTEN = timedelta(hours=1)
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(minutes=15)


def pools(key: bytes, *, email: str, address: str, known_browser: str | None) -> tuple[tuple[str, int], ...]:
    """The pools that a try belongs to, each with how many tries are free. ``known_browser``: its mark for this account."""
    if known_browser:
        return ((keyed(key, "browser", email, known_browser), FREE),)
    return ((keyed(key, "account", email), FREE), (keyed(key, "address", address), FREE_OF_ADDRESS))


def wait(connection: Connection, pooled: tuple[tuple[str, int], ...], *, now: datetime) -> timedelta:
    """How long until the next try is taken; zero where it is now."""
    return max(_wait(connection, pool, free, now) for pool, free in pooled)


def failed(connection: Connection, pooled: tuple[tuple[str, int], ...], *, now: datetime) -> None:
    """Counts a wrong try."""
    connection.execute(delete(sign_in_try).where(sign_in_try.c.at <= now - FORGOTTEN))
    connection.execute(insert(sign_in_try), [{"pool": pool, "at": now} for pool, _ in pooled])


def succeeded(connection: Connection, pooled: tuple[tuple[str, int], ...]) -> None:
    """Forgets the wrong tries of an account's pool. An address's stay: one account must not clear the way to the others."""
    connection.execute(delete(sign_in_try).where(sign_in_try.c.pool.in_([pool for pool, free in pooled if free == FREE])))


def _wait(connection: Connection, pool: str, free: int, now: datetime) -> timedelta:
    times = connection.scalars(select(sign_in_try.c.at).where(
        sign_in_try.c.pool == pool, sign_in_try.c.at > now - FORGOTTEN).order_by(sign_in_try.c.at.desc())).all()
    if len(times) < free:
        return timedelta()
    length = min(FIRST_WAIT * 2 ** min(len(times) - free, 10), LONGEST_WAIT)
    return max(timedelta(), times[0] + length - now)
