"""The two ends of a tie: what sort of thing each is, and at which words of the message it stands."""

from collections.abc import Iterator
from dataclasses import dataclass

from mapping.model import Kind
from nlu.extraction import lexicons
from nlu.extraction.chat import Message
from nlu.extraction.sightings import Sighting

POSSESSIVE = frozenset({"his", "her", "their", "its", "hers", "theirs"})
NOUNLIKE = ("NOUN", "PROPN", "ADJ", "NUM")
CROWDS = frozenset(
    (
        "family families lads boys girls guys mothers mums dads mates pals folk folks people regulars residents tenants "
        "clients kids children lot gang women men ladies fellas crew relatives neighbours friends parents"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Stand:
    """One place in the message at which a sighting stands: its words, and whether they name it or only point to it."""

    at: int
    end: int
    who: Sighting
    nature: str
    named: bool


def nature(message: Message, sighting: Sighting) -> str:
    """'being', 'body' (an organised group: "the choir", "AA"), 'place', 'town' or 'activity'."""
    if sighting.kind is Kind.ACTIVITY:
        return "activity"
    if sighting.kind is Kind.PLACE:
        return "town" if sighting.sort == "locality" or is_town(sighting.label) else "place"
    return "body" if sighting.kind is Kind.GROUP and _organised(message, sighting) else "being"


def is_town(label: str) -> bool:
    """Whether a place is no more than a town, a part of the country or a country: "Sutton", "Syria"."""
    pieces = list(lexicons.pieces(label))
    return bool(pieces) and any(
        end == len(pieces) and any(m.sort in ("locality", "country") for m in meanings) for end, meanings in lexicons.book().at(pieces, 0)
    )


def _organised(message: Message, sighting: Sighting) -> bool:
    if sighting.relation not in (None, "other") or sighting.owner_word:
        return False
    last = sighting.label.lower().split()[-1] if sighting.label.split() else ""
    if last in CROWDS:
        return False
    if sighting.sort == "group" or sighting.start < 0:
        return True
    return sighting.sort != "role" and not sighting.several and message.doc[sighting.end - 1].tag_ != "NNS"


def stands(message: Message, sightings: list[Sighting], asked: str | None) -> list[Stand]:
    """Every place at which something takes part in what is told, in message order. Mere owners ("nan's flat") do not."""
    starts = {s.start for s in sightings if s.start >= 0 and s.sort != "about"}
    found = [stand for s in sightings for stand in _of(message, s, sightings, starts)]
    found += _unnamed(message, sightings, found) if asked and asked.startswith("person.") else []
    found += [*_subjectless(message, found), *_relative(message, found)]
    return sorted(found, key=lambda stand: (stand.at, stand.end))


def _unnamed(message: Message, sightings: list[Sighting], found: list[Stand]) -> Iterator[Stand]:
    """Where the person asked about is meant without a word: "we go nandos", "plays ps5 with me"."""
    about = next((s for s in sightings if s.sort == "about" and s.is_being), None)
    if about is None or any(s.nature == "being" and s.who is not about for s in found):
        return
    for at, low in enumerate(message.low):
        begins = message.begins(at) and message.doc[at].tag_ in ("VBZ", "VBD", "VBP", "VB", "NNS") and at > 0
        if low in ("we", "us", "pair") or begins:
            yield Stand(at, at + (0 if begins else 1), about, nature(message, about), False)


def _relative(message: Message, found: list[Stand]) -> Iterator[Stand]:
    """ "My friend, who is engaged to Dev", "the salon where she works": who and where stand for what is right before them."""
    for at, low in enumerate(message.low):
        fits = {"who": ("being", "body"), "where": ("place", "town", "body", "activity")}.get(low, ())
        earlier = next((s for s in found if s.named and s.nature in fits and s.end in (at, at - 1)), None)
        if earlier is not None and (earlier.end == at or message.low[at - 1] == ","):
            yield Stand(at, at + 1, earlier.who, earlier.nature, False)


def _subjectless(message: Message, found: list[Stand]) -> Iterator[Stand]:
    """A sentence that begins with what somebody does ("lives in Leeds.", "coaches my boys") goes on about the one before."""
    for at in range(1, len(message)):
        if message.begins(at) and (message.doc[at].tag_ == "VBZ" or message.low[at] in ("live", "work")) and message.low[at] not in ("is", "has", "'s"):
            earlier = [s for s in found if s.at < at and s.nature == "being"]
            if earlier:
                yield Stand(at, at, earlier[-1].who, "being", False)


def _of(message: Message, sighting: Sighting, sightings: list[Sighting], starts: set[int]) -> Iterator[Stand]:
    sort = nature(message, sighting)
    named = sighting.sort != "about" and sighting.start >= 0
    if named and not _owns_next(message, sighting.end, sightings):
        yield Stand(sighting.start, sighting.end, sighting, sort, True)
    for at in sorted(set(sighting.also_at)):
        if at < 0 or at >= len(message) or at in starts or named and sighting.start <= at < sighting.end:
            continue
        if message.low[at] in POSSESSIVE and _possessive(message, at) or _owns_next(message, at + 1, sightings):
            continue
        end = at if sighting.sort == "about" and at == 0 and not message.doc[0].pos_ == "PRON" else at + 1
        yield Stand(at, end, sighting, sort, False)


def _possessive(message: Message, at: int) -> bool:
    following = message.doc[at + 1].pos_ if at + 1 < len(message) else ""
    return message.low[at] != "her" or message.doc[at].tag_ == "PRP$" and following in (*NOUNLIKE, "VERB")


def _owns_next(message: Message, end: int, sightings: list[Sighting]) -> bool:
    """Whether an apostrophe here makes what stood before it the mere owner of something told of ("at Devon's": he is there)."""
    if message.low[end : end + 1] not in (["'s"], ["'"]):
        return False
    owned = next((s for s in sightings if end <= s.start <= end + 3 and s.sort != "about"), None)
    if owned is not None and owned.start == end and {"at", "round", "to"} & set(message.low[max(0, end - 4) : end]):
        return False
    if owned is None or owned.start == end or owned.owner is not None and owned.owner.end == end:
        return owned is not None
    return message.doc[end].tag_ == "POS" and all(message.doc[at].pos_ in NOUNLIKE for at in range(end + 1, owned.start))


def owning_words(message: Message, sightings: list[Sighting]) -> Iterator[tuple[Sighting, Sighting]]:
    """Owner and owned where a pronoun says so: "her allotment", "his cat"."""
    for owner in sightings:
        for at in owner.also_at:
            if 0 <= at < len(message) and message.low[at] in POSSESSIVE and _possessive(message, at):
                owned = next((s for s in sightings if at < s.start <= at + 3 and s.sort != "about"), None)
                if owned is not None and owned is not owner and owned.owner is None and _describes(message, at, owned.start):
                    yield owner, owned


def _describes(message: Message, at: int, start: int) -> bool:
    return all(message.doc[w].pos_ in (*NOUNLIKE, "VERB", "ADV") for w in range(at + 1, start))
