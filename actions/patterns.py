"""How people put things, from ``heard.yml``: only what is answered with more care than the rest."""

import re
from functools import lru_cache
from pathlib import Path

import yaml

HEARD = Path(__file__).with_name("heard.yml")


def says(name: str, text: str) -> bool:
    """Whether the text says this anywhere."""
    return pattern(name).search(plain(text)) is not None


def plain(text: str) -> str:
    """The text as patterns are compared with it."""
    return text.lower().replace("’", "'")


def chatter(text: str) -> bool:
    """Whether it is all "lol", "cool" or "fair enough": it answers nothing and is no fault either."""
    return pattern("chatter").fullmatch(plain(text).strip()) is not None


def clear_yes_or_no(text: str) -> bool | None:
    """True where the words are a yes and no more, False where they begin with a no, None for anything else.

    News beside a yes ("yeah my nan helps") is news: what it was said to is not confirmed by it.
    """
    said = plain(text).strip()
    if puts_right(text) is not None:
        return None
    if pattern("clear no").match(said):
        return False
    return True if plain_yes(said) else None


def puts_right(text: str) -> str | None:
    """What "no i mean saturday" puts in place of something: "saturday". It is never the plain answer no. None for other words."""
    said = pattern("puts right").fullmatch(plain(text).strip())
    return said["what"] if said else None


def plain_yes(text: str) -> bool:
    """Whether it is a yes and nothing that could be news: "yes", "ok go on then", "yes please, take them off"."""
    said = plain(text).strip()
    first = pattern("clear yes").match(said)
    if first is None or says("any no", said):
        return False
    more = rf"(?:[\s,.!…-]*{pattern('yes more').pattern})*[\s,.!…)😊👍-]*"
    return re.fullmatch(more, said[first.end():]) is not None


def is_hard_going(text: str) -> bool:
    """Whether the words say that something was hard to do: "it was hard though", "wasn't easy"."""
    return bool(text) and says("hard going", text) and not says("not hard", text)


def blames_self(text: str) -> bool:
    """Whether all that is said is that they themselves are stupid or to blame: "that was stupid of me", and not "feel stupid in my costume"."""
    said = plain(text)
    found = pattern("blames self").search(said)
    return found is not None and not re.search(r"\w", pattern("filler").sub("", said[:found.start()] + " " + said[found.end():]))


@lru_cache(maxsize=64)
def pattern(name: str) -> re.Pattern[str]:
    """All ways of saying one thing. Raises KeyError for a name that the file does not have."""
    ways = yaml.safe_load(HEARD.read_text(encoding="utf-8"))[name]
    return re.compile(rf"(?<!\w)(?:{'|'.join(ways)})(?!\w)")
