"""Undoing slips of spelling: a dropped g ("fishin"), one wrong letter in a word of the lists ("canel", "workr")."""

from collections.abc import Callable
from functools import cache

from nlu.extraction import lexicons

SHORTEST = 5
LETTERS = "abcdefghijklmnopqrstuvwxyz"
LISTED = {
    "places.txt": ("place", "place head"),
    "activities.txt": ("activity", "doing", "screen", "compound"),
    "people.txt": (
        "support worker", "social worker", "neighbour", "colleague", "grandmother", "grandfather", "brother", "sister",
        "mother", "father", "partner", "cousin", "psychiatrist", "therapist", "roommate",
    ),
    "pets_and_groups.txt": ("group", "pet"),
}

Knows = Callable[[str], bool]


class Spelling:
    """Mends one word at a time. A word that is English, a name or a town is never touched."""

    def __init__(self, verbs: frozenset[str], everyday: Knows) -> None:
        self._verbs = verbs
        self._everyday = everyday
        self._mended: dict[str, str | None] = {}

    def mend(self, typed: str) -> str | None:
        """The word meant, lower case, or None where it may stand as it is. With a capital it may be a name."""
        if len(typed) < SHORTEST or not typed.isascii() or not typed.isalpha() or not typed.islower():
            return None
        if len(self._mended) > 10_000:
            self._mended.clear()
        if typed not in self._mended:
            self._mended[typed] = self._find(typed)
        return self._mended[typed]

    def _find(self, low: str) -> str | None:
        if low in listed() or low in taken() or self._everyday(low):
            return None
        if low.endswith("in") and self._is_doing(low + "g"):
            return low + "g"
        near = sorted((one_off(low) & listed()) - {low + "s"}, key=lambda word: (-len(word), word))
        return near[0] if near and not self._everyday(low.removesuffix("s")) else None

    def _is_doing(self, word: str) -> bool:
        """Whether this is a verb's -ing form: the verb itself, with an e, or with its last letter once."""
        stem = word.removesuffix("ing")
        doubled = len(stem) > 3 and stem[-1] == stem[-2]
        return word in listed() or bool({stem, stem + "e", stem[:-1] if doubled else stem} & self._verbs)


@cache
def listed() -> frozenset[str]:
    """The single words of the lists that a slip may mean, plurals too."""
    lines = [line for name, heads in LISTED.items() for head in heads for line in lexicons.sections(name)[head]]
    split = [line.lower().split() for line in lines]
    # A short part of a longer phrase ("asian" in "asian shop") is too easily somebody's name.
    words = {word for cut in split for word in cut if word.isalpha() and len(word) >= SHORTEST + (len(cut) > 1)}
    return frozenset(words | {lexicons.plural(word) for word in words})


@cache
def taken() -> frozenset[str]:
    """Words that are somebody's name or a town, and so no slip."""
    towns = {word for line in lexicons.sections("localities.txt")["locality"] for word in line.lower().split()}
    every = {word for word in lexicons.names() | lexicons.surnames()}
    return frozenset(towns | every)


def one_off(word: str) -> set[str]:
    """All strings one slip away: a letter left out, added, changed, or two swapped. The first letter stays."""
    cuts = [(word[:at], word[at:]) for at in range(1, len(word) + 1)]
    dropped = {a + b[1:] for a, b in cuts if b}
    swapped = {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    changed = {a + letter + b[1:] for a, b in cuts if b for letter in LETTERS}
    return dropped | swapped | changed | {a + letter + b for a, b in cuts for letter in LETTERS}
