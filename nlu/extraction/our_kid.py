"""Family in the North: "our kid" is a brother or a sister, "our Sharon" somebody of the family. With a wife, or at five years old, a kid is a child."""

import re
from dataclasses import replace

from mapping.model import Kind, Mention, Reading

OURS = ("our kid", "wor kid")
SAID = re.compile(r"\b(?:our|wor) kid\b(?!'?s\b)", re.I)
MANY = re.compile(r"\b(?:our|wor) kids\b(?! (?:called|name|safe|sound|always|a|an|the|got|been|gone|not|really|lovely|good|great|nice|in|at|on)\b)", re.I)
PARENT = re.compile(r"\b(?:wife|mrs|missus|husband|hubby|girlfriend|gf|boyfriend|bf|partner|fianc[eé]e?|other half|her indoors)\b", re.I)
YOUNG = re.compile(r"\bkid(?:'?s| is)? (?:who'?s |who is |he'?s |she'?s |is |only |just |nearly |about )*(?:(?:[1-9]|1[0-5])\b(?! (?:years|yrs) (?:older|younger))|a (?:baby|toddler)|in (?:nursery|reception|year \w+)|at (?:nursery|primary))", re.I)
MINE = r"\b(?:our|wor) {name}\b"


def as_family(reading: Reading, text: str, asked: str | None) -> Reading:
    """The reading with these as what they are. "Me and our Sharon" makes Sharon nobody's housemate."""
    said = text.replace("’", "'")
    if reading.corrections or not re.search(r"\b(?:our|wor) \w", said, re.I):
        return reading
    child = PARENT.search(said) is not None or YOUNG.search(said) is not None
    mentions = tuple(_as_said(each, said, child=child) for each in reading.mentions)
    if (asked or "").startswith("people.") and (missed := SAID.search(said)) and not any(_is_ours(each, said) for each in mentions):
        mentions += (Mention(missed[0], Kind.PERSON, "child" if child else "sibling", missed[0], formal=False),)
    return replace(reading, mentions=mentions)


def _as_said(each: Mention, said: str, *, child: bool) -> Mention:
    if each.known or each.kind not in (Kind.PERSON, Kind.GROUP):
        return each
    if each.relation == "sibling" and (child and _is_ours(each, said) or each.kind is Kind.GROUP and MANY.search(said)):
        return replace(each, relation="child")
    if each.relation == "roommate" and re.search(MINE.format(name=re.escape(each.label)), said, re.I):
        return replace(each, relation=None, relation_words=None, formal=None)
    return each


def _is_ours(each: Mention, said: str) -> bool:
    words = {word.lower() for word in (each.label, each.relation_words or "", *each.aliases)}
    return bool(words & set(OURS)) or each.relation in ("sibling", "child") and SAID.search(said) is not None
