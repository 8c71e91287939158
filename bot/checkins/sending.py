"""Settles one due check-in: judged, and where it may be sent, made a message, all in one transaction. A repeat changes nothing."""

from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, func, insert, select

from bot.checkins.prompts import Prompt, Prompts
from bot.turns.buttons import make_buttons
from bot.turns.inbox import new_message_id
from mapping.checkins import State, Verdict, judge
from mapping.errors import ParticipantUnknown
from mapping.goals import GoalStory, tell_stories
from mapping.goals.following import HOW
from mapping.services.checkins import ask_how, pause, plan_next
from mapping.store import checkins as rows
from mapping.store.access import looking, storing
from mapping.store.checkins import CheckinRow
from mapping.store.history import history_of, hold
from mapping.store.tables import checkin, message, participant

NEVER = datetime.min.replace(tzinfo=UTC)


def due(engine: Engine, *, now: datetime, most: int = 100) -> tuple[CheckinRow, ...]:
    """Everybody's check-ins that are to be judged by now. Raises StoreUnreachable."""
    with looking(engine) as connection:
        return rows.to_look_at(connection, now, most=most)


def settle(engine: Engine, checkin_id: str, prompts: Prompts, *, now: datetime) -> Verdict | None:
    """Judges one check-in with how things stand at this moment, and writes what becomes of it.

    None where it has its outcome already, or its person is gone. However often and by however many it is called, a slot
    has one outcome and at most one prompt: the row is settled in the same transaction as the message is written, and that
    message's key names the slot. Raises StoreUnreachable.
    """
    with storing(engine) as connection:
        row = rows.find(connection, checkin_id)
        if row is None:
            return None
        try:
            hold(connection, row.participant_id)  # whoever else is at it, or writes to this person's map, waits
        except ParticipantUnknown:
            return None
        row = rows.find(connection, checkin_id)
        if row is None or row.state is not State.DUE:
            return None
        return _settle(connection, row, prompts, now)


def _settle(connection: Connection, row: CheckinRow, prompts: Prompts, now: datetime) -> Verdict:
    history = history_of(connection, row.participant_id)
    situation = rows.situation_of(connection, row.participant_id, history)
    verdict = judge(situation, due_at=row.due_at, now=now)
    if verdict.state is State.DUE:
        rows.settle(connection, row.id, look_at=verdict.again_at, reason=verdict.reason)
        return verdict
    outcome: dict[str, object] = {"state": str(verdict.state), "reason": verdict.reason, "settled_at": now}
    if verdict.state is State.SENT:
        stories = {story.goal.id: story for story in tell_stories(history)}
        story = _turn_of(connection, row.participant_id, [stories[goal] for goal in situation.goals])
        message_id = _write(connection, row, prompts.how(story, _asked_so_far(connection, row.participant_id)), about=story.goal.id, now=now)
        ask_how(connection, row.participant_id, message_id, story.goal.id, now=now)
        outcome |= {"goal_id": story.goal.id, "message_id": message_id}
    elif verdict.pause:
        message_id = _write(connection, row, prompts.pausing(), about=None, now=now)
        pause(connection, row.participant_id, message_id, now=now)
        outcome["message_id"] = message_id
    rows.settle(connection, row.id, **outcome)
    plan_next(connection, row.participant_id, now=now)
    return verdict


def _turn_of(connection: Connection, participant_id: str, stories: list[GoalStory]) -> GoalStory:
    """The goal that was asked about longest ago, or never: with several, each gets its turn."""
    asked = rows.last_asked(connection, participant_id)
    return min(stories, key=lambda story: asked.get(story.goal.id, NEVER))


def _asked_so_far(connection: Connection, participant_id: str) -> int:
    sent = (checkin.c.participant_id == participant_id, checkin.c.state == str(State.SENT))
    return connection.scalar(select(func.count()).select_from(checkin).where(*sent)) or 0


def _write(connection: Connection, row: CheckinRow, prompt: Prompt, *, about: str | None, now: datetime) -> str:
    """One message to send. Its key names the slot, so that a second one for it is refused by the database itself."""
    message_id = new_message_id()
    channel = connection.scalar(select(participant.c.channel).where(participant.c.id == row.participant_id))
    connection.execute(insert(message).values(
        id=message_id, participant_id=row.participant_id, direction="out", kind="text", text=prompt.text,
        asked=HOW if about else None, about=about,
        buttons=make_buttons(connection, row.participant_id, message_id, prompt.buttons) or None, at=now,
        state="waiting" if channel == "telegram" else "sent",  # a page reads the rows itself
        channel_key=f"checkin:{row.id}",
    ))
    return message_id
