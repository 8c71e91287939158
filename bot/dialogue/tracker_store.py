"""Rasa's own memory of a talk, in our database folder; its errors are raised, and a talk can be erased.

Runs inside the Rasa server (Python 3.10): standard library, rasa and what it brings only.
"""

import copy
import json
from typing import Any, Dict, Iterator, List, Optional, Text

import sqlalchemy as sa
import sqlalchemy.event
import sqlalchemy.orm
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

OUR_SLOTS = {"requested_slot", "erased_by"}  # values of our own, never anybody's words


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

    def _additional_events(self, session: Any, tracker: DialogueStateTracker) -> Iterator[Event]:
        """The events to store. Before the person has said yes, nothing they wrote is among them."""
        events = super()._additional_events(session, tracker)
        return iter(events) if tracker.get_slot("consented") else (_without_words(event) for event in events)

    async def replies_to(self, sender_id: Text, message_id: Text) -> Optional[List[Dict[Text, Any]]]:
        """What was replied to this message, where its turn was finished and stored before; else None."""
        with self.session_scope() as session:
            stored = session.query(self.SQLEvent.data).filter(
                self.SQLEvent.sender_id == sender_id).order_by(self.SQLEvent.id).all()
        events = [json.loads(row[0]) for row in stored]
        mine = [
            place for place, event in enumerate(events)
            if event["event"] == "user" and (event.get("metadata") or {}).get("message_id") == message_id
        ]
        if not mine:
            return None
        replies = []
        for event in events[mine[-1] + 1:]:
            if event["event"] == "user":
                break
            if event["event"] == "bot":
                parts = {"text": event.get("text"), **(event.get("data") or {})}
                replies.append({key: parts[key] for key in ("text", "buttons", "custom") if parts.get(key)})
        return replies

    async def delete(self, sender_id: Text) -> None:
        """Erase every event of this conversation."""
        with self.session_scope() as session:
            session.query(self.SQLEvent).filter(self.SQLEvent.sender_id == sender_id).delete()
            session.commit()


def _prepare(connection: Any, _: Any) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _without_words(event: Event) -> Event:
    """The same event with what was typed left out: the intent and the message's id stay."""
    if isinstance(event, UserUttered):
        bare = copy.copy(event)
        bare.text, bare.entities = "", []
        bare.parse_data = {"intent": event.intent, "entities": [], "text": "", "metadata": event.metadata}
        return bare
    if isinstance(event, SlotSet) and isinstance(event.value, str) and event.key not in OUR_SLOTS:
        return SlotSet(event.key, None, timestamp=event.timestamp)
    return event


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
