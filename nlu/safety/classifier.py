"""The second stage of the screen: a small learned judge of how a whole message reads. Needs numpy only."""

import math
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

LONGEST = 600  # words read of one message; danger further on is still seen by the patterns


@dataclass(frozen=True, slots=True)
class Judgement:
    """How much a message reads like danger (0 to 1, for the screen alone, never shown) and the likeliest kind."""

    danger: float
    kind: str


@dataclass(frozen=True, slots=True)
class Classifier:
    """Weights of two logistic regressions over the same features: danger or not, and which kind of danger.

    `rarity` (features), `weights` (features x 1 + kinds; the first column is danger), `start` (1 + kinds).
    """

    kinds: tuple[str, ...]
    rows: dict[str, int]
    rarity: np.ndarray
    weights: np.ndarray
    start: np.ndarray

    @classmethod
    def read(cls, path: Path) -> "Classifier":
        """The classifier from a file written by train.py. Raises OSError, KeyError or ValueError if it is damaged."""
        with np.load(path, allow_pickle=False) as file:
            rows = {str(feature): row for row, feature in enumerate(file["features"])}
            kinds = tuple(str(kind) for kind in file["kinds"])
            rarity, weights, start = file["rarity"], file["weights"], file["start"]
        if weights.shape != (len(rows), 1 + len(kinds)) or not np.isfinite(weights).all():
            raise ValueError(f"{path.name} does not hold a classifier")
        return cls(kinds, rows, rarity, weights, start)

    def write(self, path: Path) -> None:
        """Write it where `read` finds it, whole or not at all."""
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(f".{os.getpid()}.part.npz")
        arrays = {"rarity": self.rarity, "weights": self.weights, "start": self.start}
        np.savez_compressed(part, features=np.array(list(self.rows)), kinds=np.array(self.kinds), **arrays)
        part.replace(path)

    def judge(self, text: str) -> Judgement:
        """Judge plain text (see text.py)."""
        counted = Counter(row for feature in features(text) if (row := self.rows.get(feature)) is not None)
        rows = np.fromiter(counted.keys(), dtype=np.int64, count=len(counted))
        often = np.fromiter(counted.values(), dtype=np.float64, count=len(counted))
        values = (1 + np.log(often)) * self.rarity[rows]
        length = math.sqrt(float(values @ values)) or 1.0
        scores = (values / length) @ self.weights[rows] + self.start
        danger = 1 / (1 + math.exp(-float(scores[0])))
        return Judgement(danger, self.kinds[int(scores[1:].argmax())])


def features(text: str) -> Iterator[str]:
    """What the classifier looks at: words, runs of two and three words, and the pieces of each word."""
    words = ["^", *text.split()[:LONGEST], "$"]
    yield from words
    yield from (f"{a} {b}" for a, b in zip(words, words[1:]))
    yield from (f"{a} {b} {c}" for a, b, c in zip(words, words[1:], words[2:]))
    yield from (f"{a} _ {c}" for a, c in zip(words, words[2:]))
    for word in words:
        shape = f"<{word}>"
        yield from (f"#{shape[i : i + size]}" for size in (3, 4, 5) for i in range(len(shape) - size + 1))
