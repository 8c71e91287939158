"""Emoji that are made of several signs and drawn as one: families, flags, skin tones, keycaps (Unicode's UTS 51)."""

from collections.abc import Iterator

JOINER, AS_EMOJI, KEYCAP = "\u200d", "\ufe0f", "\u20e3"
_SIGNS = {0xA9, 0xAE, 0x203C, 0x2049, 0x2122, 0x2139, 0x3030, 0x303D, 0x3297, 0x3299}


def units(text: str) -> Iterator[tuple[int, int]]:
    """Where each sign of a text begins and ends: one letter, or all that makes one emoji."""
    if _plain(text):
        yield from ((place, place + 1) for place in range(len(text)))
        return
    place = 0
    while place < len(text):
        end = _end(text, place)
        yield place, end
        place = end


def _plain(text: str) -> bool:
    return text.isascii() or not any(letter >= "\u2190" or letter == KEYCAP for letter in text)


def _end(text: str, start: int) -> int:
    """Where the sign that starts here ends."""
    first, end = text[start], start + 1
    if _is_flag_letter(first):
        return end + (end < len(text) and _is_flag_letter(text[end]))
    if first in "0123456789#*":
        after = end + text.startswith(AS_EMOJI, end)
        return after + 1 if text.startswith(KEYCAP, after) else end
    while _is_picture(text[end - 1]):
        while end < len(text) and _changes(text[end]):
            end += 1
        if end + 1 < len(text) and text[end] == JOINER and _is_picture(text[end + 1]):
            end += 2
        else:
            break
    return end


def _is_picture(letter: str) -> bool:
    code = ord(letter)
    return 0x1F000 <= code <= 0x1FAFF or 0x2190 <= code < 0x2C00 or code in _SIGNS


def _is_flag_letter(letter: str) -> bool:
    return 0x1F1E6 <= ord(letter) <= 0x1F1FF


def _changes(letter: str) -> bool:
    """Whether it changes the emoji before it: a skin tone, the sign for "as an emoji", or a letter of a region's flag."""
    code = ord(letter)
    return letter == AS_EMOJI or 0x1F3FB <= code <= 0x1F3FF or 0xE0020 <= code <= 0xE007F
