"""Check-ins between sessions: when they are due, in the person's own time, and whether one may be sent. Pure functions."""

from mapping.checkins.policy import LATEST, Situation, State, Verdict, judge
from mapping.checkins.rhythm import DEFAULT_ZONE, EVENING, Rhythm, changed, rhythm_of
from mapping.checkins.schedule import is_quiet, next_due, quiet_ends

__all__ = [
    "DEFAULT_ZONE", "EVENING", "LATEST", "Rhythm", "Situation", "State", "Verdict", "changed", "is_quiet", "judge", "next_due",
    "quiet_ends", "rhythm_of",
]
