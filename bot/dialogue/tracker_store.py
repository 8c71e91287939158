"""Rasa's own memory of a talk, in our database folder: sealed under the person's key, its errors raised, and to be erased.

The key comes with each call and is kept in memory only: this process has none of its own (decision 0019).
Runs inside the Rasa server (Python 3.10): standard library, rasa and what it brings, and cryptography only.
"""

import base64
import contextlib
import copy
import json
import logging
import secrets
import time
from collections import OrderedDict
from typing import Any, AsyncIterator, Dict, Iterator, List, Optional, Text

import sqlalchemy as sa
import sqlalchemy.event
import sqlalchemy.orm
import sqlalchemy.pool
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore
from rasa.shared.core.constants import REQUESTED_SLOT
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActiveLoop, BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

OUR_SLOTS = {"requested_slot", "erased_by"}  # values of our own, never anybody's words
MARK = "s1:"  # before every sealed event: how it was sealed
NONCE = 12  # bytes
TALKS_OPEN = 4096  # people whose keys are remembered; the key comes again with every message
logger = logging.getLogger(__name__)


class TalkSealed(Exception):
    """A talk can't be opened: no key came for it, or what is kept was altered, moved, or never sealed."""


class DurableTrackerStore(SQLTrackerStore):
    """SQLTrackerStore by address (SQLite in WAL mode, or PostgreSQL): every event sealed, and one person's talk can be erased."""

    def __init__(
        self, domain: Optional[Domain] = None, host: Text = "sqlite:///rasa.db", event_broker: Optional[EventBroker] = None,
        **kwargs: Any,
    ) -> None:
        # Rasa hands the setting `url` over as `host`, and takes an AttributeError here for "no such store": it would then
        # quietly keep everything in memory. The channel checks that this store is really in use.
        url = host
        TrackerStore.__init__(self, domain, event_broker, **kwargs)
        # SQLAlchemy 1.4 would open SQLite's file anew for each look; readiness is looked at from another thread
        options = {"connect_args": {"timeout": 10, "check_same_thread": False}, "poolclass": sa.pool.QueuePool} if url.startswith("sqlite") else {"pool_pre_ping": True}
        self.engine = sa.create_engine(url, **options)
        if url.startswith("sqlite"):
            sa.event.listen(self.engine, "connect", _prepare)
        self._make_tables()
        self.sessionmaker = sa.orm.session.sessionmaker(bind=self.engine)
        self.ciphers: "OrderedDict[Text, AESGCM]" = OrderedDict()
        self.at_hand: Dict[Text, Optional[DialogueStateTracker]] = {}
        self._drop_what_is_plain()

    def _make_tables(self) -> None:
        """Make what is missing. Two Rasa that start at once on an empty database may both try: the second then finds it made."""
        try:
            self.Base.metadata.create_all(self.engine)
        except (sa.exc.ProgrammingError, sa.exc.IntegrityError, sa.exc.OperationalError):
            time.sleep(1.0)
            self.Base.metadata.create_all(self.engine)

    def unlock(self, sender_id: Text, key: bytes) -> None:
        """Remember the key of this person's talk for the turn that comes."""
        self.ciphers[sender_id] = AESGCM(key)
        self.ciphers.move_to_end(sender_id)
        while len(self.ciphers) > TALKS_OPEN:
            self.ciphers.popitem(last=False)

    @contextlib.asynccontextmanager
    async def read_once(self, sender_id: Text) -> AsyncIterator[None]:
        """Within this block the first reading of a talk serves the second one too, unless the talk was stored in between. For who holds its lock."""
        self.at_hand[sender_id] = None
        try:
            yield
        finally:
            self.at_hand.pop(sender_id, None)

    @contextlib.contextmanager
    def session_scope(self) -> Iterator[Any]:
        """A database session. Rasa's own ends the whole server on any ValueError; this one only lets go."""
        session = self.sessionmaker()
        try:
            yield session
        finally:
            session.close()

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Store what is new of a talk, sealed. Which intent and which action is inside the seal too."""
        self.at_hand.pop(tracker.sender_id, None)
        await self.stream_events(tracker)
        with self.session_scope() as session:
            for event in self._additional_events(session, tracker):
                data = event.as_dict()
                row = self.SQLEvent(sender_id=tracker.sender_id, type_name=event.type_name, timestamp=data.get("timestamp"))
                row.data = self._seal(row, json.dumps(data))
                session.add(row)
            session.commit()

    async def _retrieve(self, sender_id: Text, fetch_events_from_all_sessions: bool) -> Optional[DialogueStateTracker]:
        if not fetch_events_from_all_sessions and self.at_hand.get(sender_id) is not None:
            return self.at_hand.pop(sender_id)
        with self.session_scope() as session:
            rows = self._event_query(session, sender_id, fetch_events_from_all_sessions=fetch_events_from_all_sessions).all()
        events = [self._open(row) for row in rows]
        if not self.domain or not events:
            return None
        tracker = _fit_for(self.domain, DialogueStateTracker.from_dict(sender_id, events, self.domain.slots))
        if not fetch_events_from_all_sessions and sender_id in self.at_hand:
            self.at_hand[sender_id] = tracker
        return tracker

    def _seal(self, row: Any, words: Text) -> Text:
        nonce = secrets.token_bytes(NONCE)
        sealed = nonce + self._cipher(row.sender_id).encrypt(nonce, words.encode(), _place(row))
        return MARK + base64.b64encode(sealed).decode("ascii")

    def _open(self, row: Any) -> Dict[Text, Any]:
        try:
            sealed = base64.b64decode(row.data[len(MARK):], validate=True) if row.data.startswith(MARK) else b""
            opened = self._cipher(row.sender_id).decrypt(sealed[:NONCE], sealed[NONCE:], _place(row))
        except (InvalidTag, ValueError):
            raise TalkSealed("an event was altered, moved, or is not sealed; it is not used") from None
        return json.loads(opened)

    def _cipher(self, sender_id: Text) -> AESGCM:
        try:
            return self.ciphers[sender_id]
        except KeyError:
            raise TalkSealed("no key came for this talk") from None

    def try_to_write(self) -> None:
        """A real write, taken back before it is kept. Raises whatever the database says against it."""
        with self.session_scope() as session:
            session.query(self.SQLEvent).filter(self.SQLEvent.id < 0).delete(synchronize_session=False)
            session.rollback()

    def _drop_what_is_plain(self) -> None:
        """Drop events from before they were sealed. Nothing is lost: our own rows know where each talk stands."""
        plain = sa.or_(self.SQLEvent.data.is_(None), ~self.SQLEvent.data.startswith(MARK, autoescape=True))
        with self.session_scope() as session:
            dropped = session.query(self.SQLEvent).filter(plain).delete(synchronize_session=False)
            session.commit()
        if dropped and self.engine.dialect.name == "sqlite":
            with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                for step in ("PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                    connection.exec_driver_sql(step)
        if dropped:
            logger.warning("%s events that were not sealed are dropped; talks go on from our own rows", dropped)

    def _additional_events(self, session: Any, tracker: DialogueStateTracker) -> Iterator[Event]:
        """The events to store. Before the person has said yes, nothing they wrote is among them."""
        events = super()._additional_events(session, tracker)
        return iter(events) if tracker.get_slot("consented") else (_without_words(event) for event in events)

    async def replies_to(self, sender_id: Text, message_id: Text) -> Optional[List[Dict[Text, Any]]]:
        """What was replied to this message, where its turn was finished and stored before; else None."""
        with self.session_scope() as session:
            said = session.query(self.SQLEvent).filter(
                self.SQLEvent.sender_id == sender_id, self.SQLEvent.type_name.in_((UserUttered.type_name, BotUttered.type_name))).order_by(self.SQLEvent.id).all()
        mine = [
            place for place, row in enumerate(said)
            if row.type_name == UserUttered.type_name and (self._open(row).get("metadata") or {}).get("message_id") == message_id
        ]
        if not mine:
            return None
        replies = []
        for row in said[mine[-1] + 1:]:
            event = self._open(row)
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
        self.ciphers.pop(sender_id, None)
        if self.engine.dialect.name == "sqlite":
            with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")  # nothing of it stays in the journal


def _fit_for(domain: Domain, tracker: DialogueStateTracker) -> DialogueStateTracker:
    """A talk from before an upgrade may stand in a form that is no more: it leaves it, and our own rows know what to ask next.

    Rasa would fail at every further message of this person.
    """
    if tracker.active_loop_name and tracker.active_loop_name not in domain.form_names:
        tracker.update(ActiveLoop(None))
        tracker.update(SlotSet(REQUESTED_SLOT, None))
    return tracker


def _place(row: Any) -> bytes:
    """What a sealed event is bound to: whose talk, what kind of event, and when."""
    return f"{row.sender_id}\n{row.type_name}\n{row.timestamp!r}".encode()


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


def store_is_away(error: BaseException) -> bool:
    """Whether the database could not be reached, or was locked: nothing of the turn is stored, and asking again later is right."""
    return isinstance(error, (sa.exc.OperationalError, sa.exc.InterfaceError, sa.exc.TimeoutError)) or (
        isinstance(error, sa.exc.DBAPIError) and error.connection_invalidated)


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
