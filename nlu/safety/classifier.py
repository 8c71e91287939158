"""The second stage of the screen: two language models, taught from our sentences, that judge how a message reads.

A small one looks first. What it finds surely ordinary is let by; of the rest the mean of both counts, as each is wrong in its own way
(docs/decisions/0032).
"""

import logging
import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from nlu.safety.kinds import DangerKind
from nlu.sentences.base import Base
from nlu.sentences.minilm import MINILM
from nlu.sentences.model import Sentences
from nlu.sentences.mpnet import MPNET

STRETCH, OVERLAP = 62, 12  # pieces of a long message read at a time, and how many of them with the stretch before
ORDINARY = -2.5  # log odds below which the small model alone says that there is no danger; nothing of 489 measured messages of danger fell below
SMALL = 0.5  # what it counts where both look
STRETCHES = 6  # of one message, the first and the last of it; the patterns read all of it

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Judgement:
    """How much a message reads like danger (0 to 1, for the screen alone, never shown) and the likeliest kind."""

    danger: float
    kind: DangerKind


class Classifier:
    """The models with what the screen was taught. Same message, same judgement."""

    def __init__(self, small: Sentences | None, large: Sentences) -> None:
        """None: the large one judges every message. Raises ValueError for a model whose first classes are not kinds of danger."""
        self._small, self._large = small, large
        if len({kinds_of(model) for model in (small, large) if model is not None}) != 1:
            raise ValueError("these models were not taught the same kinds of danger")

    def judge(self, text: str, *, by_both: bool = False) -> Judgement:
        """Judge plain text (see text.py): each model by its gravest stretch. ``by_both``: the large one is asked whatever the small one says."""
        first = self._first(text)
        if first is not None and first[0] < ORDINARY and not by_both:
            return _judgement(*first)
        odds, kind = gravest(MPNET, self._large, text)
        return _judgement(odds if first is None else SMALL * first[0] + (1 - SMALL) * odds, kind)

    def _first(self, text: str) -> tuple[float, DangerKind] | None:
        """What the small model sees; None where there is none, or it fails: then the large one judges alone."""
        try:
            return gravest(MINILM, self._small, text) if self._small is not None else None
        except Exception as error:  # whatever ails it, danger must still be looked for
            log.error("The screen's small model failed (%s); the large one judges alone.", type(error).__name__)
            return None


def kinds_of(model: Sentences) -> tuple[DangerKind, ...]:
    """The kinds of danger that a model knows: its first classes. Raises ValueError for one that was not taught for the screen."""
    kinds = tuple(DangerKind(name) for name in model.classes if name in set(DangerKind))
    if not kinds or model.classes[: len(kinds)] != kinds:
        raise ValueError("this model was not taught for the screen")
    return kinds


def gravest(base: Base, model: Sentences, text: str) -> tuple[float, DangerKind]:
    """The log odds of danger in the stretch of a plain text that has most of it, and its likeliest kind."""
    kinds, found = kinds_of(model), []
    many = len(kinds)
    for part in stretches(base.pieces(text)):
        weighed = model.weigh([base.first, *part, base.last])
        odds = float(np.logaddexp.reduce(weighed[:many]) - np.logaddexp.reduce(weighed[many:]))
        found.append((odds, kinds[int(weighed[:many].argmax())]))
    return max(found, key=lambda one: one[0])


def _judgement(odds: float, kind: DangerKind) -> Judgement:
    return Judgement(1 / (1 + math.exp(-odds)), kind)


def stretches(found: list[int]) -> Iterator[list[int]]:
    """A message in stretches that overlap a little; of a very long one the first and the last."""
    starts = list(range(0, max(1, len(found) - OVERLAP), STRETCH - OVERLAP))
    if len(starts) > STRETCHES:
        starts = [*starts[: STRETCHES // 2], *starts[-STRETCHES // 2 :]]
    return (found[start : start + STRETCH] for start in starts)
