"""Short answers, and what an answer says of the thing the question was about."""

import re
from functools import cache

from mapping.model import Answer, Impact
from nlu.extraction import feelings, lexicons, moods
from nlu.extraction.chat import Message
from nlu.extraction.sightings import Sighting

PLAIN = (Answer.NO_MORE, Answer.NOBODY, Answer.DONT_KNOW, Answer.SKIP, Answer.NO, Answer.YES)
BEGINNINGS = {"neither": Impact.NEITHER, "mixed": Impact.MIXED}
LONGEST_ANSWER = 10
TURNS = frozenset({"but", "though", "although", "however", "except", "tho", "yet", "only"})
BEFORE_BOTH = frozenset(", . ; : ! - so say put be it's bit of then and honestly yeah nah well".split())
AFTER_BOTH = frozenset("really i suppose guess think spose tbh honestly please".split())
HEDGES = frozenset("but when if unless except until till only though tho once thinks think acts supposed meant used".split())
LONGEST_PRAISE = 14  # words
LISTS = ("people.", "places.", "activities.")


def plain_answer(message: Message, asked: str | None) -> Answer | None:
    """The answer that is an answer and nothing more, if the whole message is one."""
    text = " ".join(word for word in message.low if word not in ".,!?")
    if not text or len(text.split()) > LONGEST_ANSWER:
        return None
    answer = next((one for one in PLAIN if _whole(one.value).fullmatch(text)), None)
    if answer is None and (asked or "").startswith(LISTS) and _whole("nothing").fullmatch(text):
        return Answer.NO_MORE if (asked or "").endswith(".else") else Answer.NOBODY
    return _no_more(answer, text, asked)


@cache
def _whole(heading: str) -> re.Pattern[str]:
    lists = lexicons.sections("answers.txt")
    first, last, body = ("|".join(lists[name]) for name in ("before", "after", heading))
    return re.compile(rf"(?:(?:{first}) )*(?:{body})(?: (?:{last}))*")


def _no_more(answer: Answer | None, text: str, asked: str | None) -> Answer | None:
    """ "no" and "none" after "anyone else?" end the list."""
    ends = answer is Answer.NO and (asked or "").endswith(".else")
    return Answer.NO_MORE if ends or answer is Answer.NOBODY and text == "none" else answer


def said_of_about(message: Message, asked: str, sighting: Sighting) -> None:
    """Write what a short answer says into the sighting of the thing asked about."""
    text = " ".join(word for word in message.low if word not in ".!?,")
    if asked.endswith(".impact"):
        sighting.impact = Impact.MIXED if says_both(message) else _weighed(message, sighting.impact or _impact(text))
        if sighting.impact and only_an_answer(message):
            sighting.impact_words = None
        elif sighting.impact and not sighting.impact_words:
            sighting.impact_words = message.source.strip() or None


def only_an_answer(message: Message) -> bool:
    """Whether the words are one of the answers that were offered, and nothing of their own that is worth saying back."""
    text = " ".join(word for word in message.low if word not in ".!?,")
    plain = any(_whole(one.value).fullmatch(text) for one in PLAIN) or lexicons.pattern("answers.txt", "answers by choice").fullmatch(text)
    return bool(plain) or not any(letter.isalpha() for letter in message.source)


def hedged(message: Message) -> bool:
    """Whether a good word in an answer may be none: "great when hes sober", "thinks hes so funny", or told at length."""
    return len(message) > LONGEST_PRAISE or bool(HEDGES & set(message.low))


def says_both(message: Message) -> bool:
    """Whether an answer comes to "both" in the end: "he's a laugh, skint all the time, so both"."""
    words = list(message.low)
    while words and not words[-1].isalnum():
        words.pop()
    while words and words[-1] in AFTER_BOTH:
        words.pop()
    return words[-1:] == ["both"] and (len(words) == 1 or words[-2] in BEFORE_BOTH)


def _weighed(message: Message, told: Impact | None) -> Impact | None:
    """What an answer comes to when the lesser signs in it are weighed in: good and bad on two sides of a "but" are both."""
    if told in (Impact.MIXED, Impact.NEITHER):
        return told
    hits = moods.find_hits(message, set(), "answer lifts", "answer weighs")
    hits = [h for h in hits if not (message.low[h.start] == "good" and h.impact is told)]
    turn = next((at for at, low in enumerate(message.low) if at and low in TURNS), None)
    if told:
        against = [h for h in hits if h.impact is not told]
        sides = {h.start > (turn or 0) for h in against}
        return Impact.MIXED if turn and len(sides) == 1 and _is_answered(hits, told, turn, sides) else told
    if not hits:
        return None
    strong = moods.find_hits(message, set())
    found = {h.impact for h in strong} or {h.impact for h in hits}
    if turn:
        found |= {h.impact for h in hits}
    return Impact.MIXED if len(found) > 1 else next(iter(found))


def _is_answered(hits: list[moods.Hit], told: Impact, turn: int, sides: set[bool]) -> bool:
    """Whether nothing against what was told stands on its own side of the "but"."""
    own = {h.start > turn for h in hits if h.impact is told}
    return not own or own != sides


def _impact(text: str) -> Impact | None:
    words = text.split()
    for name, impact in BEGINNINGS.items():
        if lexicons.pattern("answers.txt", f"answers {name}").match(text):
            return impact
    felt = feelings.felt_in(re.sub(r"^(?:no|nah|nope|yeah|yes|yep|well|oh) (?=\w+ )", "", text))
    if felt and len(words) > 1:
        return felt[0]
    yes = lexicons.words_of("answers.txt", "answers yes")
    if text in yes or words and words[0] in yes and len(words) <= 4 and "but" not in words:
        return Impact.HELPS
    if text in lexicons.words_of("answers.txt", "answers not really"):
        return Impact.NEITHER
    if lexicons.pattern("answers.txt", "answers helps").fullmatch(text):
        return Impact.HELPS
    if lexicons.pattern("answers.txt", "answers hinders").match(text):
        return Impact.HINDERS
    return felt[0] if felt else None
