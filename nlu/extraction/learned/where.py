"""Where a sighting stands in what the ear heard, and what is said with it."""

import re

from nlu.extraction.seen import Seen
from nlu.extraction.sightings import Sighting

SHORT = 4  # words
OUTRIGHT = re.compile(  # said in so many words, whatever was asked
    r"\b(?:(?:help|support|calm|cheer|encourag|comfort|stress|hurt|scar|upset|bull|wind|drain|annoy|frighten|understand)\w*|looks? after|(?:is|'s|was|been) there for) (?:me|us)\b|\bhead in\b")


def terse(seen: Seen) -> bool:
    """Whether this is an answer of a word or two, which is the patterns' to read."""
    return bool(seen.asked) and len(seen.message) < SHORT


def span_of(seen: Seen, sighting: Sighting) -> tuple[int, int] | None:
    """Where the ear has it: what the question was about stands in the question."""
    pieces, message = seen.heard.pieces, seen.message
    if sighting.known and seen.subject and sighting.known.label == seen.subject.label and pieces.subject:
        named = sighting.sort != "about" and sighting.label.lower() in message.said(max(sighting.start, 0), sighting.end).lower()
        if not named:
            return pieces.subject
    if not 0 <= sighting.start < sighting.end <= len(message):
        return None
    return pieces.span(message.words[sighting.start].start, message.words[sighting.end - 1].end)


def said_with(seen: Seen, sighting: Sighting) -> str:
    """The sentence it stands in, as typed; the whole message where it stands in none."""
    sentence, message = seen.clauses.sentence, seen.message
    if not 0 <= sighting.start < len(sentence) or sighting.sort == "about":
        return message.said(0, len(message))
    words = [at for at, number in enumerate(sentence) if number == sentence[sighting.start]]
    return message.said(words[0], words[-1] + 1)


def is_outright(sighting: Sighting) -> bool:
    """Whether what it does was said in so many words."""
    return OUTRIGHT.search((sighting.impact_words or "").lower()) is not None
