"""Whether an answer speaks of what was asked about, though it names others too: "inner. kestrel is middle", "sundays. she brings the kids"."""

import re

from mapping.model import Closeness, Mention
from nlu.extraction import lexicons
from nlu.extraction.chat import Message
from nlu.extraction.context import fold
from nlu.extraction.rhythms import frequency_in
from nlu.extraction.sightings import Sighting

RINGS = (
    (
        Closeness.OUTER,
        r"outer\w*|outside(?: one| ring| circle)?|outskirts|third (?:ring|circle|one)|(?:on|at) the edge|furthest(?: one| out)?|farthest|last (?:ring|one)|far out|"
        r"(?:further|farther) out|way out",
    ),
    (
        Closeness.MIDDLE,
        r"middle(?! of (?!the (?:map|circles|rings)))(?: one| ring| circle)?|(?:the )?(?:second|2nd|next) (?:ring|circle|one)(?: out)?|in ?between|half ?way|midway|mid\b",
    ),
    (
        Closeness.INNER,
        r"inner\w*|inside (?:one|ring|circle)|(?:the )?(?:nearest|closest|first|1st|central) (?:ring|circle|one)|(?:the )?(?:closest|nearest)(?! to)|right beside me|in the centre|in the core",
    ),
)
RING = re.compile("|".join(rf"(?P<r{number}>\b(?:{words})\b)" for number, (_, words) in enumerate(RINGS)))
TOO = re.compile(r"\b(?:too|same|as well|also|along with|likewise|aswell|and|with)\b")
PLAINLY = re.compile(
    r"(?:neither|both|mixed|helps|hinders|yeah|yes|yep|yh|aye|no|nah|nope|not really|a bit|bit of both|good|bad|helpful|useless|great|brilliant|lovely|sort of|kind of|sometimes)(?=$| ?[.,!])"
)
NOT_RING = re.compile(r"(?:n't|not|never|no)(?: (?:in|the|really|quite|at|on|my|exactly|an?))* $")


def rings_told(message: Message, sightings: list[Sighting], subject: Mention) -> list[tuple[Sighting | None, Closeness]]:
    """Each ring that is told, with whom it is told of: whoever is named before it, else (None) the one asked about."""
    text, starts = _line(message)
    told: list[tuple[Sighting | None, Closeness]] = []
    beings = [s for s in sightings if s.is_being and s.start >= 0 and s.sort != "about"]
    of_subject = {id(s) for s in beings if s.known and fold(s.known.label) == fold(subject.label)}
    earlier = 0
    last: Closeness | None = None
    for match in RING.finditer(text):
        if NOT_RING.search(text[: match.start()]):
            continue
        ring = RINGS[next(n for n in range(3) if match[f"r{n}"])][0]
        named = [s for s in beings if earlier <= starts[s.start] < match.start()]
        told += [(None if id(s) in of_subject else s, ring) for s in named]
        if not named and not any(who is None for who, _ in told):
            told.append((None, ring))
        earlier, last = match.end(), ring
    rest = [s for s in beings if starts[s.start] >= earlier]
    if last and rest and TOO.search(text[earlier:]) and re.search(r"^[^.!?]*$|too|same|as well|likewise|also|^ along", text[earlier:]):
        near = rest if not re.search(r"along with", text[earlier:]) else rest[:1]
        told += [(s, last) for s in near if id(s) not in of_subject and TOO.search(text[earlier:])][:2]
    return told


def _line(message: Message) -> tuple[str, list[int]]:
    starts, at = [], 0
    for low in message.low:
        starts.append(at)
        at += len(low) + 1
    return " ".join(message.low), starts


def tell_rings(message: Message, sightings: list[Sighting], about: Sighting, subject: Mention) -> None:
    """Write the rings that an answer to "how close?" tells into those of whom it tells them."""
    told = rings_told(message, sightings, subject)
    for who, ring in told:
        (who or about).closeness = ring
    named = {id(who or about) for who, _ in told}
    for sighting in sightings if told else []:
        if id(sighting) not in named and sighting.is_being:
            sighting.closeness = None


def answers_first(message: Message, sightings: list[Sighting], asked: str, subject: Mention) -> bool:
    """Whether the answer comes before anybody else is named, so that it is about what was asked about."""
    if asked == "person.closeness":
        return any(who is None for who, _ in rings_told(message, sightings, subject))
    first = min((s.start for s in sightings if s.start >= 0 and s.is_being and not s.dropped), default=len(message))
    opening = " ".join(message.low[:first])
    if asked == "person.frequency":
        return frequency_in(opening) is not None or _bare_day(opening)
    if not asked.endswith(".impact"):
        return False
    return _goes_on_about(message) or bool(PLAINLY.match(opening))


def _bare_day(text: str) -> bool:
    return bool(re.search(rf"\b(?:{lexicons.DAY})\b", text)) and not re.search(r"\b(?:last|next|this|not)\b", text)


def _goes_on_about(message: Message) -> bool:
    """ "Robs my food", "never texts back": a sentence without a subject is about whoever was asked about."""
    at = 0
    while at < len(message) - 1 and message.doc[at].tag_ in ("RB", "UH") or message.low[at] in ("always", "never", "just", "only", "and", "still", "constantly"):
        at += 1
        if at >= len(message):
            return False
    word = message.doc[at]
    shaped = word.tag_ in ("VBZ", "VBD") or word.tag_ in ("NNS", "NNPS") and message.low[at + 1 : at + 2] in (["me"], ["my"], ["us"], ["it"], ["in"], ["on"])
    return shaped and message.low[at] not in ("is", "was", "'s", "does", "did", "has", "had") and not any(c.dep_ in ("nsubj", "expl") for c in word.children)
