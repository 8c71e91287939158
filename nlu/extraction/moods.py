"""Turns of phrase that tell what something does for the speaker, whoever their subject is: "keeps me sane", "on my case"."""

import re
from dataclasses import dataclass
from functools import cache

from mapping.model import Impact
from nlu.extraction import lexicons
from nlu.extraction.chat import Message

SMALL = {
    "me": "(?:me|us|iz|uz|mi)",
    "my": "(?:my|me|our|ma|mi|mah)",
    "him": "(?:him|her|them|it|em|that|this|these|those|my|the|_)",
    "is": "(?:is|are|was|were|been|be|'s|'re|'m|am)",
    "so": (
        "(?:(?:so|really|very|proper|dead|pure|just|actually|well|right|all|always|much|more|a bit|a little|a little bit|"
        "such|honestly|absolutely|genuinely|truly|quite|pretty|fair|too|bit|that|rly|soo+|like|way|even|bloody|also|both) )*"
    ),
}
PASTS = {
    "keep": "kept", "make": "made", "feel": "felt", "come": "came", "have": "had", "get": "got", "take": "took",
    "do": "did", "set": "set", "shut": "shut", "bring": "brought", "give": "gave", "drive": "drove", "wind": "wound",
    "wear": "wore", "grind": "ground", "put": "put", "let": "let", "cut": "cut", "weigh": "weighed", "beat": "beat",
    "shoot": "shot", "run": "ran", "hold": "held", "spit": "spat", "hang up": "hung up", "walk out": "walked out",
    "give up": "gave up", "tell": "told", "tear": "tore", "rip": "ripped", "hurt": "hurt", "go": "went", "treat": "treated",
    "speak": "spoke", "talk down": "talked down", "throw things": "threw things", "understand": "understood",
}  # fmt: skip
DENIALS = frozenset({"n't", "not", "never", "no", "hardly", "nor", "without", "nae"})
INNER = frozenset("love enjoy adore feel laugh look live come cry stand bear hate dread resent freeze have fear giggle".split())
MINE = frozenset({"me", "my", "us", "our", "i"})
JOINED = re.compile(r"n't$|^'")


@dataclass(frozen=True, slots=True)
class Hit:
    """A turn of phrase found: the words it covers, and what it says."""

    start: int
    end: int
    impact: Impact


def _forms(verb: str) -> list[str]:
    """All forms of a verb: keep, keeps, keeping, kept."""
    first, _, rest = verb.partition(" ")
    rest = rest and " " + rest
    third = "has" if first == "have" else first + ("es" if first.endswith(("s", "sh", "ch", "o", "x")) else "s")
    third = third if not re.search(r"[^aeiou]y$", first) else first[:-1] + "ies"
    stem = first[:-1] if first.endswith("e") and not first.endswith("ee") else first
    doubled = first + first[-1] if re.search(r"(?:^|[^aeiou])[aeiou][bdgmnpt]$", first) else stem
    past = PASTS.get(verb) or (re.sub(r"([^aeiou])y$", r"\1i", doubled) + "ed" + rest)
    return [first + rest, third + rest, stem + "ing" + rest, doubled + "ing" + rest, stem + "in" + rest, past]


def _verbs(found: re.Match[str]) -> str:
    forms = dict.fromkeys(form for verb in found[1].split("|") for form in _forms(verb))
    return f"(?:{'|'.join(forms)})"


@cache
def patterns(heading: str) -> re.Pattern[str]:
    """The patterns under a heading of feelings.txt as one, matched at the beginning of a word."""
    lines = []
    for line in lexicons.sections("feelings.txt")[heading]:
        for name, small in SMALL.items():
            line = line.replace("{" + name + "}", small).replace(f"<{name}>", small)
        lines.append(re.sub(r"<([a-z |]+)>", _verbs, line))
    return re.compile(rf"(?:{'|'.join(lines)})(?![\w'])")


def as_text(message: Message, named: set[int]) -> tuple[str, list[int]]:
    """The message with every named thing as "_", and where each word begins in that text."""
    text, starts = "", []
    for at, low in enumerate(message.low):
        mask = at in named
        glued = mask and at - 1 in named or not mask and JOINED.search(low) and low[0] in "n'"
        text += "" if glued or not text else " "
        starts.append(len(text))
        text += ("" if at - 1 in named else "_") if mask else low
    return text, starts


def find_hits(message: Message, named: set[int], good: str = "lifts", bad: str = "weighs") -> list[Hit]:
    """Every turn of phrase of the two lists in a message, those denied left out; of two that overlap the longer one."""
    text, starts = as_text(message, named)
    found: list[Hit] = []
    for heading, impact in ((good, Impact.HELPS), (bad, Impact.HINDERS)):
        pattern = patterns(heading)
        for at, start in enumerate(starts):
            if start and text[start - 1] != " " and not text.startswith("'", start):
                continue
            match = pattern.match(text, start)
            if match and not _denied(message.low, at) and not _felt_by_others(message, at, match[0]):
                end = max(at + 1, sum(1 for other in starts if other < match.end()))
                found.append(Hit(at, end, impact))
    return [h for h in found if not any(_covers(other, h) for other in found)]


def _felt_by_others(message: Message, at: int, words: str) -> bool:
    """Whether a feeling is somebody else's: "my son loved it", "they can't stand it"."""
    token = message.doc[at]
    while token.dep_ in ("aux", "neg", "auxpass") and token.head is not token:
        token = token.head
    if token.lemma_ not in INNER or MINE & set(words.split()) or token.dep_ == "amod":
        return False
    return bool({c.lower_ for c in token.children if c.dep_ == "nsubj"} - {"i", "we", "you", "who", "that", "me", "it"})


def _covers(other: Hit, hit: Hit) -> bool:
    apart = other.end <= hit.start or hit.end <= other.start
    longer = other.end - other.start > hit.end - hit.start
    return other is not hit and not apart and longer and other.impact is not hit.impact


def _denied(low: list[str], at: int) -> bool:
    if low[at] in DENIALS:
        return False
    before = low[max(0, at - 3) : at]
    cut = max((i for i, word in enumerate(before) if word in (",", ".", "but", "and", "because", "!")), default=-1)
    before = before[cut + 1 :]
    return bool(DENIALS & set(before)) and "only" not in before and before[-2:-1] != ["no"]
