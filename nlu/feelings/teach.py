"""Teaches what answers tell: `python -m nlu.feelings.teach`, once, at set-up (some minutes). Needs JAX; running what was learned does not."""

import sys
from collections.abc import Iterable
from pathlib import Path

import jax
import numpy as np

from nlu.feelings.kept import MODELS, lessons_path
from nlu.feelings.lessons import CLASSES, Answer, framed, read_answers
from nlu.sentences import model
from nlu.sentences.minilm import MINILM
from nlu.sentences.teaching import Pupil, keep

ROUNDS = 6
LENGTHS = (16, 24, 36, 64, 96)
UNSURE = 0.05  # a share of each label: two people agree on three answers in four


def teach(answers: Iterable[Answer], *, seed: int = 0, log: bool = True) -> dict[str, np.ndarray]:
    """Learn from these answers."""
    pupil = Pupil(MINILM, len(CLASSES), _loss, seed=seed)
    batches = pupil.lower.batches([(framed(one.about, one.text), CLASSES.index(one.tells)) for one in answers], LENGTHS)
    pupil.steps = ROUNDS * len(batches)
    for number in range(ROUNDS):
        mean = pupil.take(batches)
        if log:
            print(f"round {number + 1} of {ROUNDS}: {mean:.3f} ({len(batches)})", file=sys.stderr, flush=True)
    return pupil.learned()


def _loss(weighed: jax.Array, right: jax.Array) -> jax.Array:
    sure = jax.nn.one_hot(right, len(CLASSES)) * (1 - UNSURE) + UNSURE / len(CLASSES)
    return -(sure * jax.nn.log_softmax(weighed)).sum(-1).mean()


def write_lessons() -> Path:
    """Teach, and keep what was learned: whole or not at all. Raises OSError where it can't be kept."""
    path = lessons_path()
    keep(teach(one for one in read_answers() if not one.held_out), CLASSES, path)
    return path


def main() -> int:
    """Teach where that is needed, and put it together; one sentence on failure."""
    try:
        if not lessons_path().exists():
            print("Teaching what answers tell of feelings (some minutes; only when texts changed).", flush=True)
            write_lessons()
        model.made(MINILM, lessons_path())
    except OSError as error:
        print(f"selfmap: what was learned of feelings can't be kept in {MODELS}: {error.strerror}. Make room there or let it be written, and try again.", file=sys.stderr)
        return 1
    print("What answers tell of feelings is ready.", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
