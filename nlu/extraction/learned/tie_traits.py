"""What the judge of ties looks at: two things of one message, the grammar and the words between them, and the patterns' view."""

from collections.abc import Iterator

from mapping.model import Link
from nlu.extraction.chat import Message
from nlu.extraction.seen import Seen
from nlu.extraction.sightings import Sighting

KIN = frozenset("mother father sister brother sibling child son daughter grandmother grandfather aunt uncle cousin niece nephew".split())
LOVED = frozenset("partner wife husband in-law".split())
TELLING = frozenset("with together other lives live living stays runs works work goes go met married visits looks from called at in near and".split())
SHORT = 6


def tie_traits(seen: Seen, told: list[Sighting], a: Sighting, b: Sighting, by_pattern: Link | None) -> list[str]:
    """Names of traits of a pair, `a` standing before `b`."""
    message = seen.message
    at, other = _nearest(seen, a, b)
    pattern = "tie" if by_pattern else "no"
    pair = f"{_sort_of(a)}>{_sort_of(b)}"
    kinds = f"{a.kind}>{b.kind}"
    names = [f"p={pattern}", f"p={pattern} {kinds}", f"p={pattern} {pair}", f"pair={pair}", f"kinds={kinds}"]
    names += [f"{t} {kinds}" for t in _standing(seen, told, a, b, at, other)]
    names += [f"{t} p={pattern}" for t in _standing(seen, told, a, b, at, other)]
    names += [*_between(message, told, at, other, kinds), *_owning(a, b, kinds), *_asked(seen, a, b, kinds, pattern)]
    if at >= 0 and other >= 0:
        names += _path(message, at, other, kinds)
    return names


def _sort_of(s: Sighting) -> str:
    if not s.is_being:
        return s.sort if s.sort in ("locality", "home") else str(s.kind)
    if s.kind.value == "pet":
        return "pet"
    relation = s.relation or "-"
    sort = "kin" if relation in KIN else "loved" if relation in LOVED else "paid" if s.formal else relation
    return f"{s.kind}:{sort}"


def places_of(s: Sighting) -> list[int]:
    return sorted({at for at in (s.start, *s.also_at) if at >= 0})


def _nearest(seen: Seen, a: Sighting, b: Sighting) -> tuple[int, int]:
    """The two words at which the pair stands closest, same clause before same sentence before anything."""
    of, sentence = seen.clauses.of, seen.clauses.sentence
    pairs = [(at, other) for at in places_of(a) for other in places_of(b) if at < len(of) and other < len(of)]
    if not pairs:
        return -1, -1
    return min(pairs, key=lambda p: (of[p[0]] != of[p[1]], sentence[p[0]] != sentence[p[1]], abs(p[0] - p[1])))


def _standing(seen: Seen, told: list[Sighting], a: Sighting, b: Sighting, at: int, other: int) -> Iterator[str]:
    of, sentence = seen.clauses.of, seen.clauses.sentence
    if at < 0 or other < 0:
        yield "nowhere"
        return
    low, high = sorted((at, other))
    yield f"clause={of[at] == of[other]}"
    yield f"sentences={min(3, abs(sentence[at] - sentence[other]))}"
    distance = abs(at - other)
    yield f"far={min(distance, 4) if distance < 5 else 5 + min(5, distance // 5)}"
    amid = [s for s in told if s is not a and s is not b and low < s.start < high]
    yield f"amid={min(3, len(amid))}"
    yield f"count={min(6, len(told))}"
    pronoun = (at != a.start) + (other != b.start)
    yield f"by pronoun={pronoun}"
    tokens = seen.message.doc
    yield f"deps={tokens[at].dep_}>{tokens[other].dep_}"
    mine = {"i", "me", "my", "we", "our", "us"} & {seen.message.low[i] for i in range(len(of)) if of[i] == of[other]}
    yield f"mine={'we' in mine}/{'i' in mine}/{'my' in mine or 'our' in mine} clause={of[at] == of[other]}"


def _between(message: Message, told: list[Sighting], at: int, other: int, kinds: str) -> Iterator[str]:
    low, high = sorted((max(at, 0), max(other, 0)))
    named = {w: str(s.kind) for s in told for w in range(max(s.start, 0), s.end)}
    words = [f"<{named[w]}>" if w in named else message.low[w] for w in range(low + 1, high)]
    if len(words) <= SHORT:
        yield f"words={' '.join(words)} {kinds}"
        yield f"words={' '.join(words)}"
    yield from (f"amid={word} {kinds}" for word in set(words[:14]))
    yield from (f"amid={word}" for word in set(words[:14]) & TELLING)
    yield f"last={words[-1] if words else ''} {kinds}"
    yield f"last two={' '.join(words[-2:])}"
    yield f"first={words[0] if words else ''} {kinds}"
    yield f"before={message.low[low - 1] if low else '^'} {kinds}"
    yield from (f"mark={mark} {kinds}" for mark in ".,\n:;!-" if mark in words)


def _owning(a: Sighting, b: Sighting, kinds: str) -> Iterator[str]:
    if a.owner is b or b.owner is a:
        yield f"owner {kinds}"
        yield "owner"
    elif a.owner or b.owner:
        yield f"other owner {kinds}"
    if a.owner is not None and a.owner is b.owner:
        yield f"one owner {kinds}"


def _asked(seen: Seen, a: Sighting, b: Sighting, kinds: str, pattern: str) -> Iterator[str]:
    asked = seen.asked or "none"
    about = [s for s in (a, b) if seen.subject is not None and s.known is not None and s.known.label == seen.subject.label]
    yield f"asked={asked} {kinds} about={bool(about)}"
    yield f"topic={asked.partition('.')[0]} about={bool(about)} p={pattern}"
    yield f"asked={asked} answer={seen.answer} about={bool(about)}"


def _path(message: Message, at: int, other: int, kinds: str) -> Iterator[str]:
    """The way from one head to the other through the parse: labels up, the word on top, labels down."""
    up, down = _chain(message, at), _chain(message, other)
    top = next((word for word in up if word in down), None)
    if top is None:
        yield f"path=none {kinds}"
        return
    rising, falling = up[: up.index(top)], down[: down.index(top)]
    doc = message.doc
    steps = [f"{doc[w].dep_}" for w in rising] + ["^"] + [f"{doc[w].dep_}" for w in reversed(falling)]
    lexical = [doc[w].lower_ if doc[w].pos_ == "ADP" else doc[w].dep_ for w in rising] + ["^"] + [
        doc[w].lower_ if doc[w].pos_ == "ADP" else doc[w].dep_ for w in reversed(falling)
    ]
    yield f"steps={min(8, len(steps))}"
    if len(steps) <= 7:
        yield f"path={' '.join(steps)} {kinds}"
        yield f"path={' '.join(lexical)} {kinds}"
        yield f"path={' '.join(lexical)} {doc[top].lemma_.lower()}"
    yield f"top={doc[top].lemma_.lower()} {kinds}"
    yield f"top={doc[top].pos_} {kinds}"


def _chain(message: Message, at: int) -> list[int]:
    found, token = [at], message.doc[at]
    while token.head.i != token.i and len(found) < 40:
        token = token.head
        found.append(token.i)
    return found
