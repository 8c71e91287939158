"""Long texts in pieces that Telegram takes, broken where it hurts least."""

import re
import unicodedata

from mapping.words import read_words

TELEGRAM_LIMIT = 4096  # UTF-16 units, for a message
_MARKS = {"Mn", "Me", "Cf"}  # they belong to the letter before them
_LONGEST_HEADING = 4  # a heading said again takes at most one part in so many of a message


def telegram_length(text: str) -> int:
    """How long Telegram finds a text: in UTF-16 units, so that many emoji count twice."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def split_for_telegram(text: str, limit: int = TELEGRAM_LIMIT) -> list[str]:
    """The text in pieces of up to ``limit`` UTF-16 units.

    Broken between paragraphs; in a list, between its lines, and its heading is said again; then at a line, a
    sentence, a word. Never between a letter and its marks, as long as these fit a message.
    """
    pieces: list[str] = []
    for part in (part for paragraph in re.split(r"\n{2,}", text.strip()) for part in _parts(paragraph, limit)):
        if pieces and telegram_length(pieces[-1]) + 2 + telegram_length(part) <= limit:
            pieces[-1] += "\n\n" + part
        else:
            pieces.append(part)
    return pieces


def _parts(paragraph: str, limit: int) -> list[str]:
    paragraph = paragraph.strip()
    if telegram_length(paragraph) <= limit:
        return [paragraph] if paragraph else []
    heading, *lines = paragraph.split("\n")
    again = read_words()["text"]["more_of_list"].format(heading=heading)
    is_list = heading.endswith(":") and all(line.startswith("- ") for line in lines)
    if not is_list or telegram_length(again) * _LONGEST_HEADING > limit:
        return _cut(paragraph, limit)
    parts = [heading]
    for line in (cut for line in lines for cut in _cut(line, limit - telegram_length(again) - 1)):
        if telegram_length(parts[-1]) + 1 + telegram_length(line) <= limit:
            parts[-1] += "\n" + line
        else:
            parts.append(f"{again}\n{line}")
    return parts


def _cut(text: str, limit: int) -> list[str]:
    pieces, rest = [], text
    while telegram_length(rest) > limit:
        head = _head(rest, limit)
        cut = next((end for pattern in (r"\n", r"[.!?…] ", r" ") if (end := _last(pattern, head))), len(head))
        pieces.append(rest[:cut].strip())
        rest = rest[cut:].strip()
    return [piece for piece in (*pieces, rest) if piece]


def _head(text: str, limit: int) -> str:
    used, end = 0, len(text)
    for place, letter in enumerate(text):
        used += 2 if letter > "\uffff" else 1
        if used > limit:
            end = max(place, 1)
            break
    kept = end
    while kept > end // 2 and kept < len(text) and _belongs_before(text, kept):
        kept -= 1
    return text[: end if kept <= end // 2 else kept]


def _belongs_before(text: str, place: int) -> bool:
    """Whether the letter at this place belongs to the one before it: a mark, a joiner, or what a joiner joins on."""
    return unicodedata.category(text[place]) in _MARKS or text[place - 1] == "\u200d"


def _last(pattern: str, text: str) -> int:
    """The end of the last match, if it is not so early that the piece would be nearly empty; else 0."""
    ends = [match.end() for match in re.finditer(pattern, text) if match.end() > len(text) // 4]
    return ends[-1] if ends else 0
