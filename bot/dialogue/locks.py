"""Who may work on a talk just now: one turn at a time, over all Rasa processes that share a Redis (SELFMAP_REDIS_URL).

Rasa's own RedisLockStore reads its tickets and then writes them, which two processes may do at the same time, and holds the ticket of
a process that died for a minute. This one uses Redis's own lock (SET NX with a time to live), kept alive while the turn lasts.

Runs inside the Rasa server (Python 3.10): standard library, rasa and what it brings only.
"""

import asyncio
import contextlib
import os
import time
from typing import Any, AsyncGenerator, Optional, Text

from rasa.core.lock_store import InMemoryLockStore, LockError, LockStore, RedisLockStore

PROBE = "ready"  # a talk that nobody has
LIFETIME = 10.0  # seconds for which a process that died keeps a talk from the others
LONGEST_WAIT = 60.0  # seconds after which the caller is told to ask again


class Locks:
    """Rasa makes one of these by its name in endpoints.yml, and gets Redis where that is set, else its own memory."""

    def __new__(cls, endpoint_config: Optional[Any] = None) -> "LockStore":  # type: ignore[misc]
        url = os.environ.get("SELFMAP_REDIS_URL")
        return shared(url) if url else InMemoryLockStore()


class SharedLocks(RedisLockStore):
    """Locks in Redis, each taken and let go in one step."""

    @contextlib.asynccontextmanager
    async def lock(self, conversation_id: Text, lock_lifetime: float = LIFETIME, wait_time_in_seconds: float = 0.1) -> AsyncGenerator[Any, None]:
        """Hold the lock of this talk while the block lasts. Raises LockError where it can't be had."""
        from redis.exceptions import RedisError

        held = self.red.lock(self.key_prefix + conversation_id, timeout=lock_lifetime, thread_local=False)
        until = time.monotonic() + LONGEST_WAIT
        try:
            while not held.acquire(blocking=False):
                if time.monotonic() > until:
                    raise LockError("another process works on this talk")
                await asyncio.sleep(wait_time_in_seconds)
        except RedisError as error:
            raise LockError(f"the locks can't be reached ({type(error).__name__})") from None
        keeping = asyncio.ensure_future(_keep(held, lock_lifetime))
        try:
            yield held
        finally:
            keeping.cancel()
            with contextlib.suppress(RedisError):  # it ends by itself
                held.release()


async def _keep(held: Any, lifetime: float) -> None:
    """Keep a lock from ending while its turn lasts. Redis may be away for a while."""
    from redis.exceptions import RedisError

    while True:
        await asyncio.sleep(lifetime / 4)
        with contextlib.suppress(RedisError):
            held.extend(lifetime, replace_ttl=True)


def shared(url: Text) -> LockStore:
    """Locks in the Redis of this address, such as redis://127.0.0.1:6379/0 (rediss:// with TLS). Raises ValueError."""
    from redis.connection import SSLConnection, parse_url

    given = parse_url(url)
    return SharedLocks(
        host=given.get("host", "localhost"), port=given.get("port", 6379), db=given.get("db", 0), username=given.get("username"),
        password=given.get("password"), use_ssl=given.get("connection_class") is SSLConnection)


def cannot_lock(store: LockStore) -> Optional[Text]:
    """Why no talk can be locked, or None."""
    try:
        if isinstance(store, SharedLocks):
            store.red.ping()
        else:
            store.get_lock(PROBE)
    except Exception as error:
        return f"the locks can't be reached ({type(error).__name__})"
    return None


def waits_for_lock(error: BaseException) -> bool:
    """Whether a turn did not begin because its talk could not be locked: asking again later is right."""
    return isinstance(error, LockError)
