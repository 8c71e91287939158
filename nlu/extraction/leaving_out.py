"""What a message speaks of that is not on the map: what is said not to exist, wishes, oneself, people in general."""

from functools import cache

from mapping.model import Kind
from nlu.extraction import lexicons
from nlu.extraction.asked_of_us import asked_of_us
from nlu.extraction.chat import Message
from nlu.extraction.clauses import Clauses
from nlu.extraction.determiners import OWN, before
from nlu.extraction.sightings import Sighting

ASK_YOU = frozenset("do are have did can would what how where is any you who which does".split())
GENERAL = frozenset("have do dont don't can should always never often need want love are will must are get usually".split())
NAMING = frozenset({"name", "friend", "person", "one", "thing", "contact", "worker", "support", "family", "rest", "other"})
GREETINGS = frozenset({"hey", "hello", "hi", "hiya", "thanks", "cheers", "yo", "bye"})


def leave_out(message: Message, clauses: Clauses, sightings: list[Sighting], asked: str | None) -> None:
    """Mark as dropped all that is no part of the participant's network. Known items always stay."""
    wishes = wishing_words(message, clauses, asked)
    for sighting in sightings:
        if sighting.known or sighting.dropped:
            continue
        sighting.dropped = (
            _denied(message, sighting)
            or _oneself(message, sighting)
            or _asked_of_you(message, clauses, sighting)
            or asked_of_us(message, sighting)
            or _idiom(message, sighting)
            or _compared(message, sighting)
            or _said_of_another(message, sightings, sighting)
            or _family_of_words(message, sighting)
            or _in_general(message, clauses, sighting)
            or _since(message, sighting)
            or _wished(message, sighting, wishes)
            or _own_town(message, sighting)
        )


@cache
def _wishing() -> dict[str, list[tuple[str, ...]]]:
    """The phrases that open a wish, by their first word."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in lexicons.phrases("wishing"):
        found.setdefault(phrase[0], []).append(phrase)
    return found


def wishing_words(message: Message, clauses: Clauses, asked: str | None) -> set[int]:
    """The words that stand in a wish rather than in life as it is."""
    low, found = message.low, set()
    opening = _wishing()
    starts = [
        at for at, word in enumerate(low) for phrase in opening.get(word, ()) if tuple(low[at : at + len(phrase)]) == phrase
    ]
    starts = [
        at
        for at in starts
        if not (low[at] == "wanted" and "i" not in low[max(0, at - 2) : at]) and not (low[at] == "wants")
    ]
    for start in starts:
        if (
            low[start : start + 2] == ["want", "to"]
            and low[start - 1 : start] not in (["i"], ["really"], ["just"], ["and"], ["also"], [])
            or "n't" in low[max(0, start - 1) : start + 2]
        ):
            continue
        end = start
        while end < len(low) and low[end] not in (".", "!", "?", "but", "because", ";"):
            found.add(end)
            end += 1
    if asked and asked.startswith("reflect."):
        found |= set(range(len(low)))
    return found


def _yet_to_be_found(message: Message, sighting: Sighting) -> bool:
    """ "Make some new friends", "thought about seeing a therapist": nobody is there yet."""
    low = message.low
    front, determiner = before(message, sighting.start)
    near = low[max(0, front - 3) : sighting.start]
    if sighting.several and sighting.relation == "friend" and determiner not in OWN:
        return bool({"make", "making"} & set(near))
    about = {"about", "of"} & set(near) and {"seeing", "getting", "finding", "hiring", "trying"} & set(near)
    return bool(about) and sighting.formal is True and determiner in ("a", "an")


def _wished(message: Message, sighting: Sighting, wishes: set[int]) -> bool:
    if sighting.sort == "role" and _yet_to_be_found(message, sighting):
        return True
    if sighting.start not in wishes:
        return False
    if sighting.is_being:
        _, determiner = before(message, sighting.start)
        return not (
            determiner in OWN
            or sighting.sort == "name"
            or sighting.owner
            or sighting.relation in ("mother", "father", "grandmother") and determiner not in ("a", "an")
        )
    if sighting.label.lower() in ("job", "work", "school", "course", "degree"):
        return before(message, sighting.start)[1] not in OWN
    return True


def _denied(message: Message, sighting: Sighting) -> bool:
    front, determiner = before(message, sighting.start)
    low = message.low
    if determiner in OWN or sighting.sort == "name" or sighting.owner:
        return False
    if (
        determiner == "no"
        or "no" in low[max(0, sighting.start - 4) : sighting.start]
        and set(low[max(0, sighting.start - 2) : sighting.start]) & {"or", "and", ",", "no"}
    ):
        return determiner not in ("the", "a") or determiner == "no"
    window = low[max(0, sighting.start - 7) : sighting.start]
    negative = {"n't", "not", "never", "no", "without", "nor", "neither", "dont"} & set(window)
    having = {"have", "got", "has", "had", "any", "a", "many", "without", "with"} & set(window)
    if negative and (
        "any" in window
        or "without" in window[-3:]
        or ({"have", "got", "had"} & having and determiner in ("", "a", "any", "an", "two", "one"))
    ):
        cut = max(i for i, w in enumerate(window) if w in negative)
        return not {"but", ".", "other", "apart", "except", "besides", ","} & set(window[cut:]) or "or" in window[cut:]
    if (
        "n't" in low[max(0, sighting.start - 4) : sighting.start]
        and sighting.kind in (Kind.PLACE, Kind.ACTIVITY)
        and {"like", "do", "play", "into"} & set(window)
    ):
        return "like" not in window and sighting.kind is Kind.ACTIVITY and "anymore" not in low and "any" not in low
    return False


def _oneself(message: Message, sighting: Sighting) -> bool:
    """The speaker's own name and roles: "my name is Banjo", "i am a nurse", "as a mum of two", "i'm the eldest"."""
    if message.low[max(0, sighting.start - 3) : sighting.start] in (["my", "name", "is"], ["my", "name", "'s"]):
        return True
    if sighting.sort == "name" and sighting.relation is None:
        earlier = message.low[max(0, sighting.start - 3) : sighting.start]
        return (
            earlier[-2:] in (["i", "am"], ["i", "'m"], ["call", "me"])
            or bool(earlier)
            and earlier[-1] in GREETINGS
            or earlier[-2:] in (["hey", "there"], ["hello", "there"], ["hi", "there"])
        )
    if not sighting.is_being or sighting.sort != "role":
        return False
    front, determiner = before(message, sighting.start)
    if determiner not in ("a", "an", "the", "") or sighting.kind is Kind.PET:
        return False
    at = front - 1 if determiner else front
    while at > 0 and message.low[at] in (
        "just",
        "still",
        "also",
        "not",
        "only",
        "n't",
        "really",
        "actually",
        "always",
        "now",
        "a",
        "full",
        "time",
    ):
        at -= 1
    near = message.low[max(0, at - 1) : at + 1]
    if near[-1:] in (["am"], ["'m"], ["m"], ["was"], ["been"], ["become"], ["became"], ["being"]) and (
        "i" in message.low[max(0, at - 3) : at + 1]
    ):
        return True
    if near[-1:] == ["being"] and determiner in ("a", "an") and not {"with", "about", "him", "her"} & set(near):
        return True
    return message.low[at : at + 1] == ["as"] and determiner in ("a", "an", "")


def _asked_of_you(message: Message, clauses: Clauses, sighting: Sighting) -> bool:
    sentence = [w for at, w in enumerate(message.low) if clauses.sentence[at] == clauses.sentence[sighting.start]]
    end = next((w for at, w in enumerate(message.low) if at > sighting.start and w in ".!?"), "")
    _, determiner = before(message, sighting.start)
    if determiner in OWN:
        return False
    window = message.low[max(0, sighting.start - 8) : sighting.start]
    if any(pair in zip(window, window[1:]) for pair in lexicons.phrases("asked of you")) and not {
        "my",
        "i",
        "me",
    } & set(window):
        return True
    asked_of_you = {"you", "your"} & set(sentence)
    return bool(
        asked_of_you
        and (
            end == "?"
            or [w for w in sentence if w not in ".!?"][:1]
            and [w for w in sentence if w not in ".!?,"][0] in ASK_YOU
        )
        and not {"my", "i", "me"} & set(sentence)
    )


def _idiom(message: Message, sighting: Sighting) -> bool:
    low = message.low
    for phrase in lexicons.phrases("idiom"):
        for at in range(max(0, sighting.start - len(phrase)), sighting.end):
            if tuple(low[at : at + len(phrase)]) == phrase and at + len(phrase) >= sighting.start + 1:
                return True
    return False


def _compared(message: Message, sighting: Sighting) -> bool:
    """Figures of speech: "like a sister to me", "as near as a brother"."""
    if sighting.sort != "role" or not sighting.is_being:
        return False
    front, determiner = before(message, sighting.start)
    at = front - 1 if determiner else front
    return (
        (determiner in ("a", "an", "the", "") or "own" in message.low[front : sighting.start])
        and message.low[at : at + 1] in (["like"], ["as"])
        and at >= 0
        and message.doc[at].pos_ in ("ADP", "SCONJ", "ADV", "VERB", "INTJ")
        and message.doc[at].tag_ in ("IN", "RB")
    )


def _said_of_another(message: Message, sightings: list[Sighting], sighting: Sighting) -> bool:
    """What somebody or something else is, is no further person: "my mum is a dentist", "my phone is my best friend"."""
    if sighting.sort != "role" or not sighting.is_being or sighting.owner:
        return False
    token = message.doc[sighting.head(message)]
    if token.dep_ != "attr" or token.head.lemma_ not in ("be", "'s", "become"):
        return False
    subject = next((child for child in token.head.children if child.dep_ == "nsubj"), None)
    if subject is None or subject.i > token.i:
        return False
    other = next((s for s in sightings if s is not sighting and s.is_being and s.start <= subject.i < s.end), None)
    if other is not None:
        if other.relation is None and not other.several:
            other.relation, other.formal, other.relation_words = sighting.relation, sighting.formal, sighting.label
        return True
    return subject.tag_ in ("NN", "NNS") and subject.lemma_ not in NAMING


def _family_of_words(message: Message, sighting: Sighting) -> bool:
    """ "Family" that is only spoken of: "our future family", "a family emergency", "we are a blended family"."""
    if sighting.label.lower() != "family":
        return False
    low = message.low
    near = low[max(0, sighting.start - 2) : sighting.start]
    if low[max(0, sighting.start - 3) : sighting.start] == ["side", "of", "the"]:
        return True
    describes = {"future", "blended", "nuclear", "not", "no", "define", "growing", "single", "happy", "normal", "like"}
    return bool(describes & set(near)) and "growing" not in near


def _in_general(message: Message, clauses: Clauses, sighting: Sighting) -> bool:
    """ "Kids never listen to their parents": people in general, where nobody speaks of their own life."""
    if sighting.owner is not None:
        return sighting.owner.dropped and sighting.owner.several
    if not sighting.several or sighting.sort != "role" or before(message, sighting.start)[1] in OWN:
        return False
    sentence = clauses.sentence[sighting.start]
    here = [at for at in range(len(message)) if clauses.sentence[at] == sentence]
    if {"i", "my", "me", "we", "our", "us", "mine"} & {message.low[at] for at in here}:
        return False
    first = message.doc[here[0]]
    opens = first.tag_ == "NNS" and message.doc[first.i + 1 : first.i + 2].text.lower() in GENERAL
    return opens and "their" in {message.low[at] for at in here}


def _since(message: Message, sighting: Sighting) -> bool:
    """ "We've known each other since school" is a time, not a place."""
    return sighting.kind is Kind.PLACE and message.low[sighting.start - 1 : sighting.start] in (
        ["since"],
        ["during"],
        ["until"],
        ["till"],
    )


def _own_town(message: Message, sighting: Sighting) -> bool:
    """Where the speaker lives is home, not a place on the map; where they come from is."""
    if sighting.sort != "locality":
        return False
    window = message.low[max(0, sighting.start - 5) : sighting.start]
    return window[-1:] == ["in"] and (
        window[-3:-1] in (["i", "live"], ["we", "live"], ["'m", "based"], ["i", "living"]) or "living" in window[-2:]
    )
