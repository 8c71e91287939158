"""Rasa's own memory of a talk, in our database folder; its errors are raised, and a talk can be erased.

Runs inside the Rasa server (Python 3.10): standard library, rasa and what it brings only.
"""

from typing import Any, Optional, Text

import sqlalchemy as sa
import sqlalchemy.event
import sqlalchemy.orm
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain


class DurableTrackerStore(SQLTrackerStore):
    """SQLTrackerStore by address (SQLite in WAL mode, or PostgreSQL), with a way to erase one person's talk."""

    def __init__(
        self, domain: Optional[Domain] = None, host: Text = "sqlite:///rasa.db", event_broker: Optional[EventBroker] = None,
        **kwargs: Any,
    ) -> None:
        # Rasa hands the setting `url` over as `host`, and takes an AttributeError here for "no such store": it would then
        # quietly keep everything in memory. The channel checks that this store is really in use.
        url = host
        TrackerStore.__init__(self, domain, event_broker, **kwargs)
        options = {"connect_args": {"timeout": 10}} if url.startswith("sqlite") else {"pool_pre_ping": True}
        self.engine = sa.create_engine(url, **options)
        if url.startswith("sqlite"):
            sa.event.listen(self.engine, "connect", _prepare)
        self.Base.metadata.create_all(self.engine)
        self.sessionmaker = sa.orm.session.sessionmaker(bind=self.engine)

    async def delete(self, sender_id: Text) -> None:
        """Erase every event of this conversation."""
        with self.session_scope() as session:
            session.query(self.SQLEvent).filter(self.SQLEvent.sender_id == sender_id).delete()
            session.commit()


def _prepare(connection: Any, _: Any) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def durable_store_of(agent: Any) -> DurableTrackerStore:
    """The store that this agent keeps its talks in, with Rasa's wrapper taken off: that one hides errors and forgets turns.

    Raises RuntimeError where Rasa has fallen back to keeping talks in memory.
    """
    store = getattr(agent.tracker_store, "_tracker_store", agent.tracker_store)
    if not isinstance(store, DurableTrackerStore):
        raise RuntimeError(f"Rasa keeps its talks in {type(store).__name__}, not in its database")
    agent.tracker_store = store
    agent.processor.tracker_store = store
    return store
