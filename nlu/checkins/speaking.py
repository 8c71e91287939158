"""Reads one way of speaking as another: Scots, dictation, the young and the formal in the words that the patterns know."""

import re
from functools import lru_cache
from pathlib import Path

import yaml

WAYS = Path(__file__).with_name("ways_of_speaking.yml")


def commonly(said: str) -> str:
    """The words, in small letters, as most people would have written them. For reading only: what is kept is as it was said."""
    for way, plainer in _ways():
        said = way.sub(plainer, said)
    return " ".join(said.split())


@lru_cache(maxsize=1)
def _ways() -> tuple[tuple[re.Pattern[str], str], ...]:
    table = yaml.safe_load(WAYS.read_text(encoding="utf-8"))
    return tuple((re.compile(rf"(?:(?<![\w'])|(?=\W))(?:{way})(?:(?<!\w)|(?!\w))"), plainer) for lines in table.values() for way, plainer in lines)
