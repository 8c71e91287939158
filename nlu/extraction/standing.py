"""Whether a word for a person ("sister", "boss", "girl") names somebody in the participant's life where it stands."""

from dataclasses import dataclass

from nlu.extraction.chat import Message
from nlu.extraction.determiners import OWN, THEIR, before_word, chained_to, had
from nlu.extraction.lexicons import Meaning
from nlu.extraction.name_slots import PERSONS_DOING
from nlu.extraction.sightings import Sighting, formal_of
from nlu.extraction.spotting import Spot, Spots

ADDRESS = frozenset({"mother", "father", "grandmother", "grandfather"})
ADDRESSED_TOO = ADDRESS | {"wife", "husband", "aunt", "uncle"}
SINGLE_KIN = ADDRESS | {"son", "daughter", "wife", "husband", "sister", "brother"}
LOOSE = frozenset(
    "date client clients customer customers patient patients pupil pupils student students host caller judge volunteer "
    "volunteers guest guests regulars punters passengers residents tenants service users farmer crush admirer captain "
    "mechanic plumber electrician builder gardener cashier barista waiter waitress shopkeeper butcher cop policeman "
    "detective sheriff bailiff magistrate barrister staff authorities teenagers teens youngsters management crew "
    "dealer leader partner trainer farmer acquaintances elders sub super employee employees".split()
)
KIN_OF_SORTS = frozenset({"other informal", "cousin", "friend", "in-law", "niece", "nephew", "other"})
HIRED = frozenset("employee employees student students pupil pupils tenant client volunteer farmer".split())
SHORT_KIN = frozenset(
    "nana nani dadi ma da pa pop pops papa mama bro sis partner baba maw boyf hub hubs bibi lola mil fil tata kaka "
    "baby nanu dadu abba".split()
)
WEAK = frozenset(
    "boy girl girls boys baby babies kid child lad lads lass youngest eldest oldest teenager toddler bloke "
    "fella feller bro bruv "
    "sis twin mrs mr pop pa ma da ba tata kaka lola apa po ot ta mil fil sil sw psych coz doc mate pal babe "
    "bae old man "
    "other half papa mama nani nana baba dadi bub pops cuz boyf hub hubs shrink jit gang fam folks relations "
    "rents leader dealer "
    "sponsor mentor local partner minister barber cleaner vet warden trainer instructor specialist registrar "
    "surgeon caretaker "
    "teen teens infant newborn lover spouse roomie sub medic drummer dealer patient customer client pupil lama "
    "advocate bredrin bredren yaar begum ustad unc kiddo kiddos partners children kids youngster guardian "
    "guide girlies".split()
) | {"old man", "other half", "better half", "little one", "little ones", "little boy", "little girl"}
NOUN_PARTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "ROOT", "conj", "npadvmod"})
MET = frozenset({"with", "see", "visit", "visiting", "seeing", "of", "and", "meet", ",", "meeting"})
POINTING = frozenset({"this", "that", "these", "those"})
OTHERS = POINTING | {"no", "any", "every", "each", "your", "other", "all", "its"}
FAMILY_THINGS = frozenset("farm emergency home house business car tree name holiday dinner party life reunion".split())
AT_HOME = frozenset("school nursery missus wife husband mrs ex bed homework bath bedtime kids".split())
OPENING = frozenset({"and", "but", "so", "then", "cos", "because", "since", "when", "if", "that", ","})
CALLED = (["is", "called"], ["'s", "called"])


@dataclass(frozen=True, slots=True)
class Standing:
    """A role word where it stands: the word before its describing words, whose it is, and what was found before it."""

    spots: Spots
    spot: Spot
    meaning: Meaning
    determiner: str
    front: int
    owner: Sighting | None
    last_end: int | None
    asked: str | None

    @property
    def message(self) -> Message:
        """The message it stands in."""
        return self.spots.message

    @property
    def word(self) -> str:
        """The role word itself, lower case."""
        return " ".join(self.message.low[self.spot.start : self.spot.end])

    @property
    def strong(self) -> bool:
        """A word that means kin or a helper wherever it stands, not "girl" or "mate"."""
        return self.word not in WEAK and self.message.low[self.spot.end - 1] not in WEAK

    @property
    def named(self) -> bool:
        """Whether a name follows."""
        end, low = self.spot.end, self.message.low
        told = low[end : end + 2] in CALLED or low[end : end + 1] in (["called"], ["named"])
        return told or self.spots.name_end(end, expected=True) > end

    @property
    def listed(self) -> bool:
        """Whether the message answers a question about people."""
        return bool(self.asked) and self.asked.startswith("people.")

    @property
    def chained(self) -> bool:
        """Whether it goes on a list: "my mum, dad and brother"."""
        return self.last_end is not None and chained_to(self.message, self.last_end, self.spot.start)

    @property
    def professional(self) -> bool:
        """Whether it is a paid role."""
        return bool(formal_of(self.meaning.value)) or self.meaning.value == "other formal"


def may_stand(one: Standing) -> bool:
    """Whether the word names somebody on the map."""
    if _other_word(one):
        return False
    low, front = one.message.low, one.front
    named_owner = front > 0 and low[front] == "'s" and one.spots.name_end(front - 1) == front
    if one.spots.message.low[one.spot.start] in ("our", "wor"):
        return True
    if one.determiner in OWN | THEIR or one.owner or named_owner:
        return not (one.meaning.several and low[max(0, front - 1) : front] == ["in"])
    if one.determiner == "your" or low[one.spot.end : one.spot.end + 1] == ["days"]:
        return False
    if one.determiner == "the":
        return _with_the(one)
    if one.meaning.sort == "ex" or _next_door(one):
        return True
    if not one.determiner:
        return _bare(one)
    if one.determiner in OTHERS:
        return one.determiner in POINTING and one.strong and one.meaning.value in ADDRESS
    if one.word in LOOSE:
        return one.named or one.listed or _did(one) or one.word in HIRED and had(one.message, one.spot.start)
    return not one.professional or one.listed or one.named or had(one.message, one.spot.start) or _did(one)


def _did(one: Standing) -> bool:
    """ "A nurse on the ward told me to go home": somebody who did something to the participant."""
    token = one.message.doc[one.spot.end - 1]
    done = token.dep_ == "nsubj" and token.head.tag_ == "VBD" and token.head.lemma_ not in ("be", "have")
    return done and bool({"me", "us", "my"} & set(one.message.low[token.head.i : token.head.i + 4]))


def _other_word(one: Standing) -> bool:
    """The same letters doing other work: "at the barbers", "good family dogs", "he is baby", "to father"."""
    message, start, last = one.message, one.spot.start, one.message.doc[one.spot.end - 1]
    if (
        one.spot.has("place")
        and one.determiner not in OWN
        and {"at", "to", "from"} & set(message.low[max(0, start - 2) : start])
    ):
        return True
    if one.word == "super" and (one.determiner not in ("my", "our", "the") or not _then_does(one)):
        return True
    describes = last.dep_ == "compound" and last.head.i == last.i + 1 and last.head.tag_ in ("NN", "NNS")
    if describes and one.word == "family" and message.low[one.spot.end] in FAMILY_THINGS:
        return True
    if one.word in ("eldest", "oldest", "youngest") and last.dep_ == "amod":
        return True
    describes = describes and message.low[one.spot.end] not in PERSONS_DOING
    if describes and one.determiner not in OWN and not one.owner and not one.named:
        return True
    if one.determiner or one.owner or one.named:
        return False
    if one.meaning.value == "child" and last.dep_ == "attr":
        return True
    return last.pos_ in ("VERB", "AUX", "ADJ") and one.meaning.value not in ADDRESS and one.word != "next door"


def _then_does(one: Standing) -> bool:
    """Whether something done, or the end of a sentence, follows: "the super keeps saying", not "my super sweet mom"."""
    following = one.message.doc[one.spot.end] if one.spot.end < len(one.message) else None
    return following is None or following.pos_ in ("VERB", "AUX", "PUNCT", "CCONJ", "PRON", "SCONJ", "ADP")


def _with_the(one: Standing) -> bool:
    if one.word in LOOSE - {"caller", "sheriff", "dealer", "leader", "crew", "staff", "teenagers", "teens", "mechanic", "trainer", "partner",
                           "judge", "detective", "cop", "magistrate", "bailiff", "policeman", "super"}:
        return one.listed or one.named
    if one.meaning.several and one.word in ("boys", "girls") and AT_HOME & set(one.message.low):
        return True
    if one.meaning.several:
        return one.listed or one.named or one.meaning.value not in SINGLE_KIN and not one.professional or _did(one)
    if one.word in ("baby", "newborn", "boyfriend", "girlfriend"):
        return True
    return one.meaning.value not in ("friend", "child", "son", "daughter") or one.listed or one.named


def _next_door(one: Standing) -> bool:
    """ "Danny next door"."""
    start = one.spot.start
    return one.word == "next door" and start > 0 and one.spots.name_end(start - 1, expected=True) == start


def _bare(one: Standing) -> bool:
    """With no word before it: "mum", "sister came round", a list, but not "mate" to the reader."""
    value, several = one.meaning.value, one.meaning.several
    if one.named and (value != "friend" or several or one.strong) or one.listed or one.chained:
        return True
    before = before_word(one.message, one.spot.start)
    if one.professional and before == "," and {"dr", "doctor"} & set(one.message.low[max(0, one.spot.start - 4) : one.spot.start]):
        return True
    if several and value == "friend" and before == "online":
        return True
    if _opens(one) and (one.word in SHORT_KIN or one.professional and not several and one.word not in LOOSE):
        return True
    if _opens(one) and several and value not in ("friend", "other", "other formal") and one.strong:
        return True
    if _opens(one) and one.word in ("kids", "children", "boys", "girls") and {"me", "my", "us", "our"} & set(one.message.low):
        return True
    if several and (_has_some(one) or value in KIN_OF_SORTS and _met_by_me(one)):
        return True
    if not one.strong:
        return False
    if value in ADDRESSED_TOO:
        return True
    if several and one.word.rstrip("s") not in WEAK and value in ("child", "other informal", "sibling", "in-law", "niece", "nephew", "cousin"):
        mine = {"i", "my", "me", "we"} & set(one.message.low)
        counted = one.message.doc[one.spot.start - 1].tag_ == "CD" if one.spot.start else False
        if mine and (counted or one.message.doc[one.spot.end - 1].dep_ in ("pobj", "conj")):
            return True
    if several:
        return before in MET
    unclear = value in ("friend", "child", "other", "colleague") or one.professional
    return one.message.doc[one.spot.end - 1].dep_ in NOUN_PARTS and not unclear


def _has_some(one: Standing) -> bool:
    """ "I've kids", "with kids in my house", "I have friends over"."""
    low, held = one.message.low, one.message.low[one.front] if one.front >= 0 else ""
    after = low[one.spot.end : one.spot.end + 1]
    if one.word in ("kids", "children", "sons", "daughters", "grandkids", "grandchildren", "siblings", "stepkids"):
        having = held in ("have", "'ve", "had", "got") and low[one.front - 1 : one.front] in (["i"], ["we"], ["'ve"], ["also"])
        return having or held == "with" and bool({"my", "our"} & set(low))
    return one.meaning.value == "friend" and held in ("have", "had", "having") and after in (["over"], ["round"], ["around"])


def _met_by_me(one: Standing) -> bool:
    """ "I met relatives I had never met": several whom the participant saw or lost."""
    low = one.message.low
    told = low[one.spot.end : one.spot.end + 1] in (["i"], ["we"], ["who"], ["from"])
    return told and bool({"met", "saw", "see", "visited", "visiting", "lost", "hosting"} & set(low[max(0, one.spot.start - 3) : one.spot.start]))


def _opens(one: Standing) -> bool:
    """Whether a bare word opens a clause as the one who does something: "warden in my block is nosy", "nani puts"."""
    message, start = one.message, one.front + 1
    token = message.doc[one.spot.end - 1]
    following = message.low[one.spot.end : one.spot.end + 1]
    if not (message.begins(start) or message.low[start - 1] in OPENING) or following in ([","], ["i"], ["you"], ["?"]):
        return False
    return token.dep_ in ("nsubj", "nsubjpass", "ROOT", "nmod", "dep") and token.pos_ in ("NOUN", "PROPN", "X")
