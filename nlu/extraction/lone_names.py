"""Names that a short answer holds beside something else: "Poppy, grandkids" loses nobody, and "jay", asked for places, is somebody."""

import re
from dataclasses import replace

from mapping.model import Kind, Mention, Reading
from nlu.extraction import lexicons

MANY = r"(?:my |our )?(?:grandkids|grandchildren|grandbabies|kids|children|twins|nieces|nephews|cousins|sisters|brothers|mates|friends)"
BESIDE = re.compile(rf"\W*(?P<name>[A-Za-z][a-z'-]+)\s*(?:,|&|and)\s*{MANY}\W*", re.I)
SHORT = frozenset("jay ray bea kit gus".split())  # everyday words by the list, and hardly ever said alone as one
PLACE_SORTS = frozenset({"locality", "place", "bare", "brand", "country", "place head", "activity", "doing", "screen"})


def with_names_beside(reading: Reading, text: str, asked: str | None) -> Reading:
    """The reading with the name that was lost beside "grandkids", and with a bare forename as a person."""
    asked = asked or ""
    if reading.corrections:
        return reading
    if asked.startswith("people.") and (said := BESIDE.fullmatch(text)) and said["name"].lower() in lexicons.names() and len(reading.mentions) == 1 and reading.mentions[0].label.lower() != said["name"].lower():
        return replace(reading, mentions=(Mention(said["name"], Kind.PERSON), *reading.mentions))
    if asked.startswith("places.") and len(reading.mentions) == 1 and len(text.split()) == 1:
        only = reading.mentions[0]
        if only.kind is Kind.PLACE and not only.known and only.label.lower() == text.strip(" .!").lower() and _is_name(only.label):
            return replace(reading, mentions=(Mention(only.label, Kind.PERSON),))
    return reading


def _is_name(word: str) -> bool:
    """A forename that is no everyday word, no town, no shop and nothing to do."""
    low = word.lower()
    meanings = [meaning for _, found in lexicons.book().at([low], 0) for meaning in found]
    return low in lexicons.names() - lexicons.ordinary_names() | SHORT and not any(meaning.sort in PLACE_SORTS for meaning in meanings)
