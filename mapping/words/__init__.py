"""The words that stand on the picture and in its text form, kept out of the code so that anyone can mend them."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from mapping.words.domain import read_responses

__all__ = ["read_responses", "read_words"]


@cache
def read_words(language: str = "en_GB") -> dict[str, Any]:
    """All words of one language, as nested dictionaries: its own file, and one for each topic (``en_GB_text.yml``).

    Raises ValueError where two files have words of the same name.
    """
    words: dict[str, Any] = {}
    for path in sorted(Path(__file__).parent.glob(f"{language}*.yml")):
        topic = yaml.safe_load(path.read_text(encoding="utf-8"))
        if twice := words.keys() & topic.keys():
            raise ValueError(f"{path.name} has words that another file has too: {', '.join(sorted(twice))}")
        words |= topic
    return words
