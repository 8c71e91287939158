"""Somebody told of as another's ("his mrs", "their dog") with nobody in the message whose they are: never the participant's own."""

import re
from dataclasses import replace

from mapping.history import Talk
from mapping.model import Item, Kind, Mention, Reading, Status, WellbeingMap

MEN = frozenset({"father", "brother", "husband", "son", "grandfather", "uncle", "nephew"})
WOMEN = frozenset({"mother", "sister", "wife", "daughter", "grandmother", "aunt", "niece"})
BEINGS = (Kind.PERSON, Kind.PET, Kind.GROUP)
WHOSE = r"\b(?P<whose>his|her|their|thier|hes|there)\s+(?:(?!(?:own|names?|called|my|our|your|his|her|with|and|or|but|to|at|in|on|for|by|from|of|is|are|was|were|as|when|if|i|we|a|an|the)\b)[\w'-]+\s+){{0,2}}?{said}(?!\w)"
OF_ONE = re.compile(r"\b(?:he|him|hes|she|her|shes|they|them|theyre|both)\b", re.I)
NO_OWNER = {"his": WOMEN, "hes": WOMEN, "her": MEN}


def unowned(text: str, reading: Reading) -> tuple[Mention, ...]:
    """Those new in this message who are said to be his, hers or theirs, where nobody named before them in it can be meant."""
    beings = [mention for mention in reading.mentions if mention.kind in BEINGS]
    linked = {end for link in reading.links for end in (link.a, link.b)}
    found: list[Mention] = []
    for mention in beings:
        said = _possessed(text, mention)
        if said is None or mention.known or "'s" in (mention.relation_words or "").replace("’", "'"):
            continue
        before = text[:said.start()].lower()
        if not any(other.label.lower() in before for other in beings if other is not mention and other not in found) and not _tied(mention, beings, linked, found):
            found.append(mention)
    return tuple(found)


def may_own(text: str, mention: Mention, standing: WellbeingMap, talk: Talk) -> tuple[Item, ...]:
    """Those on the map whose it may be, the ones just spoken of first."""
    said = _possessed(text, mention)
    ruled_out = NO_OWNER.get(said["whose"].lower(), frozenset()) if said else frozenset()
    fitting = [item for item in standing.items if item.kind is Kind.PERSON and item.status is Status.CURRENT and item.relation not in ruled_out]
    lately = [item_id for _, ids in talk.spoken_of for item_id in ids]
    return tuple(sorted(fitting, key=lambda item: lately.index(item.id) if item.id in lately else len(lately)))


def of_theirs(text: str, reading: Reading, owner: str | None) -> Reading:
    """"His mrs is nice" says nothing of him: what was read of the owner is hers, where all the words have of him is "his"."""
    theirs = [mention for mention in reading.mentions if mention.label != owner and _possessed(text, mention)]
    told = next((mention for mention in reading.mentions if mention.label == owner and mention.known), None)
    rest = text
    for mention in theirs:
        rest = said.string[:said.start()] + said.string[said.end():] if (said := _possessed(rest, mention)) else rest
    if told is None or len(theirs) != 1 or OF_ONE.search(rest) or re.search(rf"(?<!\w){re.escape(told.label)}(?!\w)", rest, re.I):
        return reading
    impact = theirs[0].impact or told.impact
    hers = replace(theirs[0], impact=impact, impact_words=theirs[0].impact_words or told.impact_words)
    his = replace(told, impact=None, impact_words=None, closeness=None, frequency=None)
    return replace(reading, mentions=tuple(hers if each is theirs[0] else his if each is told else each for each in reading.mentions))


def _possessed(text: str, mention: Mention) -> re.Match[str] | None:
    """Where the message says his, her or their before the word for them."""
    words = [word for word in (mention.label, mention.relation_words) if word and "'" not in word and "’" not in word]
    return next((said for word in words if (said := re.search(WHOSE.format(said=re.escape(word)), text, re.I))), None)


def _tied(mention: Mention, beings: list[Mention], linked: set[str], found: list[Mention]) -> bool:
    """Whether the reader has tied it to somebody whose it is."""
    return mention.label in linked and any(other.label in linked for other in beings if other is not mention and other not in found and (other.known or other.relation_words))
