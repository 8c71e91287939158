"""Work, school, uni and college without an article: "off work", "school is closed", "hate my work"."""

from nlu.extraction.spotting import Spot, Spots

GOING = frozenset(
    (
        "off go get come drive walk commute travel return head back way distance cycle run bus train lift late ride"
    ).split()
)
LEAVING = frozenset("miss skip leave quit start lose hate love enjoy dread finish".split())
OF_AFTER = frozenset("off out sick tired scared afraid middle end outside front days day hours".split())
BEFORE_WORK = frozenset("at from after before around near outside between off with about like near".split())
FOR_WORK = frozenset("prepare prepared leave leaving late ready dressed up set get".split())
TO_DO = frozenset("do finish done submit complete hand all show send mark".split())
STATES = frozenset(
    (
        "situation thing things stuff stress drama issues issue problems politics environment pressure life"
    ).split()
)
SCHOOL_THINGS = frozenset(
    (
        "stuff load semester term life stress year break holidays drama thing starts pick drop"
    ).split()
)
TOO_MUCH = frozenset(
    (
        "hard my your his her their house lot good this some any more the much team course school paid real"
    ).split()
)
NOT_OVERALL = frozenset("more some old much".split())
BEGINS = frozenset(
    ", and but because cos cause so that think since when if honestly just well yeah as like though my".split()
) | {""}
NOT_GOING = frozenset("have need had got has want used able".split())
TASK_AFTER = frozenset("from for with together hard out".split())


def institution_stands(spots: Spots, spot: Spot, word: str, asked: str | None) -> bool:
    """Whether the word is the place one goes to, and no verb, task or part of another word."""
    message, at = spots.message, spot.start
    token, previous = message.doc[at], message.low[at - 1] if at else ""
    if asked and len(message) <= 2:
        return True
    following = message.low[spot.end] if spot.end < len(message) else ""
    if word == "work":
        return _work(spots, at, previous, following, asked)
    if len(message) > 2 and token.pos_ in ("VERB", "AUX") and token.tag_ != "NN":
        return False
    describes = token.dep_ in ("compound", "nmod") and token.head.i == token.i + 1 and token.head.tag_.startswith("NN")
    timed = following in ("days", "years", "last", "today", "with") or following.removesuffix("s").endswith("day")
    named = spots.name_end(spot.end) > spot.end or _place_next(spots, spot)
    if describes and not (timed or named or following in SCHOOL_THINGS):
        return False
    return previous not in NOT_OVERALL


def _place_next(spots: Spots, spot: Spot) -> bool:
    following = spots.by_word.get(spot.end)
    return bool(following and following.has("locality", "country", "place", "brand"))


def _work(spots: Spots, at: int, previous: str, following: str, asked: str | None) -> bool:
    message, token = spots.message, spots.message.doc[at]
    earlier = message.low[at - 2] if at > 1 else ""
    if following in TASK_AFTER and token.pos_ in ("VERB", "AUX") and previous != "at":
        return False
    if previous == "to":
        before_it = message.doc[at - 2] if at > 1 else token
        going = before_it.lemma_ in GOING or earlier in GOING or before_it.tag_ == "NNP"
        return going or token.tag_ == "NN" and earlier not in NOT_GOING
    if token.pos_ in ("VERB", "AUX") and previous not in ("at", "from", "my", "after", "off"):
        return False
    if following in STATES and previous not in ("team", "hard"):
        return token.dep_ in ("compound", "nmod") and previous in ("my", "current", "a", "the", "at", "", "and", "some")
    describes = token.dep_ == "compound" and token.head.i == at + 1 and token.head.tag_.startswith("NN")
    if describes and not _timed(following):
        return _place_next(spots, spots.by_word[at]) and bool(asked) and asked.startswith("places.")
    if previous == "my":
        return not TO_DO & set(message.low[max(0, at - 5) : at]) and following not in ("done", "ethic", "out")
    if previous == "of":
        return earlier in OF_AFTER
    if previous == "for":
        return earlier in FOR_WORK or message.doc[at - 2].lemma_ in FOR_WORK
    if previous in ("current", "new", "old") and at > 1 and earlier in ("my", "at", "in"):
        return True
    if previous in BEFORE_WORK or previous in ("in", "leave", "and", ",", "or"):
        return not (earlier in ("filled", "loaded", "piled", "swamped") and previous == "with") and following != "to"
    return _does_something(spots, at, previous)


def _timed(following: str) -> bool:
    return following in ("days", "years", "last", "today", "with") or following.removesuffix("s").endswith("day")


def _does_something(spots: Spots, at: int, previous: str) -> bool:
    """Whether work is what something is said of ("work has been busy"), or what is missed or left."""
    message, token = spots.message, spots.message.doc[at]
    if previous in TOO_MUCH or any(child.dep_ in ("det", "amod") for child in token.children):
        tended = token.dep_ == "dobj" and token.head.lemma_ in ("miss", "lose") and previous == "much"
        return tended
    if token.dep_ == "dobj":
        return token.head.lemma_ in LEAVING
    return token.dep_ in ("nsubj", "nsubjpass", "ROOT", "npadvmod", "attr", "conj", "dep") and (
        previous in BEGINS or message.begins(at)
    )
