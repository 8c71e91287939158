"""Words that are an activity only sometimes: a job looked for, an office's service, a guitar owned."""

from nlu.extraction import lexicons
from nlu.extraction.chat import Message
from nlu.extraction.determiners import OWN
from nlu.extraction.spotting import Spot

SEEKING = frozenset(
    (
        "find finding look looking search searching need needing apply applied applying want get another any"
    ).split()
)
HELD = frozenset(
    (
        "have had 've got has start started starting begin began do did quit lose lost left leave leaving with my "
        "love"
    ).split()
)
JOB = frozenset({"job", "jobs"})
SERVICE = frozenset({"service", "services"})
WORSHIP = frozenset(
    "church sunday morning evening prayer carol carols worship memorial easter christmas holy healing communion "
    "harvest candlelight thanksgiving family baptism friday saturday mass the a to at after".split()
)
OWNED = lexicons.words_of("activities.txt", "thing too")
PLAYING = frozenset("play playing plays played learn learning".split())
ELSE_WATCHING = frozenset({"i", "we", "me", "us", "to"})


def job_of_nobody(message: Message, spot: Spot, determiner: str) -> bool:
    """A job that is looked for, another's, or only talked of: "find a job", "sounds like a fun job"."""
    if not JOB & {message.low[spot.end - 1]}:
        return False
    if determiner in ("their", "his", "her", "that", "your"):
        return True
    earlier = set(message.low[max(0, spot.start - 7) : spot.start])
    if determiner in OWN or determiner in ("this", "the") or spot.end - spot.start > 1 and not SEEKING & earlier:
        return False
    following = message.low[spot.end : spot.end + 1]
    if SEEKING & earlier and not {"got", "lost", "quit"} & earlier:
        return True
    return not (HELD & earlier or following in (["at"], ["with"], ["as"]) or message.begins(spot.start))


def no_worship(message: Message, spot: Spot, start: int | None = None) -> bool:
    """A service that is an office and no worship: "alcohol service", "social services"."""
    if message.low[spot.end - 1] not in SERVICE or spot.end - spot.start > 1:
        return False
    first = spot.start if start is None else start
    previous = message.low[spot.start - 1] if spot.start else ""
    if first == spot.start and previous in ("the", "a", "to", "at", "after"):
        return message.low[spot.end - 1] == "services"
    return previous not in WORSHIP or previous in ("the", "a") and first < spot.start


def owned_thing(message: Message, spot: Spot, determiner: str) -> bool:
    """A thing one owns rather than plays: "i've an xbox", "got a guitar"."""
    word = " ".join(message.low[spot.start : spot.end])
    playing = PLAYING & set(message.low[max(0, spot.start - 4) : spot.start])
    return word in OWNED and determiner in ("a", "an", "his", "her", "their") and not playing


def watched_by_others(message: Message, at: int) -> bool:
    """Whether somebody else is watching, or nobody: "abbu just watches tv", "i do not watch tv"."""
    watching = next((i for i in range(at - 1, max(-1, at - 3), -1) if message.low[i].startswith("watch")), at)
    token = message.doc[watching]
    subjects = [word.lower_ for child in token.children if child.dep_ == "nsubj" for word in child.subtree]
    never = {"not", "n't", "never", "hardly"} & set(message.low[max(0, watching - 3) : watching])
    others = bool(subjects) and not ELSE_WATCHING & set(subjects) and not {"us", "me"} & set(message.low[at:])
    return bool(never) or others or message.low[watching] == "watches" and not subjects
