"""Sad news beside a wish about check-ins ("not this week, my nan died"): it is met first, then the wish is done, and what is asked comes last."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from actions.endings import died
from actions.hard_news import KIND, is_hard_news, say_kindly
from actions.patterns import says
from actions.recording import record
from actions.turn import Turn
from nlu.checkins.planned import is_deed

PARTS = re.compile(r"[,.;!?\n]+|\b(?=(?:my|our|because|cos|coz|cuz|i'm|im|i've|ive|i just|we've|there's been|got my|its my|it's my)\b)", re.I)


def is_sad(text: str) -> bool:
    """Whether a death, a funeral or other news that is hard to tell is in it."""
    return bool(text) and (is_hard_news(text) or says("funeral", text) or _tells_of_death(text)) and not is_deed(text)


def without_sad(turn: Turn) -> Turn:
    """The same message without the parts that tell of it: "stop messaging me", of "stop messaging me my mum just died"."""
    parts = [part.strip() for part in PARTS.split(turn.text.replace("’", "'")) if part and part.strip()]
    return replace(turn, text=" ".join(part for part in parts if not is_sad(part)))


@contextmanager
def sad_first(turn: Turn) -> Iterator[bool]:
    """Meets what is sad; then whatever is done in this context; then what was asked about whoever died. Gives whether anything was."""
    sad, before = is_sad(turn.text), len(turn.dispatcher.messages)
    if sad and not (_tells_of_death(turn.text) and record(turn, turn.read(None), None)) and not say_kindly(turn):
        turn.say(KIND[0])
    asking = [each for each in turn.dispatcher.messages[before:] if (each.get("custom") or {}).get("asked")]
    turn.dispatcher.messages[before:] = [each for each in turn.dispatcher.messages[before:] if each not in asking]
    yield sad
    turn.dispatcher.messages.extend(asking)


def _tells_of_death(text: str) -> bool:
    return says("has died", text) and died(text)
