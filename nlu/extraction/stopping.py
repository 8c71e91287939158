"""What stopped somebody from what they used to do: "i used to swim but my knees" has knees in the way of swimming."""

import re
from dataclasses import replace

from mapping.model import BarrierSaid, Kind, Mention, Reading

STOPPED = "activities.stopped"
THINGS = (Kind.ACTIVITY, Kind.PLACE, Kind.GROUP)
BODY = (
    r"(?:knees?|back|hips?|legs?|foot|feet|ankles?|shoulders?|arms?|hands?|wrists?|eyes?|eyesight|sight|hearing|heart|chest|lungs?|breath(?:ing)?|"
    r"asthma|copd|arthritis|anxiety|nerves|nerve|depression|health|pains?|meds|medication|weight|balance|stroke|fits|seizures|mobility|confidence)"
)
LEAD = r"(?:\b(?:but|cos|coz|cuz|cause|because|bcos|bc|due|since|until|till|then|with|when|and|n|now|after)\b|[,.;:…(–-])[\s.]*(?:(?:then|of|to|it was|it'?s|that was|was|it all|now|just|i think)\s+)*"
WHY = (
    rf"(?:my|me|the) {BODY}(?= *(?:[.,!?)\n]|$))",
    rf"(?:(?:my|me|the) )?{BODY}(?: and (?:my |me )?{BODY})? (?:went|go|goes|gone|gave|give|got|is|are|was|were|been|started|stopped|won'?t|wont|wouldn'?t|will not|can'?t|"
    r"hurts?|shake|shook|trouble|problems?|played up|plays up|now|again|tbh|really|and all|innit|lol)\b[^.,!?\n]*",
    rf"(?:i )?(?:did|hurt|put|broke|bust|busted|twisted|wrecked|knackered) (?:my|me) {BODY}(?: (?:in|out|up))?",
    r"(?:i )?(?:can'?t|cannot|couldn'?t|could not|cudnt|cudn'?t|cudent) (?:really |even )?(?:afford|get there|manage|face|cope|walk|breathe)[^.,!?\n]*",
    r"(?:it |it'?s |its |was |got |is |gets )*(?:too|2|so) (?:expensive|dear|far|pricey|tired|ill|old|anxious|poorly|busy|scared|shy)\b[^.,!?\n]*",
    r"(?:there'?s |there was |got |had |have |i had )?(?:no|not got the|ran out of) (?:money|time|energy|car|lift|transport|childcare|confidence|puff|breath)\b[^.,!?\n]*",
    r"(?:i'?ve |i |ive )?(?:got |had |there'?s |have )?(?:nobody|no ?one|no 1) to [^.,!?\n]+",
    r"(?:costs?|cost) (?:too much|a bomb|a fortune|a lot)\b[^.,!?\n]*",
)
BECAUSE = re.compile(rf"{LEAD}(?P<why>{'|'.join(WHY)})", re.IGNORECASE)
STOPPED_BY = re.compile(
    r"\b(?P<why>(?:my|the|me) \w+ (?:went|go|gave (?:out|up|way|in)|won'?t|will not|wouldn'?t|got (?:busy|worse|bad|expensive|dear|too \w+)|closed|shut|packed (?:in|up)|can'?t)[^.,!?]*|"
    r"i (?:lost|lose) my (?:nerve|confidence|licence|bottle|job|sight|voice|hearing)\b|(?:too|got) (?:expensive|ill|old|tired|anxious|poorly|heavy|fat|busy)\b[^.,!?]*|could(?:n'?t| not) afford[^.,!?]*)",
    re.IGNORECASE,
)


def with_what_stopped_it(reading: Reading, text: str, asked: str | None) -> Reading:
    """The reading with what stands in the way of the things it puts in the past, each with the thing it blocks."""
    past = [mention for mention in reading.mentions if not mention.current and mention.kind in THINGS]
    if reading.corrections or not past and asked != STOPPED:
        return reading
    said = text.replace("’", "'")
    ways = (BECAUSE, STOPPED_BY) if asked == STOPPED else (BECAUSE,)
    found = {" ".join(match["why"].split()).strip(" ,;"): match.start("why") for way in ways for match in way.finditer(said)}
    found = {why: at for why, at in found.items() if not any(why != other and why in other for other in found)}
    told = {barrier.text for barrier in reading.barriers}
    known = tuple(_blocking(barrier, said, past) for barrier in reading.barriers)
    new = tuple(
        BarrierSaid(why, _stopped(said, past, at)) for why, at in found.items()
        if not any(why in other or other in why for other in told) and (past or asked == STOPPED))
    return replace(reading, barriers=(*known, *new))


def _blocking(barrier: BarrierSaid, said: str, past: list[Mention]) -> BarrierSaid:
    at = said.find(barrier.text)
    return barrier if barrier.blocks or at < 0 else replace(barrier, blocks=_stopped(said, past, at))


def _stopped(said: str, past: list[Mention], at: int) -> str | None:
    """The past thing named last before these words."""
    ends = {said.lower().rfind(mention.label.lower(), 0, at): mention.label for mention in past}
    nearest = max(ends, default=-1)
    return ends[nearest] if nearest >= 0 else None
