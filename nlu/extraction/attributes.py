"""How often, how close, and whether something is over: what a clause says of the things in it."""

import re

from mapping.model import Closeness, Kind
from nlu.extraction import lexicons
from nlu.extraction.chat import Message
from nlu.extraction.clauses import Clauses
from nlu.extraction.endings import end_what_is_over
from nlu.extraction.links import places_of
from nlu.extraction.rhythms import rhythm_of, share_out
from nlu.extraction.sightings import Sighting

BLESSINGS = ("god rest her soul", "god rest his soul", "may he rest in", "may she rest in")
NOT_DOING = ("be", "have", "miss", "love", "like", "wish", "want", "think", "guess", "know", "mean", "suppose", "say")
FARTHEST_FIRST = (Closeness.OUTER, Closeness.MIDDLE, Closeness.INNER)


def closeness_in(text: str) -> Closeness | None:
    """The ring that these words state, if any."""
    return next((one for one in FARTHEST_FIRST if lexicons.pattern("rhythm.txt", one.value).search(text)), None)


def attribute(message: Message, clauses: Clauses, sightings: list[Sighting], asked: str | None) -> None:
    """Set current, frequency and closeness on the sightings of a message."""
    groups: dict[int, list[int]] = {}
    for at, number in enumerate(clauses.of):
        groups.setdefault(number, []).append(at)
    for number, words in groups.items():
        text = " ".join(message.low[at] for at in words)
        inside = [s for s in sightings if any(clauses.of[at] == number for at in places_of(s) if at >= 0)]
        _over(message, text, words, inside, asked)
        frequency = rhythm_of(message, words, asked)
        if frequency:
            inside = share_out(message, words, inside, asked) or _told_before(clauses, words, sightings)
        for sighting in inside:
            if frequency and sighting.current and not _town(sighting):
                sighting.frequency = sighting.frequency or frequency
    _rings(message, clauses, sightings)
    _school_days(message, sightings)
    _died(message, clauses, sightings)
    end_what_is_over(message, sightings, asked)


def _told_before(clauses: Clauses, words: list[int], sightings: list[Sighting]) -> list[Sighting]:
    """What the clause before spoke of, within the sentence: "the library, i go most days"."""
    earlier = [
        s
        for s in sightings
        if 0 <= s.start and s.end <= words[0] and clauses.sentence[s.start] == clauses.sentence[words[0]]
    ]
    return [s for s in earlier if clauses.of[s.start] == clauses.of[earlier[-1].start]] if earlier else []


def _town(sighting: Sighting) -> bool:
    return sighting.sort == "locality"


def _over(message: Message, text: str, words: list[int], inside: list[Sighting], asked: str | None) -> None:
    whole = " ".join(message.low)
    ended = (
        lexicons.pattern("rhythm.txt", "over").search(text)
        or re.search(r"when i was (?:a|an|at|in|young|little|small|\d|younger)", whole)
        or (asked == "activities.stopped" and not _happens_now(message))
        or (
            lexicons.pattern("rhythm.txt", "over").search(whole)
            and re.search(r"but (?:i|we|then) (?:\w+ )?(?:stopped|quit|gave|had to stop|dropped)", whole)
            and "used to" in text
        )
    )
    for sighting in inside:
        if "there" in text and sighting.start not in words:
            continue
        if (
            ended
            and sighting.kind in (Kind.PLACE, Kind.ACTIVITY, Kind.GROUP)
            and sighting.sort != "home"
            and (sighting.sort != "locality" or "live" in text or asked == "activities.stopped")
        ):
            if asked != "activities.stopped" or not re.search(r"still|now i|instead|\bi (?:\w+ ){1,3}now\b", text):
                sighting.current = False


def _happens_now(message: Message) -> bool:
    """"kai and me watch the football": the present tense says that it goes on, whatever was asked."""
    doc = message.doc
    finite = [word for word in doc if word.tag_ in ("VBP", "VBZ", "VBD") and word.dep_ in ("ROOT", "conj", "parataxis")]
    return bool(finite) and finite[0].tag_ != "VBD" and finite[0].lemma_ not in NOT_DOING and not any(
        word.tag_ == "VBD" or word.lower_ in ("until", "till", "before", "anymore", "stopped", "used") for word in doc)


def _rings(message: Message, clauses: Clauses, sightings: list[Sighting]) -> None:
    for sentence in set(clauses.sentence):
        words = [at for at, number in enumerate(clauses.sentence) if number == sentence]
        ring = closeness_in(" ".join(message.low[at] for at in words))
        inside = [s for s in sightings if s.is_being and any(at in words for at in places_of(s))]
        if ring and inside:
            together = [s for s in inside if s.sort == "about"] or inside[:1]
            for sighting in together:
                sighting.closeness = ring


def _school_days(message: Message, sightings: list[Sighting]) -> None:
    """A friend "from school" is a friend from then: the school is past."""
    for sighting in sightings:
        if sighting.kind is Kind.PLACE and sighting.label.lower().split()[-1] in (
            "school",
            "college",
            "uni",
            "university",
            "skool",
            "primary",
            "secondary",
        ):
            previous = message.low[sighting.start - 1 : sighting.start]
            after = message.low[sighting.end : sighting.end + 1]
            coming = {"come", "comes", "came", "coming", "home", "back", "pick", "picked", "picking", "get", "gets"}
            if coming & set(message.low[max(0, sighting.start - 4) : sighting.start]):
                continue
            met = "met" in message.low[max(0, sighting.start - 4) : sighting.start]
            if (
                met
                or previous in (["from"],)
                and any(s.is_being and s.start < sighting.start for s in sightings)
                or after == ["days"]
            ):
                sighting.current = False


def _died(message: Message, clauses: Clauses, sightings: list[Sighting]) -> None:
    for sighting in sightings:
        if not sighting.is_being:
            continue
        token = message.doc[sighting.head(message)] if sighting.start >= 0 else None
        verbs = {
            at
            for place in places_of(sighting)
            if place >= 0
            for at in range(place, min(len(message), place + 7))
            if clauses.of[at] == clauses.of[place]
        }
        said = {message.low[at] for at in verbs}
        window = message.low[max(0, sighting.start - 5) : sighting.start]
        if (
            "died" in said
            or "passed" in said
            and not {"test", "exam", "exams", "driving"} & said
            or "rip" in window + message.low[sighting.end : sighting.end + 2]
        ):
            if token is None or not any(
                s is not sighting and sighting.end <= s.start < max(verbs) and s.is_being and s.owner is sighting
                for s in sightings
            ):
                sighting.current = False
        if (
            "lost" in window
            and "my" in window
            and token is not None
            and token.dep_ in ("dobj", "conj", "pobj", "appos")
            or " ".join(message.low[sighting.end : sighting.end + 4]) in BLESSINGS
        ):
            sighting.current = False
