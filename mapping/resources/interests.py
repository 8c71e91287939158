"""Which interests a text speaks of, by the word lists of ``interests.yml``."""

import re
from functools import cache
from pathlib import Path

import yaml

from mapping.naming import fold_label


def interests_in(text: str) -> frozenset[str]:
    """The interests that the words of this text name; none where it names none."""
    said = f" {fold_label(text)} ".replace("-", " ")
    return frozenset(interest for interest, words in _patterns().items() if words.search(said))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    lists = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
    return {interest: _pattern(words) for interest, words in lists.items()}


def _pattern(words: list[str]) -> re.Pattern[str]:
    """Short words must end where the text's word ends: "art" is in "art class", and not in "arthritis"."""
    forms = [re.escape(fold_label(word).replace("-", " ")) + ("" if len(word) > 4 else _ENDINGS) for word in words]
    return re.compile(rf"(?<= )(?:{'|'.join(forms)})")


_ENDINGS = r"(?:s|es|ing|ning|ming|ging|ting|ed|ery|er|ers|e)?(?= )"
