"""The words that stand on the picture and in its text form, kept out of the code so that anyone can mend them."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from mapping.words.domain import read_responses

__all__ = ["of_them", "read_responses", "read_words", "told_of_them"]

FOLDER = Path(__file__).parent
_of_them: ContextVar[bool] = ContextVar("of_them", default=False)


@contextmanager
def told_of_them() -> Iterator[None]:
    """What is put into words in here is for somebody else to read: of the person, not to them (``of_them.yml``)."""
    before = _of_them.set(True)
    try:
        yield
    finally:
        _of_them.reset(before)


def of_them() -> bool:
    """Whether what is put into words just now is for somebody else than the person."""
    return _of_them.get()


def read_words(language: str = "en_GB") -> dict[str, Any]:
    """All words of one language, as nested dictionaries: its own file, and one for each topic (``en_GB_text.yml``).

    Raises ValueError where two files have words of the same name.
    """
    return _read_of_them(language) if of_them() else _read(language)


@cache
def _read(language: str) -> dict[str, Any]:
    words: dict[str, Any] = {}
    for path in sorted(FOLDER.glob(f"{language}*.yml")):
        topic = yaml.safe_load(path.read_text(encoding="utf-8"))
        if twice := words.keys() & topic.keys():
            raise ValueError(f"{path.name} has words that another file has too: {', '.join(sorted(twice))}")
        words |= topic
    return words


@cache
def _read_of_them(language: str) -> dict[str, Any]:
    return _instead(_read(language), yaml.safe_load((FOLDER / "of_them.yml").read_text(encoding="utf-8")))


def _instead(words: dict[str, Any], others: dict[str, Any]) -> dict[str, Any]:
    """The words with some of them put in another way. Raises ValueError for one that is not there, in that shape, to be put otherwise."""
    if unknown := {name for name, other in others.items() if isinstance(words.get(name), dict) is not isinstance(other, dict) or name not in words}:
        raise ValueError(f"of_them.yml has words that nothing reads: {', '.join(sorted(unknown))}")
    return words | {name: _instead(words[name], other) if isinstance(other, dict) else other for name, other in others.items()}
