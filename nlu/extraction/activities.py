"""Activities in a message: "play badminton", "baking", "sunday dinner", "a joinery course"."""

from mapping.model import Kind
from nlu.extraction import lexicons
from nlu.extraction.chat import Message
from nlu.extraction.determiners import OWN, before
from nlu.extraction.doubtful import job_of_nobody, no_worship, owned_thing, watched_by_others
from nlu.extraction.hobbies import PLAY, find_hobby
from nlu.extraction.sightings import Sighting
from nlu.extraction.spotting import Spot, Spots
from spacy.tokens import Token

LIKE_VERBS = frozenset(
    (
        "go do love like enjoy start stop try hate miss keep take prefer adore begin quit teach be practise practice "
        "spend finish continue resume"
    ).split()
)
WATCH = frozenset({"watch", "watching", "watched", "watches"})
ROUTINE = lexicons.words_of("activities.txt", "routine")
AMBIGUOUS = lexicons.words_of("activities.txt", "needs a sign")
SPORT_HEADS = lexicons.words_of("activities.txt", "sport head")
SCREEN = frozenset(lexicons.pieces(w) for w in lexicons.words_of("activities.txt", "screen"))
NO_WORDS = frozenset({"no", "your", "any"})
SIGNS = frozenset("for play to of at and , do a doing playing me after before during watch".split())
PLAIN_IF_THE = frozenset({"job", "jobs", "service", "degree", "masters", "run", "match", "drive", "holidays"})
ALONE = frozenset(
    (
        "class classes course courses job studies lessons training practice shift shifts rehearsal rehearsals seminar"
    ).split()
)
ATTENDED = frozenset("to in of for from after before attend skip miss have had at take taking my the".split())
TASKS = frozenset(
    (
        "cleaning driving reading writing shopping collecting hunting training studying ironing drawing"
    ).split()
)
NO_SUBJECT = frozenset({"last", "every", "other", "all", "first", "good", "bad", "long", "next"})
TIMES = frozenset("week day year month hour hours weeks days minute minutes last next term".split())
MEALS_NEED = frozenset("at for have had having get grab out with a go to do over the".split())


def find_activities(spots: Spots, others: list[Sighting], asked: str | None) -> list[Sighting]:
    """Sightings of activities, in message order; ``others`` are the people and places already found."""
    found: list[Sighting] = []
    taken = {at for s in others for at in range(s.start, s.end)}
    for spot in spots.found:
        if taken & set(range(spot.start, spot.end)):
            continue
        sighting = _activity(spots, spot, asked, others)
        if sighting:
            found.append(sighting)
            taken.update(range(sighting.start, sighting.end))
    for at in range(len(spots.message)):
        if at not in taken:
            sighting = find_hobby(spots, at, taken, asked)
            if sighting:
                found.append(sighting)
                taken.update(range(sighting.start, sighting.end))
    return sorted(found, key=lambda s: s.start)


def _made(spots: Spots, start: int, end: int, sort: str = "activity") -> Sighting:
    return Sighting(start, end, Kind.ACTIVITY, sort, spots.message.said(start, end))


def _activity(spots: Spots, spot: Spot, asked: str | None, others: list[Sighting]) -> Sighting | None:
    message = spots.message
    known = spot.has("known")
    if known:
        return _made(spots, spot.start, spot.end, "known") if known.value == "activity" else None
    previous = message.low[spot.start - 1] if spot.start else ""
    if previous in WATCH or (
        previous == "the" and message.low[spot.start - 2 : spot.start - 1] and message.low[spot.start - 2] in WATCH
    ):
        if watched_by_others(message, spot.start):
            return None
        if tuple(message.low[spot.start : spot.end]) in SCREEN or spot.has("activity"):
            seen = _made(spots, spot.start, spot.end)
            seen.aliases.append("watching " + seen.label)
            return seen
    if spot.has("activity"):
        return _noun(spots, spot, asked)
    if spot.has("event"):
        return _event(spots, spot, others)
    if spot.has("compound"):
        return _compound(spots, spot)
    if spot.has("doing"):
        return _doing(spots, spot, asked)
    if spot.has("meal"):
        return _meal(spots, spot)
    if spot.has("screen") and asked and asked.startswith("activities."):
        return _made(spots, spot.start, spot.end)
    return None


def _event(spots: Spots, spot: Spot, others: list[Sighting]) -> Sighting | None:
    """A feast one goes to, with whose it is: "my sister's wedding", "at thanksgiving"."""
    message = spots.message
    front, determiner = before(message, spot.start)
    if front > 0 and message.low[front] == "'s":
        owner = next((o for o in others if o.is_being and o.end == front), None)
        return _made(spots, owner.start, spot.end) if owner and message.low[spot.end - 1] != "birthday" else None
    if only_describes(message, message.doc[spot.end - 1]) or message.low[spot.end - 1] == "birthday":
        return None
    at = message.low[spot.start - 1] if spot.start else ""
    return _made(spots, spot.start, spot.end) if at in ("at", "for", "to") or determiner in OWN | {"the"} else None


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
    if message.low[at] == "driving" and not listed and previous not in ("stop", "love", "like", "hate"):
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
            or previous == "been" and message.low[at] not in TASKS
            else None
        )
    if (
        listed
        or verb in LIKE_VERBS
        or token.tag_ in ("NN", "NNP")
        or previous in ("go", "going", "do", "my", "some", "love", "enjoy", "the", "of", "like")
    ):
        start = _compound_from(spots, spot)
        return _made(spots, spot.start if start < spot.start and start in spots.by_word else start, spot.end)
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
    at_table = previous == "at" and message.low[spot.start] in ("dinner", "lunch", "breakfast")
    gone_for = previous in ("for", "out") and "go" in {t.lemma_ for t in token.sent}
    if at_table or gone_for or "with" in sentence or "out" in sentence:
        return _made(spots, spot.start, spot.end)
    return None


def _noun(spots: Spots, spot: Spot, asked: str | None) -> Sighting | None:
    message, word = spots.message, " ".join(spots.message.low[spot.start : spot.end])
    token = message.doc[spot.end - 1]
    _, determiner = before(message, spot.start)
    listed = bool(asked) and asked.startswith(("activities.", "places.", "people.community"))
    if determiner in NO_WORDS or _owns_next(message, spot.end) or message.low[spot.end : spot.end + 1] == ["days"]:
        return None
    if job_of_nobody(message, spot, determiner) or no_worship(message, spot) or owned_thing(message, spot, determiner):
        return None
    if _opens_with_walk(message, spot, word):
        return _made(spots, spot.start, spot.end)
    if (word in AMBIGUOUS or word.removesuffix("s") in AMBIGUOUS) and not listed:
        if not _has_sign(message, spot, token, determiner):
            return None
    elif _is_verb(spots, spot, token) and not (listed and message.begins(spot.start)):
        return None
    said_of_work = message.low[max(0, spot.start - 1) : spot.start] in (["good"], ["great"], ["the"])
    if token.dep_ == "compound" and token.head.i == spot.end and message.low[spot.end] in ("volunteering", "teaching"):
        return None
    if only_describes(message, token) and message.low[spot.end] in SPORT_HEADS:
        return _made(spots, _compound_from(spots, spot), spot.end + 1)
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
    previous = message.low[start - 1] if start else ""
    attended = word in ("class", "classes", "practice", "lectures") and previous in ATTENDED and not _task(spots, spot)
    if start == spot.start and (word not in ALONE or determiner not in OWN and previous != "to" and not attended):
        return None
    if no_worship(message, spot, start):
        return None
    shift = first.endswith("day") and spot.end - start == 2 and word in ("night", "nights", "shift", "shifts")
    return None if shift or first in NO_SUBJECT else _made(spots, start, spot.end)


def _task(spots: Spots, spot: Spot) -> bool:
    """Whether it is a verb, only describes the next noun, or is a way of saying ("in practice")."""
    token = spots.message.doc[spot.end - 1]
    in_practice = spots.message.low[max(0, spot.start - 1) : spot.end] in (["in", "practice"], ["of", "practice"])
    return token.pos_ == "VERB" or only_describes(spots.message, token) or in_practice


def _kind_of_class(message: Message, at: int, spot: Spot) -> bool:
    return at > spot.start - 4 and message.low[at] in ("online", "evening", "art")


def _ends_activity(spots: Spots, end: int) -> bool:
    spot = spots.by_word.get(end - 1)
    return spot is not None and spot.end == end and spot.has("activity", "doing") is not None
