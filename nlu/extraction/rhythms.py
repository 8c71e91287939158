"""How often: which rhythm a clause states, and which of its things it belongs to."""

import re

from mapping.model import Frequency
from nlu.extraction import lexicons
from nlu.extraction.chat import Message
from nlu.extraction.clauses import SUBJECTS
from nlu.extraction.sightings import Sighting

OWNING = frozenset("have 've got had own live".split())
RAREST_FIRST = (Frequency.LESS_OFTEN, Frequency.MONTHLY, Frequency.DAILY, Frequency.WEEKLY)
LISTING = ("activities.", "places.", "people.", "checkin.")
DAYS_ASKED = (*LISTING, "person.frequency", "links.")
CONTACT = frozenset(
    """come visit ring call phone text txt message pop drop help bring take cook clean check see meet facetime skype video
    pick have go do play write send fetch shop drive walk collect stay sit mind babysit train run teach attend""".split()
)
OTHERS = frozenset({"he", "she", "they", "who"})
ALSO = frozenset("too also both aswell well same do does likewise".split())
AFTER_THAT = {"after", "before"}
ME = frozenset({"i", "me", "we", "us", "my", "our"})
ONE_DAY = re.compile(rf"\b(?:on |this |last |next )?(?:{lexicons.DAY})\b(?!s)")
ONCE_ONLY = re.compile(r"\b(?:last|this|next|tomorrow|yesterday|coming|the other)\b")
DAY = re.compile(rf"\b(?:{lexicons.DAY})\b")


def frequency_in(text: str) -> Frequency | None:
    """The rhythm that these words state, if any; of "used to be every week, now once a month" the later."""
    now = re.search(r"\b(?:now|these days|nowadays|but)\b", text)
    if now and re.search(r"\b(?:used to|was|were|before)\b", text[: now.start()]):
        later = _stated(text[now.end() :])
        if later:
            return later
    return _stated(text)


def _stated(text: str) -> Frequency | None:
    return next((one for one in RAREST_FIRST if lexicons.pattern("rhythm.txt", one.value).search(text)), None)


def rhythm_of(message: Message, words: list[int], asked: str | None) -> Frequency | None:
    """The rhythm of a clause for the things in it; what somebody else does by themselves is none of the participant's."""
    text = " ".join(message.low[at] for at in words)
    found = frequency_in(text)
    past = any(message.doc[at].tag_ == "VBD" for at in words)
    if found is Frequency.WEEKLY and past and ONCE_ONLY.search(text):
        return None
    if found is Frequency.WEEKLY and past and re.search(rf"\bon (?:{lexicons.DAY})\b", text) and not re.search(r"days\b|used to|every|most", text):
        return None
    if found is None and (asked or "").startswith(DAYS_ASKED) and DAY.search(text) and not past and not ONCE_ONLY.search(text):
        found = Frequency.WEEKLY
    return None if found and _others_habit(message, words, asked) else found


def _others_habit(message: Message, words: list[int], asked: str | None) -> bool:
    """ "He drinks every night" says nothing of how often the participant sees him."""
    if asked == "person.frequency" or ME & {message.low[at] for at in words}:
        return False
    verbs = [message.doc[at] for at in words if message.doc[at].pos_ in ("VERB", "AUX")]
    theirs = [v for v in verbs if any(c.dep_ in SUBJECTS and c.lower_ in OTHERS for c in v.children)]
    return bool(theirs) and not any(v.lemma_.lower() in CONTACT for v in verbs)


def share_out(message: Message, words: list[int], inside: list[Sighting], asked: str | None) -> list[Sighting]:
    """Of a plain list ("mosque fridays, gym, the park") only what stands beside the rhythm has it; of anything else, all."""
    if (part := _before_another(message, words)) is not None:
        inside = [s for s in inside if s.start in part]
    inside = _not_the_hour(message, inside)
    told = [message.doc[at] for at in words]
    verbs = any(t.pos_ in ("VERB", "AUX") and any(c.dep_ in SUBJECTS for c in t.children) for t in told)
    if verbs or not (asked or "").startswith(LISTING) or len(inside) < 2:
        return inside
    parts = _parts(message, words, inside)
    timed = [part for part in parts if _stated(_said(message, part)) or DAY.search(_said(message, part))]
    starts = {s.start for s in inside}
    if len(parts) < 2 or not timed or not any(starts & set(part) for part in timed) or _leads(message, words, starts):
        return inside
    return [s for s in inside if any(s.start in part for part in timed)]


def _not_the_hour(message: Message, inside: list[Sighting]) -> list[Sighting]:
    """Without what only tells at what time: "she rings every sunday after church" tells of her ringing."""
    kept = [s for s in inside if not AFTER_THAT & {*message.low[max(0, s.start - 1) : s.start]} or s.is_being]
    return kept if any(s.is_being for s in kept) else inside


def _before_another(message: Message, words: list[int]) -> list[int] | None:
    """The words before "and i have ...", where the rhythm stands there: "jean rings of a sunday and i have two sons"."""
    for place, at in enumerate(words[:-2]):
        if place and _another_begins(message, words, place):
            first, second = words[:place], words[place:]
            if (_stated(_said(message, first)) or DAY.search(_said(message, first))) and not _stated(_said(message, second)):
                return first
        if place and message.low[at] in ("and", "but") and message.low[at + 1] in ("i", "we") and message.low[at + 2] in OWNING:
            first, second = words[:place], words[place:]
            return first if (_stated(_said(message, first)) or DAY.search(_said(message, first))) and not _stated(_said(message, second)) else None
    return None


def _another_begins(message: Message, words: list[int], place: int) -> bool:
    """Whether "and my brother in law Pete" goes on to somebody else of whom no such thing is told: "she rings every sunday and my .."."""
    low, at = message.low, words[place]
    if low[at] not in ("and", "but", "then", "plus") or ALSO & set(low[at : words[-1] + 1]):
        return False
    opening = low[at + 1 : at + 4]
    told = any(message.doc[each].lemma_.lower() in CONTACT for each in words[:place])
    return told and bool(opening) and (opening[0] in ("my", "our") or opening[:2] in (["there", "'s"], ["then", "there"], ["then", "my"], ["also", "my"]))


def _said(message: Message, words: list[int]) -> str:
    return " ".join(message.low[at] for at in words)


def _leads(message: Message, words: list[int], starts: set[int]) -> bool:
    """Whether the rhythm comes before everything: "most days the library and the gym"."""
    opening = [at for at in words if at < min(starts)]
    return bool(opening) and (_stated(_said(message, opening)) is not None or bool(DAY.search(_said(message, opening))))


def _parts(message: Message, words: list[int], inside: list[Sighting]) -> list[list[int]]:
    """The items of a list; people named together ("with Decky and Mousey") are one."""
    beings = {at for s in inside if s.is_being for at in range(s.start, s.end)} | {
        at for at in words if message.low[at] in ("me", "myself", "i")
    }
    parts: list[list[int]] = [[]]
    for at in words:
        low = message.low[at]
        between_days = at and DAY.search(message.low[at - 1]) and at + 1 < len(message) and DAY.search(message.low[at + 1])
        together = at - 1 in beings and any(at + step in beings for step in (1, 2))
        if low in (",", "and", "&", "plus") and not between_days and not together:
            parts.append([])
        else:
            parts[-1].append(at)
    return [part for part in parts if part]
