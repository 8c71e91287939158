"""What the judge of impact looks at: the words said with a thing, how they hang on it, and what the patterns heard."""

from collections.abc import Iterator

from nlu.extraction import feelings
from nlu.extraction.learned.tie_traits import places_of
from nlu.extraction.seen import Seen
from nlu.extraction.sightings import Sighting


def impact_traits(seen: Seen, told: list[Sighting], s: Sighting) -> list[str]:
    """Names of traits of one thing told of."""
    message, of, sentence = seen.message, seen.clauses.of, seen.clauses.sentence
    places = [at for at in places_of(s) if at < len(of)]
    named = {at for each in told for at in range(max(each.start, 0), each.end)}
    clause = [at for at in range(len(of)) if of[at] in {of[p] for p in places}]
    sentences = {sentence[p] for p in places} or set(sentence)
    around = [at for at in range(len(of)) if sentence[at] in sentences]
    after = [at for at in range(len(of)) if sentence[at] - 1 in sentences]
    low = ["_" if at in named else message.low[at] for at in range(len(of))]
    names = [*_itself(seen, told, s), *_words(low, clause, around, after), *_heard(low, clause, around, after, s)]
    names += _hanging(seen, s, places)
    return names


def _itself(seen: Seen, told: list[Sighting], s: Sighting) -> Iterator[str]:
    asked, answer = seen.asked or "none", seen.answer
    about = seen.subject is not None and s.known is not None and s.known.label == seen.subject.label
    first = bool(told) and told[0] is s
    yield f"rule={s.impact}"
    yield f"rule={s.impact} {s.kind}"
    yield f"rule={s.impact} asked={asked} about={about}"
    yield f"asked={asked} about={about} {s.kind} answer={answer}"
    yield f"asked={asked} first={first}"
    yield f"relation={s.relation}"
    yield f"kind={s.kind} formal={s.formal} current={s.current}"
    yield f"alone={len(told) == 1} rule={s.impact}"
    yield f"count={min(5, len(told))}"
    yield f"others={sorted({str(each.impact) for each in told if each is not s})}"
    yield f"known={s.known is not None} sort={s.sort}"
    yield f"label={s.label.lower()}"


def _words(low: list[str], clause: list[int], around: list[int], after: list[int]) -> Iterator[str]:
    near = [low[at] for at in clause]
    wide = [low[at] for at in around]
    yield from (f"c={word}" for word in set(near))
    yield from (f"c={a} {b}" for a, b in zip(near, near[1:]))
    yield from (f"s={word}" for word in set(wide))
    yield from (f"s={a} {b}" for a, b in zip(wide, wide[1:]))
    yield from (f"s={a} {b} {c}" for a, b, c in zip(wide, wide[1:], wide[2:]))
    yield from (f"n={low[at]}" for at in after[:12])
    yield from (f"all={word}" for word in set(low))


def _heard(low: list[str], clause: list[int], around: list[int], after: list[int], s: Sighting) -> Iterator[str]:
    for name, words in (("clause", clause), ("sentence", around), ("next", after), ("all", range(len(low)))):
        felt = feelings.felt_in(" ".join(low[at] for at in words))
        impact = felt[0] if felt else None
        yield f"felt {name}={impact}"
        yield f"felt {name}={impact} rule={s.impact}"


def _hanging(seen: Seen, s: Sighting, places: list[int]) -> Iterator[str]:
    doc = seen.message.doc
    for at in places[:4]:
        token = doc[s.head(seen.message)] if at == s.start else doc[at]
        governor = token.head
        yield f"dep={token.dep_}"
        yield f"gov={governor.lemma_.lower()} {token.dep_}"
        if token.dep_ == "pobj":
            yield f"gov2={governor.head.lemma_.lower()} {governor.lower_}"
        for child in governor.children:
            if child.i != token.i and child.dep_ in ("acomp", "attr", "dobj", "nsubj", "dative", "oprd", "advmod", "neg"):
                yield f"with={child.dep_} {child.lemma_.lower()}"
                yield f"with={governor.lemma_.lower()} {child.dep_} {child.lemma_.lower()}"
        yield from (f"own={child.lemma_.lower()}" for child in token.children if child.dep_ in ("amod", "relcl", "acl"))
