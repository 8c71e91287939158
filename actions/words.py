"""Every word the bot says, by its response name, as the domain has it: for lines put together from several phrases."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from mapping.words import read_responses


@lru_cache(maxsize=1)
def responses() -> dict[str, dict[str, Any]]:
    """The first variant of every response: {"text", "buttons"?}."""
    return read_responses()


def has(name: str) -> bool:
    """Whether the domain has this response."""
    return name in responses()


def phrase(name: str, **values: object) -> str:
    """The words of one response with its blanks filled. Values are the person's own words and are not read as blanks."""
    text = str(responses()[name]["text"]).strip()
    for blank, value in values.items():
        text = text.replace("{" + blank + "}", str(value))
    return text


def listing(things: Sequence[str], *, most: int = 8) -> str:
    """"a", "a and b", "a, b and c"; past ``most``, the first ones and how many more."""
    if len(things) > most:
        return phrase("utter_phrase_many", first=", ".join(things[:most]), count=len(things) - most)
    if len(things) < 2:
        return "".join(things)
    return phrase("utter_phrase_and", first=", ".join(things[:-1]), last=things[-1])
