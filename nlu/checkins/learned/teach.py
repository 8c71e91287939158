"""Teaches what is said of goals and check-ins: `python -m nlu.checkins.learned.teach`, once, at set-up (some minutes). Needs JAX; running what was learned does not."""

import sys
from collections.abc import Iterable
from pathlib import Path

import jax
import numpy as np

from nlu.checkins.learned import letters
from nlu.checkins.learned.kept import MODELS, lessons_path, letters_path
from nlu.checkins.learned.lessons import CLASSES, REPLY, WANT, Example, framed, ordinary, read_examples
from nlu.sentences import model
from nlu.sentences.minilm import MINILM
from nlu.sentences.teaching import Pupil, keep

ROUNDS = 6
LENGTHS = (14, 18, 24, 36, 64, 104)
UNSURE = 0.05  # a share of each label: some of them could be argued about


def teach(examples: Iterable[Example], *, seed: int = 0, log: bool = True) -> dict[str, np.ndarray]:
    """Learn from these examples."""
    pupil = Pupil(MINILM, len(CLASSES), _loss, seed=seed)
    batches = pupil.lower.batches([(framed(one.kind, one.text), CLASSES.index(one.name)) for one in examples], LENGTHS)
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
    path, taught = lessons_path(), [one for one in (*read_examples(), *ordinary()) if not one.held_out]
    path.parent.mkdir(parents=True, exist_ok=True)
    letters.keep(letters.learn(taught, REPLY) | letters.learn(taught, WANT), letters_path())
    keep(teach(taught), CLASSES, path)
    return path


def main() -> int:
    """Teach where that is needed, and put it together; one sentence on failure."""
    try:
        if not (lessons_path().exists() and letters_path().exists()):
            print("Teaching what is said of goals and check-ins (some minutes; only when examples changed).", flush=True)
            write_lessons()
        model.made(MINILM, lessons_path())
    except OSError as error:
        print(f"selfmap: what was learned of goals and check-ins can't be kept in {MODELS}: {error.strerror}. Make room there or let it be written, and try again.", file=sys.stderr)
        return 1
    print("What is said of goals and check-ins is ready.", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
