"""The other half of what is heard: words and pieces of words, weighed by logistic regression. It knows slang by its letters, where the language model knows
what is meant; half of each is better than either (docs/checkins.md). Kept as plain arrays.
"""

import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from nlu.checkins.learned.lessons import Example
from nlu.checkins.speaking import plain

LONGEST = 400  # characters read
SEEN = 2  # pieces of words met in fewer examples are left out
WAYS = (
    {"token_pattern": r"[\w']+|[!?]", "ngram_range": (1, 3)},
    {"analyzer": "char_wb", "ngram_range": (2, 5), "min_df": SEEN},
)


class Letters:
    """Weighs the sorts of one kind. Same words, same weights."""

    def __init__(self, kept: Path, kind: str) -> None:
        """Raises OSError, KeyError or ValueError for a file that is not there or damaged."""
        with np.load(kept, allow_pickle=False) as file:
            self.sorts = tuple(str(sort) for sort in file[f"{kind}.sorts"])
            self._weights, self._bias = file[f"{kind}.weights"], file[f"{kind}.bias"]
            self._ways = []
            for number, way in enumerate(WAYS):
                words = TfidfVectorizer(lowercase=False, sublinear_tf=True, vocabulary=[str(word) for word in file[f"{kind}.{number}.words"]], **_of_running(way))
                words.idf_ = file[f"{kind}.{number}.rare"].astype(np.float64)
                self._ways.append(words)

    def chances(self, text: str) -> np.ndarray:
        """How likely the text says each of ``sorts``, 0 to 1, together 1."""
        weighed, at = self._bias.astype(np.float64), 0
        for way in self._ways:
            row = way.transform([_read(text)])
            weighed = weighed + row @ self._weights[at : at + row.shape[1]]
            at += row.shape[1]
        even = np.exp(weighed[0] - weighed.max())
        return even / even.sum()


def learn(examples: Sequence[Example], kind: str) -> dict[str, np.ndarray]:
    """What ``Letters`` needs, learned from the examples of one kind."""
    mine = [one for one in examples if one.kind == kind]
    texts, made, rows = [_read(one.text) for one in mine], {}, []
    for number, way in enumerate(WAYS):
        words = TfidfVectorizer(lowercase=False, sublinear_tf=True, **way)
        rows.append(words.fit_transform(texts))
        made |= {f"{kind}.{number}.words": words.get_feature_names_out().astype(str), f"{kind}.{number}.rare": words.idf_.astype(np.float32)}
    from scipy.sparse import hstack

    learner = LogisticRegression(C=20, max_iter=500, class_weight="balanced").fit(hstack(rows).tocsr(), [one.sort for one in mine])
    return made | {f"{kind}.sorts": np.array(list(learner.classes_)), f"{kind}.weights": learner.coef_.T.astype(np.float32), f"{kind}.bias": learner.intercept_.astype(np.float32)[None]}


def keep(learned: dict[str, np.ndarray], path: Path) -> None:
    """Write it whole or not at all; older ones go. Raises OSError."""
    part = path.with_suffix(f".{os.getpid()}.npz")
    np.savez_compressed(part, **learned)
    part.replace(path)
    for old in path.parent.glob("letters-*"):
        if old != path:
            old.unlink(missing_ok=True)


def _of_running(way: dict) -> dict:
    return {name: value for name, value in way.items() if name != "min_df"}


def _read(text: str) -> str:
    return plain(text)[:LONGEST]
