"""Further candidates: nouns and doings that no list knows, for the learned judge to weigh."""


from mapping.model import Kind
from nlu.extraction import lexicons
from nlu.extraction.chat import Message
from nlu.extraction.sightings import Sighting
from spacy.tokens import Token

INNER = ("compound", "nmod", "poss")
NOUNS = ("NN", "NNS", "NNP", "NNPS")
DOING = ("pobj", "dobj", "pcomp", "xcomp", "ROOT", "conj", "nsubj", "attr", "acl", "advcl", "appos", "dep", "oprd")
SORT = "guess"  # the sort of a sighting that only the judge can bring onto the map


def further(message: Message, sightings: list[Sighting]) -> list[Sighting]:
    """A sighting, dropped until it is judged, for each noun or doing outside all others. Spans do not overlap."""
    taken = {at for s in sightings if s.start >= 0 for at in range(s.start, s.end)}
    found = []
    for token in message.doc:
        if token.i in taken:
            continue
        span = _noun(token, taken) or _doing(token, taken)
        if span:
            start, end = span
            kind = Kind.ACTIVITY if token.pos_ == "VERB" else Kind.PLACE
            found.append(Sighting(start, end, kind, SORT, message.said(start, end), several=token.tag_ == "NNS", dropped=True))
            taken |= set(range(start, end))
    return found


def _noun(token: Token, taken: set[int]) -> tuple[int, int] | None:
    """The noun with the nouns that make it one name, where it heads them."""
    if token.tag_ not in NOUNS or not any(letter.isalpha() for letter in token.text) or len(token.text) < 2:
        return None
    if token.dep_ in ("compound", "nmod") and token.head.i == token.i + 1 and token.head.tag_ in NOUNS and token.head.i not in taken:
        return None
    start = token.i
    while start > 0 and start - 1 not in taken and _joins(token.doc[start - 1], start, token.i):
        start -= 1
    return start, token.i + 1


def _joins(word: Token, start: int, head: int) -> bool:
    inner = word.dep_ in ("compound", "nmod") and start <= word.head.i <= head
    gerund = word.tag_ == "VBG" and word.dep_ == "amod" and word.head.i == head
    return (inner or gerund) and word.text.isalpha()


def _doing(token: Token, taken: set[int]) -> tuple[int, int] | None:
    """A word in -ing that stands for something done, with its particle."""
    if token.tag_ != "VBG" or token.dep_ not in DOING or len(token.text) < 5:
        return None
    if token.lower_ in lexicons.words_of("activities.txt", "routine"):
        return None
    particle = next((c for c in token.children if c.dep_ == "prt" and c.i == token.i + 1 and c.i not in taken), None)
    return token.i, particle.i + 1 if particle else token.i + 1


