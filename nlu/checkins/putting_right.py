"""Reads a correction of something said a moment before: "no i mean saturday", "not friday, saturday", "change that to the park"."""

import re
from dataclasses import dataclass
from enum import StrEnum

from nlu.checkins.speaking import plain

SOFT = r"(?:no|nah|nope|naw|wait|sorry|oops|whoops|oh|ah|um|er|well|ok|okay|hang on|hold on|one sec|actually|rather|on second thoughts?|my mistake|my bad|correction|typo|please|pls|not that(?: one)?)"
SOFTS = rf"(?:{SOFT}[\s,.!:…-]+)"
ITS = r"(?:(?:it'?s|it is|it should be|should be|should have been|that'?s|i'?d say|let'?s say|say|better|more|just|but) )*"
END = r"(?:,? (?:instead|rather|please|pls|actually|sorry|thanks|ta|i think|then|i mean|i meant|tho|though))*[ .!*]*$"
NAMED = {
    "step": r"(?:first |next )?step", "when": r"when|day|time|date|place|where|who with|when and where",
    "barrier": r"barrier|obstacle|what(?:'?s| is| might get| may get| gets)? in the way|problem", "plan": r"(?:if.then )?plan|back ?up(?: plan)?", "text": r"what|goal"}
PART = "|".join(f"(?P<{name}>{words})" for name, words in NAMED.items())
CHANGE = r"(?:change|swap|switch|correct|edit|alter|fix|make|put|move|set)"
ASK = r"(?:(?:can|could|will|would) (?:you|u|we|i)(?: please)? |let'?s |please |i(?:'?d| would)? (?:want|like|need) to |i wanna |just |i'?ll )*"
OUTRIGHT = tuple(re.compile(way, re.I) for way in (
    rf"^\*+ ?(?P<new>[^*]+?){END}|^(?P<new2>(?:[\w':-]+(?: |(?=\*))){{1,4}})\*$",
    rf"^{SOFTS}*{ASK}{CHANGE} (?:my |the |our )?(?:{PART}) (?:to|into|as|from (?P<old>.+?) to|for|be) {ITS}(?P<new>.+?){END}",
    rf"^{SOFTS}*{ASK}(?:make|have) (?:my |the |our )(?:{PART.replace('|(?P<text>what|goal)', '')}) (?!to\b|into\b|as\b|for\b|be\b|easier|smaller|simpler|a bit|less|more)(?P<new>.+?){END}",
    rf"^{SOFTS}*(?:my|the|that|this) (?:{PART})(?: is|'?s| was| isn'?t| wasn'?t)? (?:[\w']+ ){{0,4}}[\w']+(?:[,.;-]+ ?| and | so )(?:(?:can|could) (?:you|we) |let'?s |please )*(?:make|change|put|swap|have)(?: it| that)? {ITS}(?:to |into |for |be )?(?P<new>.+?){END}",
    rf"^{SOFTS}*(?:my|the) (?:{PART}) (?:should be|needs to be|ought to be|is now|will be|has to be|wants to be|is(?= to )|is going to be|would be) {ITS}(?:to )?(?P<new>.+?){END}",
    rf"^{SOFTS}*{ASK}{CHANGE} (?:that|it|this)(?: one| bit)? (?:to|into|for) {ITS}(?P<new>.+?){END}",
    rf"^{SOFTS}*{ASK}(?:change|swap|switch) (?P<old>.+?) (?:to|for|with) (?P<new>.+?){END}",
    rf"^{SOFTS}*(?:.{{0,50}}[,.] )?(?:i |we )?(?:meant|ment) (?:to (?:say|put|type|write) )?{ITS}(?P<new>.+?){END}",
    rf"^{SOFTS}+(?:.{{0,50}}[,.] )?i mean,? {ITS}(?P<new>.+?){END}",
    rf"^{SOFTS}*(?:(?:i(?:'ve)? )?(?:got|put|said|typed) (?:that|it|this)(?: one)? wrong|that(?:'?s| is| was) (?:wrong|not right)|wrong (?:day|time|place|person|one|word|thing|way)|(?:scrap|ignore|forget|cancel|bin|delete) that(?: one| last bit| bit)?|my mistake|my bad|typo|correction|on second thoughts?)[\s,.!:-]+(?:i meant? )?(?:make it )?{ITS}(?P<new>.+?){END}"))
NOT_BUT = re.compile(rf"^{SOFTS}*(?:it'?s |its )?not (?P<rest>.+?){END}", re.I)
BUT_NOT = re.compile(rf"^{SOFTS}*{ASK}(?:make it )?{ITS}(?P<new>.+?),? (?:and )?(?:not|instead of|rather than|and not) (?P<old>[\w' ]+?){END}", re.I)
NO_WORDS = re.compile(r"(?:(?:just|maybe|probably|perhaps|possibly|might|may|would|will|could|i|i'?d|i'?ll|id|ill|we|it|to|well|then|really|rather|best|better|try|so) ?)+", re.I)  # "just not go" puts nothing right
LED = re.compile(rf"^{SOFTS}+{ASK}(?:(?:make|do) it )?{ITS}(?P<new>.+?){END}", re.I)
MADE = re.compile(rf"^{ASK}(?:make|do) (?:it|that) {ITS}(?P<new>.+?){END}|^i (?:said|put) (?P<new2>.+?){END}", re.I)
TRAILED = re.compile(r"^(?P<new>[\w':@ -]{2,40}?),? (?:i mean|i meant|sorry|actually|instead|rather|i mean sorry|better)[ .!]*$", re.I)
BETTER = re.compile(r"^(?P<new>[\w':@ -]{2,30}?) (?:is|would be|might be|wd be) (?:better|easier|best)(?: actually| for me| i think)*[ .!]*$", re.I)
OLD_WORDS = re.compile(
    r"(?:(?:no+|nah|nope|oh|wait|actually|sorry|hang on|oops|on second thoughts|i think|can (?:you|we|i)|could (?:you|we|i)|please|i(?:'?d| would)? (?:want|like|rather)(?: to)?|let'?s|just)(?: ?,)? ?)*"
    r"(?:(?:keep|leave|have|put|make|change|turn|set|switch|swap) (?:it|that|this|my goal|the goal|mine)|(?:stick|stay)(?: with| to)?|go back(?: to)?|keep|i (?:preferred|liked)|(?:the )?old one)"
    r"(?: (?:back|to|at|as|with|like|how|just|the way))*(?: (?P<old>.+?))?(?: (?:please|pls|then|after all|instead|actually|thanks))*")
AS_IT_WAS = re.compile(r"\b(?:back|(?:it|they|that) was|before|old|as (?:it )?is|the (?:first|last|other) one|how it was)\b")
LONGEST = 30  # words


class Sure(StrEnum):
    """How plainly the words say that something is put right."""

    OUTRIGHT = "outright"  # "i meant", "change that to"
    LED = "led"  # "actually", "no", "sorry" in front: an answer may begin so as well


@dataclass(frozen=True, slots=True)
class PutRight:
    """``new``: the words that count now; ``old``: ways to read which words they stand in for; ``part``: which step, where it is named."""

    new: str
    sure: Sure
    old: str | None = None
    part: str | None = None


def read_put_right(text: str) -> tuple[PutRight, ...]:
    """The ways in which this may put something right, the plainest first; none where nothing in it says so."""
    said = " ".join(text.replace("’", "'").split())
    if not said or len(said.split()) > LONGEST:
        return ()
    found: list[PutRight] = []
    if (way := BUT_NOT.match(said)) and not re.search(r"\bnot\b", way["new"]) and not NO_WORDS.fullmatch(way["new"]):
        found.append(PutRight(way["new"], Sure.OUTRIGHT, old=way["old"].strip()))
    if way := NOT_BUT.match(said):
        found += _not_but(way["rest"])
    for outright in OUTRIGHT:
        if way := outright.match(said):
            groups = way.groupdict()
            new = (groups["new"] or groups.get("new2") or "").strip(" ,")
            part = next((name for name in NAMED if groups.get(name)), None)
            old = groups.get("old")
            if (inner := NOT_BUT.match(new)) and not part:
                found += _not_but(inner["rest"])
            elif new:
                found.append(PutRight(new, Sure.OUTRIGHT, old=old, part=part))
    for led in (LED, MADE, TRAILED, BETTER):
        if way := led.match(said):
            new = (way["new"] or way.groupdict().get("new2") or "").strip(" ,")
            if new and not new.lower().startswith("not "):
                found.append(PutRight(new, Sure.LED))
    return tuple(dict.fromkeys(found))


def old_words(text: str) -> str | None:
    """What somebody wants back after a change ("no keep it the pool"): the words that name it, or none of them ("leave it as it was"). None for anything else."""
    said = OLD_WORDS.fullmatch(plain(text).strip(" .!"))
    if said is None:
        return None
    left = AS_IT_WAS.sub(" ", said["old"] or "").strip()
    if AS_IT_WAS.search(said.group()) and re.fullmatch(r"(?:(?:the|my|one|ones|goal|words|way|how|to|it) ?|\s)*", left):
        return ""
    return left or None


def _not_but(rest: str) -> list[PutRight]:
    """"Friday saturday", "with Dev, on my own": what is not meant, and what is. The longest old words come first."""
    words = rest.split()
    splits = [(" ".join(words[:place]).strip(" ,.;-"), " ".join(words[place:])) for place in range(len(words) - 1, 0, -1)]
    return [PutRight(re.sub(r"^(?:but|it'?s|its|more|rather|i mean|i meant)\s+", "", new, flags=re.I), Sure.OUTRIGHT, old=old) for old, new in splits if old and new]


def without_lead(text: str) -> str:
    """An answer without the "actually", "no wait" or "i mean" that it begins with."""
    said = re.sub(rf"^{SOFTS}*(?:i mean,? )?", "", " ".join(text.split()), flags=re.I)
    return said if any(letter.isalpha() for letter in said) else text
