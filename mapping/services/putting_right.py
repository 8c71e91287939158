"""A peer support worker puts right what the bot misunderstood: by the same corrections as the person's own, and they are told."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Engine, delete, insert, select

from mapping.checkins.rhythm import rhythm_of, within
from mapping.describe.noted import tell_noted
from mapping.errors import GoalUnknown, ParticipantUnknown, RatingOutOfRange
from mapping.goals import GoalStory, Outcome, tell_stories
from mapping.history import standing
from mapping.history.bodies import CLOSED_SETS
from mapping.model import ChangeKind, Correction, Reading
from mapping.services import goals
from mapping.services.draft import Draft
from mapping.services.once import Turn, Written, write_once
from mapping.services.placing import move_reading, place_reading
from mapping.store.access import looking, storing
from mapping.store.history import history_of, hold
from mapping.store.tables import alert, message, parted, participant

PART, KIND, HELD = "console", "correction", "held"
HERE = timedelta(minutes=10)  # somebody who wrote so lately is still here, whatever the hour
FIELDS = ("impact", "closeness", "frequency", "kind", "relation", "current")


@dataclass(frozen=True, slots=True)
class PutRight:
    """What a correction did, in words; empty where the map says so already. ``message_id`` tells the person of it."""

    lines: tuple[str, ...]
    message_id: str


def put_right(
    engine: Engine, participant_id: str, correction: Correction, meant: Mapping[str, str], *, key: str,
    words: Callable[[Sequence[str]], str], now: datetime,
) -> PutRight:
    """Does one correction for a worker. ``meant``: label to item id for the labels in it. ``words`` makes, of what changed,
    the message to the person. ``key`` names this one act: done again, it changes nothing.

    Raises ParticipantUnknown, ConsentMissing, StoreUnreachable.
    """
    work = partial(place_reading, reading=Reading(corrections=(correction,)), asked=None, about=None, meant=meant)
    return put_once(engine, participant_id, work, key=key, words=words, now=now)


def not_about(
    engine: Engine, participant_id: str, message_id: str, item_id: str, *, key: str, words: Callable[[Sequence[str]], str], now: datetime,
) -> PutRight:
    """Takes off one item or goal all that one message said of it, since it was not meant. Else as ``put_right``."""
    work = partial(move_reading, message_id=message_id, item_id=item_id, reading=Reading(), asked=None, about=None, meant={})
    return put_once(engine, participant_id, work, key=key, words=words, now=now)


def put_goal_right(
    engine: Engine, participant_id: str, goal_id: str, said: Mapping[str, str], *, key: str, words: Callable[[Sequence[str]], str],
    now: datetime,
) -> PutRight:
    """Changes of a goal what is given: text, first_step, when, where, with_whom, state. Else as ``put_right``.

    Raises GoalUnknown, TooManyGoals, ParticipantUnknown, ConsentMissing, StoreUnreachable.
    """
    return put_once(engine, participant_id, partial(_change_goal, goal_id=goal_id, said=said), key=key, words=words, now=now)


def heard_otherwise(
    engine: Engine, participant_id: str, goal_id: str, message_id: str, outcome: Outcome, *, key: str,
    words: Callable[[Sequence[str]], str], now: datetime,
) -> PutRight:
    """How it went with a goal was heard wrong in this message: it counts as this from now on, on the day they said it.

    Raises as ``put_goal_right``; GoalUnknown too where nothing was heard of it in that message.
    """
    work = partial(_hear_anew, goal_id=goal_id, message_id=message_id, outcome=outcome)
    return put_once(engine, participant_id, work, key=key, words=words, now=now)


def rated_otherwise(
    engine: Engine, participant_id: str, goal_id: str, message_id: str, value: int | None, *, key: str,
    words: Callable[[Sequence[str]], str], now: datetime,
) -> PutRight:
    """The number given for a goal in this message was another one (0 to 10), or none: None. It counts on the day they said it.

    Raises as ``put_goal_right``; RatingOutOfRange; GoalUnknown too where that message gave no number.
    """
    work = partial(_rate_anew, goal_id=goal_id, message_id=message_id, value=value)
    return put_once(engine, participant_id, work, key=key, words=words, now=now)


def planned_otherwise(
    engine: Engine, participant_id: str, goal_id: str, plan_id: str, *, if_words: str | None = None, then_words: str | None = None, key: str,
    words: Callable[[Sequence[str]], str], now: datetime,
) -> PutRight:
    """An if-then plan in other words, of which only those given change; none given: there is no such plan.

    Raises as ``put_goal_right``; GoalUnknown too where the goal has no such plan.
    """
    work = partial(_plan_anew, goal_id=goal_id, plan_id=plan_id, if_words=if_words, then_words=then_words)
    return put_once(engine, participant_id, work, key=key, words=words, now=now)


def can_be(field: str) -> tuple[str, ...]:
    """The values that a field of an item can be set to; empty for a relation, which may be any word."""
    return ("true", "false") if field == "current" else tuple(CLOSED_SETS.get(field, ()))


def release(engine: Engine, *, now: datetime) -> int:
    """Hands over what people are to be told of corrections, where the moment fits. Returns how many.

    It does not in their quiet hours unless they are here, nor while an alert of theirs is open or a turn is under way.
    """
    with looking(engine) as connection:
        rows = connection.execute(select(message.c.participant_id, message.c.id).where(
            message.c.direction == "out", message.c.state == HELD).order_by(message.c.seq)).all()
    return sum(_release(engine, row.participant_id, row.id, now) for row in rows)


def put_once(
    engine: Engine, participant_id: str, work: Callable[[Draft], None], *, key: str, words: Callable[[Sequence[str]], str], now: datetime,
) -> PutRight:
    """Does this one act of a worker's, and keeps the message that tells the person of it, where anything changed. Raises as ``work``."""
    message_id = f"m_{hashlib.sha256(f'{participant_id} {key}'.encode()).hexdigest()[:24]}"
    written = write_once(engine, Turn(participant_id, message_id, PART, now), work)
    lines = _lines(written, message_id)
    if lines:
        with storing(engine) as connection:
            hold(connection, participant_id)
            if connection.scalar(select(message.c.id).where(message.c.id == message_id)) is None:
                connection.execute(insert(message).values(
                    id=message_id, participant_id=participant_id, direction="out", kind=KIND, text=words(lines), at=now, state=HELD))
    return PutRight(lines, message_id)


def _change_goal(draft: Draft, *, goal_id: str, said: Mapping[str, str]) -> None:
    story = _story(draft, goal_id)
    now = {
        "text": story.goal.text, "first_step": story.goal.first_step, "state": story.goal.state, "when": story.when, "where": story.where,
        "with_whom": story.with_whom,
    }
    goals.change(draft, goal_id=goal_id, said={name: value for name, value in said.items() if value != now[name]})


def _hear_anew(draft: Draft, *, goal_id: str, message_id: str, outcome: Outcome) -> None:
    heard = next((each for each in _story(draft, goal_id).heard if each.message_id == message_id), None)
    if heard is None:
        raise GoalUnknown("Nothing was heard of this goal in that message.")
    if heard.outcome is outcome:
        return
    _take_off(draft, goal_id, message_id, ChangeKind.CHECKIN_HEARD)
    draft.write(
        ChangeKind.CHECKIN_HEARD, goal=goal_id, outcome=str(outcome), words=heard.words, checkin=heard.checkin, at=heard.at.isoformat())


def _rate_anew(draft: Draft, *, goal_id: str, message_id: str, value: int | None) -> None:
    rated = next((each for each in _story(draft, goal_id).ratings if each.message_id == message_id), None)
    if rated is None:
        raise GoalUnknown("No number was given for this goal in that message.")
    if value == rated.value:
        return
    if value is not None and not goals.LOWEST <= value <= goals.HIGHEST:
        raise RatingOutOfRange(f"A rating is a whole number from {goals.LOWEST} to {goals.HIGHEST}.")
    _take_off(draft, goal_id, message_id, ChangeKind.GOAL_RATED)
    if value is not None:
        draft.write(ChangeKind.GOAL_RATED, goal=goal_id, value=value, at=rated.at.isoformat())


def _plan_anew(draft: Draft, *, goal_id: str, plan_id: str, if_words: str | None, then_words: str | None) -> None:
    plan = next((each for each in _story(draft, goal_id).plans if each.id == plan_id), None)
    if plan is None:
        raise GoalUnknown("This goal has no such plan.")
    if not if_words and not then_words:
        for made in [each for each in standing(draft.history) if each.kind is ChangeKind.PLAN_MADE and each.body["id"] == plan_id]:
            _take_off(draft, goal_id, made.message_id, ChangeKind.PLAN_MADE)  # in all the words it had
    elif (if_words or plan.if_words, then_words or plan.then_words) != (plan.if_words, plan.then_words):
        draft.write(ChangeKind.PLAN_MADE, id=plan_id, goal=goal_id, barrier=plan.barrier, **{
            "if": if_words or plan.if_words, "then": then_words or plan.then_words})


def _take_off(draft: Draft, goal_id: str, message_id: str, kind: ChangeKind) -> None:
    """What the message said of this sort; all else that it said of the goal stays."""
    draft.write(ChangeKind.FACTS_TAKEN_OFF, message_id=message_id, id=goal_id, only=str(kind))


def _story(draft: Draft, goal_id: str) -> GoalStory:
    found = next((story for story in tell_stories(draft.history) if story.goal.id == goal_id), None)
    if found is None:
        raise GoalUnknown("No goal of this person has this id.")
    return found


def _lines(written: Written, message_id: str) -> tuple[str, ...]:
    notes = tell_noted(written.history, [message_id]).get(message_id, ())
    passed_by = {ChangeKind.MESSAGE_READ}
    if any(note.kind in (ChangeKind.CHECKIN_HEARD, ChangeKind.GOAL_RATED) for note in notes):
        passed_by.add(ChangeKind.FACTS_TAKEN_OFF)  # how it is understood now says enough
    return tuple(note.text for note in notes if note.kind not in passed_by)


def _release(engine: Engine, participant_id: str, message_id: str, now: datetime) -> bool:
    with storing(engine) as connection:
        try:
            hold(connection, participant_id)
        except ParticipantUnknown:
            return False
        row = connection.execute(select(message).where(message.c.id == message_id, message.c.state == HELD)).mappings().one_or_none()
        if row is None or not _fits(connection, participant_id, now):
            return False
        # a new row under the old id: it takes its place among the messages where the person sees it
        channel = connection.scalar(select(participant.c.channel).where(participant.c.id == participant_id))
        connection.execute(delete(message).where(message.c.id == message_id))
        values = {name: value for name, value in row.items() if name != "seq"}
        connection.execute(insert(message).values(**{**values, "at": now, "state": "waiting" if channel == "telegram" else "sent"}))
        return True


def _fits(connection: Connection, participant_id: str, now: datetime) -> bool:
    mine = message.c.participant_id == participant_id
    away = connection.execute(select(participant.c.blocked_at, participant.c.discharged_at).where(participant.c.id == participant_id)).one()
    open_alert = select(alert.c.id).where(alert.c.participant_id == participant_id, alert.c.acknowledged_at.is_(None)).limit(1)
    under_way = select(message.c.id).where(mine, message.c.direction == "in", message.c.state == "received").limit(1)
    leaving = select(parted.c.participant_id).where(parted.c.participant_id == participant_id)
    if away.blocked_at or away.discharged_at or connection.scalar(leaving) or connection.scalar(open_alert) or connection.scalar(under_way):
        return False
    last = connection.scalar(select(message.c.at).where(mine, message.c.direction == "in").order_by(message.c.seq.desc()).limit(1))
    rhythm = rhythm_of(history_of(connection, participant_id))
    quiet = within(now.astimezone(ZoneInfo(rhythm.zone)).time(), rhythm.quiet_from, rhythm.quiet_to)
    return not quiet or last is not None and now - last <= HERE

