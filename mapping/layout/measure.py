"""How wide words are in our fonts, and how to fit them: without a font library, from ``mapping/fonts/widths.json``."""

import json
import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

FONTS = Path(__file__).parent.parent / "fonts"
ELLIPSIS = "…"
_UNSEEN = {"Mn", "Me", "Cf"}  # marks that sit on other letters, joiners, direction marks
_REFUSED = {"Cc", "Cs", "Co", "Cn"}  # not allowed in XML, or nothing to draw
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff]")  # would turn the rest of the picture's text round


@cache
def _widths(weight: str) -> dict[int, int]:
    runs = json.loads((FONTS / "widths.json").read_text())
    found = {first + n: width for first, row in runs["regular"] for n, width in enumerate(row)}
    if weight == "bold":
        found |= {first + n: width for first, row in runs["bold"] for n, width in enumerate(row)}
    return found


def _letter_width(letter: str, weight: str) -> int:
    if unicodedata.category(letter) in _UNSEEN:
        return 0
    known = _widths(weight).get(ord(letter))
    if known is not None:
        return known
    return 1300 if ord(letter) > 0xFFFF or 0x2190 <= ord(letter) < 0x2C00 else 1020


@lru_cache(maxsize=20_000)
def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of one line in pixels at this type size; joined scripts come out wider than drawn, never narrower."""
    weight = "bold" if bold else "regular"
    return sum(_letter_width(letter, weight) for letter in text) * size / 1000


def tidy(text: str) -> str:
    """The text as one line that can be drawn: no control signs, no direction overrides, single spaces."""
    kept = (" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c) not in _REFUSED)
    return " ".join(_TURNING.sub("", "".join(kept)).split())


def shorten(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """The text, cut with "…" where it is wider than ``room`` pixels. Never cuts a letter from its marks."""
    if text_width(text, size, bold=bold) <= room:
        return text
    room -= text_width(ELLIPSIS, size, bold=bold)
    end, used = 0, 0.0
    for place, letter in enumerate(text):
        used += text_width(letter, size, bold=bold)
        if used > room:
            break
        end = place + 1
    while end and end < len(text) and unicodedata.category(text[end]) in _UNSEEN:
        end -= 1
    return text[:end].rstrip(" ,.;:-") + ELLIPSIS


def wrap(text: str, size: float, room: float, lines: int, *, bold: bool = False) -> tuple[str, ...]:
    """The text in up to so many lines no wider than ``room`` pixels, broken at spaces; the last may end in "…"."""
    rows: list[str] = []
    words = text.split(" ")
    while words and len(rows) < lines - 1:
        row = words.pop(0)
        while words and text_width(f"{row} {words[0]}", size, bold=bold) <= room:
            row = f"{row} {words.pop(0)}"
        if text_width(row, size, bold=bold) > room:  # one long word: cut it here, and say no more
            return (*rows, shorten(" ".join([row, *words]), size, room, bold=bold))
        rows.append(row)
    if words:
        rows.append(shorten(" ".join(words), size, room, bold=bold))
    return tuple(rows)
