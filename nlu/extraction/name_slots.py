"""Where a name may stand: after "with", beside another name, before a verb of a person's doing, in an "
"answer about people."""

from nlu.extraction import lexicons
from nlu.extraction.sightings import Sighting
from nlu.extraction.spotting import PLAIN_TITLES, ROLE_TITLES, Spots

SPEECH_VERBS = frozenset(
    (
        "say ring call know come help live text visit pop bring take make want keep drive think tell give go like "
        "love hate move die pass listen work play understand look cook pick message see meet support feed check leave "
        "stay run do have get"
    ).split()
)
PERSONS_DOING = frozenset(
    (
        "lent lends rang rings came texted texts visited visits popped pops phoned phones told tells said says drove "
        "drives cooked cooks lives lived invited invites cuddles hugged babysits borrowed knocked knocks moved married "
        "divorced messaged messages emailed laughed laughs cried nags nagged shouted shouts bought works worked thinks "
        "knows picks picked lets let looks gave took"
    ).split()
)
TELLS_WHERE = frozenset({"from", "upstairs", "downstairs", "next", "over", "across", "opposite", "who"})
SHOWN = frozenset("movie movies film films song songs album albums concert concerts novel novels soundtrack marathon".split())
DONE_TO = frozenset({"love", "miss", "bless", "sue", "pat"})
AUXILIARIES = frozenset({"will", "may"})
BEINGS_VERBS = frozenset("is 's was has helps comes rings takes brings gets makes keeps calls cares goes does loves likes hates wants means sees cheers".split())
CLAUSE_OPENERS = frozenset({",", "and", "but", "then", "also", "so", "theres", "is", "'s", "when"})


def free_name(spots: Spots, at: int, near: list[Sighting], asked: str | None) -> int:
    """Where a name that no role announces ends, or the same word if none begins here."""
    message = spots.message
    spot = spots.by_word.get(at)
    if (
        spot
        and spot.start == at
        and spot.has("title")
        and message.low[at] in PLAIN_TITLES | ROLE_TITLES.keys() | {"father"}
    ):
        dotted = 1 if message.low[spot.end : spot.end + 1] == ["."] else 0
        end = spots.after_title(spot.end + dotted)
        if end > spot.end + dotted:
            return end
        if spots.message.low[at] == "pastor" and end < len(message) and message.capital(end):
            return end + 1
    if spot and spot.has("brand") and not message.capital(at) and message.low[at] not in lexicons.names():
        return at  # "park, maccies and the library" in an answer about people
    if _no_auxiliary(spots, at):
        return at + 1
    if _lightly_named(spots, at, asked):
        return spots.name_end(at, expected=True) if message.doc[at].pos_ not in ("AUX", "PART") else at + 1
    end = spots.name_end(at, expected=_person_slot(spots, at, near, asked))
    return at if spots.message.low[end : end + 1] and spots.message.low[end] in SHOWN else end


def _no_auxiliary(spots: Spots, at: int) -> bool:
    """Whether "will" or "may" can only be a name: before another verb in the third person, after "me and", as one of two who do something."""
    low = spots.message.low
    if low[at] not in AUXILIARIES:
        return False
    before, after = low[at - 1] if at else "", low[at + 1] if at + 1 < len(low) else ""
    begins = spots.message.begins(at) or before in CLAUSE_OPENERS
    if before in ("and", "&", "n") and at > 1 and (low[at - 2] in ("me", "i", "us") or low[at - 2] in AUXILIARIES and _no_auxiliary(spots, at - 2)):
        return True
    return begins and (after in BEINGS_VERBS or after in PERSONS_DOING or after in AUXILIARIES | {"can", "might", "could"}
                       or after in ("and", "&") and low[at + 2 : at + 3] != [] and (low[at + 2] in lexicons.names() | AUXILIARIES | {"me", "i"}))


def auxiliary_as_name(spots: Spots, at: int) -> bool:
    """Whether "will" behind a role is a name: "my mate will helps me", but not "my mate will help me"."""
    low = spots.message.low
    return low[at : at + 1] != [] and low[at] in AUXILIARIES and low[at + 1 : at + 2] != [] and low[at + 1] in BEINGS_VERBS | PERSONS_DOING


def _lightly_named(spots: Spots, at: int, asked: str | None) -> bool:
    """Whether a lower-case everyday word is a name here: it does what only people do ("will lent me a tenner"), or the
    answer about people goes on to say where from ("hope from church")."""
    message, low = spots.message, spots.message.low
    if low[at] not in lexicons.ordinary_names() or at in spots.by_word:
        return False
    told = asked is not None and asked.startswith("people.")
    if told and at > 1 and low[at - 1] == "and" and low[at - 2] in lexicons.names():
        return True
    if at + 1 >= len(message):
        return False
    if not (message.begins(at) or low[at - 1] in CLAUSE_OPENERS):
        return False
    after = low[at + 1]
    if message.capital(at) and message.doc[at].pos_ != "VERB" and after in TELLS_WHERE:
        return True
    if after == "'s" and low[at + 2 : at + 3] in (["my"], ["our"]) and message.doc[at].pos_ != "VERB":
        return True
    if told and after in ("from", "next", "at", "who", "my", "round", "across", "down", "upstairs", "downstairs"):
        return message.doc[at].pos_ != "VERB" or after in ("from", "next", "across") or _cousin_jack(spots, at)
    if told and after in ("and", "&") and low[at + 2 : at + 3] and low[at + 2] in lexicons.names():
        return True
    return after in PERSONS_DOING

def _person_slot(spots: Spots, at: int, near: list[Sighting], asked: str | None) -> bool:
    message, low = spots.message, spots.message.low
    previous, following = low[at - 1] if at else "", low[at + 1] if at + 1 < len(low) else ""
    token = message.doc[at]
    if not token.is_alpha and "-" not in token.text:
        return False
    if previous in ("with", "called", "named", "me", "by") and token.pos_ not in ("DET", "PRON", "ADJ", "VERB"):
        return previous != "me" or spots.strange(at)
    if at - 1 in spots.by_word and spots.by_word[at - 1].has("anybody") and token.pos_ in ("NOUN", "PROPN", "X"):
        return spots.strange(at) or low[at] in lexicons.names()
    if previous in ("and", ",", "&") and any(s.end == at - 1 and s.sort == "name" for s in near) and spots.strange(at):
        return True
    if following in ("and", ",") and low[at + 2 : at + 3] in (["me"], ["i"], ["myself"]) and spots.strange(at):
        return True
    if following in ("and", ",") and spots.name_end(at + 2) > at + 2 and spots.strange(at):
        return True
    if asked and asked.startswith("people.") and spots.strange(at):
        return (
            message.begins(at)
            or previous in ("and", ",", "to", "with")
            or following in ("and", "my", ",", "who", "she", "he")
        )
    if (
        following in ("my", "our", "the")
        and at + 2 in spots.by_word
        and spots.by_word[at + 2].has("role", "pet")
        and token.tag_ in ("NN", "NNP", "UH", "NNS", "JJ")
    ):
        return spots.strange(at) or low[at] in lexicons.names() and message.capital(at)
    if message.begins(at) and message.capital(at) and token.tag_ == "NNP" and token.dep_ in ("nsubj", "nsubjpass"):
        if following and message.doc[at + 1].pos_ in ("VERB", "AUX"):
            return spots.strange(at)
    return (
        token.dep_ in ("nsubj", "nsubjpass")
        and token.head.lemma_ in SPEECH_VERBS
        and spots.strange(at)
        and token.tag_ in ("NN", "NNP", "NNS")
    )


def _cousin_jack(spots: Spots, at: int) -> bool:
    """ "jack my cousin", but not "love my cousin"."""
    behind = spots.by_word.get(at + 2)
    token = spots.message.doc[at]
    return bool(behind and behind.has("role")) and token.pos_ != "AUX" and token.lemma_ not in DONE_TO
