"""The words that stand on the picture and in its text form, kept out of the code so that anyone can mend them."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from mapping.words.domain import read_responses

__all__ = ["read_responses", "read_words"]


@cache
def read_words(language: str = "en_GB") -> dict[str, Any]:
    """All words of one language, as nested dictionaries."""
    return yaml.safe_load((Path(__file__).parent / f"{language}.yml").read_text(encoding="utf-8"))
