"""Turning a message as typed on a phone into words the parser knows, each with its place in the message."""

import re
from dataclasses import dataclass
from functools import cache

from nlu.extraction import lexicons
from nlu.extraction.spelling import Spelling
from spacy.language import Language
from spacy.tokens import Doc

STOPS = frozenset(".!?;")
LONGEST = 4096
HAPPY = re.compile(r"[\U0001F000-\U0001FAFF☀-➿️‍]+")
LOOSE_POSSESSIVE = re.compile(r"^([^\W\d_]{2,})s$", re.UNICODE)
UNIQUE_KIN = frozenset(
    (
        "mum mam mom mother mammy dad father daddy nan nana gran granny grandma grandad grandpa wife husband hubby "
        "missus mrs partner boyfriend girlfriend bf gf auntie aunty uncle boss manager landlord nanny bibi"
    ).split()
)
SINGLE_KIN = frozenset("brother sister bro sis mate friend cousin son daughter".split())
OWNED = frozenset(  # what "my brothers ..." has of one brother's
    (
        "mobile number house flat place gaff crib car van bike motor wedding funeral birthday cooking food dinner roast kitchen sofa settee couch telly tv "
        "laptop computer pub cafe salon garage allotment caravan job wage money rent leg knee hip heart hair health illness cancer op operation stroke "
        "diagnosis drinking gambling moods temper snoring singing advice jokes address whatsapp facebook tablets meds medication bedroom room ex baby bump "
        "pregnancy divorce"
    ).split()
)
OWNED_OR_DONE = frozenset("phone work help support laugh smile voice garden party calls texts messages release face shop head back court".split())
OF_ONE_THING = frozenset("is was isnt wasnt isn't wasn't 's has hasnt keeps means makes made got went broke died number bill".split())  # after those: no deed of several
AND_BEFORE = frozenset("all our i aunty auntie uncle her his".split())
DIALECT_BETWEEN = frozenset(
    "two three four five 2 3 4 5 little big own older younger ex best lovely new old poor".split()
)
OWNED_BY = frozenset("my our his her their your the wor oor".split())
AFTER_DAD = frozenset(
    "is was has had and n are who died passed said says went goes used lives lived left works worked does did never "
    "always just still would will could can came comes drinks drank but or in at so too also does gets got".split()
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word as read (``text``), and where it stands in the message (``start``, ``end``: characters)."""

    text: str
    start: int
    end: int

    @property
    def low(self) -> str:
        """The word in lower case."""
        return self.text.lower()


class Message:
    """A message with its words and their grammar. ``source`` is what was typed; ``doc`` is spaCy's parse."""

    def __init__(self, source: str, words: list[Word], doc: Doc) -> None:
        self.source = source
        self.words = words
        self.low = [word.low for word in words]
        self.doc = doc

    def __len__(self) -> int:
        return len(self.words)

    def said(self, start: int, end: int) -> str:
        """What was typed from word ``start`` to before word ``end``, spaces tidied."""
        if start >= end:
            return ""
        return " ".join(self.source[self.words[start].start : self.words[end - 1].end].split())

    def capital(self, at: int) -> bool:
        """Whether the word was typed with a capital."""
        return self.source[self.words[at].start : self.words[at].start + 1].isupper()

    def begins(self, at: int) -> bool:
        """Whether the word opens a sentence."""
        return at == 0 or self.low[at - 1] in STOPS or self.low[at - 1] in ('"', ":")


def read_message(source: str, nlp: Language, spelling: Spelling, asked: str | None = None) -> Message:
    """The message cut into words, chat spelling undone, and parsed."""
    source = source[:LONGEST].encode("utf-8", "replace").decode("utf-8")
    words = _cut(source)
    words = [_mended(word, spelling) for word in _and_for_an(words)]
    words = _own_me(_possessives(words, asked))
    shouted = sum(c.isupper() for c in source) > 0.6 * max(1, sum(c.isalpha() for c in source)) and len(source) > 12
    texts = [_for_parser(words, at, shouted) for at in range(len(words))]
    doc = Doc(nlp.vocab, words=texts, spaces=[True] * len(texts))
    for at in range(1, len(words)):
        if words[at - 1].text in STOPS and words[at].text not in STOPS:
            doc[at].is_sent_start = True
    return Message(source, words, nlp(doc) if len(doc) else doc)


def _mended(word: Word, spelling: Spelling) -> Word:
    meant = spelling.mend(word.text)
    return Word(meant, word.start, word.end) if meant else word


def _and_for_an(words: list[Word]) -> list[Word]:
    """Read "me mam an my brother" as "and": "an" before a sound that never takes it."""
    done = list(words)
    for at, word in enumerate(words[:-1]):
        following = words[at + 1].low
        consonant = following[0].isalpha() and following[0] not in "aeiouhx" and len(following) > 1
        if at and word.low == "an" and (consonant or following in AND_BEFORE):
            done[at] = Word("and", word.start, word.end)
    return done


def _for_parser(words: list[Word], at: int, shouted: bool) -> str:
    text = words[at].text
    if shouted:
        text = text.lower()
    low = text.lower()
    if low == "i":
        return "I"
    if low in lexicons.names() and low not in lexicons.ordinary_names():
        return text[:1].upper() + text[1:]
    return text


def _cut(source: str) -> list[Word]:
    text = HAPPY.sub(lambda emoji: "." + " " * (len(emoji[0]) - 1), source).replace("’", "'").replace("`", "'")
    text = re.sub(r"\n", ";", text)  # a full stop would glue the words around it ("gaming.singing")
    noises = frozenset(lexicons.sections("chat.txt")["boundary"])
    spelling = _spelling()
    words: list[Word] = []
    for match in lexicons.PIECES.finditer(text):
        piece, start, end = match[0], match.start(), match.end()
        low = piece.lower()
        if low in noises and piece != "Fr" or (piece == "." and words and words[-1].text in STOPS):
            continue
        if low in spelling:
            words += _spread(spelling[low], piece, start, end)
            continue
        tail = lexicons.TAIL.match(piece)
        if tail:
            cut = start + len(tail[1])
            words += [Word(tail[1], start, cut), Word("'" + tail[2], cut, end)]
        elif piece.endswith("'") and len(piece) > 1:
            words += [Word(piece[:-1], start, end - 1), Word("'s" if low.endswith("s'") else "'", end - 1, end)]
        else:
            words.append(Word(piece, start, end))
    return words


def meant_by(typed: str) -> str | None:
    """What one word typed in a hurry means ("jst" is just); None for a word that no list of spellings has."""
    meant = _spelling().get(typed.lower())
    return " ".join(meant) if meant else None


@cache
def _spelling() -> dict[str, tuple[str, ...]]:
    found = {}
    for line in lexicons.sections("chat.txt")["always"]:
        typed, _, meant = line.partition(" = ")
        found[typed] = tuple(meant.split())
    return found


def _spread(meant: tuple[str, ...], piece: str, start: int, end: int) -> list[Word]:
    """The meant words, each over its share of what was typed: the last takes what is left."""
    if len(meant) == 1:
        text = meant[0].capitalize() if piece[0].isupper() and len(meant[0]) > 1 else meant[0]
        return [Word(text, start, end)]
    words, at = [], start
    for number, text in enumerate(meant):
        stop = end if number == len(meant) - 1 else min(end, at + len(text))
        words.append(Word(text, at, max(at, stop)))
        at = stop
    return words


def _possessives(words: list[Word], asked: str | None) -> list[Word]:
    """Split "mums house", "Gazs flat", "dads in luton" into the person and "'s"; "my mums" too where a place is due."""
    done: list[Word] = []
    for at, word in enumerate(words):
        after, then = (words[place].low if place < len(words) else "" for place in (at + 1, at + 2))
        loose = LOOSE_POSSESSIVE.match(word.text)
        ends = not after or after in (",", ".", "and", "or", "!", "with", "on")
        before = done[-1].low if done else ""
        loose = None if loose and _is_town(word.low) else loose
        home = ends and loose and _is_home(loose[1].lower(), before, words[max(0, at - 2) : at], asked)
        if home or loose and after and _is_possessive(word.low, loose[1].lower(), after, then, done[-1].low if done else ""):
            cut = word.end - 1
            done += [Word(word.text[:-1], word.start, cut), Word("'s", cut, word.end)]
        else:
            done.append(word)
    return done


def _is_town(low: str) -> bool:
    """Whether the word is a town or a country as it stands: Paris is no home of Pari's."""
    return any(m.sort in ("locality", "country", "locality word") for _, ms in lexicons.book().at([low], 0) for m in ms)


def _is_home(base: str, before: str, nearby: list[Word], asked: str | None) -> bool:
    """Whether "my mums" with nothing owned behind it is mum's home: after "at" or "round", or as a place asked for."""
    where = bool({"at", "round"} & {word.low for word in nearby}) or bool(asked) and asked.startswith("places.")
    named = base in lexicons.names() - lexicons.ordinary_names() and len(base) > 2
    return where and before != "the" and (base in UNIQUE_KIN or named or before in ("my", "me") and base in SINGLE_KIN)


def _is_possessive(low: str, base: str, after: str, then: str, before: str) -> bool:
    if not after[:1].isalpha() or after in ("and", "or", "are", "were", "who", "have"):
        return False
    if base in UNIQUE_KIN and before not in (
        "two",
        "both",
        "all",
        "some",
        "other",
        "these",
        "those",
        "many",
        "young",
        "single",
    ):
        return before != "the" or base in ("mrs", "missus", "boss", "landlord", "manager", "wife", "husband")
    if base in lexicons.names() and low not in lexicons.names() and (len(base) > 2 or after in ("my", "our")):
        return base not in lexicons.ordinary_names() or after in ("my", "our") and before in ("", ",", ".", "and")
    kin = {meaning.sort for _, meanings in lexicons.book().at([base], 0) for meaning in meanings}
    next_sorts = {meaning.sort for _, meanings in lexicons.book().at([after], 0) for meaning in meanings}
    return "role" in kin and (
        bool(next_sorts & {"role", "another's home", "pet", "ex"}) or after in ("new", "boyfriend") or base in SINGLE_KIN and before in OWNED_BY and (
            after in OWNED or after in OWNED_OR_DONE and then in OF_ONE_THING)
    )


def _own_me(words: list[Word]) -> list[Word]:
    """Read dialect "me husband", "me 2 lads", "ma brother" as "my husband", "my 2 lads", "my brother"."""
    done = list(words)
    for at, word in enumerate(words):
        if word.low == "da" and _is_the(words, at):
            done[at] = Word("the", word.start, word.end)
        if word.low not in ("me", "ma", "mah"):
            continue
        nearby = [w.low for w in words[at + 1 : at + 4]]
        while nearby and nearby[0] in DIALECT_BETWEEN:
            nearby = nearby[1:]
        given = word.low == "me" and at and words[at - 1].low in ("makes", "gives", "tell", "told", "gave")
        if nearby and not given and not (word.low != "me" and at and words[at - 1].low in OWNED_BY):
            sorts = {m.sort for _, meanings in lexicons.book().at(nearby[:2], 0) for m in meanings}
            if sorts & {"role", "ex", "pet"}:
                done[at] = Word("my", word.start, word.end)
    return done


def _is_the(words: list[Word], at: int) -> bool:
    """Whether "da" is "the" ("da kids") and not somebody's father ("ma da is in a home")."""
    after = words[at + 1].low if at + 1 < len(words) else ""
    before = words[at - 1].low if at else ""
    return after[:1].isalpha() and after not in AFTER_DAD and before not in OWNED_BY and before not in ("and", "ma", "me")
