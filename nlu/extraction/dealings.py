"""What people have to do with each other: who meets, minds, marries, fights or lives with whom."""

from collections.abc import Iterator

from nlu.extraction import lexicons
from nlu.extraction.chat import Message
from nlu.extraction.clauses import Clauses
from nlu.extraction.ends import Stand
from nlu.extraction.scenes import SEPARATORS, WITH, Pair, Slot, slots_of

OTHERS = frozenset({"i", "me", "we", "us", "you", "same", "than"})  # the speaker comes between, or two are compared
SAYING = frozenset("say think reckon hope wish believe guess feel mean seem like want need love hate remember miss".split())


def dealings(message: Message, clauses: Clauses, stands: list[Stand]) -> Iterator[Pair]:
    """Pairs of beings that a verb, or company, ties within a clause."""
    by_clause: dict[int, list[Stand]] = {}
    for stand in stands:
        if stand.nature == "being":
            by_clause.setdefault(clauses.of[stand.at], []).append(stand)
    for members in by_clause.values():
        slots = slots_of(message, members)
        for first, second in zip(slots, slots[1:], strict=False):
            doer = slots[0] if _goes_on(message, first, second) else first
            if _deal(message, first, second):
                yield from (pair for pair in doer.pairs_with(second) if pair[0] is not pair[1])
    yield from _each_other(message, clauses, stands)


def _goes_on(message: Message, first: Slot, second: Slot) -> bool:
    """Whether a verb joined by "and" has the subject of the one before ("lives with his sister and sees the girls")."""
    joined = [at for at in range(first.end, second.at - 1) if message.low[at] == "and"]
    return bool(joined) and message.doc[joined[-1] + 1].tag_ in ("VBZ", "VBD", "VBP") and message.doc[joined[-1] + 1].dep_ == "conj"


def _deal(message: Message, first: Slot, second: Slot) -> bool:
    """Whether the first does something with or to the second."""
    between = [message.doc[at] for at in range(first.end, second.at)]
    cuts = [at for at, token in enumerate(between) if token.lower_ in SEPARATORS]
    if cuts and cuts[-1] == len(between) - 1 and _same_as_before(message, second):
        cuts.pop()
    last = between[cuts[-1] :] if cuts else between
    if not any(token.pos_ in ("VERB", "AUX", "ADP") or token.lower_ in WITH for token in last) or _owner_only(message, second):
        return False
    words = [token.lower_ for token in between]
    if not between or set(words) & OTHERS:
        return False
    verbs = [token for token in between if token.pos_ in ("VERB", "AUX") or token.lower_ in ("married", "dating")]
    if not verbs:
        return bool(WITH & set(words)) and len(words) <= 5 and not {",", "and"} & set(words)
    if first.at > 0 and message.low[first.at - 1] in WITH:
        return False
    main = [token for token in verbs if token.pos_ == "VERB" and token.lemma_ not in SAYING and token.lower_ not in ("called", "named")]
    if not main:
        return bool({"with", "married", "engaged", "related", "close"} & set(words))
    return not _new_subject(message, second)


def _same_as_before(message: Message, slot: Slot) -> bool:
    """Whether the word before the comma is the role of who is named after it ("a baby, Ama")."""
    who = slot.stands[0].who
    return message.low[slot.at - 2] in {word.lower() for word in (*who.aliases, who.relation_words or "")}


def _owner_only(message: Message, slot: Slot) -> bool:
    """Whether the words only say whose something else is ("mum's care")."""
    return slot.end < len(message) and message.doc[slot.end].tag_ == "POS"


def _new_subject(message: Message, second: Slot) -> bool:
    """Whether the second begins a telling of its own."""
    head = message.doc[second.stands[0].who.head(message) if second.stands[0].named else second.at]
    return head.dep_ in ("nsubj", "nsubjpass") and head.head.i > second.at


def _each_other(message: Message, clauses: Clauses, stands: list[Stand]) -> Iterator[Pair]:
    """ "Bev and Iqra live together": those named before such words in the sentence."""
    text = " ".join(message.low)
    for phrase in lexicons.sections("phrases.txt")["with each other"]:
        if phrase not in text:
            continue
        at = len(text[: text.index(phrase)].split())
        sentence = clauses.sentence[min(at, len(clauses.sentence) - 1)]
        said = [s.who for s in stands if s.nature == "being" and clauses.sentence[s.at] == sentence and s.at <= at]
        people = list(dict.fromkeys(said))
        if "we" in message.low[max(0, at - 2) : at + 1] or "me" in message.low[:at]:
            continue
        for number, one in enumerate(people):
            yield from ((one, other) for other in people[number + 1 :])
        return
