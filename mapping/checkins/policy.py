"""Whether a due check-in may be sent. Asked at the moment of sending, with how things stand then, and never before."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from mapping.checkins.rhythm import Rhythm
from mapping.checkins.schedule import is_due_at, is_quiet, quiet_ends

LATEST = timedelta(hours=12)  # a check-in later than this is not sent any more
ALERT_LOOK = timedelta(minutes=5)  # how soon a check-in that an alert holds back is looked at again
TALKING = timedelta(minutes=20)  # after somebody's last message: a check-in does not break into a talk


class State(StrEnum):
    """What became of a check-in: one outcome each, and ``due`` until then."""

    DUE = "due"
    SENT = "sent"
    SKIPPED = "skipped"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Situation:
    """How things stand with a person at one moment. ``goals``: ids of those under way that are asked about."""

    rhythm: Rhythm
    goals: tuple[str, ...]
    consented: bool = True
    blocked: bool = False
    discharged: bool = False
    leaving: bool = False  # asked to have everything erased
    alert_open: bool = False
    unanswered: bool = False  # the prompt before this one got no answer
    last_message_at: datetime | None = None  # when they last wrote or pressed something


@dataclass(frozen=True, slots=True)
class Verdict:
    """``state`` DUE: not now, look again at ``again_at``. ``pause``: say once how to come back, and stop asking."""

    state: State
    reason: str | None = None
    again_at: datetime | None = None
    pause: bool = False


def judge(situation: Situation, *, due_at: datetime, now: datetime) -> Verdict:
    """Send, skip (and why), let expire, or wait. ``due_at`` and ``now`` are aware UTC."""
    if (why := _never(situation, due_at)) is not None:
        return Verdict(State.SKIPPED, why)
    if now - due_at > LATEST:
        return Verdict(State.EXPIRED, "alert" if situation.alert_open else "late")
    if situation.alert_open:
        return Verdict(State.DUE, "alert", again_at=now + ALERT_LOOK)
    if now < due_at:
        return Verdict(State.DUE, again_at=due_at)
    if is_quiet(situation.rhythm, now):
        return Verdict(State.DUE, "quiet", again_at=quiet_ends(situation.rhythm, now))
    if situation.last_message_at and now - situation.last_message_at < TALKING:
        return Verdict(State.DUE, "talking", again_at=situation.last_message_at + TALKING)
    if situation.unanswered:
        return Verdict(State.SKIPPED, "unanswered", pause=True)
    return Verdict(State.SENT)


def _never(situation: Situation, due_at: datetime) -> str | None:
    """Why this one is not to be sent at any time, or None."""
    reasons = (
        ("no consent", not situation.consented or situation.leaving),
        ("discharged", situation.discharged),
        ("blocked", situation.blocked),
        ("stopped", not situation.rhythm.on),
        ("paused", situation.rhythm.paused),
        ("changed", not is_due_at(situation.rhythm, due_at)),
        ("no goal", not situation.goals),
    )
    return next((why for why, holds in reasons if holds), None)
