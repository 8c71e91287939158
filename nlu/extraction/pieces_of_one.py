"""One person told of in pieces: a worker by service and name, a name not remembered for sure, and a doctor praised behind a surgery."""

import re
from dataclasses import replace

from mapping.model import Impact, Kind, Link, Mention, Reading

WHO = r"lady|woman|man|bloke|guy|girl|lad|fella|gentleman|chap|person|someone|somebody"
FROM = re.compile(
    rf"\b(?:(?P<det>the|a|this|my|our|one|that) )?(?:nice |lovely |young |new |old )*(?P<who>{WHO})s? (?:who |that |which )?(?:(?:comes|visits|is|'s|rings|works|helps|sees me|phones) )*(?:(?:out|over|round) )?(?P<link>from|at|off|with|for) (?:the |my |our )?(?P<where>)", re.I)
SERVICE = re.compile(
    r"\b(?:team|council|social services|job ?cent(?:re|er)|clinic|hospital|surgery|mind|age uk|crisis|recovery|mental health|housing|charity|probation|nhs|citizens advice|advice|day cent(?:re|er)|"
    r"hostel|shelter|mencap|turning point|agency|service|services|project|food ?bank|red cross|refugee \w+)\b", re.I)
SUPPORT = "people.support"
EITHER = r"(?P<before>called|named|name'?s?|name is|names is|\bis|'?s|,|think|it'?s)\s+{one}\s+or\s+{other}(?!\w)"
GOOD = r"good|kind|nice|lovely|helpful|great|friendly|patient|brilliant|sweet|gentle|caring|supportive|understanding|amazing|wonderful|fantastic|polite"
BAD = r"bad|rude|horrible|nasty|unkind|mean|awful|useless|unhelpful|rubbish|cold|strict"
PRAISED = r"(?<!\w){being}\s+(?:in|at|from|of|on)\s+(?:the |my |our )?{place}[\s,]+(?:(?:he|she|they|is|are|was|be|'?s|always|very|so|really|quite|too|most|proper)\s+)*(?P<how>{words})\b"


def put_together(reading: Reading, text: str, asked: str | None) -> Reading:
    """The reading with these made one, and the praise with whom it is of."""
    if reading.corrections:
        return reading
    reading = _either_name(reading, text)
    reading = _by_service(reading, text, asked)
    return _praised(reading, text)


def _either_name(reading: Reading, text: str) -> Reading:
    """"Called Abigail or Abbie" is one person, by both names."""
    people = [each for each in reading.mentions if each.kind is Kind.PERSON and not each.known]
    for one in people:
        for other in people:
            if one is other or other.relation_words and one.relation_words and one.relation != other.relation:
                continue
            if re.search(EITHER.format(one=re.escape(one.label), other=re.escape(other.label)), text, re.I):
                told = replace(one, aliases=tuple(dict.fromkeys((*one.aliases, other.label, *other.aliases))), relation=one.relation or other.relation,
                               relation_words=one.relation_words or other.relation_words, formal=one.formal if one.formal is not None else other.formal,
                               impact=one.impact or other.impact, frequency=one.frequency or other.frequency)
                return _either_name(_as_one(reading, told, one, other), text)
    return reading


def _by_service(reading: Reading, text: str, asked: str | None) -> Reading:
    """"The lady from the mental health team, shes called Bev": Bev, who is there for her job."""
    for found in FROM.finditer(text):
        rest = text[found.end():]
        place = next((each for each in reading.mentions if each.kind in (Kind.GROUP, Kind.PLACE, Kind.PERSON) and re.match(rf"{re.escape(each.label)}(?!\w)", rest, re.I)), None)
        if place is None or not (asked == SUPPORT or found["link"].lower() == "from" and SERVICE.search(place.label)):
            continue
        who = found["who"].lower()
        role = next((each for each in reading.mentions if each.kind is Kind.PERSON and not each.known and each.label.lower() == who), None)
        names = [each for each in reading.mentions if each.kind is Kind.PERSON and not each.known and each is not role and each is not place
                 and (each.relation in (None, "other") or (each.relation_words or "").lower() == who) and re.search(rf"(?<!\w){re.escape(each.label)}(?!\w)", rest, re.I)]
        if len(names) != 1:
            continue
        formal = bool(SERVICE.search(place.label)) or asked == SUPPORT
        if place.kind is Kind.PERSON:  # "the council" is nobody
            there = replace(place, kind=Kind.GROUP, relation=None, relation_words=None, formal=None)
            reading = replace(reading, mentions=tuple(there if each is place else each for each in reading.mentions))
            place = there
        told = replace(names[0], relation="other", relation_words=who, formal=formal or None, aliases=tuple(each for each in names[0].aliases if each.lower() != who))
        reading = _as_one(reading, told, names[0], role)
        tied = any({link.a, link.b} == {told.label, place.label} for link in reading.links)
        return reading if tied else replace(reading, links=(*reading.links, Link(told.label, place.label)))
    return reading


def _praised(reading: Reading, text: str) -> Reading:
    """"My doctor in the surgery very good" praises the doctor, and the surgery only stands there."""
    for being in reading.mentions:
        for place in reading.mentions:
            if being.kind is not Kind.PERSON or place.kind not in (Kind.PLACE, Kind.GROUP):
                continue
            words = (being.label, *being.aliases, being.relation_words or being.label)
            said = next((found for word in words if (found := re.search(PRAISED.format(
                being=re.escape(word), place=re.escape(place.label), words=f"{GOOD}|{BAD}"), text, re.I))), None)
            if said is None:
                continue
            impact = being.impact or (Impact.HELPS if re.fullmatch(GOOD, said["how"], re.I) else Impact.HINDERS)
            told = {id(being): replace(being, impact=impact, impact_words=being.impact_words or place.impact_words), id(place): replace(place, impact=None, impact_words=None)}
            return replace(reading, mentions=tuple(told.get(id(each), each) for each in reading.mentions))
    return reading


def _as_one(reading: Reading, told: Mention, one: Mention, other: Mention | None) -> Reading:
    gone = {one.label, *([other.label] if other else [])}
    renamed = [replace(link, a=told.label if link.a in gone else link.a, b=told.label if link.b in gone else link.b) for link in reading.links]
    links = tuple({frozenset((link.a, link.b)): link for link in reversed(renamed)}.values())[::-1]
    mentions = tuple(told if each is one else each for each in reading.mentions if each is not other)
    return replace(reading, mentions=mentions, links=tuple(link for link in links if link.a != link.b))
