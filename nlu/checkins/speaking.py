"""Reads one way of speaking as another: Scots, dictation, the young and the formal in the words that the patterns know."""

import re
from functools import lru_cache
from pathlib import Path

import yaml

WAYS = Path(__file__).with_name("ways_of_speaking.yml")
MOST_WORDS = 30  # of a message, in which what was said is looked for


def commonly(said: str) -> str:
    """The words, in small letters, as most people would have written them. For reading only: what is kept is as it was said."""
    for way, plainer in _ways():
        said = way.sub(plainer, said)
    return " ".join(said.split())


def as_said(text: str, read: str) -> str:
    """The words of ``text`` that were read as ``read``, as they were said, capitals and all: what is kept is never what stands for them.
    ``read`` itself where no such words are found.
    """
    said = " ".join(text.replace("’", "'").split())
    if (at := said.lower().rfind(read)) >= 0:
        return said[at:at + len(read)]
    words = said.split()[:MOST_WORDS]
    windows = ((start, end) for end in range(len(words), 0, -1) for start in range(end))
    return next((" ".join(words[start:end]) for start, end in windows if commonly(" ".join(words[start:end]).lower()).strip(" .,!?") == read), read)


@lru_cache(maxsize=1)
def _ways() -> tuple[tuple[re.Pattern[str], str], ...]:
    table = yaml.safe_load(WAYS.read_text(encoding="utf-8"))
    return tuple((re.compile(rf"(?:(?<![\w'])|(?=\W))(?:{way})(?:(?<!\w)|(?!\w))"), plainer) for lines in table.values() for way, plainer in lines)


def plain(text: str) -> str:
    """Words as they are compared: small letters, one kind of apostrophe, single spaces, and in the words of most people."""
    return commonly(" ".join(text.lower().replace("’", "'").split()))
