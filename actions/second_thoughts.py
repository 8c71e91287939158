"""What a message takes back in its own words: "my sister, no wait not her, my brother luke" and "my dealer haha only joking"."""

import re
from dataclasses import replace

from mapping.model import Kind, Reading
from mapping.naming import fold_label

AGAIN = r"(?:(?:oh|sorry|actually|wait|no|hang on|well|um)[ ,]+)*"
NO = rf"(?:no+|nah|wait|hang on|sorry)[ ,]+{AGAIN}"
END = r"[,.;:!\s]+(?:i mean[t]?[ ,]+|it'?s )?"
NOT_THAT_ONE = re.compile(rf"(?:^|(?<=[,.;\n]))\s*(?!(?:oh|sorry|actually|wait|no|hang on|well|um|yes|yeah|ok)\s*[,.;])(?P<one>[^,.;\n]{{2,40}})[,.;\s]+{NO}not (?:her|him|them|that(?: one)?|it|there|those)(?:{END}|$)", re.I)
NAMED_AGAIN = re.compile(rf"(?P<one>\b(?:(?:the|my|our) )?[\w'’]{{3,}}(?: [\w'’]+){{0,2}}?)[,.;\s]+{NO}not (?P=one)\b(?:{END}|$)", re.I)
ONLY = re.compile(r"^(?P<all>.{4,}?)[.,;\s]+(?:(?:no|oh|well|wait|actually|sorry)[ ,]+)+(?:just|only) (?P<one>[\w'’ ]{2,40}?)\W*$", re.I | re.S)
JOKING = re.compile(r"(?:\b(?:no |nah |ha(?:ha)* |lol )*(?:jks?|j/k|(?:only|just) (?:joking|kidding|messing)|(?:i'?m|im|i am) (?:only |just )?(?:joking|kidding|messing))\b|\b(?:lol |yeah |ha )?as if(?: lol| haha)?\W*$)[\s,.!)😂🤣]*", re.I)
WHAT_FRIENDS = re.compile(r"\b(?P<one>\w{3,}) (?:lol |ha(?:ha)* )?(?:what|wot) (?P=one)\b[.?!,\s]*", re.I)  # there are none
NOTHING = re.compile(r"^(?:bugger|sod|naff|fuck|eff|jack) all\b[.,!;\s]+(?=\w)", re.I)  # and then something all the same
LEAST = 3  # letters of something said


def said_in_the_end(text: str) -> str:
    """The message without what its own words take back."""
    text = text[max((found.end() for found in JOKING.finditer(text)), default=0):]
    for way in (NOTHING, NOT_THAT_ONE, NAMED_AGAIN, WHAT_FRIENDS):
        text = way.sub(" ", text)
    return text.strip()


def only_joked(text: str) -> bool:
    """Whether all that it says is taken back as a joke."""
    found = list(JOKING.finditer(text))
    return bool(found) and not _letters(text[found[-1].end():]) >= LEAST and _letters(text[:found[0].start()]) >= LEAST


def only_those(text: str, reading: Reading) -> Reading:
    """"Ines and tom. actually just ines": the reading with those left out who were named before and not again."""
    said = ONLY.match(text.strip())
    if said is None or reading.corrections:
        return reading
    before, kept = (f" {fold_label(said[part])} " for part in ("all", "one"))
    if not any(f" {fold_label(mention.label)} " in kept for mention in reading.mentions):
        return reading
    gone = {mention.label for mention in reading.mentions if mention.kind is Kind.PERSON and not mention.known
            and f" {fold_label(mention.label)} " in before and f" {fold_label(mention.label)} " not in kept}
    return replace(reading, mentions=tuple(each for each in reading.mentions if each.label not in gone),
                   links=tuple(link for link in reading.links if not gone & {link.a, link.b}))


def _letters(text: str) -> int:
    return sum(letter.isalpha() for letter in re.sub(r"\b(?:lol|haha+|ha|no|omg|lmao)\b", "", text, flags=re.I))
