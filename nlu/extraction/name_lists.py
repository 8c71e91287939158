"""Bare lists of names, commas or none: "friends: lou mo n sam", "lou, mo and sam are my mates". Each is somebody, and nobody is lost."""

import re
from dataclasses import replace

from mapping.model import Kind, Mention, Reading, is_formal
from nlu.extraction import lexicons
from nlu.extraction.role_words import role_relation

ROLES = "friends|mates|pals|besties|housemates|flatmates|roommates|colleagues|workmates|cousins|brothers|sisters|sons|daughters|neighbours|nieces|nephews|uncles|aunties|aunts|kids|children"
LEAD = r"(?:(?:my|our|the|me|a|an|some|few|couple|of|just|only|well|um+|er|oh|yeah|yes|so|there'?s|i'?ve got|got|i have|\d+|two|three|four|five|six|best|good|old|close|main)[ ,]+)*"
LISTED = re.compile(
    rf"{LEAD}(?:(?P<head>{ROLES})(?: (?:are|is|r|called|named|being|would be))?[\s,.:;-]+(?:(?:called|named|they'?re|it'?s) )*)?"
    rf"(?P<names>[A-Za-z'-]+(?:(?:\s*[,&+/]\s*|\s+)(?:(?:and|n|plus)\s+)?[A-Za-z'-]+)+?)"
    rf"(?:[\s,-]+(?:are|r|they'?re|all|is)(?: (?:all|both))?(?: (?:my|the|me|our))? (?P<tail>{ROLES}))?[\s.!]*", re.I)
BETWEEN = re.compile(r"\s*[,&+/]\s*(?:(?:and|n|plus)\s+)?|\s+(?:and|n|plus)\s+|\s+", re.I)
SECOND = frozenset("jane ann anne marie lee louise may rose jo mae lynn beth ray paul lou jean kate".split())  # of a double forename
FEWEST = 3  # names that stand side by side without a comma
ALONE = {"people.friends": "friend", "people.home": "roommate"}  # what somebody named alone is, in answer to these


def with_each_name(reading: Reading, text: str, asked: str | None) -> Reading:
    """The reading with every name of a bare list apart, as the heading or the question has them; the heading is then no group."""
    said = LISTED.fullmatch(text.strip()) if not reading.corrections and (asked or "open").startswith(("people.", "open")) else None
    word = (said["head"] or said["tail"] or "").lower() if said else ""
    if said is None or any(mention.known for mention in reading.mentions) or not (word or (asked or "").startswith("people.")):
        return reading
    parts = _parts(said["names"])
    roles = {role[0] for part in parts if (role := role_relation(part.lower()))}
    if len(parts) < 2 or not (word or len(parts) >= FEWEST) or word and roles:
        return reading
    there = {mention.label.lower(): mention for mention in reading.mentions}
    if not set(there) <= {*(part.lower() for part in parts), *(piece for part in parts for piece in part.lower().split()), " ".join(parts[:2]).lower(), word, word.removesuffix("s")}:
        return reading
    headed = (role_relation(word.removesuffix("s")) or (None, None))[0] if word else ALONE.get(asked or "") if not roles else None
    mentions = []
    for part in parts:
        each = there.get(part.lower())
        if role_relation(part.lower()):
            if each is None:
                return reading
            mentions.append(each)
            continue
        each = each or Mention(part, Kind.PERSON)
        relation = headed or (None if each.relation in roles else each.relation)  # in "mum dad and sam" Sam is nobody's father
        words = each.relation_words if each.relation_words and each.relation_words.lower() != word and relation == each.relation else None
        mentions.append(replace(each, kind=Kind.PERSON, relation=relation, relation_words=words, formal=is_formal(relation)))
    labels = {each.label for each in mentions}
    return replace(reading, mentions=tuple(mentions), links=tuple(link for link in reading.links if {link.a, link.b} <= labels))


def _parts(words: str) -> list[str]:
    """The names and roles of a list, or none where anything else stands in it."""
    parts, seams = BETWEEN.split(words), BETWEEN.findall(words)
    if not all(part.lower() in lexicons.names() or role_relation(part.lower()) for part in parts):
        return []
    names = [parts[0]]
    for seam, part in zip(seams, parts[1:], strict=True):
        if not seam.strip() and part.lower() in SECOND | (lexicons.surnames() - lexicons.names()) and not role_relation(names[-1].lower()):
            names[-1] += f" {part}"
        else:
            names.append(part)
    return names
