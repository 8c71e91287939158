"""Who may work on a talk just now: one turn at a time, over all Rasa processes that share a Redis (SELFMAP_REDIS_URL).

Runs inside the Rasa server (Python 3.10): standard library, rasa and what it brings only.
"""

import os
from typing import Any, Optional, Text

from rasa.core.lock_store import InMemoryLockStore, LockError, LockStore, RedisLockStore

PROBE = "ready"  # a talk that nobody has


class Locks:
    """Rasa makes one of these by its name in endpoints.yml, and gets Redis where that is set, else its own memory."""

    def __new__(cls, endpoint_config: Optional[Any] = None) -> "LockStore":  # type: ignore[misc]
        url = os.environ.get("SELFMAP_REDIS_URL")
        return shared(url) if url else InMemoryLockStore()


def shared(url: Text) -> LockStore:
    """Locks in the Redis of this address, such as redis://127.0.0.1:6379/0 (rediss:// with TLS). Raises ValueError."""
    from redis.connection import SSLConnection, parse_url

    given = parse_url(url)
    return RedisLockStore(
        host=given.get("host", "localhost"), port=given.get("port", 6379), db=given.get("db", 0), username=given.get("username"),
        password=given.get("password"), use_ssl=given.get("connection_class") is SSLConnection)


def cannot_lock(store: LockStore) -> Optional[Text]:
    """Why no talk can be locked, or None."""
    try:
        store.get_lock(PROBE)
    except Exception as error:
        return f"the locks can't be reached ({type(error).__name__})"
    return None


def waits_for_lock(error: BaseException) -> bool:
    """Whether a turn did not begin because its talk could not be locked: asking again later is right."""
    return isinstance(error, LockError)
