"""What a few plain words say of the one or two they are about, where neither the parser nor the ear is at home: "my husband not helping",
"both of them help", "May" for a name."""

import re
from dataclasses import replace

from mapping.model import Impact, Kind, Mention, Reading
from nlu.extraction import lexicons

LONGEST = 14  # words
BEINGS = (Kind.PERSON, Kind.GROUP, Kind.PET)
LISTS = ("people.home", "people.family", "people.friends", "people.support", "people.community", "people.else")
BEFORE = r"(?<!\w){being}(?:,)?(?: (?:he|she|they|it|is|are|was|be|'s|s|just|really|very|always|at home|never|does|do))*"
NO_HELP = r" (?:no|not|never|does ?n[o']?t|do ?n[o']?t|dont|doesnt|aint)(?: (?:any|much|really|even|a|very))* (?:help|helping|helpful|listen|listening|listens|care|caring|support|supporting|supportive|nice|kind|understand|understanding|interested)(?: (?:me|us|to me|with me|nothing|at all|anything|much|with \w+|for me|really|in me|the house|the children|the kids))*(?:$|[.,!;]| (?:and|but|so|because|cos|he|she|they)\b)"
HELP = r" helps?(?: me| us)? (?:with (?:my |the |our )?\w+|read(?:ing)?|writ(?:e|ing)|translate|a lot|loads|very much|so much)\b"
PAIR = re.compile(
    r"^\W*(?:(?:they|them|yeah|yes|well|oh|and)\W+)*(?:both|all|the two|all three)(?: of (?:them|em|those))?(?: (?:really|always|do|just|are|is|so))* (?P<how>help(?:s|ful)?|support(?:s|ive)?|lovely|great|good(?: to me| for me)?|kind|nice|there for me|amazing|brilliant|care|listen)(?: (?:me|us|a lot|loads|to me|really|very much|so much|too|tbh|people|in their own way))*[.!\s]*$", re.I)
MONTHS = frozenset({"april", "may", "june", "august"})
PARTING = re.compile(r"\s*(?:,|&|\+|\band\b|\bn\b|\s)\s*", re.I)


def in_plain_words(reading: Reading, text: str, asked: str | None) -> Reading:
    """The reading with what these words say, where it is not in it yet."""
    if reading.corrections or not 0 < len(text.split()) <= LONGEST or "?" in text:
        return reading
    if not reading.mentions and not reading.links and asked in LISTS:
        return _only_names(reading, text, asked)
    said = text.replace("’", "'")
    beings = [each for each in reading.mentions if each.kind in BEINGS and each.current]
    if len(beings) > 1 and all(each.known and each.impact is None for each in beings) and PAIR.match(said):
        return replace(reading, mentions=tuple(replace(each, impact=Impact.HELPS, impact_words=said.strip()) if each in beings else each for each in reading.mentions))
    if len(beings) == 1 and beings[0].impact is None and (impact := _said_of(beings[0], said)) is not None:
        told = replace(beings[0], impact=impact, impact_words=said.strip())
        return replace(reading, mentions=tuple(told if each is beings[0] else each for each in reading.mentions))
    return reading


def _said_of(being: Mention, text: str) -> Impact | None:
    for word in dict.fromkeys((being.label, *being.aliases, being.relation_words or being.label)):
        before = BEFORE.format(being=re.escape(word))
        if re.search(before + NO_HELP, text, re.I):
            return Impact.HINDERS
        if re.search(before + HELP, text, re.I):
            return Impact.HELPS
    return None


def _only_names(reading: Reading, text: str, asked: str | None) -> Reading:
    """"May" and "rose and joy", asked for people: names, though they are everyday words."""
    words = [word for word in PARTING.split(text.strip(" .!")) if word]
    if not words or not all(word.lower() in lexicons.ordinary_names() | MONTHS for word in words) or len(words) == 1 and words[0] in ("will", "may", "hope", "sue"):
        return reading
    friend = ("friend", False) if asked == "people.friends" else (None, None)
    return replace(reading, answer=None, mentions=tuple(Mention(word, Kind.PERSON, friend[0], formal=friend[1]) for word in words))
