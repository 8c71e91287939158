"""The second stage of the screen: a small language model, taught from our sentences, that judges how a message reads."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime

from nlu.safety.encoder import CLS, SEP, pieces
from nlu.safety.kinds import DangerKind

STRETCH, OVERLAP = 62, 12  # pieces of a long message read at a time, and how many of them with the stretch before
STRETCHES = 6  # of one message, the first and the last of it; the patterns read all of it


@dataclass(frozen=True, slots=True)
class Judgement:
    """How much a message reads like danger (0 to 1, for the screen alone, never shown) and the likeliest kind."""

    danger: float
    kind: DangerKind


class Classifier:
    """The model, run by onnxruntime on one thread. Same message, same judgement."""

    def __init__(self, graph: Path, classes: tuple[str, ...]) -> None:
        """`classes` as taught: kinds of danger first. Raises an exception of onnxruntime's, OSError or ValueError for a damaged file."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])
        self._kinds = tuple(DangerKind(name) for name in classes if name in set(DangerKind))
        if self._session.get_outputs()[0].shape[-1] != len(classes) or classes[: len(self._kinds)] != self._kinds:
            raise ValueError(f"{graph.name} does not hold what was taught")

    def judge(self, text: str) -> Judgement:
        """Judge plain text (see text.py): by its gravest stretch."""
        return max((self._judge(part) for part in stretches(pieces(text))), key=lambda judgement: judgement.danger)

    def _judge(self, part: list[int]) -> Judgement:
        weighed = self._session.run(None, {"ids": np.array([[CLS, *part, SEP]], np.int64)})[0][0].astype(np.float64)
        many = len(self._kinds)
        odds = np.logaddexp.reduce(weighed[:many]) - np.logaddexp.reduce(weighed[many:])
        return Judgement(1 / (1 + math.exp(-float(odds))), self._kinds[int(weighed[:many].argmax())])


def stretches(found: list[int]) -> Iterator[list[int]]:
    """A message in stretches that overlap a little; of a very long one the first and the last."""
    starts = list(range(0, max(1, len(found) - OVERLAP), STRETCH - OVERLAP))
    if len(starts) > STRETCHES:
        starts = [*starts[: STRETCHES // 2], *starts[-STRETCHES // 2 :]]
    return (found[start : start + STRETCH] for start in starts)
