"""Whose feeling a clause tells, and which of its things the feeling is about."""

import re

from mapping.model import Impact, Kind
from nlu.extraction.chat import Message
from nlu.extraction.clauses import SUBJECTS, Clauses
from nlu.extraction.links import places_of
from nlu.extraction.moods import Hit
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
FROM = frozenset({"from", "fae", "frae", "off", "about", "over"})
LEADING_ON = frozenset("without for to of with by at in on down past near into my the that this our me".split())
OCCASIONS = frozenset({"day", "week", "time", "night", "weekend", "evening", "morning", "afternoon"})
BETWEEN_OTHERS = ("one another", "each other", "1 another", "eachother")
MY_STATES = frozenset(
    "happy happier happiest glad calm relaxed safe grateful thankful blessed lucky excited delighted pleased overjoyed made "
    "buzzing proud satisfied stressed overwhelmed scared afraid angry upset frustrated jealous bored tired fuming".split()
)
SMALL_WORDS = frozenset("the a my our his her their me old new this that local".split())
POSSESSIVE = (["'s"], ["'"])
IT = frozenset({"it", "its", "this", "that", "which"})
SHORT = 16
BRIEF = 24
OF_ME = frozenset({"i", "me", "we", "us", "my"})
SHARED = re.compile(r"(?<!\w)(?:fun|great time|lovely time|good time|argu\w+|fight\w*|row\w*)(?!\w)")


def telling_word(message: Message, at: int, named: set[int]) -> str:
    """The word, or "_" where it tells nothing of what something does for the participant."""
    token, low = message.doc[at], message.low[at]
    if token.dep_ == "amod" and token.head.i > at and not _describes_experience(token, named):
        return "_"
    if token.lemma_.lower() in QUARRELS and not _my_quarrel(message, token):
        return "_"
    if token.dep_ in ("acomp", "attr") and low not in MY_STATES and _subjects(token.head) & {"i", "we"}:
        return "_"
    if low in LIKED and token.pos_ in ("VERB", "AUX", "ADP", "SCONJ", "NOUN"):
        return low if _liked_by_me(token) else "_"
    if low in DONE_TO_ME and token.pos_ in ("VERB", "NOUN"):
        return low if _done_to_me(token) and not (token.pos_ == "NOUN" and low == "judges") else "_"
    return low


def _my_quarrel(message: Message, token: Token) -> bool:
    """Whether the speaker has part in a quarrel: not "my sons fight", not "the front row"."""
    at, low = token.i, message.low
    if low[at] in ("row", "rows") and token.pos_ != "VERB":
        return bool({"had", "have", "having", "massive", "huge", "big"} & set(low[max(0, at - 4) : at]))
    subjects = _subjects(token) if token.pos_ == "VERB" else set()
    mine = {"i", "we", "me", "us"}
    if subjects and not subjects & mine:
        return bool(mine & set(low[at : at + 7])) or any(low[i] in mine for i in range(max(0, at - 3), at))
    return bool(OF_ME & set(low[max(0, at - 8) : at + 8]))


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
        return token.dep_ in ("attr", "ROOT", "appos") or token.lower_.startswith("hurt")
    to_others = (
        objects
        and not objects & {"me", "us"}
        and not any(child.lower_ in ("my", "our") for o in token.children if o.dep_ == "dobj" for child in o.subtree)
    )
    return not to_others and not _subjects(token) & {"i", "we"}


def about_whom(message: Message, clauses: Clauses, words: list[int], sightings: list[Sighting]) -> list[Sighting]:
    """The sightings that the feeling told in these words is about."""
    here = _in_these(message, words, sightings)
    if not here:
        return _before_it(message, clauses, words, sightings)
    opening = [low for low in message.low[words[0] : words[0] + 4] if low not in (",", "and", ".")]
    if opening[:2] == ["it", "was"] and all(s.end <= words[0] and not s.is_being for s in here):
        return _told_before(message, clauses, words, sightings, "it")
    subjects = [s for s in here if _is_subject(message, s, words)]
    first_person = any(message.low[at] in ("i", "we") and message.doc[at].dep_ in SUBJECTS for at in words)
    if subjects and not first_person:
        return subjects
    text = " ".join(message.low[at] for at in words)
    if first_person or SHARED.search(text):
        return _with_the_event(message, clauses, words, here, sightings)
    return here[:1] if subjects else here


def _in_these(message: Message, words: list[int], sightings: list[Sighting]) -> list[Sighting]:
    """What stands in these words, without those who are only named as somebody's somebody or as where somebody is from."""
    here = [s for s in sightings if any(at in words for at in places_of(s) if at >= 0) and not s.dropped]
    owners = [s.owner for s in here if s.owner is not None and message.low[s.owner.end : s.owner.end + 1] in POSSESSIVE]
    here = [s for s in here if s not in owners or s.sort == "about"] or here
    return [s for s in here if not _where_from(message, s)] or here


def _where_from(message: Message, sighting: Sighting) -> bool:
    """Whether something is told only to say who is meant: "the lads from my old estate"."""
    before = message.low[max(0, sighting.start - 3) : max(0, sighting.start)]
    at = next((i for i in range(len(before) - 1, -1, -1) if before[i] in FROM), None)
    return sighting.kind is not Kind.PERSON and at is not None and set(before[at + 1 :]) <= SMALL_WORDS


def about_hit(
    message: Message, clauses: Clauses, hit: Hit, words: list[int], sightings: list[Sighting]
) -> list[Sighting]:
    """The sightings that a turn of phrase is about: its subject, what its clause tells of, or what was told before it."""
    if _of_others(message, clauses, hit):
        return []
    meant = [s for s in sightings if s.is_being and any(hit.start <= at < hit.end for at in s.also_at) and not s.dropped]
    if meant:
        return meant
    here = _in_these(message, words, sightings)
    ends = [at for at, number in enumerate(clauses.of) if number == clauses.of[hit.end - 1]]
    here = here or _in_these(message, ends, sightings)
    first_person = any(message.low[at] in ("i", "we") and message.doc[at].dep_ in SUBJECTS for at in words)
    subjects = [s for s in here if _is_subject(message, s, words)]
    behind = _right_behind(message, hit, sightings, bool(subjects) and not first_person)
    if behind:
        return here if OCCASIONS & set(message.low[hit.start : hit.end]) and here else behind
    subject = message.low[hit.start - 1] if hit.start else ""
    if subject in IT and hit.start - 1 in words[:2] or not here:
        told = _told_before(message, clauses, words, sightings, subject)
        hinders = hit.impact is Impact.HINDERS and [s for s in told if s.is_being]
        return hinders[:1] if hinders else told or here
    if subjects and not first_person:
        doings = hit.impact is Impact.HELPS and all(s.kind is Kind.ACTIVITY for s in subjects)
        return here if doings else subjects
    return here


def _of_others(message: Message, clauses: Clauses, hit: Hit) -> bool:
    """Whether the feeling is somebody else's: "they can't stand one another", "he doesn't get on with her"."""
    words = " ".join(low for at, low in enumerate(message.low) if clauses.sentence[at] == clauses.sentence[hit.start])
    if any(pair in words for pair in BETWEEN_OTHERS) and not {"we", "us", "me", "i"} & set(words.split()):
        return True
    return message.low[hit.start] in ("ca", "do", "did", "can", "never") and hit.impact is Impact.HINDERS and (
        message.low[hit.start - 1 : hit.start] in (["they"], ["he"], ["she"], ["who"])
        and not {"me", "us"} & set(message.low[hit.start : hit.end + 3])
        and message.low[hit.start] != "never"
        and {"get", "stand", "bear"} & set(message.low[hit.start : hit.end])
        != set()
    )


def _right_behind(message: Message, hit: Hit, sightings: list[Sighting], told_of_another: bool) -> list[Sighting]:
    """What the turn of phrase itself names: "lost without her mum", "can't walk down Rye Lane", with what is listed on."""
    last = message.low[hit.end - 1]
    inside = [s for s in sightings if s.sort != "about" and hit.start < s.start < hit.end and not s.dropped]
    ahead = [s for s in sightings if hit.end <= s.start <= hit.end + 3 and not s.dropped]
    between = message.low[hit.end : ahead[0].start] if ahead else []
    leads = last in LEADING_ON or hit.impact is Impact.HINDERS and between[:1] and between[0] in LEADING_ON
    found = inside or [s for s in ahead[:1] if leads and not told_of_another and set(between) <= LEADING_ON | SMALL_WORDS]
    for other in sightings if found else []:
        if found[-1].end < other.start and set(message.low[found[-1].end : other.start]) <= {"and", ",", "my", "the", "&"}:
            found = [*found, other]
    return found


def _told_before(
    message: Message, clauses: Clauses, words: list[int], sightings: list[Sighting], subject: str
) -> list[Sighting]:
    """Everything in the event told just before; the person of it for "he" and "she"; else what comes next."""
    about = [s for s in sightings if s.sort == "about" and not s.dropped]
    earlier = [s for s in sightings if 0 <= s.start and s.end <= words[0] and not s.dropped]
    if about:
        return about
    if not earlier:
        return _told_next(message, clauses, words, sightings)
    if clauses.sentence[words[0]] - clauses.sentence[earlier[-1].start] > 2:
        return []
    number, sentence = clauses.of[earlier[-1].start], clauses.sentence[earlier[-1].start]
    near = [s for s in earlier if clauses.sentence[s.start] == sentence and s.end > words[0] - SHORT]
    told = near or [s for s in earlier if clauses.of[s.start] == number]
    if len(message) <= BRIEF:
        told = earlier
    told = _in_these(message, [at for s in told for at in places_of(s)], told)
    told = [s for s in told if s.current or not s.is_being] or told
    if {"he", "she", "they"} & {subject, message.low[words[0]]}:
        return [s for s in told if s.is_being][:1]
    return told


def _told_next(
    message: Message, clauses: Clauses, words: list[int], sightings: list[Sighting]
) -> list[Sighting]:
    """What the following clause of the sentence tells of: "it made me happy when my daughter sang at her school"."""
    sentence = clauses.sentence[words[0]]
    later = [s for s in sightings if s.start > words[0] and clauses.sentence[s.start] == sentence and not s.dropped]
    number = clauses.of[later[0].start] if later else None
    return _in_these(message, [at for at, other in enumerate(clauses.of) if other == number], later)


def _is_subject(message: Message, sighting: Sighting, words: list[int]) -> bool:
    """Whether something is the subject of these words, or listed with it: "my mum and dad helped me"."""
    heads = [at if at != sighting.start else sighting.head(message) for at in places_of(sighting) if at in words]
    for at in heads:
        token = message.doc[at]
        while token.dep_ == "conj" and token.head.pos_ in ("NOUN", "PROPN", "PRON"):
            token = token.head
        if token.dep_ in SUBJECTS:
            return True
    return False


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
    told = _in_these(message, [at for s in told for at in places_of(s)], told)
    if {"it", "its", "there"} & set(first) and "was" not in message.low[words[0] : words[0] + 3]:
        return [s for s in told if s.kind in (Kind.PLACE, Kind.ACTIVITY)][-1:] or told[-1:]
    if {"he", "she", "they", "you", "my"} & set(first) and first[:1] not in (["i"], ["where"], ["which"], ["because"]):
        return []
    return told
