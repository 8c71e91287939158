"""Spellings that hide or blur a word, and the word that is meant: typing habits, look-alike letters and pictures."""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import yaml

_DATA = yaml.safe_load((Path(__file__).parent / "spelling.yml").read_text(encoding="utf-8"))

LOOKALIKES: dict[str, str] = {odd: plain for plain, odds in _DATA["lookalikes"].items() for odd in odds}
PICTURES: dict[str, str] = {picture: word for word, pictures in _DATA["pictures"].items() for picture in pictures}

_MEANT: dict[str, str] = {str(odd): meant for meant, odds in _DATA["spellings"].items() for odd in odds}
_GRAVE: frozenset[str] = frozenset(_DATA["grave_words"])
_NEARLY: frozenset[str] = frozenset(_DATA["nearly_words"])
_NOT_NEARLY: frozenset[str] = frozenset(_DATA["not_nearly"])
_LEET = (str.maketrans("013457@$!|£", "oieastasiil"), str.maketrans("013457@$!|£", "oleastaslll"))  # a 1 is an i or an l
_LONG_RUN = re.compile(r"(.)\1{2,}")
_EDGES = "*#@$£!|"


@lru_cache(maxsize=20_000)
def mend_word(word: str) -> str:
    """The word that is most likely meant, one or more words; empty where nothing readable is left."""
    if word == "." or word in _MEANT:
        return _MEANT.get(word, word)
    for guess in _guesses(word):
        if guess in _MEANT or guess in _GRAVE:
            return _MEANT.get(guess, guess)
    clean = _LONG_RUN.sub(r"\1", word).strip(_EDGES)
    return _nearly(clean) or re.sub(r"[^a-z0-9]", "", clean)


@lru_cache(maxsize=2_000)
def grave_words_in(letters: str) -> str | None:
    """Letters spelt out without a gap, as grave words where they are nothing else: `cuttingmyself`."""
    if not letters:
        return ""
    for end in range(len(letters), 0, -1):
        if letters[:end] in _GRAVE and (rest := grave_words_in(letters[end:])) is not None:
            return f"{letters[:end]} {rest}".strip()
    return None


def _guesses(word: str) -> Iterator[str]:
    """Readings of one odd word: stretched letters drawn in, digits as letters, stars as any letter."""
    bare = word.strip(_EDGES)
    for shape in (bare, word):
        for leet in _LEET if re.search(r"[a-z]", shape) else ({},):
            read = shape.translate(leet)
            yield from (_LONG_RUN.sub(r"\1\1", read), _LONG_RUN.sub(r"\1", read), read)
        yield from (_LONG_RUN.sub(r"\1", shape), shape)
    if re.search(r"[a-z].*[*#]|[*#].*[a-z]", word) and len(word) > 2:
        yield from _unmasked(word)


def _unmasked(word: str) -> Iterator[str]:
    """Grave words that fit a word with letters starred out: `su*c*de`. A star may stand for one letter or two."""
    parts = re.findall(r"[*#]+|[^*#]+", word)
    shape = re.compile("".join(f"[a-z]{{1,{max(2, len(p))}}}" if p[0] in "*#" else re.escape(p) for p in parts))
    yield from sorted(grave for grave in _GRAVE if len(grave) > 2 and shape.fullmatch(grave))


def _nearly(word: str) -> str | None:
    """A grave word one slip of a finger away: a letter too many, too few, wrong or swapped."""
    if len(word) < 5 or word in _NOT_NEARLY:
        return None
    near = (meant for meant in sorted(_NEARLY) if abs(len(meant) - len(word)) <= 1)
    return next((meant for meant in near if _one_slip(word, meant)), None)


def _one_slip(word: str, meant: str) -> bool:
    if word[0] != meant[0]:
        return False
    start = next((i for i, (a, b) in enumerate(zip(word, meant)) if a != b), min(len(word), len(meant)))
    rest, rest_meant = word[start:], meant[start:]
    if len(word) == len(meant):
        swapped = rest[:2] == rest_meant[:2][::-1] and rest[2:] == rest_meant[2:]
        return swapped or rest[1:] == rest_meant[1:]
    return rest[1:] == rest_meant if len(word) > len(meant) else rest == rest_meant[1:]
