"""Ties between the things in a message: what happens together, who belongs to whom, who lives where."""

from collections.abc import Iterator

from mapping.model import Kind, Link
from nlu.extraction import lexicons
from nlu.extraction.chat import Message
from nlu.extraction.clauses import Clauses
from nlu.extraction.determiners import chained_to
from nlu.extraction.sightings import Sighting

Said = tuple[Sighting, Sighting, str | None]
MEET = frozenset(
    (
        "know visit meet see marry date hit fight argue miss help leave abandon raise bring take introduce adopt "
        "rescue feed walk drive call ring mind babysit support live stay look care message bully support move cheat"
    ).split()
)
SEPARATORS = frozenset({",", "and", "or", "&", "."})
FILLING = frozenset("the my our a an 's ' his her their then also plus maybe some sometimes just".split())
SPEECH = frozenset("tell say ask think hear wish worry write text believe".split())


def find_links(message: Message, clauses: Clauses, sightings: list[Sighting], asked: str | None) -> list[Link]:
    """All stated ties, each once, in message order. Listed items are not tied for standing in one list."""
    pairs: dict[frozenset[str], Link] = {}
    for a, b, words in [
        *_owned(sightings),
        *_events(message, clauses, sightings),
        *_between_people(message, clauses, sightings, asked),
        *_work(message, clauses, sightings),
    ]:
        first, second = a.mention().label, b.mention().label
        key = frozenset((first.lower(), second.lower()))
        together = a.sort == b.sort == "about" and a.start == b.start
        if len(key) == 2 and not (a.dropped or b.dropped or together):
            if key not in pairs or words and not pairs[key].words:
                pairs[key] = Link(first, second, words)
    return list(pairs.values())


def _owned(sightings: list[Sighting]) -> Iterator[Said]:
    for sighting in sightings:
        if sighting.owner and not sighting.owner.dropped:
            words = (sighting.relation_words or "").split("'s ")[-1] if sighting.is_being else None
            yield sighting.owner, sighting, words or None


def places_of(sighting: Sighting) -> list[int]:
    """All the words at which a sighting stands, pronouns for it included."""
    return [sighting.start, *sighting.also_at]


def _events(message: Message, clauses: Clauses, sightings: list[Sighting]) -> Iterator[Said]:
    by_clause: dict[int, list[tuple[int, Sighting]]] = {}
    for sighting in sightings:
        for at in sorted(set(places_of(sighting))):
            by_clause.setdefault(clauses.of[at], []).append((at, sighting))
    for members in by_clause.values():
        for number, (at, a) in enumerate(members):
            if a.sort == "locality":
                yield from ((a, b, None) for b in _nearest_to_town(message, members, at, a))
            for other, b in members[number + 1 :]:
                if a is not b and "locality" not in (a.sort, b.sort) and _tied(
                    message, at, a, other, b, sightings
                ):
                    yield a, b, None


def _tied(
    message: Message, at: int, a: Sighting, other: int, b: Sighting, sightings: list[Sighting]
) -> bool:
    if a.kind is b.kind or (a.is_being and b.is_being):
        return _pet_and_person(message, a, b)
    if "about" not in (a.sort, b.sort) and _in_plain_list(message, a, b, sightings):
        return False
    if "about" not in (a.sort, b.sort) and _listed(message, a, b) or a.owner is b or b.owner is a:
        return False
    first, second = (a, b) if at < other else (b, a)
    between = message.low[max(first.end, 0) : second.start] if first.end <= second.start else []
    if "." in between or "?" in between:
        return False
    return not (first.sort == "locality" and second.sort == "place")


def _nearest_to_town(message: Message, members: list[tuple[int, Sighting]], at: int, town: Sighting) -> list[Sighting]:
    """Who or what a town goes with: the beings (or things) told last before it, else those after it."""
    earlier = [(a, s) for a, s in members if a < at and s is not town and s.sort != "locality"]
    beings = [m for m in earlier if m[1].is_being] or earlier
    if not beings:
        return [s for a, s in members if a > at and s.is_being]
    last = beings[-1][1]
    return [s for a, s in beings if s is last or _listed(message, s, last)]


def _pet_and_person(message: Message, a: Sighting, b: Sighting) -> bool:
    return False


def _listed(message: Message, a: Sighting, b: Sighting) -> bool:
    """Whether two sightings are items of one list ("college, my aunt, the pool")."""
    first, second = (a, b) if a.start <= b.start else (b, a)
    between = message.low[first.end : second.start]
    if set(between) <= {",", "and", "the", "my", "or", "our", "&", "."} and {",", "and", "or", "."} & set(between):
        return True
    if {"with", "at", "in", "to", "on", "by"} & set(between):
        return False
    return _root_of_list(message, first) == _root_of_list(message, second)


def _in_plain_list(message: Message, a: Sighting, b: Sighting, sightings: list[Sighting]) -> bool:
    """Whether nothing but items, commas and small words parts the two: "the pub, the bookies and my nans care home"."""
    first, second = (a, b) if a.start <= b.start else (b, a)
    if first.end >= second.start or first.start < 0:
        return False
    items = {at for s in sightings if s.start >= 0 for at in range(s.start, s.end)}
    between = [message.low[at] for at in range(first.end, second.start) if at not in items]
    return bool(SEPARATORS & set(between)) and set(between) <= SEPARATORS | FILLING


def _root_of_list(message: Message, sighting: Sighting) -> int:
    token = message.doc[sighting.head(message)]
    while token.dep_ in ("conj", "appos") and token.head is not token:
        token = token.head
    return token.i


def _between_people(message: Message, clauses: Clauses, sightings: list[Sighting], asked: str | None) -> Iterator[Said]:
    beings = [s for s in sightings if s.is_being and not s.dropped]
    at_of = [(at, s) for s in beings for at in places_of(s)]
    for at, a in at_of:
        for other, b in at_of:
            if a is b or at >= other or clauses.sentence[at] != clauses.sentence[other]:
                continue
            words = _verb_between(message, clauses, at, a, other, b)
            if words:
                yield a, b, None
    yield from _know_each_other(message, clauses, at_of, asked)


def _verb_between(message: Message, clauses: Clauses, at: int, a: Sighting, other: int, b: Sighting) -> bool:
    """One person is the subject and the other the object or company of a verb of meeting, caring or living."""
    if clauses.of[at] != clauses.of[other] or _listed(message, a, b) or chained_to(message, a.end, b.start):
        return False
    subject = message.doc[at if at != a.start else a.head(message)]
    others = message.doc[other if other != b.start else b.head(message)]
    while subject.dep_ == "conj" and subject.head.pos_ in ("NOUN", "PROPN", "PRON"):
        subject = subject.head
    between = message.low[at:other]
    if "same" in between:
        return False
    if (
        subject.dep_ not in ("nsubj", "nsubjpass", "ROOT", "compound", "appos", "nmod", "dep", "npadvmod")
        and not others.dep_ == "nsubj"
    ):
        return False
    if any(w in between for w in ("i", "me", "we", "us")) and "and" not in between:
        return False
    return any(
        token.lemma_ in MEET and token.pos_ in ("VERB", "NOUN", "PROPN", "AUX") for token in message.doc[at:other]
    )


def _know_each_other(
    message: Message, clauses: Clauses, at_of: list[tuple[int, Sighting]], asked: str | None
) -> Iterator[Said]:
    text = " ".join(message.low)
    for phrase in lexicons.sections("phrases.txt")["with each other"]:
        if phrase not in text:
            continue
        at = len(text[: text.index(phrase)].split())
        sentence = clauses.sentence[min(at, len(clauses.sentence) - 1)]
        said = [s for place, s in at_of if clauses.sentence[place] == sentence and place <= at]
        people = list(dict.fromkeys(said))
        if "we" in text.split()[max(0, at - 2) : at + 1] or "me" in text.split()[:at]:
            continue
        for number, a in enumerate(people):
            for b in people[number + 1 :]:
                yield a, b, None
        return


def _work(message: Message, clauses: Clauses, sightings: list[Sighting]) -> Iterator[Said]:
    """A boss and work, a therapist and therapy: tied by what they are, within a sentence."""
    for a in sightings:
        for b in sightings:
            if (
                a.relation in ("boss", "colleague")
                and a.owner is None
                and b.kind is Kind.PLACE
                and b.label.lower() in ("work", "office")
                and clauses.sentence[a.start] == clauses.sentence[b.start]
            ):
                yield a, b, None
            if a.relation == "therapist" and b.kind is Kind.ACTIVITY and b.label.lower() in ("therapy", "counselling"):
                yield a, b, None
