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
WEAK = frozenset(
    "boy girl girls boys baby babies kid child lad lads lass youngest eldest oldest teenager toddler bloke "
    "fella feller bro bruv "
    "sis twin mrs mr pop pa ma da ba tata kaka lola apa po ot ta mil fil sil sw psych coz doc mate pal babe "
    "bae old man "
    "other half papa mama nani nana baba dadi bub pops cuz boyf hub hubs shrink jit gang fam folks relations "
    "rents leader dealer "
    "sponsor mentor local partner minister barber cleaner vet warden trainer instructor specialist registrar "
    "surgeon caretaker "
    "advocate bredrin bredren yaar begum ustad unc kiddo kiddos partners children kids youngster guardian "
    "guide girlies".split()
) | {"old man", "other half", "better half", "little one", "little ones", "little boy", "little girl"}
NOUN_PARTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "ROOT", "conj", "npadvmod"})
MET = frozenset({"with", "see", "visit", "visiting", "seeing", "of", "and", "meet", ",", "meeting"})
POINTING = frozenset({"this", "that", "these", "those"})
OTHERS = POINTING | {"no", "any", "every", "each", "your", "other", "all", "its"}
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
    return not one.professional or one.listed or one.named or had(one.message, one.spot.start)


def _other_word(one: Standing) -> bool:
    """The same letters doing other work: "at the barbers", "good family dogs", "he is baby", "to father"."""
    message, start, last = one.message, one.spot.start, one.message.doc[one.spot.end - 1]
    if (
        one.spot.has("place")
        and one.determiner not in OWN
        and {"at", "to", "from"} & set(message.low[max(0, start - 2) : start])
    ):
        return True
    describes = last.dep_ == "compound" and last.head.i == last.i + 1 and last.head.tag_ in ("NN", "NNS")
    describes = describes and message.low[one.spot.end] not in PERSONS_DOING
    if describes and one.determiner not in OWN and not one.owner and not one.named:
        return True
    if one.determiner or one.owner:
        return False
    if one.meaning.value == "child" and last.dep_ == "attr":
        return True
    return last.pos_ in ("VERB", "AUX", "ADJ") and one.meaning.value not in ADDRESS and one.word != "next door"


def _with_the(one: Standing) -> bool:
    if one.meaning.several:
        return one.listed or one.named or one.meaning.value not in SINGLE_KIN and not one.professional
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
    if several and value == "friend" and before == "online":
        return True
    if not one.strong:
        return False
    if value in ADDRESSED_TOO:
        return True
    if several:
        return before in MET
    unclear = value in ("friend", "child", "other", "colleague") or one.professional
    return one.message.doc[one.spot.end - 1].dep_ in NOUN_PARTS and not unclear
