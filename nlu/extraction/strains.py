"""What the speaker is stressed, scared or sick of: "stressed out from school", "sick of my roommate"."""

from mapping.model import Kind
from nlu.extraction.chat import Message
from nlu.extraction.clauses import SUBJECTS, Clauses
from nlu.extraction.moods import DENIALS, as_text, patterns
from nlu.extraction.sightings import Sighting

BECAUSE = frozenset("about over with from because cause cuz cos coz by at for of due when going on in to having".split())
OF_BEINGS = frozenset("with from of by at because cause cuz cos coz due".split())
ANGER = frozenset("angry upset mad annoyed furious frustrated pissed sick tired fed hurt hate resent".split())
LABOUR = frozenset(
    "school work college uni university job jobs class classes shift shifts office exam course overtime job".split()
)
REACH = 9
STRESSED = frozenset(
    "stress stressed stressing stressful overwhelmed anxious anxiety nervous dread dreading exhausted drained burnt "
    "panicking struggling".split()
)
OTHERS = frozenset("he she they his her their him them you your".split())


def weighed_down(
    message: Message, clauses: Clauses, sightings: list[Sighting], named: set[int], wished: set[int]
) -> list[Sighting]:
    """The sightings that the speaker says are what strains them."""
    text, starts = as_text(message, named)
    pattern, found = patterns("strain"), []
    for at, start in enumerate(starts):
        if at in wished or at in named or not pattern.match(text, start) or _not_mine(message, clauses, at):
            continue
        found += _because_of(message, clauses, at, sightings) or _toil_before(message, clauses, at, sightings)
    return found + _worn_by(message, clauses, sightings, text, starts)


def _worn_by(
    message: Message, clauses: Clauses, sightings: list[Sighting], text: str, starts: list[int]
) -> list[Sighting]:
    """Places and doings that are hard going: "school has been so hard", "a long day at work"."""
    pattern, found = patterns("worn"), []
    for at, start in enumerate(starts):
        if not (at and text[start - 1 : start] not in (" ", "")) and pattern.match(text, start):
            if DENIALS & set(message.low[max(0, at - 2) : at]) or _someone_elses(message, at):
                continue
            near = [
                s
                for s in sightings
                if s.kind in (Kind.PLACE, Kind.ACTIVITY)
                and s.sort not in ("about", "locality")
                and not s.dropped
                and clauses.of[s.start] == clauses.of[at]
            ]
            found += [s for s in near if message.doc[s.head(message)].dep_ in (*SUBJECTS, "ROOT")] or [
                s for s in near if s.start > at and message.low[s.start - 1] in ("at", "in")
            ]
    return found


def _someone_elses(message: Message, at: int) -> bool:
    """Whether a named person is the one who is worn out: "my wife has been exhausted at work"."""
    subjects = [child for child in message.doc[at].children if child.dep_ in SUBJECTS]
    return any(child.pos_ in ("NOUN", "PROPN") and child.lower_ not in LABOUR for child in subjects) or any(
        child.lower_ in OTHERS for child in subjects
    )


def _not_mine(message: Message, clauses: Clauses, at: int) -> bool:
    """Whether the strain is denied or somebody else's: "he is stressed", "i'm not scared of him"."""
    first = at
    while first and clauses.of[first - 1] == clauses.of[at]:
        first -= 1
    before = message.low[first:at]
    mine = {"i", "me", "we", "im"} & set(before)
    if before[-1:] in (["worried"], ["worry"], ["off"]):
        return True
    return bool(DENIALS & set(before[-3:])) or bool(OTHERS & set(before)) and not mine or not mine and bool(
        {child.lower_ for child in message.doc[at].head.children if child.dep_ == "nsubj"} - {"i", "we", "it"}
    )


def _because_of(message: Message, clauses: Clauses, at: int, sightings: list[Sighting]) -> list[Sighting]:
    """What stands behind "because of", "about", "with" ... with all that is listed beside it."""
    low, sentence = message.low, clauses.sentence[at]
    end = next((i for i in range(at + 1, len(low)) if clauses.sentence[i] != sentence or low[i] == "but"), len(low))
    joint = next((i for i in range(at + 1, min(end, at + 5)) if low[i] in BECAUSE), None)
    behind = [s for s in sightings if joint is not None and joint < s.start < min(end, joint + REACH) and not s.dropped]
    owners = [other.owner for other in behind if other.owner and low[other.owner.end : other.owner.end + 1] == ["'s"]]
    behind = [s for s in behind if s not in owners and _fits(low[at], low[joint], s)]
    if not behind or {"lost", "lose", "losing"} & set(low[at : behind[0].start]):
        return []
    listed = [behind[0]]
    for other in behind[1:]:
        if set(low[listed[-1].end : other.start]) <= {"and", ",", "my", "the", "with", "at", "or", "&", "of", "in"}:
            listed.append(other)
    return listed


def _fits(strain: str, joint: str, sighting: Sighting) -> bool:
    """Fear about somebody is worry, and for the speaker's network neither good nor bad."""
    return not sighting.is_being or strain in ANGER or joint in OF_BEINGS


def _toil_before(message: Message, clauses: Clauses, at: int, sightings: list[Sighting]) -> list[Sighting]:
    """ "At work i've been stressed", "i have to go to work and i'm really nervous": school and work named before."""
    if message.low[at] not in STRESSED:
        return []
    near = [
        s
        for s in sightings
        if s.kind in (Kind.PLACE, Kind.ACTIVITY)
        and not s.dropped
        and at - REACH < s.start < at
        and clauses.sentence[s.start] == clauses.sentence[at]
        and message.low[s.end - 1] in LABOUR
        and message.low[s.start - 1 : s.start] != ["after"]
    ]
    return near[-1:]
