"""Activities told by a verb: "we play carrom", "i swim", "used to drum in a band", "i collect spoons"."""

from mapping.model import Kind
from nlu.extraction import lexicons
from nlu.extraction.sightings import Sighting
from nlu.extraction.spotting import Spots
from spacy.tokens import Token

PLAY = frozenset({"play", "playing", "played", "plays"})
HOBBY = lexicons.words_of("activities.txt", "hobby verb")
PHRASES = tuple(lexicons.pieces(w) for w in lexicons.words_of("activities.txt", "hobby phrase"))
KEEPS = lexicons.words_of("activities.txt", "keeps")
TRADES = frozenset(lexicons.pieces(w) for w in lexicons.words_of("activities.txt", "trade"))
LANGUAGES = lexicons.words_of("activities.txt", "language")
VERBAL = frozenset({"VB", "VBP"})
NOT_AFTER = frozenset(
    (
        "up out a an the me for dinner lunch breakfast tea my to it this that him her them us myself your his their off"
    ).split()
)
WHOLE_ONLY = frozenset("teach coach act perform stream code mentor tutor box fence game".split())
FARMED = frozenset("bills debt benefits pension points money kids children parcel parcels taxes unemployment".split())
NOT_DONE = lexicons.words_of("activities.txt", "not done")
LEARNING = frozenset({"learn", "study", "practise", "practice", "revise"})
THOUGHT = frozenset("schedule how what why if that who where when".split())
COMPLETED = frozenset({"dobj", "dative", "acomp", "advmod", "prt"})
OUTSIDE = frozenset({"NOUN", "PROPN", "PRON", "DET", "VERB"})
BEFORE_DO = frozenset("i we still also just sometimes been 'm use".split())
SPEAKERS = frozenset({"i", "we", "me", "us"})
NOT_PLAYED = frozenset("till it role part up around about games trick tricks host dumb dead along truant god".split())


def find_hobby(spots: Spots, at: int, taken: set[int], asked: str | None) -> Sighting | None:
    """What is done by the verb at this word, if it makes an activity."""
    return (
        _played(spots, at, taken)
        or _phrase(spots, at)
        or _kept(spots, at, taken, asked)
        or _hobby(spots, at, taken)
        or _trade(spots, at)
        or _done(spots, at, taken)
        or _language(spots, at, asked)
    )


def _made(spots: Spots, start: int, end: int) -> Sighting:
    return Sighting(start, end, Kind.ACTIVITY, "activity", spots.message.said(start, end))


def _played(spots: Spots, at: int, taken: set[int]) -> Sighting | None:
    """What is played by a name nobody listed: "we play carrom"."""
    message = spots.message
    if message.low[at] not in PLAY or at + 1 >= len(message):
        return None
    start = at + 1
    while start < len(message) and message.low[start] in ("the", "some", "a", "my", "on"):
        start += 1
    if (
        start >= len(message)
        or start in taken
        or message.doc[start].pos_ not in ("NOUN", "PROPN", "X")
        or message.low[start] in NOT_PLAYED
    ):
        return None
    end = start + 1
    while (
        end < len(message)
        and message.doc[end].pos_ in ("NOUN", "PROPN")
        and message.doc[end - 1].dep_ == "compound"
        and end not in taken
    ):
        end += 1
    return _made(spots, start, end) if spots.name_end(start) == start else None


def _phrase(spots: Spots, at: int) -> Sighting | None:
    """Set phrases: "i work out", "we eat out"."""
    low = spots.message.low
    for phrase in PHRASES:
        if tuple(low[at : at + len(phrase)]) == phrase and _ours(spots.message.doc[at]):
            thought = set(low[at + len(phrase) : at + len(phrase) + 1]) & THOUGHT
            return None if thought else _made(spots, at, at + len(phrase))
    return None


def _kept(spots: Spots, at: int, taken: set[int], asked: str | None) -> Sighting | None:
    """A verb with the things it is done to: "collect spoons", "train horses", "walk dogs"."""
    message, token = spots.message, spots.message.doc[at]
    lemma = token.lemma_.lower()
    end = at + 1
    if lemma not in KEEPS or token.tag_ not in VERBAL | {"VBG"} or end >= len(message) or end in taken:
        return None
    while end < len(message) and message.doc[end].tag_ == "NN" and message.doc[end].dep_ == "compound":
        end += 1
    if end >= len(message) or end in taken or message.doc[end].tag_ != "NNS" or message.low[end] in FARMED:
        return None
    listed = bool(asked) and asked.startswith("activities.")
    if not (listed or _ours(token)) or spots.by_word.get(end) and spots.by_word[end].has("role"):
        return None
    return _made(spots, at, end + 1)


def _hobby(spots: Spots, at: int, taken: set[int]) -> Sighting | None:
    """A hobby told as a verb: "we swim on mondays", "i like to garden", "used to drum in a band"."""
    message, token = spots.message, spots.message.doc[at]
    lemma, following = token.lemma_.lower(), message.low[at + 1] if at + 1 < len(message) else ""
    if lemma not in HOBBY or token.tag_ not in VERBAL or following in NOT_AFTER or at + 1 in taken:
        return None
    if lemma == "sing" and following == "in":
        return None
    if {"how", "what", "why"} & set(message.low[max(0, at - 3) : at]):
        return None
    if lemma in WHOLE_ONLY and any(child.dep_ in COMPLETED for child in token.children):
        return None
    return _made(spots, at, at + 1) if _ours(token) else None


def _ours(token: Token) -> bool:
    """Whether the speaker does it: "i", "we" or "me" is the subject of the verb or of the one it hangs on."""
    for _ in range(4):
        subjects = [child.lower_ for child in token.children if child.dep_ in ("nsubj", "nsubjpass")]
        if subjects:
            return bool(SPEAKERS & set(subjects))
        if token.dep_ not in ("xcomp", "conj", "advcl", "acl", "relcl", "ccomp", "dobj", "pobj", "prep", "npadvmod"):
            break
        token = token.head
    unsaid = not any(child.dep_ == "nsubj" for child in token.children)
    return unsaid and token.dep_ in ("ROOT", "ccomp") and token.i < 4


def _done(spots: Spots, at: int, taken: set[int]) -> Sighting | None:
    """What "i do" with a bare noun is: "i do nails for my cousins", "we do burlesque"."""
    message = spots.message
    start = at + 1
    if message.low[at] not in ("do", "doing") or start >= len(message) or start in taken:
        return None
    word, token = message.low[start], message.doc[start]
    if at == 0 or message.low[at - 1] not in BEFORE_DO or word in NOT_DONE or not word.isalpha() or len(word) < 4:
        return None
    if spots.by_word.get(start) and not _doable(spots, start):
        return None
    noun = token.tag_ in ("NN", "NNS") and token.dep_ == "dobj" or not spots.english.can_be_verb(token.lemma_.lower())
    nothing_more = start + 1 >= len(message) or message.doc[start + 1].pos_ not in OUTSIDE
    thing = spots.english.noun(word) or not spots.english.everyday(word)
    return _made(spots, start, start + 1) if noun and thing and nothing_more else None


def _doable(spots: Spots, at: int) -> bool:
    spot = spots.by_word[at]
    return spot.has("activity", "doing") is not None and spot.has("role") is None


def _trade(spots: Spots, at: int) -> Sighting | None:
    """What one works in: "i work in construction"."""
    message = spots.message
    if message.doc[at].lemma_ not in ("work", "job", "career") or "in" not in message.low[at + 1 : at + 5]:
        return None
    start = message.low.index("in", at + 1) + 1
    for length in (2, 1):
        if start + length <= len(message) and tuple(message.low[start : start + length]) in TRADES:
            return _made(spots, start, start + length)
    return None


def _language(spots: Spots, at: int, asked: str | None) -> Sighting | None:
    """A language somebody learns: "we are learning twi", "teaching myself chinese"."""
    message, low = spots.message, spots.message.low[at]
    if low not in LANGUAGES:
        return None
    earlier = range(max(0, at - 3), at)
    learns = any(message.doc[i].lemma_.lower() in LEARNING or message.low[i] == "myself" for i in earlier)
    answer = bool(asked) and asked.startswith("activities.") and message.begins(at)
    alone = message.low[at + 1 : at + 2] not in (["class"], ["classes"], ["course"], ["lessons"])
    return _made(spots, at, at + 1) if (learns or answer) and alone else None
