"""Makes a message plain, so that odd spelling or hidden letters can't keep danger from being seen."""

import html
import re
import unicodedata

from nlu.safety.spelling import LOOKALIKES, PICTURES, grave_words_in, mend_word

LONGEST = 12_000  # characters read of one message; Telegram's own limit is 4,096

_STOPS = re.compile(r"(?<!\d)[.!?;\n\r\u2026]+|[.!?;\n\r\u2026]+(?!\d)")
_SPELT_OUT = tuple(  # first what is parted by marks alone, so that a space is still the end of a word
    re.compile(rf"(?<![^\W_])(?:[^\W_](?:[{marks}]{{1,3}}|(?=$))){{3,}}[^\W_]?(?![^\W_])") for marks in (r".\-_*,/|+~", r" .\-_*,/|+~"))
_TOO = re.compile(r"\b(want|going|wish|need|trying) too (?=[a-z])(?!much\b|many\b|bad\b|soon\b|late\b|often\b)")
_JOINED = re.compile(r"(?<=[^\W\d_]{2})[._\-/|+~]+(?=[^\W\d_]{2})")
_APOSTROPHES = re.compile("['’‘`´ʼ＇]")
_WORD = re.compile(r"[a-z0-9*#@$£!|]+|\.")
_FIRST_STOP = re.compile(r"(?:\. )+")


def plain(text: str) -> str:
    """The message as lower-case words with one space between, sentences parted by a full stop on its own.

    >>> plain("I wnt 2 D1E!!")
    'i want to die .'
    """
    shown = _letters(html.unescape(text[:LONGEST])).lower()
    for picture, word in PICTURES.items():
        shown = shown.replace(picture, f" {word} ")
    shown = _APOSTROPHES.sub("", shown)
    for spelt_out in _SPELT_OUT:
        shown = spelt_out.sub(_join_letters, shown)
    shown = _STOPS.sub(_stop, _JOINED.sub(" ", shown))
    words = " ".join(mended for word in _WORD.findall(shown) if (mended := mend_word(word)))
    return _TOO.sub(r"\1 to ", _FIRST_STOP.sub(". ", words + " ")).strip()


def _stop(found: re.Match[str]) -> str:
    """A mark between sentences, unless it stands for a letter inside a word, as in `d!e`."""
    start, end, whole = found.start(), found.end(), found.string
    inside = 0 < start and end < len(whole) and whole[start - 1].isalpha() and whole[end].isalpha()
    return found.group() if inside and found.group() == "!" else " . "


def _join_letters(found: re.Match[str]) -> str:
    """`s u i c i d e` and `k.m.s` as one word each; a single I or a before a word is left alone."""
    letters = re.sub(r"[\W_]", "", found.group())
    if len(letters) < 3:
        return found.group()
    return f"{grave_words_in(letters) or letters}{'' if found.end() < len(found.string) and found.string[found.end()] == ' ' else ' '}"


def _letters(text: str) -> str:
    """Plain Latin letters: no hidden marks, accents or letters borrowed from other alphabets to look alike."""
    opened = unicodedata.normalize("NFKD", text)
    kept = (LOOKALIKES.get(c, c) for c in opened if unicodedata.category(c) not in ("Cf", "Mn", "Me", "Cs"))
    return "".join(" " if unicodedata.category(c) in ("Cc", "Zs") and c != "\n" else c for c in kept)
