"""The other half of what is heard: words and pieces of words, weighed by logistic regression. It knows slang by its letters, where the language model knows
what is meant; half of each is better than either (decision 0033). Kept as plain arrays; scikit-learn, which learns them (teach.py), is not needed to run them.
"""

import math
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from nlu.checkins.speaking import plain

LONGEST = 400  # characters read
WORD = re.compile(r"[\w']+|[!?]")
MOST_WORDS, PIECES = 3, (2, 5)  # words together; letters of a piece


def words(text: str) -> Iterator[str]:
    """One to three words of plain text together."""
    found = WORD.findall(text)
    for many in range(1, MOST_WORDS + 1):
        yield from (" ".join(found[at : at + many]) for at in range(len(found) - many + 1))


def pieces(text: str) -> Iterator[str]:
    """Two to five letters of each word together, with the spaces around it."""
    for word in text.split():
        framed = f" {word} "
        for many in range(PIECES[0], PIECES[1] + 1):
            yield from (framed[at : at + many] for at in range(max(1, len(framed) - many + 1)))
            if len(framed) <= many:
                break


WAYS: tuple[Callable[[str], Iterator[str]], ...] = (words, pieces)


class Letters:
    """Weighs the sorts of one kind. Same words, same weights."""

    def __init__(self, kept: Path, kind: str) -> None:
        """Raises OSError, KeyError or ValueError for a file that is not there or damaged."""
        with np.load(kept, allow_pickle=False) as file:
            self.sorts = tuple(str(sort) for sort in file[f"{kind}.sorts"])
            self._weights, self._bias = file[f"{kind}.weights"], file[f"{kind}.bias"][0]
            self._ways = [({str(each): at for at, each in enumerate(file[f"{kind}.{number}.words"])}, file[f"{kind}.{number}.rare"]) for number in range(len(WAYS))]

    def chances(self, text: str) -> np.ndarray:
        """How likely the text says each of ``sorts``, 0 to 1, together 1."""
        weighed, start = self._bias.astype(np.float64), 0
        for way, (place, rare) in zip(WAYS, self._ways, strict=True):
            counts = Counter(place[each] for each in way(as_read(text)) if each in place)
            at = np.fromiter(counts, np.int64, len(counts))
            weights = np.array([1 + math.log(many) for many in counts.values()]) * rare[at]
            if len(at):
                weighed = weighed + (weights / np.linalg.norm(weights)) @ self._weights[start + at]
            start += len(place)
        even = np.exp(weighed - weighed.max())
        return even / even.sum()


def keep(learned: dict[str, np.ndarray], path: Path) -> None:
    """Write it whole or not at all; older ones go. Raises OSError."""
    part = path.with_suffix(f".{os.getpid()}.npz")
    np.savez_compressed(part, **learned)
    part.replace(path)
    for old in path.parent.glob("letters-*"):
        if old != path:
            old.unlink(missing_ok=True)


def as_read(text: str) -> str:
    """The part of a text that is read, in plain words."""
    return plain(text)[:LONGEST]
