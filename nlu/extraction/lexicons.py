"""The word lists the reader knows: plain files under ``words/``, one word or phrase a line under a [heading]."""

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

PIECES = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*'?|[^\w\s]|_", re.UNICODE)
DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?|(?:mon|tues?|weds?|thurs?|fri|sat|sun)"
TAIL = re.compile(r"^(.+?)['’](s|ve|ll|d|re|m)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing a phrase may stand for: ``sort`` is the heading it was listed under, ``several`` true for a plural."""

    sort: str
    value: str
    several: bool = False


@cache
def sections(name: str) -> dict[str, tuple[str, ...]]:
    """The lines of one word list by heading, in file order. Lines that start with '#' are comments."""
    found: dict[str, list[str]] = {}
    heading = ""
    for line in (resources.files("nlu.extraction") / "words" / name).read_text(encoding="utf-8").splitlines():
        line = line.strip()
        if line.startswith("[") and line.endswith("]"):
            heading = line[1:-1]
        elif line and not line.startswith("# "):
            found.setdefault(heading, []).append(line)
    return {key: tuple(lines) for key, lines in found.items()}


def words_of(name: str, heading: str) -> frozenset[str]:
    """The words under one heading, as a set."""
    return frozenset(sections(name).get(heading, ()))


def pieces(phrase: str) -> tuple[str, ...]:
    """A phrase cut as messages are cut: lower case, with "'s" and its like as pieces of their own."""
    cut: list[str] = []
    for piece in PIECES.findall(phrase.lower().replace("’", "'")):
        tail = TAIL.match(piece)
        cut += [tail[1], "'" + tail[2]] if tail else [piece]
    return tuple(cut)


class PhraseBook:
    """Every known phrase by its first word, longest first, with what it may mean."""

    def __init__(self) -> None:
        self._by_first: dict[str, dict[tuple[str, ...], list[Meaning]]] = {}
        self._longest: dict[str, int] = {}

    def add(self, phrase: str, meaning: Meaning) -> None:
        """Learn one phrase."""
        cut = pieces(phrase)
        if not cut:
            return
        meanings = self._by_first.setdefault(cut[0], {}).setdefault(cut, [])
        if meaning not in meanings:
            meanings.append(meaning)
        self._longest[cut[0]] = max(self._longest.get(cut[0], 1), len(cut))

    def at(self, words: list[str], start: int) -> list[tuple[int, list[Meaning]]]:
        """All phrases that begin at this word: (end, meanings), longest first."""
        phrases = self._by_first.get(words[start])
        if not phrases:
            return []
        found = []
        for length in range(min(self._longest[words[start]], len(words) - start), 0, -1):
            meanings = phrases.get(tuple(words[start : start + length]))
            if meanings:
                found.append((start + length, meanings))
        return found


def plural(phrase: str) -> str:
    """The plain English plural of a phrase."""
    if phrase.endswith(("s", "x", "ch", "sh")):
        return phrase + "es"
    if phrase.endswith("y") and phrase[-2:-1] not in "aeiou":
        return phrase[:-1] + "ies"
    return phrase + "s"


@cache
def book() -> PhraseBook:
    """The phrase book made from every word list."""
    made = PhraseBook()
    _add_people(made)
    for name in ("places.txt", "activities.txt", "pets_and_groups.txt", "localities.txt"):
        for heading, phrases in sections(name).items():
            for phrase in phrases:
                made.add(phrase, Meaning(_sort(name, heading), heading))
                if heading in ("place", "pet", "group", "group head", "activity") and not phrase.endswith("s"):
                    made.add(plural(phrase), Meaning(_sort(name, heading), heading, True))
    return made


def _sort(name: str, heading: str) -> str:
    return "locality word" if (name, heading) == ("localities.txt", "ordinary") else heading


def _add_people(made: PhraseBook) -> None:
    for heading, phrases in sections("people.txt").items():
        several = heading.startswith("plural ")
        sort = {"ex": "ex", "name title": "title", "anybody": "anybody"}.get(heading, "role")
        relation = {"step": "father", "stepmother": "mother"}.get(heading, heading.removeprefix("plural "))
        for phrase in phrases:
            made.add(phrase, Meaning(sort, relation, several))
            if sort == "role" and not several and len(phrase) > 2:
                made.add(plural(phrase), Meaning(sort, relation, True))


@cache
def names() -> frozenset[str]:
    """Forenames, lower case."""
    return words_of("names.txt", "name") | ordinary_names()


@cache
def ordinary_names() -> frozenset[str]:
    """Forenames that are everyday words as well, lower case."""
    return words_of("ordinary_names.txt", "ordinary name")


@cache
def surnames() -> frozenset[str]:
    """Surnames, lower case."""
    return words_of("surnames.txt", "surname")


@cache
def pattern(name: str, heading: str) -> re.Pattern[str]:
    """The lines under a heading as one pattern that matches whole words; ``{day}`` is any day of the week."""
    lines = "|".join(sections(name)[heading]).replace("{day}", DAY)
    return re.compile(rf"(?<!\w)(?:{lines})(?!\w)")


@cache
def opening(name: str, heading: str) -> re.Pattern[str]:
    """The lines under a heading as one pattern for the beginning of a text: any of them, one after another."""
    return re.compile(rf"(?:(?:{'|'.join(sections(name)[heading])}) )+")


@cache
def phrases(heading: str) -> tuple[tuple[str, ...], ...]:
    """The set phrases under a heading of phrases.txt, each as its words."""
    return tuple(tuple(line.split()) for line in sections("phrases.txt")[heading])
