"""Who has died, and what is over: told by plain words, so that it is answered with care and never cheerfully."""

from dataclasses import replace

from actions.patterns import pattern, plain, says
from mapping.model import Kind, Mention, Reading

WORDS_BETWEEN = 2  # "Rex has sadly died"
BEINGS = (Kind.PERSON, Kind.PET, Kind.GROUP)


def died(text: str) -> bool:
    """Whether the words speak of a death."""
    return says("died", text) and not says("no death", text)


def ended(text: str, reading: Reading) -> Reading:
    """The reading with the one person spoken of kept as past, where the words say that it is over; and no wish for the dead."""
    beings = [mention for mention in reading.mentions if mention.kind in BEINGS and not mention.wished]
    if died(text):
        gone = _who_died(text, beings)
        return replace(reading, wishes=(), mentions=tuple(_past(each) if each is gone else each for each in reading.mentions))
    if len(beings) != 1 or not says("over", text) or says("not over", text):
        return reading
    return replace(reading, mentions=tuple(_past(each) if each is beings[0] else each for each in reading.mentions))


def _who_died(text: str, beings: list[Mention]) -> Mention | None:
    """The one just before the words, where the reader has seen nobody as gone."""
    said = plain(text)
    place = pattern("has died").search(said)
    if place is None or not all(mention.current for mention in beings):
        return None
    ends = {said.rfind(plain(mention.label), 0, place.start()) + len(mention.label): mention
            for mention in beings if plain(mention.label) in said[:place.start()]}
    nearest = max(ends, default=None)
    return ends[nearest] if nearest is not None and len(said[nearest:place.start()].split()) <= WORDS_BETWEEN else None


def _past(mention: Mention) -> Mention:
    return replace(mention, current=False, frequency=None)
