"""News that is hard to tell ("my mum is poorly, shes in hospital"): it gets a kind word first, and only then what became of the map."""

from actions import words
from actions.patterns import pattern, plain, says
from actions.turn import Turn

KIND = ("utter_people_hard_news", "utter_people_hard_news_2")
LATELY = 6  # of what we said: within these the same words are not said twice


def is_hard_news(text: str) -> bool:
    """Whether the words tell of illness, a break-up or a loss that is going on now."""
    return bool(text) and says("hard news", text) and not says("long ago", text)


def say_kindly(turn: Turn) -> bool:
    """A kind word, in turn, and none where one was said just before. False where nothing of the kind was told."""
    if not is_hard_news(turn.text):
        return False
    said = [event.get("text") for event in turn.tracker.events if event.get("event") == "bot"][-LATELY:]
    fresh = [name for name in KIND if words.phrase(name) not in said]
    if len(fresh) == len(KIND) or fresh and pattern("grave news").search(plain(turn.text)):
        turn.say(fresh[0])
        return True
    return False


def said_kindly(turn: Turn) -> bool:
    """Whether this turn has said a kind word already."""
    kind = {words.phrase(name) for name in KIND}
    return any(message.get("text") in kind for message in turn.dispatcher.messages)
