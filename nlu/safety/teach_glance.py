"""Teaches the small model that looks first (classifier.py): the large one's sentences (teach.py), fewer rounds. Needs JAX; running the screen does not."""

import random
import sys
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from nlu.safety import teach as large
from nlu.safety.examples import NONE, Example, mapping_talk, read_examples, talk_to_the_bot
from nlu.safety.kept import glance_path
from nlu.safety.text import plain
from nlu.sentences.minilm import MINILM
from nlu.sentences.teaching import Arrays, Pupil, keep, picked

ROUNDS = 2
ENOUGH, MOST = -1.0, 1.0  # log odds at least of danger, and at most of none, at which a promise is kept: the large model's own share leaves room to spare
LENGTHS = large.LENGTHS


def teach(examples: Iterable[Example], pool: Iterable[Example], *, seed: int = 0, log: bool = True) -> tuple[dict[str, np.ndarray], list[str]]:
    """Learn from these sentences and a pool of ordinary talk; gives what was learned, and the classes, danger first.

    The first round takes all of the pool, the second half of it, and all of it that was heard as danger; then what is promised
    is taught until it is kept.
    """
    given, ordinary = list(examples), list(pool)
    kinds = sorted({one.kind for one in given if one.kind != NONE})
    classes, dangers = kinds + sorted({one.sort for one in given + ordinary if one.kind == NONE}), len(kinds)
    rng = random.Random(seed)
    extra = [*large._joined(given, rng), *large._worn(given, rng)]  # noqa: SLF001 - the next teaching of the large model may share more
    rng.shuffle(extra)
    pupil = Pupil(MINILM, len(classes), large._loss_of(dangers), seed=seed)  # noqa: SLF001

    def batches(texts: Iterable[tuple[str, str]]) -> list[Arrays]:
        return pupil.lower.batches([([MINILM.first, *MINILM.pieces(text)[: LENGTHS[-1] - 2], MINILM.last], classes.index(sort)) for text, sort in texts], LENGTHS)

    core, others = batches((plain(one.text), one.sort) for one in given), batches((plain(one.text), one.sort) for one in ordinary)
    extras = [batches(extra[number::ROUNDS]) for number in range(ROUNDS)]
    promised = batches((plain(one.text), one.sort) for one in given if one.promised)
    random.Random(seed).shuffle(others)
    pupil.steps = ROUNDS * len(core) + len(others) + len(others) // 2 + sum(map(len, extras))
    for number in range(ROUNDS):
        hard = picked(others, [large._odds(pupil.weigh(batch), dangers) > large.HEARD for batch in others]) if number else []  # noqa: SLF001
        now = [*core, *extras[number], *(others[number % 2 :: 2] if number else others), *hard]
        mean = pupil.take(now)
        if log:
            print(f"glance, round {number + 1} of {ROUNDS}: {mean:.3f} ({len(now)})", file=sys.stderr, flush=True)
    for number in range(large.MENDINGS):
        odds = [large._odds(pupil.weigh(batch), dangers) for batch in promised]  # noqa: SLF001
        broken = picked(promised, [np.where(batch["right"] < dangers, of < ENOUGH, of > MOST) for batch, of in zip(promised, odds, strict=True)])
        if not broken:
            break
        pupil.take([*broken, *pupil.sample(core, large.BESIDE * len(broken))], least=large.GENTLY)
        if log:
            print(f"glance, promises, round {number + 1}: {len(broken)} batches", file=sys.stderr, flush=True)
    return pupil.learned(), classes


def write_lessons() -> Path:
    """Teach, and keep what was learned: whole or not at all. Raises OSError where it can't be kept."""
    path, pool = glance_path(), mapping_talk()[: large.MOST_MAPPING] + talk_to_the_bot()[: large.MOST_ASKED]
    lessons, classes = teach((one for one in read_examples() if not one.held_out), (one for one in pool if not one.held_out))
    keep(lessons, classes, path)
    return path
