"""Whose feeling a clause tells, and which of its things the feeling is about."""

import re

from mapping.model import Kind
from nlu.extraction.chat import Message
from nlu.extraction.clauses import SUBJECTS, Clauses
from nlu.extraction.links import places_of
from nlu.extraction.sightings import Sighting
from spacy.tokens import Token

LIKED = frozenset(
    "love loved loves like liked likes enjoy enjoyed enjoys hate hated hates adore miss cherish fear dread "
    "avoid".split()
)
DONE_TO_ME = frozenset(
    (
        "help helps helped helping stole steal steals lied lies cheated cheats encourage encourages support supports "
        "calm calms hurt hurts upset judge judges bully abused"
    ).split()
)
QUARRELS = frozenset({"argue", "fight", "row", "clash", "bicker", "argument"})
TELLING = frozenset(
    (
        "thing time laugh company person man woman lad lass bloke guy friend listener help support fun memory "
        "experience day moment feeling place one mum dad nan influence news vibe heart space boss family people "
        "sister brother mate teacher atmosphere environment relationship fit hug food egg bunch crowd"
    ).split()
)
OF_ME = frozenset({"i", "me", "we", "us", "my"})
SHARED = re.compile(r"(?<!\w)(?:fun|great time|lovely time|good time|argu\w+|fight\w*|row\w*)(?!\w)")


def telling_word(message: Message, at: int, named: set[int]) -> str:
    """The word, or "_" where it tells nothing of what something does for the participant."""
    token, low = message.doc[at], message.low[at]
    if token.dep_ == "amod" and token.head.i > at and not _describes_experience(token, named):
        return "_"
    if token.lemma_.lower() in QUARRELS and not OF_ME & set(message.low[max(0, at - 8) : at + 8]):
        return "_"
    if low in LIKED and token.pos_ in ("VERB", "AUX", "ADP", "SCONJ", "NOUN"):
        return low if _liked_by_me(token) else "_"
    if low in DONE_TO_ME and token.pos_ in ("VERB", "NOUN"):
        return low if _done_to_me(token) else "_"
    return low


def _describes_experience(token: Token, named: set[int]) -> bool:
    """ "Had a great time", "such a nice man", "a lovely choir practice"; not "some fun stuff" or "a great job"."""
    head = token.head
    if head.i in named or token.tag_ not in ("JJ", "JJS", "JJR", "VBN", "VBG"):
        return head.i in named
    placed = head.dep_ in ("attr", "ROOT", "appos", "npadvmod", "nsubj") or head.head.lemma_ in (
        "have",
        "give",
        "get",
        "be",
    )
    return head.lemma_.lower() in TELLING and placed


def _subjects(token: Token) -> set[str]:
    """The words that are the subject of a verb, or of the verb it hangs from."""
    while True:
        found = {child.lower_ for child in token.children if child.dep_ in SUBJECTS}
        if found or token.dep_ not in ("xcomp", "advcl", "conj", "ccomp") or token.head is token:
            return found
        token = token.head


def _liked_by_me(token: Token) -> bool:
    if token.pos_ in ("ADP", "SCONJ"):
        return False
    subjects = _subjects(token)
    return not subjects or bool(subjects & {"i", "we", "both", "me"})


def _done_to_me(token: Token) -> bool:
    """Whether somebody else does it, and to me or to nobody said: "she helps", "stayed late to help me"."""
    objects = {child.lower_ for child in token.children if child.dep_ in ("dobj", "dative")}
    if token.pos_ == "NOUN":
        return False if token.head.lemma_ in ("need", "want", "get", "ask", "god") or token.dep_ == "pobj" else True
    to_others = (
        objects
        and not objects & {"me", "us"}
        and not any(child.lower_ in ("my", "our") for o in token.children if o.dep_ == "dobj" for child in o.subtree)
    )
    return not to_others and not _subjects(token) & {"i", "we"}


def about_whom(message: Message, clauses: Clauses, words: list[int], sightings: list[Sighting]) -> list[Sighting]:
    """The sightings that the feeling told in these words is about."""
    here = [s for s in sightings if any(at in words for at in places_of(s) if at >= 0) and not s.dropped]
    if not here:
        return _before_it(message, clauses, words, sightings)
    owners = [s.owner for s in here if s.owner is not None]
    here = [s for s in here if s not in owners or s.sort == "about"] or here
    subjects = [s for s in here if _is_subject(message, s, words)]
    first_person = any(message.low[at] in ("i", "we") and message.doc[at].dep_ in SUBJECTS for at in words)
    if subjects and not first_person:
        return subjects
    text = " ".join(message.low[at] for at in words)
    if first_person or SHARED.search(text):
        return _with_the_event(message, clauses, words, here, sightings)
    return here[:1] if subjects else here


def _is_subject(message: Message, sighting: Sighting, words: list[int]) -> bool:
    heads = [at if at != sighting.start else sighting.head(message) for at in places_of(sighting) if at in words]
    return any(message.doc[at].dep_ in SUBJECTS for at in heads)


def _with_the_event(
    message: Message, clauses: Clauses, words: list[int], here: list[Sighting], sightings: list[Sighting]
) -> list[Sighting]:
    """A feeling about a shared event goes to everything in it: "bowling with my cousins, we had such fun"."""
    shared = [s for s in here if s.owner is None or s.kind is not Kind.PERSON or len(here) == 1] or here
    only_we = all(s.start not in words for s in here)
    if not only_we or not SHARED.search(" ".join(message.low[at] for at in words)):
        return shared
    told = {
        clauses.of[s.start] for s in here if s.start >= 0 and clauses.sentence[s.start] == clauses.sentence[words[0]]
    }
    return shared + [s for s in sightings if s not in shared and s.start >= 0 and clauses.of[s.start] in told]


def _before_it(message: Message, clauses: Clauses, words: list[int], sightings: list[Sighting]) -> list[Sighting]:
    """A feeling that names nothing ("its quiet") is about what was told just before, or what the question was about."""
    about = [s for s in sightings if s.sort == "about"]
    earlier = [s for s in sightings if s.end <= words[0] and not s.dropped]
    if about or not earlier:
        return about
    if clauses.sentence[words[0]] - clauses.sentence[earlier[-1].start] > 1:
        return []
    first = message.low[words[0] : words[0] + 2]
    number = clauses.of[earlier[-1].start]
    told = [s for s in earlier if clauses.of[s.start] == number]
    if {"it", "its", "there"} & set(first):
        return [s for s in told if s.kind in (Kind.PLACE, Kind.ACTIVITY)][-1:] or told[-1:]
    if {"he", "she", "they", "you", "my"} & set(first) and first[:1] not in (["i"], ["where"], ["which"], ["because"]):
        return []
    return told
