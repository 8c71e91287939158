"""What people would like in their life, and what stands in the way, in their own words."""

import re

from mapping.model import BarrierSaid
from nlu.extraction.chat import Message
from nlu.extraction.clauses import Clauses

WISH = re.compile(
    r"\b(?:(?:i(?:'d| would|d)|would) (?:really |quite |just )?(?:love|like)(?: to)?|i wish(?: i (?:could|"
    r"had))?|wish (?:i|there|i (?:could|had))|i (?:really |just )?(?:want|wan+a)(?: to)?|i(?:'m| am)? hop(?:e|"
    r"ing) to|"
    r"(?:it would|it'd|would) be (?:nice|good|great|lovely) to|i miss|i(?:'d| would) give anything to|"
    r"wouldn'?t mind|i fancy|could do with|hope to|wanna|i'?d dearly (?:love|like) to)\s+(?P<what>(?:(?!,? (?:and|n) i(?:'d| would| want| wanna|d like|d love))[^.!?\n])+)",
    re.IGNORECASE,
)
NOT_WISH = re.compile(
    r"want (?:you|to know|to talk|to ask|to skip|to stop|to delete|to see (?:my map|the map|it)|this one|that|"
    r"her on|him on|it on|to say)|like to (?:know|see my map|skip|stop)|love (?:him|her|it|them)\b",
    re.IGNORECASE,
)
DENIED = re.compile(r"\b(?:do ?n'?t|did ?n'?t|never|not) (?:really )?(?:think|say|said|thought)(?: that)? *$", re.IGNORECASE)
NOTHING_WISHED = re.compile(r"(?:you|u|him|her|them|it|that|this|me|us|to|could|no|not|so)(?: (?:all|so much|too|both|guys|lot|loads|xx*|a lot|though|but no))*\W*", re.IGNORECASE)
SMILEY = re.compile(r"[:;=]'?-?[()\[\]DPp/|\\]+|<3|\bx+$")
BARRIER = re.compile(
    r"(?:\b(?:can'?t|cannot|couldn'?t) (?:really )?(?:afford|get (?:there|out|to)|go|face|leave|manage|cope|"
    r"drive|walk|do mornings|find the time)[^.!?\n]*|\bno ?(?:money|time|car|one to go with|energy|transport|"
    r"confidence)\b[^.!?\n]*|"
    r"\bnobody to [^.!?\n]+|\bno ?one to [^.!?\n]+|\bmy (?:knees?|back|hip|leg|legs|anxiety|nerves|health|"
    r"pain|meds|depression|weight|asthma|hearing|eyes|eyesight)\b[^.!?\n,]*|\btoo (?:expensive|far|tired|"
    r"anxious|dear|scared|busy|shy|ill)\b[^.!?\n]*|"
    r"\b(?:i )?get (?:panicky|anxious|nervous|scared|tired)[^.!?\n]*|\b(?:scared|afraid|frightened) (?:of|"
    r"to)[^.!?\n]*|\bthe (?:bus|buses|cost|money|shame|bus fare|travel)\b[^.!?\n,]*|\bwho(?:'d| would|'s "
    r"going to| is going to) (?:mind|look after|watch)[^.!?\n]*|"
    r"\b(?:it )?costs? too much\b[^.!?\n]*|\bno childcare\b|\b(?:buses|trains) (?:are|don'?t|stop)[^.!?\n]*)",
    re.IGNORECASE,
)
STANDS_IN_THE_WAY = re.compile(
    r"\bcan'?t (?:really )?(?:afford|get|go|face|leave|manage)\b|\bno ?one to\b|"
    r"\bnobody to\b|panicky|\btoo (?:expensive|far|dear)\b",
    re.IGNORECASE,
)

MORE_WISHES = re.compile(r"(?:,| and| n| &| or)? (?:and|n|&|or|also|plus|maybe|then) (?:maybe |also |to |2 |possibly |perhaps )*(?=(?:get|go|learn|see|do|join|try|take|start|finish|play|make|find|have|be|a night|visit|meet)\b)", re.IGNORECASE)
ONE_MORE = re.compile(r"(?:^|[.!\n] ?)(?:and|maybe|also|plus|or|n|perhaps)(?: maybe| also)? (?!(?:not|i|it|that|then)\b)(?P<what>[^.!?\n]{6,})", re.IGNORECASE)
NO_WISH = re.compile(r"(?:before|because|cos|coz|if|i'?d giv|but|so|though|not|only|just saying|it'?s|that'?s|he|she|they|then)\b", re.IGNORECASE)
APART = re.compile(
    r"(?<!\b[A-Z])[.!\n;](?=\s|$)|\balso\b|,? (?:and|n|&|plus) (?=(?:i|i'm|im|i'd|my|the|who|who'?d|what|how|no|no1|it|it's|he|she|they|nobody|not|can'?t|there'?s|getting|finding|going|trials|money|time|"
    r"hands|ach|also|[A-Z][a-z]+|\w+ing?)\b(?! \w+ for$))|, (?=who |what |how |not |no )"
)
NO_BARRIER = re.compile(r"(?:his|hers|mine|theirs|how start|it'?s just|he'?s my|he'?s ma|she'?s my|id need|i'?d need|that'?s all)\b", re.IGNORECASE)


def find_wishes(message: Message, clauses: Clauses, asked: str | None) -> list[str]:
    """Wishes, in the person's words, in message order."""
    source = message.source.replace("’", "'")
    found = [_tidy(match["what"]) for match in WISH.finditer(source)
             if not NOT_WISH.search(match[0]) and not DENIED.search(source[:match.start()])]
    if (asked or "").startswith(("reflect.", "goal.choose")):
        found = [part for wish in found for part in MORE_WISHES.split(wish)]
        found += [_tidy(match["what"]) for match in ONE_MORE.finditer(source) if found]
    if (
        not found
        and (asked or "").startswith(("reflect.", "goal.choose"))
        and len(message) > 1
        and "?" not in source
        and not re.match(
            r"(?:who|what|how|is|are|does?|can|why|were|no|nah|not|nothing|dunno|don'?t|idk|skip|yes|yeah)\b",
            source.strip().lower(),
        )
    ):
        found = [_tidy(part) for part in re.split(r"[.!\n]", source) if len(part.split()) > 1 and not NO_WISH.match(part.strip())][:3]
        found = [part for wish in found for part in MORE_WISHES.split(wish)]
    return [wish for wish in found if wish and not NOTHING_WISHED.fullmatch(wish)]


def _tidy(words: str) -> str:
    words = re.split(r"(?:^|\s+)(?:but|because|cos|coz|so that|if only)\s+", SMILEY.sub(" ", words))[0]
    return re.sub(r"^could (?=\w)", "", " ".join(words.split()).strip(" ,;"))


def find_barriers(message: Message, clauses: Clauses, asked: str | None) -> list[BarrierSaid]:
    """Things that stand in the way, in the person's words; after the barrier question the whole answer is one."""
    source = message.source.replace("’", "'")
    wished = find_wishes(message, clauses, None)
    if asked == "goal.barrier":
        parts = [p.strip(" ,;") for p in APART.split(source)]
        parts = [
            p
            for p in parts
            if p
            and not NO_BARRIER.match(p)
            and not re.fullmatch(
                r"(?:no|nah|nothing|none|nope|not really|yes|yeah|dunno|idk|i don'?t know|skip|not sure)", p.lower()
            )
        ]
        return [BarrierSaid(" ".join(p.split())) for p in parts]
    if asked == "activities.stopped":
        return []  # what stopped it: see stopping.py
    if not wished and not STANDS_IN_THE_WAY.search(source):
        return []
    return [
        BarrierSaid(" ".join(match[0].split()).strip(" ,;"), wished[0] if wished else None)
        for match in BARRIER.finditer(source)
    ]
