"""How wide words are in our fonts, and how to fit them: without a font library, from ``mapping/fonts/widths.json``."""

import json
import math
import re
import unicodedata
from collections.abc import Set
from functools import cache, lru_cache
from pathlib import Path

import pyphen

from mapping.layout.emoji import JOINER, units

FONTS = Path(__file__).parent.parent / "fonts"
EMOJI = 1300  # width of one, thousandths of the type size
ELLIPSIS = "…"
_UNSEEN = {"Mn", "Me", "Cf"}  # marks that sit on other letters, joiners, direction marks
_REFUSED = {"Cc", "Cs", "Co", "Cn"}  # not allowed in XML, or nothing to draw
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff]")  # would turn the rest of the picture's text round
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")  # scripts of Thai, Lao, Burmese and Khmer


class _Widths(dict[str, int]):
    """How wide each letter is; those that no file names are worked out when they are asked for, and kept."""

    def __missing__(self, letter: str) -> int:
        if unicodedata.category(letter) in _UNSEEN:
            return 0
        self[letter] = width = EMOJI if ord(letter) > 0xFFFF or 0x2190 <= ord(letter) < 0x2C00 else 1020
        return width


@cache
def _widths(weight: str) -> dict[str, int]:
    runs = json.loads((FONTS / "widths.json").read_text())
    found = _Widths({chr(first + n): width for first, row in runs["regular"] for n, width in enumerate(row)})
    if weight == "bold":
        found |= {chr(first + n): width for first, row in runs["bold"] for n, width in enumerate(row)}
    return _Widths({letter: 0 if unicodedata.category(letter) in _UNSEEN else width for letter, width in found.items()})


@lru_cache(maxsize=20_000)
def _line_width(text: str, weight: str) -> int:
    widths = _widths(weight)
    if text.isascii():
        return sum([widths[letter] for letter in text])
    return sum([EMOJI if end - start > 1 else widths[text[start]] for start, end in units(text)])


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of one line in pixels at this type size; joined scripts come out wider than drawn, never narrower."""
    return _line_width(text, "bold" if bold else "regular") * size / 1000


@lru_cache(maxsize=4096)
def tidy(text: str) -> str:
    """The text as one line that can be drawn: no control signs, no direction overrides, single spaces."""
    kept = (" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c) not in _REFUSED)
    return " ".join(_TURNING.sub("", "".join(kept)).split())


def shorten(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """The text, cut with "…" where it is wider than ``room`` pixels. Never cuts a letter from its marks."""
    if text_width(text, size, bold=bold) <= room:
        return text
    end = _fitting(text, size, room - text_width(ELLIPSIS, size, bold=bold), bold=bold)
    return text[:end].rstrip(" ,.;:-") + ELLIPSIS


def wrap(text: str, size: float, room: float, lines: int, *, bold: bool = False) -> tuple[str, ...]:
    """The text in up to so many lines no wider than ``room`` pixels; the last may end in "…".

    Broken at spaces; within a word only where it is wider than a whole line.
    """
    rows: list[str] = []
    for word in text.split(" "):
        if rows and text_width(f"{rows[-1]} {word}", size, bold=bold) <= room:
            rows[-1] = f"{rows[-1]} {word}"
        else:
            rows += _pieces(word, size, room, bold=bold)
    if len(rows) > lines:
        rows[lines - 1 :] = [shorten(" ".join(rows[lines - 1 :]), size, room, bold=bold)]
    return tuple(rows)


def _pieces(word: str, size: float, room: float, *, bold: bool) -> list[str]:
    """A word in pieces that are no wider than a line, each but the last ending in a hyphen, but in scripts that have none.

    At a hyphen of its own where one fits; else between syllables, as evenly as they allow; else in even parts, so that no line is
    left with a scrap of two or three letters.
    """
    found: list[str] = []
    syllables, before = _syllables(word), 0
    hyphen = text_width("-", size, bold=bold)
    while text_width(word, size, bold=bold) > room:
        end = max(next(units(word))[1], _fitting(word, size, room - hyphen, bold=bold))
        if 0 < (at := word.rfind("-", 1, end)) < len(word) - 1:
            end = at + 1
        elif end < len(word):
            part = word[: at + 1] if (at := word.find("-", end)) > 0 else word
            wide, most = text_width(part, size, bold=bold), max(room - hyphen, 1)
            lines = math.ceil(wide / most)
            even = min(end, max(next(units(word))[1], _fitting(word, size, wide / lines + size / 4, bold=bold)))
            breaks = [
                at for at in range(1, end + 1)
                if before + at in syllables and text_width(part[at:], size, bold=bold) <= (lines - 1) * most
            ]  # fmt: skip
            end = min(breaks, key=lambda at: (abs(at - even), at)) if breaks else even
        if end >= len(word):
            break
        found.append(word[:end] if word[end - 1] == "-" or _has_no_hyphen(word[end - 1]) else word[:end] + "-")
        before += end
        word = word[end:]
    return [*found, word]


def _has_no_hyphen(letter: str) -> bool:
    """Whether words are parted without a sign in this letter's script: Chinese, Japanese, Korean, Thai, Lao, Burmese, Khmer; or an emoji."""
    return unicodedata.east_asian_width(letter) in "WF" or bool(_UNSPACED.match(letter))


@lru_cache(maxsize=512)
def _syllables(word: str) -> Set[int]:
    """Where a word may be parted, as British English has it (the patterns of LibreOffice, by pyphen): letters from its start."""
    runs = re.finditer(r"[^\W\d_]+", word)
    return frozenset(run.start() + int(at) for run in runs for at in _hyphens().positions(run[0]))


@cache
def _hyphens() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="en_GB", left=3, right=3)


def _fitting(text: str, size: float, room: float, *, bold: bool) -> int:
    """How many letters from the start fit in so many pixels, never cutting a letter from its marks."""
    end, used = 0, 0.0
    for start, after in units(text):
        used += text_width(text[start:after], size, bold=bold)
        if used > room:
            break
        end = after
    while end and end < len(text) and _joined(text, end):
        end -= 1
    return end


def _joined(text: str, at: int) -> bool:
    """Whether the letter here belongs to the one before it: a mark, or what a joiner joins in Indian scripts."""
    return unicodedata.category(text[at]) in _UNSEEN or text[at - 1] == JOINER
