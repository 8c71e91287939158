"""What the judge of candidates looks at: the word, its grammar, the words around it, and what the patterns thought."""

from collections.abc import Iterator

from nlu.extraction.chat import Message
from nlu.extraction.clauses import SUBJECTS, Clauses
from nlu.extraction.determiners import before
from nlu.extraction.sightings import Sighting
from nlu.extraction.spotting import Spots
from spacy.tokens import Token

UNREAL = frozenset("would could should might may maybe if wish want wanna hope hoping wanted need needs plan planning thinking".split())
NEGATIVE = frozenset("no not n't never without none any nobody neither nor".split())


def item_traits(spots: Spots, clauses: Clauses, sighting: Sighting, asked: str | None) -> list[str]:
    """Names of traits of one candidate."""
    message = spots.message
    head = message.doc[sighting.head(message)] if sighting.start >= 0 else message.doc[0]
    return [*_itself(spots, sighting, head), *_around(message, clauses, sighting, head), *_asked(sighting, asked)]


def _itself(spots: Spots, s: Sighting, head: Token) -> Iterator[str]:
    message = spots.message
    kept = "out" if s.dropped else "in"
    yield f"rule={kept}"
    yield f"rule={kept} kind={s.kind}"
    yield f"rule={kept} sort={s.sort}"
    yield f"rule={kept} sort={s.sort} dep={head.dep_}"
    yield f"sort={s.sort} known={s.known is not None}"
    yield f"label={s.label.lower()}"
    yield f"rule={kept} label={s.label.lower()}"
    yield f"lemma={head.lemma_.lower()}"
    yield f"tag={head.tag_} {kept} {s.sort}"
    yield f"end={head.lower_[-3:]}"
    yield f"end={head.lower_[-4:]}"
    yield f"relation={s.relation} {kept}"
    yield f"words={min(3, s.end - s.start)}"
    yield f"owner={s.owner is not None}/{s.owner_word} {s.sort}"
    yield f"name={any(low in spots.known_names for low in message.low[s.start:s.end])}"
    if s.start >= 0:
        yield f"capital={message.capital(s.start)} begins={message.begins(s.start)} {s.sort}"
        spot = spots.by_word.get(s.start)
        for meaning in spot.meanings if spot else ():
            yield f"spot={meaning.sort} {kept}"
    yield f"several={s.several} {s.kind}"
    yield f"current={s.current}"


def _around(message: Message, clauses: Clauses, s: Sighting, head: Token) -> Iterator[str]:
    start, end = max(s.start, 0), s.end
    front, determiner = before(message, start)
    kept = "out" if s.dropped else "in"
    left = [message.low[at] if at >= 0 else "^" for at in (start - 3, start - 2, start - 1)]
    right = [message.low[at] if at < len(message) else "$" for at in (end, end + 1)]
    yield f"det={determiner} {s.sort}"
    yield f"det={determiner} {kept}"
    yield f"-1={left[2]}"
    yield f"-1={left[2]} {s.kind} {kept}"
    yield f"-2={left[1]}"
    yield f"-2-1={left[1]} {left[2]}"
    yield f"-3-2-1={' '.join(left)}"
    yield f"+1={right[0]}"
    yield f"+1={right[0]} {s.kind} {kept}"
    yield f"+1+2={' '.join(right)}"
    yield f"dep={head.dep_} {s.kind} {kept}"
    governor = head.head
    yield f"gov={governor.lemma_.lower()}"
    yield f"gov={governor.lemma_.lower()} {s.kind}"
    yield f"gov={governor.lemma_.lower()} {head.dep_}"
    if head.dep_ in ("pobj", "pcomp"):
        yield f"prep={governor.lower_} {s.kind}"
        yield f"gov2={governor.head.lemma_.lower()} {governor.lower_}"
        yield f"gov2={governor.head.lemma_.lower()}"
        governor = governor.head
    while governor.pos_ not in ("VERB", "AUX") and governor.head.i != governor.i:
        governor = governor.head
    subject = next((child.lower_ if child.pos_ == "PRON" else child.pos_ for child in governor.children if child.dep_ in SUBJECTS), "-")
    yield f"subject={subject} {s.kind}"
    yield f"subject={subject} {governor.lemma_.lower()} {s.kind}"
    yield f"verb={governor.lemma_.lower()} {s.kind} {kept}"
    yield f"tense={governor.tag_} {s.kind}"
    clause = [message.low[at] for at, number in enumerate(clauses.of) if number == clauses.of[start]]
    yield from (f"unreal={word} {s.kind} {kept}" for word in UNREAL & set(clause))
    yield from (f"negative={word} {determiner in ('my', 'our')} {kept}" for word in NEGATIVE & set(clause))
    yield f"mine={bool({'i', 'my', 'we', 'our', 'me'} & set(clause))} {kept} {s.sort}"
    yield f"you={bool({'you', 'your', 'u', 'ur'} & set(clause))} {kept}"
    sentence = [message.low[at] for at, number in enumerate(clauses.sentence) if number == clauses.sentence[start]]
    yield f"i anywhere={bool({'i', 'my', 'me', 'we', 'our'} & set(message.low))} {kept} {s.sort}"
    yield f"first={sentence[0]}"
    stop = next((low for low in message.low[end:] if low in ".?!"), "")
    yield f"stop={stop} {kept}"
    yield from (f"with={child.lower_}" for child in head.children if child.i < start and child.dep_ in ("amod", "nummod"))
    yield f"long={min(5, len(message) // 6)} {kept} {s.sort}"


def _asked(s: Sighting, asked: str | None) -> Iterator[str]:
    kept = "out" if s.dropped else "in"
    yield f"asked={asked} {s.kind} {kept}"
    yield f"topic={(asked or 'none').partition('.')[0]} {s.sort} {kept}"
