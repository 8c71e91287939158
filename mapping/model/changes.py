"""Facts in the past tense: a map is the fold of its changes, so every earlier map can be rebuilt."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class ChangeKind(StrEnum):
    """What happened."""

    ITEM_ADDED = "item_added"
    ITEM_CHANGED = "item_changed"
    ITEM_REMOVED = "item_removed"
    ITEMS_MERGED = "items_merged"
    TIE_ADDED = "tie_added"
    TIE_REMOVED = "tie_removed"
    WISH_ADDED = "wish_added"
    BARRIER_ADDED = "barrier_added"
    GOAL_CHOSEN = "goal_chosen"
    GOAL_CHANGED = "goal_changed"
    GOAL_RATED = "goal_rated"
    PLAN_MADE = "plan_made"
    CHECKIN_HEARD = "checkin_heard"  # how it went with a goal, as the person told it
    CHECKINS_SET = "checkins_set"  # whether, which days, when and how often the person wants to be asked
    CHECKINS_PAUSED = "checkins_paused"  # by us: a question was left without an answer
    SESSION_STARTED = "session_started"  # with a peer support worker: its number, and the topics asked about anew
    MEASURE_ANSWERED = "measure_answered"  # an outcome question that the service turned on
    QUESTION_ASKED = "question_asked"
    QUESTION_ANSWERED = "question_answered"
    UNDONE = "undone"
    STARTED_OVER = "started_over"
    MESSAGE_READ = "message_read"
    FACTS_TAKEN_OFF = "facts_taken_off"  # what one message (message_id) said of one item, goal, wish or barrier (id) was meant of another; where it says only, only its facts of that kind


@dataclass(frozen=True, slots=True)
class Change:
    """One fact: what happened, from which message, when (aware UTC). ``body`` is JSON-able and holds ids and words.

    ``missed_in`` in the body: the message that says so, where the bot missed it and a worker put it in.
    """

    kind: ChangeKind
    body: dict[str, Any]
    message_id: str
    at: datetime
    session: int = 1
    seq: int | None = None

    @property
    def sources(self) -> tuple[str, ...]:
        """The messages it comes from: the one with the words first, where the bot had missed it there."""
        missed_in = self.body.get("missed_in")
        return (missed_in, self.message_id) if missed_in else (self.message_id,)
