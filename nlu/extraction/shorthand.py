"""People written short, as on forums: "my 4 year old", "our two-year-old", "my SO", "the SD"."""

import re

from mapping.model import Kind
from nlu.extraction.chat import Message
from nlu.extraction.determiners import before
from nlu.extraction.sightings import Sighting, formal_of

NUMBER = (
    r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen)"
)
AGE = re.compile(rf"{NUMBER}[ -]?(?:(?:years?|yrs?|months?|mths?|weeks?)[ -]olds?|y/?os?)")
LETTERS = {
    "SO": "partner", "OH": "partner", "DP": "partner", "DH": "husband", "DW": "wife", "DS": "son", "DD": "daughter",
    "SD": "daughter", "SS": "son", "SM": "mother", "DM": "mother", "DF": "father", "BM": "other", "GF": "partner",
    "BF": "partner", "RA": "other", "TA": "teacher", "PO": "other", "LO": "child", "STBX": "partner", "STBXH": "husband",
}  # fmt: skip
PROFESSIONAL = frozenset({"RA", "PO"})


def find_short(message: Message, taken: set[int]) -> list[Sighting]:
    """Sightings of people told by their age alone or by letters, where nobody was found yet."""
    found: list[Sighting] = []
    shouting = message.words and sum(w.text.isupper() for w in message.words) > len(message.words) / 2
    for at in range(len(message)):
        if at in taken or any(s.start <= at < s.end for s in found):
            continue
        sighting = _by_age(message, at) or (None if shouting else _by_letters(message, at))
        if sighting:
            found.append(sighting)
    return found


def _by_age(message: Message, at: int) -> Sighting | None:
    """ "My 2 year old" is a child, unless somebody follows ("my 2 year old nephew")."""
    if not (message.low[at][:1].isdigit() or re.match(NUMBER, message.low[at])):
        return None
    for end in range(min(at + 5, len(message)), at, -1):
        words = " ".join(message.low[at:end]).replace(" - ", "-")
        if AGE.fullmatch(words) and before(message, at)[1] in ("my", "our"):
            if end < len(message) and message.doc[end].pos_ in ("NOUN", "PROPN", "ADJ") and message.doc[end].tag_ != "NNP":
                return None
            several = words.endswith("s")
            kind = Kind.GROUP if several else Kind.PERSON
            return Sighting(at, end, kind, "role", message.said(at, end), "child", message.said(at, end), False, several)
    return None


def _by_letters(message: Message, at: int) -> Sighting | None:
    """ "My SO", "the SD": letters in capitals behind "my" or "the"."""
    relation = LETTERS.get(message.words[at].text)
    determiner = message.low[at - 1] if at else ""
    if relation is None or determiner not in ("my", "our", "the") or determiner == "the" and message.words[at].text not in ("SD", "SS", "BM", "RA"):
        return None
    word = message.words[at].text
    formal = word in PROFESSIONAL if relation == "other" else formal_of(relation)
    current = not word.startswith("STBX")
    return Sighting(at, at + 1, Kind.PERSON, "role", word, relation, word, formal, current=current)
