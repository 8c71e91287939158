"""Children that somebody else has: "my daughter Amy has the two boys Jake and Liam" names grandchildren, not sons."""

import re
from dataclasses import replace

from mapping.model import Kind, Link, Mention, Reading
from nlu.extraction.kinship import CHILDREN, PARTNERS, SIBLINGS, THROUGH_SIBLING

CHILD = r"(?:boys?|girls?|lads?|lasses|lass|sons?|daughters?|kids?|child|children|little ones?|bab(?:y|ies)|bairns?|weans?|twins)"
HAS = re.compile(
    rf"\b(?:has(?: got| had)?|'s got|s got|got|had|have got|have) (?:(?:the|a|an|her|his|their|two|three|four|2|3|4|both|little|young|older|teenage|small|lovely|own) )*{CHILD}(?![\w'])", re.I)
ONE_HAS = re.compile(rf"^(?P<lead>(?:(?:and|but|yeah|oh|well|so)[ ,]+)*)(?P<who>she|he|shes|hes|she's|he's)?(?P<rest> ?{HAS.pattern}.*)$", re.I | re.S)
NAMES = re.compile(r"[\s,:;-]*(?:called |named )?(?:[\w'-]+(?:,| and| n| &|, and) )*", re.I)  # that stand right behind "has two lads"
SORTS = {"son": re.compile(r"\b(?:boys?|lads?|sons?)$", re.I), "daughter": re.compile(r"\b(?:girls?|lass(?:es)?|daughters?)$", re.I)}
THEY_HAVE = re.compile(r"\b(?:(?:she|he|they) (?:has|have|had|got)|(?:she|he)'?s got|has)\b", re.I)
I_HAVE = re.compile(r"\b(?:i|i've|ive|we|we've|weve|me)(?: also| both)?\s*$", re.I)


def with_whose_children(reading: Reading, text: str) -> Reading:
    """The reading with children of another told as theirs: nephew or niece of a sister's, "Amy's boy" of anybody else's."""
    said = HAS.search(text)
    if said is None or I_HAVE.search(text[:said.start()]):
        return reading
    before = [each for each in reading.mentions if each.kind is Kind.PERSON and (at := _at(each, text)) is not None and at < said.start()]
    owner = max(before, key=lambda each: _at(each, text) or 0, default=None)
    if owner is None and THEY_HAVE.search(text[:said.end()]):  # "she has three daughters", with nobody there whose they are: not the speaker's
        return replace(reading, mentions=tuple(replace(each, relation="other") if each.relation in CHILDREN and not each.known and (_at(each, text) or 0) >= said.start() else each
                                               for each in reading.mentions))
    if owner is None or owner.relation in PARTNERS or owner.relation_words and owner.relation_words.lower().startswith("ex"):
        return reading  # a partner has the children that both have
    theirs = [each for each in reading.mentions if each.kind in (Kind.PERSON, Kind.GROUP) and not each.known and (at := _at(each, text)) is not None
              and (each.relation in CHILDREN and at >= said.start() or each.relation is None and NAMES.fullmatch(text[said.end():at]))]
    if not theirs:
        return reading
    tied = {frozenset((link.a, link.b)) for link in reading.links}
    links = tuple(Link(owner.label, each.label) for each in theirs if frozenset((owner.label, each.label)) not in tied)
    return replace(reading, links=(*reading.links, *links), mentions=tuple(_of(owner, each, said[0]) if each in theirs else each for each in reading.mentions))


def has_children(text: str, owner: str) -> str | None:
    """"Has the two boys Jake and Liam" with the one it is said of put in; None for any other text."""
    said = ONE_HAS.match(text.strip())
    return f"{said['lead']}{owner} {said['rest'].strip()}" if said else None


def _at(mention: Mention, text: str) -> int | None:
    for word in (mention.label, mention.relation_words or ""):
        if word and (found := re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.I)):
            return found.start()
    return None


def _of(owner: Mention, child: Mention, words: str) -> Mention:
    told = child.relation or next((role for role, way in SORTS.items() if way.search(words)), "child")  # where the reader took no word for them
    role = child.relation_words or told
    relation = THROUGH_SIBLING.get(told, "other") if owner.relation in SIBLINGS else "other"
    named = owner.label[:1].isupper() or owner.label.lower() != (owner.relation_words or "").lower()
    return replace(child, relation=relation, relation_words=f"{owner.label[:1].upper()}{owner.label[1:]}'s {role}" if named else role)
