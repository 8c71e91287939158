"""The second stage of the screen: a small language model, taught from our sentences, that judges how a message reads."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from nlu.safety.kinds import DangerKind
from nlu.sentences.model import Sentences
from nlu.sentences.mpnet import MPNET

STRETCH, OVERLAP = 62, 12  # pieces of a long message read at a time, and how many of them with the stretch before
STRETCHES = 6  # of one message, the first and the last of it; the patterns read all of it


@dataclass(frozen=True, slots=True)
class Judgement:
    """How much a message reads like danger (0 to 1, for the screen alone, never shown) and the likeliest kind."""

    danger: float
    kind: DangerKind


class Classifier:
    """The model with what the screen was taught. Same message, same judgement."""

    def __init__(self, model: Sentences) -> None:
        """Raises ValueError for a model whose first classes are not kinds of danger."""
        self._model = model
        self._kinds = tuple(DangerKind(name) for name in model.classes if name in set(DangerKind))
        if not self._kinds or model.classes[: len(self._kinds)] != self._kinds:
            raise ValueError("this model was not taught for the screen")

    def judge(self, text: str) -> Judgement:
        """Judge plain text (see text.py): by its gravest stretch."""
        return max((self._judge(part) for part in stretches(MPNET.pieces(text))), key=lambda judgement: judgement.danger)

    def _judge(self, part: list[int]) -> Judgement:
        weighed = self._model.weigh([MPNET.first, *part, MPNET.last])
        many = len(self._kinds)
        odds = np.logaddexp.reduce(weighed[:many]) - np.logaddexp.reduce(weighed[many:])
        return Judgement(1 / (1 + math.exp(-float(odds))), self._kinds[int(weighed[:many].argmax())])


def stretches(found: list[int]) -> Iterator[list[int]]:
    """A message in stretches that overlap a little; of a very long one the first and the last."""
    starts = list(range(0, max(1, len(found) - OVERLAP), STRETCH - OVERLAP))
    if len(starts) > STRETCHES:
        starts = [*starts[: STRETCHES // 2], *starts[-STRETCHES // 2 :]]
    return (found[start : start + STRETCH] for start in starts)
