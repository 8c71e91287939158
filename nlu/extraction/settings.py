"""Ties beyond one clause: the thing a question was about, a heading ("Deaf club! Bev, Iqra"), and who belongs to the place just told of."""

from collections.abc import Iterator

from mapping.model import Kind
from nlu.extraction.chat import Message
from nlu.extraction.clauses import Clauses
from nlu.extraction.ends import Stand
from nlu.extraction.scenes import FILLING, SEPARATORS, TIMEWORDS, Pair, scenes
from nlu.extraction.sightings import Sighting

OF_A_PLACE = frozenset(
    (
        "manager supervisor boss gaffer foreman principal headchef conductor instructor teacher tutor professor coach "
        "sponsor priest vicar imam pastor minister warden landlandlord barman barmaid bartender receptionist "
        "librarian caller leader organiser facilitator lady bloke fella lass lassie worker staff "
        "volunteer volunteers regulars regular colleague colleagues coworker coworkers co-worker co-workers workmate workmates "
        "boss matron counsellor counselor caretaker cook usher barista captain chaplain treasurer secretary "
        "sub classmate classmates teammate teammates teammates students pupils residents resident patients "
        "trainee apprentice driver mentor chairman chairwoman chair choirmaster bandleader lifeguard clients members member"
    ).split()
)
COURSES = frozenset(
    "class classes course seminar lesson lessons counselling therapy training rehearsal practice session sessions shift chemistry".split()
)


FRINGE = frozenset("lot i go to we did well yeah yes oh mostly just and for is its 's it".split())
HEADS_END = frozenset(".!?;:,")


def about_ties(message: Message, sightings: list[Sighting], asked: str | None) -> Iterator[Pair]:
    """What an answer to "who goes there?", "where do you see them?" and "do they know anyone?" ties to the thing asked about."""
    asks = ("links.", "place.", "activity.", "person.relation")
    about = _asked_about(sightings) if asked and asked.startswith(asks) else None
    if about is None:
        return
    for other in sightings:
        if other is about or other.start < 0 or other.sort == "about" or _denied(message, other):
            continue
        if asked == "person.relation":
            fits = other.kind in (Kind.PLACE, Kind.GROUP) and other.start in about.also_at
        elif asked == "links.who" or not str(asked).startswith("links."):
            fits = other.is_being and about.kind in (Kind.PLACE, Kind.ACTIVITY, Kind.GROUP)
        elif asked == "links.where":
            fits = other.kind in (Kind.PLACE, Kind.ACTIVITY, Kind.GROUP)
        else:
            fits = other.kind is not Kind.ACTIVITY
        if fits and not any(s.owner is other for s in sightings):
            yield about, other


def _asked_about(sightings: list[Sighting]) -> Sighting | None:
    starts = {s.start: s for s in sightings if s.start >= 0 and s.sort != "about"}
    marked = (s for s in sightings if any(at in starts and starts[at] is not s for at in s.also_at))
    return next((s for s in sightings if s.sort == "about"), None) or next(marked, None)


def _denied(message: Message, other: Sighting) -> bool:
    """Whether the answer says no to just this one ("with the priest no")."""
    return message.low[other.end : other.end + 1] in (["no"], ["not"], ["never"])


def carried(message: Message, clauses: Clauses, stands: list[Stand]) -> Iterator[Pair]:
    """Ties to what an earlier sentence set the scene with."""
    yield from _under_heading(message, clauses, stands)
    yield from _belonging(message, clauses, stands)


def _under_heading(message: Message, clauses: Clauses, stands: list[Stand]) -> Iterator[Pair]:
    """A first sentence (or first words before a comma) that only names a place, group or activity heads what is told next."""
    if not stands or stands[0].nature == "being" or not stands[0].named:
        return
    heading = stands[0]
    end = next((at for at in range(heading.end, len(message)) if message.low[at] in HEADS_END), len(message))
    words = message.low[: heading.at] + message.low[heading.end : end]
    if any(w[:1].isalnum() and w not in FILLING | TIMEWORDS | SEPARATORS | FRINGE for w in words):
        return
    rest = [s for s in stands if s.at > end and s.who is not heading.who]
    following = [s for s in rest if clauses.sentence[s.at] == clauses.sentence[rest[0].at]]
    if message.low[end : end + 1] == [","]:
        following = [s for s in following[:1] if s.nature == "being" and _acts(message, s)]
    if not any(_alike(heading, s) for s in following):
        yield from ((heading.who, stand.who) for stand in following)


def _alike(heading: Stand, other: Stand) -> bool:
    places = ("place", "town", "body")
    return heading.nature == other.nature or heading.nature in places and other.nature in places


def _acts(message: Message, stand: Stand) -> bool:
    """Whether a verb follows within three words, so that the name begins a telling and is no item of a list."""
    return any(message.doc[at].pos_ == "VERB" for at in range(stand.end, min(len(message), stand.end + 3)))


def _belonging(message: Message, clauses: Clauses, stands: list[Stand]) -> Iterator[Pair]:
    """ "My supervisor", "Colin my sponsor", "theres Xiu": somebody of the place, group or course just told of."""
    placed = {id(member) for pair in scenes(message, clauses, stands) for member in pair}
    for stand in stands:
        if stand.nature != "being" or not stand.named or stand.who.owner is not None or id(stand.who) in placed:
            continue
        listed = _exists(message, stand)
        if not listed and not _of_a_place(message, stand):
            continue
        settings = [
            s
            for s in stands
            if _sets(message, s) and s.at < stand.at and clauses.sentence[stand.at] - clauses.sentence[s.at] <= 2
        ]
        if settings:
            yield settings[-1].who, stand.who


def _sets(message: Message, stand: Stand) -> bool:
    """Whether a place, group or course told of here may be what somebody named later belongs to."""
    if message.low[max(0, stand.at - 1) : stand.at] == ["from"] or message.low[max(0, stand.at - 2) : stand.at][:1] == ["from"]:
        return False
    return stand.nature in ("body", "place") or stand.nature == "activity" and bool(COURSES & set(stand.who.label.lower().split()))


def _exists(message: Message, stand: Stand) -> bool:
    before = message.low[max(0, stand.at - 4) : stand.at]
    return "there" in before or "theres" in before


def _of_a_place(message: Message, stand: Stand) -> bool:
    words = {w for label in (stand.who.label, stand.who.relation_words or "", *stand.who.aliases) for w in label.lower().split()}
    stop = next((n for n, w in enumerate(message.low[stand.end : stand.end + 4]) if w in ".,!?"), 4)
    near = set(message.low[stand.end : stand.end + stop]) if stand.who.sort == "name" else set()
    return bool(OF_A_PLACE & (words | near)) or stand.who.relation in ("boss", "colleague")
