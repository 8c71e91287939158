"""The little words before a noun: "my", "the two", "Dev's"."""

from nlu.extraction.chat import Message
from nlu.extraction.sightings import Sighting

OWN = frozenset({"my", "our"})


THEIR = frozenset({"his", "her", "their"})


CARD = frozenset({"CD", "JJ", "JJR", "JJS", "RB", "VBN", "PDT", "NNP", "NN", "VBG", "HYPH", ","})


NUMBERS = frozenset("one two three four five six seven eight 1 2 3 4 5 6 7 8 both all other".split())


DETERMINERS = (
    frozenset("my our his her their your the a an no any some this that these those every another each its".split())
    | NUMBERS
)


CHAIN = frozenset(", and or / plus little big older younger twin two three four 2 3 4 her his their step half".split())


def before(message: Message, start: int) -> tuple[int, str]:
    """The word before a noun's describing words: its place (-1 if none) and itself where it is a "
    "determiner, else ''."""
    at = start - 1
    while (
        at >= 0
        and start - at <= 5
        and message.doc[at].tag_ in CARD
        and message.low[at] not in DETERMINERS
        and message.low[at] not in ("'s", "and", "called")
        and (message.doc[at].pos_ not in ("VERB", "AUX") or message.low[at] in ("grown", "adopted", "estranged", "beloved"))
    ):
        if message.low[at] == "," and message.doc[at + 1].tag_ not in ("JJ", "CD"):
            break
        if message.doc[at].tag_ in ("NN", "NNP") and message.doc[at].head.i < at:
            break
        at -= 1
    while at > 0 and message.low[at] in NUMBERS and message.low[at - 1] in DETERMINERS:
        at -= 1
    return at, message.low[at] if at >= 0 and message.low[at] in DETERMINERS else ""


def owner_ending(message: Message, found: list[Sighting], at: int) -> Sighting | None:
    """The being whose possessive stands at this word ("Dev" for the "'s" in "Dev's")."""
    if at > 0 and message.low[at] in ("'s", "'"):
        return next((s for s in reversed(found) if s.is_being and s.end == at), None)
    return None


def before_word(message: Message, at: int) -> str:
    """The word before this one, or ''."""
    return message.low[at - 1] if at else ""


def chained_to(message: Message, end: int, start: int) -> bool:
    """Whether only commas and "and" (and describing words) part a sighting that ends from one that starts here."""
    between = message.low[end:start]
    return bool(between) and len(between) <= 4 and all(w in CHAIN for w in between)


def had(message: Message, start: int) -> bool:
    """Whether the noun is what the participant says they have, see or get ("I have a support worker")."""
    return bool(
        {"have", "got", "'ve", "see", "has", "had", "with", "there", "get", "my", "saw"}
        & set(message.low[max(0, start - 5) : start])
    )
