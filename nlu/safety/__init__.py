"""Safety: finds danger in a message, and has the reviewed words and the helplines that answer it."""

from nlu.safety.kinds import DangerKind, Hit
from nlu.safety.screen import Screen
from nlu.safety.words import crisis_reply

__all__ = ["DangerKind", "Hit", "Screen", "crisis_reply"]
