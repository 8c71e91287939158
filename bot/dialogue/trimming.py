"""Rasa's memory of a talk stays short: every action call carries all of it, so a long one makes every turn slower.

What matters is in our own rows. Of Rasa's events the last turns stay, behind the slots and the form as they stood before.
Runs inside the Rasa server (Python 3.10): standard library, rasa and what it brings only.
"""

import copy
import time
from typing import List, Optional, Text

from bot.dialogue.tracker_store import DurableTrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME, SESSION_START_METADATA_SLOT
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

KEEP = 6  # turns that stay word for word: one more than the policies look back (config.yml)
MOST = 12  # turns; with more than these the talk is cut back to KEEP
SPARE = 300  # rows of sessions that are over; more than these go


async def keep_short(store: DurableTrackerStore, sender_id: Text) -> bool:
    """Cut this talk back where it has grown long. To be called between two turns. Returns whether it was cut.

    First the short form is stored, as a new session of the same talk; then what came before it goes. A crash in between
    leaves old rows that nothing reads, and a later call takes them.
    """
    tracker = await store.retrieve(sender_id)
    if tracker is None:
        return False
    events = list(tracker.events)
    _forget_old_sessions(store, sender_id, len(events))
    turns = [place for place, event in enumerate(events) if isinstance(event, UserUttered)]
    if len(turns) <= MOST or _silent_for_long(store, events[turns[-1]]):
        return False
    cut = _start_of_turn(events, turns[-KEEP])
    if cut is None:
        return False
    before = DialogueStateTracker.from_events(sender_id, events[:cut], slots=store.domain.slots, domain=store.domain)
    for event in _anew([*_as_it_stood(before), *events[cut:]]):
        tracker.update(event)
    await store.save(tracker)
    _forget_old_sessions(store, sender_id, len(tracker.events) - len(events), spare=0)
    return True


def _silent_for_long(store: DurableTrackerStore, last: Event) -> bool:
    """Whether Rasa will begin a new session by itself: the talk is short again then."""
    minutes = store.domain.session_config.session_expiration_time
    return bool(minutes) and time.time() - last.timestamp > minutes * 60


def _start_of_turn(events: List[Event], place: int) -> Optional[int]:
    """The place after the last wait for words before this one; None where there is none, and no safe cut."""
    for before in range(place, 0, -1):
        event = events[before - 1]
        if isinstance(event, ActionExecuted) and event.action_name == ACTION_LISTEN_NAME:
            return before
    return None


def _as_it_stood(tracker: DialogueStateTracker) -> List[Event]:
    """A session that begins where this talk stands: its slots, its form, and the wait for words."""
    slots = [SlotSet(name, slot.value) for name, slot in tracker.slots.items()
             if slot.value != slot.initial_value and name != SESSION_START_METADATA_SLOT]
    form = [ActiveLoop(tracker.active_loop_name)] if tracker.active_loop_name else []
    return [ActionExecuted(ACTION_SESSION_START_NAME), SessionStarted(), *slots, *form, ActionExecuted(ACTION_LISTEN_NAME)]


def _anew(events: List[Event]) -> List[Event]:
    """The same events as things of now, in order: Rasa reads a session as what is no older than its start."""
    start, fresh = time.time(), []
    for place, event in enumerate(events):
        one = copy.copy(event)
        one.timestamp = start + place * 1e-6
        fresh.append(one)
    return fresh


def _forget_old_sessions(store: DurableTrackerStore, sender_id: Text, of_this_session: int, *, spare: int = SPARE) -> None:
    """Delete what lies before the newest ``of_this_session`` rows, once it is more than ``spare``."""
    with store.session_scope() as session:
        rows = session.query(store.SQLEvent.id).filter(store.SQLEvent.sender_id == sender_id).order_by(store.SQLEvent.id).all()
        old = rows[:-of_this_session]
        if len(old) > spare:
            session.query(store.SQLEvent).filter(
                store.SQLEvent.sender_id == sender_id, store.SQLEvent.id <= old[-1][0]).delete(synchronize_session=False)
            session.commit()
