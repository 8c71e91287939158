"""Questions about the world and orders to a machine: "what's the weather in Leeds", "play some Oasis". They tell of nobody's life."""

from nlu.extraction.chat import STOPS, Message
from nlu.extraction.determiners import OWN, before
from nlu.extraction.sightings import Sighting

WONDERING = frozenset("what which how whose who when where why".split())
DOING = frozenset("do does did is are 's was were will would can could should has".split())
ASKING = DOING - {"is", "are", "'s", "has", "was", "were"}  # "what helps is the choir" tells
MEASURES = frozenset("many much far long old often big tall".split())
OPENING = frozenset("hey oi ok okay so um please right well and but alexa siri hi hello".split())
SUBJECTS = frozenset("you u i we they he she it the a an there any anyone anybody someone people this that".split())
ORDERS = frozenset("explain translate remind transfer recommend suggest calculate define spell convert compose generate pretend".split())
OF_MINE = frozenset("my our we us mine me".split())
FAR = 5


def asks_about_the_world(message: Message) -> bool:
    """Whether the whole message is such a question, so that a "they" in it is nobody on the map."""
    words = list(message.low)
    while words and words[0] in OPENING:
        words = words[1:]
    words = [word for word in words if word not in STOPS]
    return (_order(words) or _question(words)) and not set(words) & (OF_MINE | {"i", "he", "she", "him", "her", "his"})


def asked_of_us(message: Message, sighting: Sighting) -> bool:
    """Whether the thing is only in a question or an order that says nothing of the participant's own life."""
    start = max((at + 1 for at in range(sighting.start) if message.low[at] in STOPS), default=0)
    while start < sighting.start and message.low[start] in OPENING:
        start += 1
    words = message.low[start:]
    words = words[: next((at for at, word in enumerate(words) if word in STOPS), len(words))]
    _, determiner = before(message, sighting.start)
    if determiner in OWN or sighting.owner or not (_order(words) or _question(words)):
        return False
    told = set(words[2:] if words[1:2] in (["me"], ["us"]) else words)
    return not told & OF_MINE and not _of_me_beside(words)


def _question(words: list[str]) -> bool:
    first, second = [*words, "", ""][:2]
    if first == "who":
        return second not in SUBJECTS and len(words) > 2
    if first in WONDERING:
        counted = first == "how" and second in MEASURES
        return counted or second in DOING or first in ("what", "which", "how", "whose") and bool(ASKING & set(words[2:FAR]))
    return first in DOING - {"'s", "was", "were"} and second in SUBJECTS


def _order(words: list[str]) -> bool:
    if words[:1] in (["find"], ["tell"], ["call"], ["show"], ["name"], ["give"], ["get"], ["write"], ["draw"], ["sing"], ["send"]) and words[1:2] in (["me"], ["us"]):
        return True
    return len(words) > 1 and words[0] in ORDERS and words[1] not in (",", "and", "with", "at", "in", "on")


def _of_me_beside(words: list[str]) -> bool:
    """ "Is it bad that i go to the pub": what "i" does is told, not asked."""
    return any(b == "i" and a in ("that", "when", "if", "because", "cos", "and", "but", "where") for a, b in zip(words, words[1:]))
