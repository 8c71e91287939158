"""The learned ear at work: what it makes of a message's spans, items and ties. No JAX, no network; some milliseconds a message."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import onnxruntime

from nlu.extraction.learned.base import WIDTH
from nlu.extraction.learned.lessons import IMPACTS, KINDS, LONGEST_SPAN, RELATIONS
from nlu.extraction.learned.pieces import CLS, SEP, Pieces, cut

STRETCH = 256  # pieces the encoder reads at a time; longer messages are read in stretches
DISTANCES = 16
GELU = 0.7978845608028654  # sqrt(2 / pi)


class Ear:
    """The network with its weights."""

    def __init__(self, graph: Path, heads: Path) -> None:
        """Read what `teach` wrote. Raises an exception of onnxruntime's, OSError, KeyError or ValueError for damaged files."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])
        with np.load(heads, allow_pickle=False) as file:
            self._head = {name: file[name] for name in file.files}

    def hear(self, text: str, asked: str | None = None, about: str | None = None) -> "Heard":
        """What there is to hear in a message, given the question it answers."""
        pieces = cut(text, asked, about)
        parts = [self._session.run(["words", "text", "spans"], given) for given in _stretches(pieces)] if pieces.at else []
        if not parts:
            return Heard(self._head, pieces, np.zeros((0, WIDTH), np.float32), np.zeros(WIDTH, np.float32), np.zeros((0, LONGEST_SPAN, len(KINDS)), np.float32))
        spans = np.concatenate([_spans(weighed) for _, _, weighed in parts])
        spans[: pieces.before] = 0
        return Heard(self._head, pieces, np.concatenate([words for words, _, _ in parts]), parts[0][1][0], spans)


def _stretches(pieces: Pieces) -> Iterator[dict[str, np.ndarray]]:
    """The message as the graph takes it; a long one in stretches of whole words."""
    if len(pieces.ids) <= STRETCH:
        yield _given(pieces.ids, pieces.at)
        return
    ids, at = [CLS], []
    for first, last in pieces.at:
        if len(ids) + last - first >= STRETCH:
            yield _given([*ids, SEP], at)
            ids, at = [CLS], []
        at.append((len(ids), len(ids) + last - first))
        ids += pieces.ids[first : last + 1]
    yield _given([*ids, SEP], at)


def _given(ids: list[int], at: list[tuple[int, int]]) -> dict[str, np.ndarray]:
    first, last = np.array(at, np.int64).T
    return {"ids": np.array([ids], np.int64), "first": np.ascontiguousarray(first), "last": np.ascontiguousarray(last)}


def _spans(weighed: np.ndarray) -> np.ndarray:
    """Chances [W, 6, 5] from weights [6, W, 5]; 0 of spans past the end."""
    chances = _chances(weighed).transpose(1, 0, 2)
    many = len(chances)
    for length in range(1, LONGEST_SPAN):
        chances[max(0, many - length) :, length] = 0
    return chances


@dataclass
class Heard:
    """A message as the ear has it. Spans are (first word, last word) as `Pieces` counts words.

    ``spans`` [W, 6, 5]: for each word and length less one the chances of `KINDS`, all 0 past the end and in the question.
    """

    head: dict[str, np.ndarray]
    pieces: Pieces
    words: np.ndarray  # [W, 384]
    text: np.ndarray  # [384]
    spans: np.ndarray

    @cached_property
    def sums(self) -> np.ndarray:
        """Running sums of the words' vectors: [W + 1, 384]."""
        return np.concatenate([np.zeros((1, WIDTH), np.float32), np.cumsum(self.words, 0)])

    def said_of(self, span: tuple[int, int]) -> dict[str, np.ndarray]:
        """The chances of each `IMPACTS`, of (over, current) and of each `RELATIONS` for the item at a span."""
        head, (start, end) = self.head, span
        mean = (self.sums[end + 1] - self.sums[start]) / (end - start + 1)
        whole = self.words[start] @ head["item_first"] + self.words[end] @ head["item_last"] + mean @ head["item_mean"]
        bent = _bent(whole + self.text @ head["item_text"] + head["item_bias"])
        return {name: _chances(bent @ head[name] + head[f"{name}_start"]) for name in ("impact", "current", "relation")}

    def tied(self, one: tuple[int, int], other: tuple[int, int], kinds: tuple[str, str]) -> float:
        """The chance that two items, at two spans and of two `KINDS`, are tied."""
        head, ((a, first), (b, later)) = self.head, sorted(zip((one, other), kinds, strict=True), key=lambda item: item[0][0])
        gap_from = min(a[1], b[1]) + 1
        gap_to = max(b[0], gap_from)
        between = (self.sums[gap_to] - self.sums[gap_from]) / max(gap_to - gap_from, 1)
        ends = [np.concatenate([self.words[start], self.words[end]]) for start, end in (a, b)]
        whole = ends[0] @ head["tie_earlier"] + ends[1] @ head["tie_later"] + between @ head["tie_between"]
        whole = whole + head["tie_kind_earlier"][KINDS.index(first)] + head["tie_kind_later"][KINDS.index(later)]
        bent = _bent(whole + head["tie_distance"][min(gap_to - gap_from, DISTANCES - 1)] + head["tie_bias"])
        return float(_chances(bent @ head["ties"] + head["ties_start"])[1])


def _bent(x: np.ndarray) -> np.ndarray:
    """GELU, by the tanh form (Hendrycks & Gimpel 2016), as the heads learned with."""
    return 0.5 * x * (1 + np.tanh(GELU * (x + 0.044715 * x**3)))


def _chances(weighed: np.ndarray) -> np.ndarray:
    grown = np.exp(weighed - weighed.max(-1, keepdims=True))
    return grown / grown.sum(-1, keepdims=True)


__all__ = ["IMPACTS", "KINDS", "RELATIONS", "Ear", "Heard"]
