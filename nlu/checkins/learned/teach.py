"""Teaches what is said of goals and check-ins: `python -m nlu.checkins.learned.teach`, once, at set-up (some minutes). Needs JAX; running what was learned does not."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import jax
import numpy as np
from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from nlu.checkins.learned import letters
from nlu.checkins.learned.kept import MODELS, lessons_path, letters_path
from nlu.checkins.learned.lessons import CLASSES, REPLY, WANT, Example, framed, ordinary, read_examples
from nlu.sentences import model
from nlu.sentences.minilm import MINILM
from nlu.sentences.teaching import Pupil, keep

ROUNDS = 6
LENGTHS = (14, 18, 24, 36, 64, 104)
SEEN = (1, 2)  # words, and pieces of words, met in fewer examples are left out
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


def learn_letters(examples: Sequence[Example], kind: str) -> dict[str, np.ndarray]:
    """What ``letters.Letters`` needs, learned from the examples of one kind."""
    mine = [one for one in examples if one.kind == kind]
    texts, made, rows = [letters.as_read(one.text) for one in mine], {}, []
    for number, (way, seen) in enumerate(zip(letters.WAYS, SEEN, strict=True)):
        reader = TfidfVectorizer(analyzer=lambda text, way=way: list(way(text)), sublinear_tf=True, min_df=seen)
        rows.append(reader.fit_transform(texts))
        made |= {f"{kind}.{number}.words": reader.get_feature_names_out().astype(str), f"{kind}.{number}.rare": reader.idf_.astype(np.float32)}
    learner = LogisticRegression(C=20, max_iter=500, class_weight="balanced").fit(hstack(rows).tocsr(), [one.sort for one in mine])
    return made | {f"{kind}.sorts": np.array(list(learner.classes_)), f"{kind}.weights": learner.coef_.T.astype(np.float32), f"{kind}.bias": learner.intercept_.astype(np.float32)[None]}


def write_lessons() -> Path:
    """Teach, and keep what was learned: whole or not at all. Raises OSError where it can't be kept."""
    path, taught = lessons_path(), [one for one in (*read_examples(), *ordinary()) if not one.held_out]
    path.parent.mkdir(parents=True, exist_ok=True)
    letters.keep(learn_letters(taught, REPLY) | learn_letters(taught, WANT), letters_path())
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
