"""What is named in passing and is not in the speaker's life: what they don't care for, appointments, invitations, a shop on the web."""

import re
from dataclasses import replace

from mapping.model import Kind, Mention, Reading
from nlu.extraction import lexicons
from nlu.extraction.chat import meant_by

WHERE_YOU_ARE = r"\bif (?:you|u|ya)(?: are|'re|re|r)?(?: ever| happen to be)? (?:in|near|over|round|down|up|go|come|get|visit|pass)[^.!?\n]*"
REMARKS = tuple(re.compile(pattern, re.I) for pattern in (
    r"\bnot so much (?:of )?(?:the |a |an )?(?P<what>[\w' -]{2,30})",
    r"\b(?:no idea|no clue|not sure|do ?n'?t know|dunno|never knew) what (?:a |an |the )?(?P<what>[\w' -]{2,30}?) (?:is|are|was|means)\b",
    rf"(?P<what>{WHERE_YOU_ARE})",
    r"\b(?:check-?up|check up|appointment|appt|scan|operation|blood test) (?:is |was )?(?:at|in|with) (?:the |my )?(?P<what>[\w' -]{2,30}?)(?= next| on| at| tomorrow| today| this| in|[.,!?]|$)",
    r"\b(?P<what>gym|pool|bar|cinema|library|sauna|workshop|office|studio|playroom) (?:set up )?in (?:our|my|the) (?:house|home|flat|garage|basement|loft|shed)\b",
    r"\b(?:code|codes|coding|coded|program|programme|programming|scripts?) in (?P<what>[\w'+#-]+)",
    r"\border(?:ed|ing|s)? (?:\w+ ){0,3}?from (?P<what>[\w' -]{2,20})",
))


def without_remarks(reading: Reading, text: str) -> Reading:
    """The reading without what is new in it and only named in such a remark."""
    if reading.corrections:
        return reading
    spans = [found.span("what") for pattern in REMARKS for found in pattern.finditer(text)]
    gone = {each.label for each in reading.mentions if spans and _only_there(each, text, spans) or _slip(each)}
    return reading if not gone else replace(
        reading, mentions=tuple(each for each in reading.mentions if each.label not in gone),
        links=tuple(link for link in reading.links if not {link.a, link.b} & gone))


def _slip(mention: Mention) -> bool:
    """Whether it is a word typed in a hurry that means nothing on a map: "jst", "anxity"."""
    meant = None if mention.known else meant_by(mention.label)
    found = lexicons.book().at(list(lexicons.pieces(meant)), 0) if meant else []
    return meant is not None and meant not in lexicons.names() and all(
        meaning.sort == "not a person" for _, meanings in found for meaning in meanings)


def _only_there(mention: Mention, text: str, spans: list[tuple[int, int]]) -> bool:
    if mention.known or mention.relation or mention.kind is Kind.PET:
        return False
    places = [found.start() for found in re.finditer(rf"(?<!\w){re.escape(mention.label)}", text, re.I)]
    return bool(places) and all(any(start <= place < end for start, end in spans) for place in places)
