"""Teaches the screen's second stage from our own sentences (set-up does it, by `python -m nlu.safety.train`; some minutes). The held-out share is
never taught. Needs JAX; running the screen does not.
"""

import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np

from nlu.safety.examples import NONE, Example, mapping_talk, read_examples, talk_to_the_bot
from nlu.safety.kept import lessons_path
from nlu.safety.text import plain
from nlu.sentences.mpnet import MPNET
from nlu.sentences.teaching import TOGETHER, Arrays, Pupil, keep, picked

ROUNDS = 3
FIRST_ROUNDS, HEARD = 1, -2.0  # rounds with all of the pool before it is heard, and the log odds of danger from which its texts become lessons
CALMINGS, LOUD = 2, -1.0  # rounds in the end for what of the pool is still heard as danger, and the log odds from which it is
MENDINGS, BESIDE, GENTLY = 30, 12, 0.1  # at most so many rounds for what is promised, with so many other batches beside each of them, at that share of the pace
SURE_OF_NONE, SURE_OF_DANGER = -1.5, 2.5  # the log odds of danger at which a promise counts as kept
LENGTHS = (8, 11, 14, 18, 24, 32, 48)
MOST_MAPPING, MOST_ASKED = 12000, 2600  # texts of each in the pool
SHARES = 2  # after the first rounds, the pool is taken in so many rounds once
WORN = 0.1  # the share of extra texts with slips of the finger
JOINED = 0.2  # the share of extra texts made of two: danger with ordinary talk before or after it, or ordinary with ordinary
GRAVE = 2.0  # missing danger counts this much more than a false alarm
SORTING = 0.3  # how much telling the kinds and sorts apart counts beside danger or not


def teach(examples: Iterable[Example], pool: Iterable[Example], *, seed: int = 0, log: bool = True) -> tuple[dict[str, np.ndarray], list[str]]:
    """Learn from these sentences and a pool of ordinary talk; gives what was learned, and the classes, danger first.

    FIRST_ROUNDS take all of the pool, later ones a share each; before those the whole pool is heard, and those texts of it that were ever heard as
    danger are lessons of all rounds that follow. In the end what of the pool still is so heard is taught gently, beside all else; then what is
    promised (examples.PROMISED), until it is kept with room to spare, so that it holds wherever it is taught: each kind of processor rounds in its
    own way, and two teachings are never quite the same.
    """
    given, ordinary = list(examples), list(pool)
    kinds = sorted({one.kind for one in given if one.kind != NONE})
    classes, dangers = kinds + sorted({one.sort for one in given + ordinary if one.kind == NONE}), len(kinds)
    rng = random.Random(seed)
    extra = [*_joined(given, rng), *_worn(given, rng)]
    rng.shuffle(extra)
    pupil = Pupil(MPNET, len(classes), _loss_of(dangers), seed=seed)

    def batches(texts: Iterable[tuple[str, str]]) -> list[Arrays]:
        return pupil.lower.batches([([MPNET.first, *MPNET.pieces(text)[: LENGTHS[-1] - 2], MPNET.last], classes.index(sort)) for text, sort in texts], LENGTHS)

    core = batches((plain(one.text), one.sort) for one in given)
    extras = [batches(extra[number::ROUNDS]) for number in range(ROUNDS)]
    others = batches((plain(one.text), one.sort) for one in ordinary)
    promised = batches((plain(one.text), one.sort) for one in given if one.promised)
    random.Random(seed).shuffle(others)
    pupil.steps = ROUNDS * len(core) + FIRST_ROUNDS * len(others) + (ROUNDS - FIRST_ROUNDS) * len(others) // SHARES + sum(map(len, extras))
    hard = [np.zeros(TOGETHER, bool) for _ in others]
    for number in range(ROUNDS):
        if number >= FIRST_ROUNDS:
            hard = [was | (_odds(pupil.weigh(batch), dangers) > HEARD) for was, batch in zip(hard, others)]
        share = others[number % SHARES :: SHARES] if number >= FIRST_ROUNDS else others
        now = [*core, *extras[number], *share, *picked(others, hard)]
        mean = pupil.take(now)
        if log:
            print(f"round {number + 1} of {ROUNDS}: {mean:.3f} ({len(now)}; heard as danger: {sum(part.sum() for part in hard)})", file=sys.stderr, flush=True)
    for number in range(CALMINGS):
        loud = picked(others, [_odds(pupil.weigh(batch), dangers) > LOUD for batch in others])
        if not loud:
            break
        pupil.take([*loud, *pupil.sample(core, BESIDE * len(loud))], least=GENTLY)
        if log:
            print(f"calm, round {number + 1}: {len(loud)} batches", file=sys.stderr, flush=True)
    for number in range(MENDINGS):
        broken = picked(promised, [_broken(_odds(pupil.weigh(batch), dangers), batch["right"] < dangers) for batch in promised])
        if not broken:
            break
        pupil.take([*broken, *pupil.sample(core, BESIDE * len(broken))], least=GENTLY)
        if log:
            print(f"promises, round {number + 1}: {len(broken)} batches", file=sys.stderr, flush=True)
    return pupil.learned(), classes


def _joined(given: Sequence[Example], rng: random.Random) -> Iterator[tuple[str, str]]:
    """Texts made of two, so that danger is heard among other talk."""
    ordinary = [one for one in given if one.kind == NONE]
    for one in rng.sample(given, int(JOINED * len(given))):
        halves = [plain(one.text).rstrip(" ."), plain(rng.choice(ordinary).text).rstrip(" .")]
        rng.shuffle(halves)
        yield rng.choice((" . ", " ", " and ", " but ")).join(halves), one.sort


def _worn(given: Sequence[Example], rng: random.Random) -> Iterator[tuple[str, str]]:
    """Texts with slips of the finger: a letter too few, twice, swapped or wrong, or two words run together."""
    for one in rng.sample(given, int(WORN * len(given))):
        text = plain(one.text)
        for _ in range(1 + len(text) // 30 if len(text) > 2 else 0):
            at = rng.randrange(max(1, len(text) - 1))
            a = text[at]
            text = text[:at] + rng.choice(("", a + a, rng.choice("aeiounrstl"))) + text[at + 1 :] if a != " " else text[:at] + text[at + 1 :]
        yield plain(text), one.sort


def _odds(weighed: np.ndarray, dangers: int) -> np.ndarray:
    """Log odds of danger [B]."""
    return np.logaddexp.reduce(weighed[:, :dangers], -1) - np.logaddexp.reduce(weighed[:, dangers:], -1)


def _broken(odds: np.ndarray, danger: np.ndarray) -> np.ndarray:
    """Which of these promises are not kept with room to spare."""
    return np.where(danger, odds < SURE_OF_DANGER, odds > SURE_OF_NONE)


def _loss_of(dangers: int):
    """The loss where the first so many classes are danger."""
    def loss(weighed: jax.Array, right: jax.Array) -> jax.Array:
        sorted_wrong = -jnp.take_along_axis(jax.nn.log_softmax(weighed), right[:, None], 1)[:, 0]
        odds = jax.nn.logsumexp(weighed[:, :dangers], -1) - jax.nn.logsumexp(weighed[:, dangers:], -1)
        sure = jnp.where(right < dangers, 0.985, 0.015)
        missed = -(sure * jax.nn.log_sigmoid(odds) * GRAVE + (1 - sure) * jax.nn.log_sigmoid(-odds))
        return (missed + SORTING * sorted_wrong).mean()

    return loss


def write_lessons() -> Path:
    """Teach, and keep what was learned: whole or not at all. Raises OSError where it can't be kept."""
    path, pool = lessons_path(), mapping_talk()[:MOST_MAPPING] + talk_to_the_bot()[:MOST_ASKED]
    lessons, classes = teach((one for one in read_examples() if not one.held_out), (one for one in pool if not one.held_out))
    keep(lessons, classes, path)
    return path
