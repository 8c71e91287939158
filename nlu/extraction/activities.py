"""Activities in a message: "play badminton", "baking", "sunday dinner", "a joinery course"."""

from mapping.model import Kind
from nlu.extraction import lexicons
from nlu.extraction.chat import Message
from nlu.extraction.determiners import OWN, before
from nlu.extraction.sightings import Sighting
from nlu.extraction.spotting import Spot, Spots
from spacy.tokens import Token

LIKE_VERBS = frozenset(
    "go do love like enjoy start stop try hate miss keep take prefer adore begin quit teach be practise "
    "practice".split()
)
PLAY = frozenset({"play", "playing", "played", "plays"})
WATCH = frozenset({"watch", "watching", "watched", "watches"})
VERBAL = frozenset({"VB", "VBP", "VBD", "VBZ"})
ROUTINE = lexicons.words_of("activities.txt", "routine")
AMBIGUOUS = lexicons.words_of("activities.txt", "needs a sign")
HOBBY = lexicons.words_of("activities.txt", "hobby verb")
SCREEN = frozenset(lexicons.pieces(w) for w in lexicons.words_of("activities.txt", "screen"))
NO_WORDS = frozenset({"no", "your", "any"})
SIGNS = frozenset({"for", "play", "to", "of", "at", "and", ",", "do", "a", "doing", "playing"})
PLAIN_IF_THE = frozenset({"job", "jobs", "service", "degree", "masters", "run", "match", "drive", "holidays"})
ALONE = frozenset({"class", "classes", "course", "courses", "job", "studies", "lessons", "training", "practice"})
NO_SUBJECT = frozenset({"last", "every", "other", "all", "first", "good", "bad", "long", "next"})
TIMES = frozenset("week day year month hour hours weeks days minute minutes last next term".split())
MEALS_NEED = frozenset("for have had having get grab out with a go to do over the".split())


def find_activities(spots: Spots, others: list[Sighting], asked: str | None) -> list[Sighting]:
    """Sightings of activities, in message order; ``others`` are the people and places already found."""
    found: list[Sighting] = []
    taken = {at for s in others for at in range(s.start, s.end)}
    for spot in spots.found:
        if taken & set(range(spot.start, spot.end)):
            continue
        sighting = _activity(spots, spot, asked)
        if sighting:
            found.append(sighting)
            taken.update(range(sighting.start, sighting.end))
    for at in range(len(spots.message)):
        if at not in taken:
            sighting = _played(spots, at, taken) or _hobby(spots, at)
            if sighting:
                found.append(sighting)
                taken.update(range(sighting.start, sighting.end))
    return sorted(found, key=lambda s: s.start)


def _made(spots: Spots, start: int, end: int, sort: str = "activity") -> Sighting:
    return Sighting(start, end, Kind.ACTIVITY, sort, spots.message.said(start, end))


def _activity(spots: Spots, spot: Spot, asked: str | None) -> Sighting | None:
    message = spots.message
    known = spot.has("known")
    if known:
        return _made(spots, spot.start, spot.end, "known") if known.value == "activity" else None
    previous = message.low[spot.start - 1] if spot.start else ""
    if previous in WATCH or (
        previous == "the" and message.low[spot.start - 2 : spot.start - 1] and message.low[spot.start - 2] in WATCH
    ):
        if tuple(message.low[spot.start : spot.end]) in SCREEN or spot.has("activity"):
            seen = _made(spots, spot.start, spot.end)
            seen.aliases.append("watching " + seen.label)
            return seen
    if spot.has("activity"):
        return _noun(spots, spot, asked)
    if spot.has("compound"):
        return _compound(spots, spot)
    if spot.has("doing"):
        return _doing(spots, spot, asked)
    if spot.has("meal"):
        return _meal(spots, spot)
    if spot.has("screen") and asked and asked.startswith("activities."):
        return _made(spots, spot.start, spot.end)
    return None


def _doing(spots: Spots, spot: Spot, asked: str | None) -> Sighting | None:
    message, at = spots.message, spot.end - 1
    token = message.doc[at]
    if message.low[at] in ROUTINE:
        return None
    previous = message.low[spot.start - 1] if spot.start else ""
    listed = bool(asked) and asked.startswith(("activities.", "reflect", "goal", "activity."))
    if (
        previous in ("a", "an", "that", "this")
        or previous == "my"
        and message.low[at] in ("shopping", "cleaning", "cooking", "driving", "writing", "reading")
        or before(message, spot.start)[1] in ("a", "an", "his", "her", "their")
        and not listed
    ):
        return None
    verb = token.head.lemma_ if token.dep_ in ("xcomp", "dobj", "pcomp", "conj", "advcl", "ccomp", "acl") else ""
    if (
        previous in ("is", "am", "'m", "are", "was", "been", "'re", "be", "'s", "were", "not")
        and token.tag_ == "VBG"
        and not listed
    ):
        return (
            _made(spots, spot.start, spot.end)
            if message.low[at] in ("volunteering", "gardening", "fishing", "camping")
            else None
        )
    if (
        listed
        or verb in LIKE_VERBS
        or token.tag_ in ("NN", "NNP")
        or previous in ("go", "going", "do", "my", "some", "love", "enjoy", "the", "of", "like")
    ):
        return _made(spots, spot.start, spot.end)
    if token.dep_ in ("nsubj", "pobj", "conj", "ROOT") or message.begins(spot.start):
        return _made(spots, spot.start, spot.end)
    return None


def _meal(spots: Spots, spot: Spot) -> Sighting | None:
    message = spots.message
    previous = message.low[spot.start - 1] if spot.start else ""
    token = message.doc[spot.end - 1]
    if token.pos_ not in ("NOUN", "PROPN") or previous not in MEALS_NEED or only_describes(message, token):
        return None
    sentence = message.low[token.sent.start : token.sent.end]
    if "with" in sentence or previous in ("for", "out") and "go" in {t.lemma_ for t in token.sent} or "out" in sentence:
        return _made(spots, spot.start, spot.end)
    return None


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
        or message.low[start] in ("till", "it", "role")
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


def _hobby(spots: Spots, at: int) -> Sighting | None:
    """A hobby told as a verb: "we swim on mondays", "i like to garden"."""
    message, token = spots.message, spots.message.doc[at]
    if (
        token.lemma_.lower() not in HOBBY
        or token.tag_ not in VERBAL
        or message.low[at + 1 : at + 2]
        in (["up"], ["out"], ["a"], ["the"], ["me"], ["for"], ["dinner"], ["my"], ["in"])
    ):
        return None
    if {"how", "what", "why"} & set(message.low[max(0, at - 3) : at]):
        return None
    subjects = [child.lower_ for child in token.children if child.dep_ == "nsubj"]
    governor = token.head if token.dep_ in ("xcomp", "conj") else None
    if governor is not None and governor.lemma_ in LIKE_VERBS | {"use", "want"}:
        subjects += [child.lower_ for child in governor.children if child.dep_ == "nsubj"]
    return _made(spots, at, at + 1) if {"i", "we"} & set(subjects) else None


def _noun(spots: Spots, spot: Spot, asked: str | None) -> Sighting | None:
    message, word = spots.message, " ".join(spots.message.low[spot.start : spot.end])
    token = message.doc[spot.end - 1]
    _, determiner = before(message, spot.start)
    listed = bool(asked) and asked.startswith(("activities.", "places.", "people.community"))
    if determiner in NO_WORDS or _owns_next(message, spot.end) or message.low[spot.end : spot.end + 1] == ["days"]:
        return None
    if word in ("job", "jobs") and determiner in ("their", "his", "her", "that", "this"):
        return None
    if _opens_with_walk(message, spot, word):
        return _made(spots, spot.start, spot.end)
    if (word in AMBIGUOUS or word.removesuffix("s") in AMBIGUOUS) and not listed:
        if not _has_sign(message, spot, token, determiner):
            return None
    elif _is_verb(spots, spot, token) and not (listed and message.begins(spot.start)):
        return None
    said_of_work = message.low[max(0, spot.start - 1) : spot.start] in (["good"], ["great"], ["the"])
    if said_of_work and word in PLAIN_IF_THE or only_describes(message, token) and not spot.has("place"):
        return None
    return _made(spots, _compound_from(spots, spot), spot.end)


def _owns_next(message: Message, end: int) -> bool:
    """Whether "'s" follows and something is owned ("football's rules"), not "job's stressing me"."""
    if message.low[end : end + 1] != ["'s"] or message.doc[end].tag_ != "POS":
        return False
    return end + 1 < len(message) and message.doc[end + 1].pos_ in ("NOUN", "PROPN", "ADJ")


def _opens_with_walk(message: Message, spot: Spot, word: str) -> bool:
    following = message.low[spot.end : spot.end + 1]
    return (
        word in ("walk", "swim", "run")
        and message.begins(spot.start)
        and following in (["by"], ["in"], ["round"], ["with"], ["to"], ["along"])
    )


def _has_sign(message: Message, spot: Spot, token: Token, determiner: str) -> bool:
    """Whether a word such as "run" or "match" is told as a thing done: "a run", "long walks", "for a drive"."""
    described = spot.start > 0 and message.doc[spot.start - 1].tag_ == "JJ"
    previous = message.low[spot.start - 1] if spot.start else ""
    signed = determiner or described or previous in SIGNS or message.begins(token.left_edge.i)
    return token.pos_ in ("NOUN", "PROPN") and bool(signed)


def _is_verb(spots: Spots, spot: Spot, token: Token) -> bool:
    """Whether the word is at work as a verb ("run", "shop"); words that are no English verb never are."""
    message = spots.message
    if (
        token.pos_ not in ("VERB", "AUX")
        or token.tag_ == "VBG"
        or spot.end - spot.start > 1
        or "-" in message.low[spot.start]
    ):
        return False
    return spots.english.can_be_verb(token.lemma_.lower()) and message.low[max(0, spot.start - 1)] not in PLAY


def only_describes(message: Message, token: Token) -> bool:
    """Whether the word only describes the next noun ("football shirt", not "football thursdays")."""
    head = token.head
    after = token.dep_ == "compound" and head.i == token.i + 1 and head.tag_ in ("NN", "NNS")
    return after and not head.lower_.removesuffix("s").endswith("day")


def _compound_from(spots: Spots, spot: Spot) -> int:
    """Take in the nouns that make it one name: "joinery course", "church service", "craft fairs"."""
    message, start = spots.message, spot.start
    while start > 0:
        token, before_it = message.doc[start - 1], spots.by_word.get(start - 1)
        part = token.dep_ in ("compound", "nmod") and token.tag_ in ("NN", "NNP", "VBG", "JJ")
        if not part or not start <= token.head.i < spot.end or before_it and before_it.has("role", "pet"):
            break
        low = message.low[start - 1]
        if spots.name_end(start - 1) > start - 1 or low in TIMES or low.removesuffix("s").endswith("day"):
            break
        start -= 1
    return start


def _compound(spots: Spots, spot: Spot) -> Sighting | None:
    """A class, course, session ... with the word that says of what."""
    message, start = spots.message, _compound_from(spots, spot)
    while start > 0 and (_kind_of_class(message, start - 1, spot) or _ends_activity(spots, start)):
        start -= 1
    word, first = message.low[spot.end - 1], message.low[start]
    _, determiner = before(message, start)
    if start == spot.start and (word not in ALONE or determiner not in OWN and message.low[max(0, start - 1)] != "to"):
        return None
    shift = first.endswith("day") and spot.end - start == 2 and word in ("night", "nights", "shift", "shifts")
    return None if shift or first in NO_SUBJECT else _made(spots, start, spot.end)


def _kind_of_class(message: Message, at: int, spot: Spot) -> bool:
    return at > spot.start - 4 and message.low[at] in ("online", "evening", "art")


def _ends_activity(spots: Spots, end: int) -> bool:
    spot = spots.by_word.get(end - 1)
    return spot is not None and spot.end == end and spot.has("activity", "doing") is not None
