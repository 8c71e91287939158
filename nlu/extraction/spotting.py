"""Finding known phrases in a message, and telling a name from an ordinary word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mapping.model import Kind, Mention
from nlu.extraction import lexicons
from nlu.extraction.chat import Message
from nlu.extraction.lexicons import Meaning
from spacy.language import Language

ROLE_TITLES = {
    "dr": "doctor",
    "doctor": "doctor",
    "pastor": "other",
    "reverend": "other",
    "rev": "other",
    "fr": "other",
    "imam": "other",
    "rabbi": "other",
    "deacon": "other",
    "bishop": "other",
    "canon": "other",
    "rector": "other",
    "nurse": "nurse",
    "coach": "teacher",
    "professor": "teacher",
    "prof": "teacher",
}
PARENTS = frozenset("mum mam mom dad mother father parents nan gran grandad family sister brother".split())
SURE_TITLES = frozenset({"dr", "mr", "mrs", "ms", "mister", "prof"})
PLAIN_TITLES = frozenset({"mr", "mrs", "ms", "miss", "sir", "mister", "sheikh", "mufti", "elder"})
CALENDAR = frozenset(
    (
        "monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays "
        "saturdays sundays january february march april may june july august september october november december "
        "christmas easter eid ramadan diwali mon tue tues wed weds thu thur thurs fri sat sun i"
    ).split()
)
MONTHS = frozenset({"jan", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "feb"})
NOISE = re.compile(r"^(?:l+m+f*a+o+|(?:ha+|he+|hi+){2,}h?|lo+l+z*|a+w+|o+m+g+|u+gh+|h+m+|no+|ye+s+|so+|wo+w+|ar+gh+|yay+|zz+)$")


@dataclass(frozen=True, slots=True)
class Spot:
    """A phrase from the word lists (or the map so far) at words ``start`` to ``end``."""

    start: int
    end: int
    meanings: tuple[Meaning, ...]

    def has(self, *sorts: str) -> Meaning | None:
        """The first meaning of one of these sorts."""
        return next((meaning for sort in sorts for meaning in self.meanings if meaning.sort == sort), None)


class English:
    """Which words are everyday English, by the lemma lists that come with the parser."""

    def __init__(self, nlp: Language) -> None:
        index = nlp.get_pipe("lemmatizer").lookups.get_table("lemma_index")
        irregular = nlp.get_pipe("lemmatizer").lookups.get_table("lemma_exc")
        self._irregular = frozenset(word for forms in irregular.values() for word in forms)
        self._verbs = frozenset(index["verb"])
        self._nouns = frozenset(index["noun"])
        self._describing = frozenset(index["adj"]) | frozenset(index["adv"])
        self._lemmas = frozenset(word for forms in index.values() for word in forms)
        self._function = frozenset(nlp.Defaults.stop_words)
        self._no_names = lexicons.words_of("pets_and_groups.txt", "not a person")

    def can_be_verb(self, lemma: str) -> bool:
        """Whether this word is ever a verb."""
        return lemma in self._verbs

    @property
    def verbs(self) -> frozenset[str]:
        """The base forms of all verbs."""
        return self._verbs

    def everyday(self, low: str) -> bool:
        """Whether these letters are an English word, ending or no ending."""
        endings = ("s", "es", "ed", "ing", "er", "ers", "ly")
        stems = {low} | {low.removesuffix(ending) for ending in endings if len(low) > len(ending) + 2}
        stems |= {low[:-1] for ending in ("ed", "er") if low.endswith(ending)}
        stems |= {stem + "e" for stem in stems} | {stem[:-1] for stem in stems if stem[-1:] == stem[-2:-1]}
        stems |= {stem[:-1] + "y" for stem in stems if stem.endswith("i")}
        known = not (stems.isdisjoint(self._lemmas) and stems.isdisjoint(self._irregular))
        return known or low in self._function or low in self._no_names

    def irregular(self, low: str) -> bool:
        """Whether these letters are an odd form of some word: "drew", "went"."""
        return low in self._irregular

    def thing(self, low: str) -> bool:
        """Whether a word can be a noun at all."""
        return low in self._nouns

    def noun(self, low: str) -> bool:
        """Whether a word, or the one it is the plural of, can be a noun and is no word that describes."""
        return bool({low, low.removesuffix("s"), low.removesuffix("es")} & self._nouns) and low not in self._describing

    def is_doing(self, low: str) -> bool:
        """Whether a word in -ing is made of a verb, or is no English word at all and so may be a hobby's name."""
        return low not in self._describing or low in self._nouns

    def knows(self, message: Message, at: int) -> bool:
        """Whether this word is everyday English, so no name by itself."""
        low = message.low[at]
        lemma = message.doc[at].lemma_.lower()
        return (
            bool({low, lemma} & self._lemmas) or low in self._function or low in self._no_names or self._made_from(low)
        )

    def _made_from(self, low: str) -> bool:
        for ending in ("s", "es", "ed", "ing", "er", "ers", "ly", "in", "d"):
            if low.endswith(ending) and len(low) > len(ending) + 2 and low[: -len(ending)] in self._lemmas:
                return True
        return False


class Spots:
    """All phrases found in one message, and what each word may be."""

    def __init__(self, message: Message, english: English, known: Sequence[Mention]) -> None:
        self.message = message
        self.english = english
        self.known_names = _known_names(known)
        extra = _known_phrases(known)
        self.found: list[Spot] = []
        at = 0
        while at < len(message):
            spot = self._longest(at, extra)
            if spot:
                self.found.append(spot)
            at = spot.end if spot else at + 1
        self.by_word = {at: spot for spot in self.found for at in range(spot.start, spot.end)}

    def _longest(self, at: int, extra: dict[tuple[str, ...], Meaning]) -> Spot | None:
        low = self.message.low
        best = next(iter(lexicons.book().at(low, at)), None)
        end, meanings = best if best else (at, [])
        for phrase, meaning in extra.items():
            stop = at + len(phrase)
            if stop >= end and tuple(low[at:stop]) == phrase:
                meanings = [meaning, *(meanings if stop == end else [])]
                end = stop
        return Spot(at, end, tuple(meanings)) if end > at else None

    def strange(self, at: int) -> bool:
        """A word that is neither everyday English nor in our lists: a name where a name is expected."""
        word = self.message.words[at].text
        if word.lower().endswith(("ing", "virus", "ness", "tion", "arly", "ally", "day")) or NOISE.match(word.lower()):
            return False
        return (
            word.replace("-", "").isalpha()
            and len(word) > 1
            and at not in self.by_word
            and not self.english.knows(self.message, at)
        )

    def after_title(self, at: int) -> int:
        """Where the name right after a title ("dr" in "dr khan") ends, or the same word if none begins here.

        A surname that is an everyday word too counts after a title that is nothing else.
        """
        end = self.name_end(at, expected=True)
        if end > at or at >= len(self.message) or at == 0:
            return end
        low, title = self.message.low[at], self.message.low[at - 1 - (self.message.low[at - 1] == ".")]
        surname = low in lexicons.surnames() and low not in CALENDAR
        sure = title in SURE_TITLES or not self.english.everyday(low)
        return at + 1 if surname and sure or title in SURE_TITLES and self.message.capital(at) else at

    def name_end(self, at: int, *, expected: bool = False) -> int:
        """Where a forename that begins at this word ends, or the same word if none begins here."""
        if at >= len(self.message):
            return at
        if (
            expected
            and self.message.low[at] in PLAIN_TITLES | ROLE_TITLES.keys()
            and at + 1 < len(self.message)
            and (self.message.capital(at + 1) or self.message.low[at + 1] in lexicons.names() | lexicons.surnames())
            and self.message.low[at + 1] not in CALENDAR
        ):
            return at + 2
        if not self._forename(at, expected):
            return at
        end = at + 1
        while end < len(self.message) and end < at + 3 and self._continues(at, end):
            end += 1
        return end

    def _forename(self, at: int, expected: bool) -> bool:
        message, low = self.message, self.message.low[at]
        if at and message.low[at - 1] in ("than", "like") and not expected:
            return False
        if not message.words[at].text.replace("-", "").replace("'", "").isalpha() or low in CALENDAR:
            return False
        spot = self.by_word.get(at)
        if low in MONTHS and at and message.low[at - 1] in ("in", "since", "last", "next", "of", "by", "until", "til", "from"):
            return False
        if low in self.known_names:
            return spot is None or spot.end - spot.start == 1
        if spot and (
            spot.end - spot.start > 1 or spot.has("brand", "not a person", "country", "group name", "anybody")
        ):
            return False
        if low in lexicons.names():
            return self._named_here(at, expected, spot)
        if spot and not (spot.has("locality", "locality word") and expected and message.capital(at)):
            return False
        if spot and at and message.low[at - 1] in PARENTS and low not in lexicons.surnames():
            return False
        return expected and (
            self.strange(at)
            or (
                message.capital(at)
                and not message.begins(at)
                and low not in CALENDAR
                and message.doc[at].tag_ in ("NNP", "NN", "NNPS")
            )
        )

    def _named_here(self, at: int, expected: bool, spot: Spot | None) -> bool:
        message = self.message
        before = message.low[at - 1] if at else ""
        if (
            spot
            and spot.has("locality", "locality word", "country")
            and before in ("in", "from", "to", "near")
            and not expected
        ):
            return False
        if message.low[at] not in lexicons.ordinary_names():
            return True
        if spot and spot.has("role", "pet", "place") and not (message.capital(at) and expected):
            return False
        if expected:
            return message.doc[at].pos_ not in ("AUX", "DET", "PRON", "ADP", "CCONJ", "PART") or message.capital(at)
        return message.capital(at) and message.doc[at].tag_ in ("NNP", "NNPS") and not message.begins(at)

    def _continues(self, start: int, at: int) -> bool:
        message, low = self.message, self.message.low[at]
        if low in lexicons.surnames() and low not in lexicons.names() and at not in self.by_word:
            return message.capital(at) or not self.english.knows(message, at)
        if not (message.capital(start) and message.capital(at)) or low in CALENDAR:
            return False
        if at in self.by_word:
            return low in lexicons.surnames() and bool(self.by_word[at].has("locality", "locality word"))
        surname = low in lexicons.surnames() - lexicons.names()
        return surname or message.low.count(low) == 1 and low not in lexicons.names() and message.doc[at].tag_ == "NNP" and self.strange(at)


def _known_names(known: Sequence[Mention]) -> frozenset[str]:
    beings = [m for m in known if m.kind in (Kind.PERSON, Kind.PET)]
    labels = [label for mention in beings for label in (mention.label, *mention.aliases)]
    single = {lexicons.pieces(label)[0] for label in labels if len(lexicons.pieces(label)) == 1}
    return frozenset(
        low
        for low in single
        if not any(m.sort in ("role", "ex", "pet") for _, ms in lexicons.book().at([low], 0) for m in ms)
    )


def _known_phrases(known: Sequence[Mention]) -> dict[tuple[str, ...], Meaning]:
    phrases = {}
    for mention in known:
        for label in (mention.label, *mention.aliases):
            cut = lexicons.pieces(label)
            if cut and (len(cut) > 1 or mention.kind in (Kind.PLACE, Kind.ACTIVITY, Kind.GROUP)):
                phrases[cut] = Meaning("known", mention.kind.value)
    return phrases
