"""Teaches the two models of the screen's second stage from our own sentences (set-up does it, by `python -m nlu.safety.train`; some minutes). The
held-out share is never taught. Needs JAX; running the screen does not.

The small model, which looks first (classifier.py), is taught all of them; the large one what the small one does not surely let by.
"""

import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np

from nlu.safety.classifier import gravest
from nlu.safety.examples import NONE, Example, mapping_talk, read_examples, talk_to_the_bot
from nlu.safety.kept import glance_path, lessons_path
from nlu.safety.text import plain
from nlu.sentences import model
from nlu.sentences.base import Base
from nlu.sentences.minilm import MINILM
from nlu.sentences.mpnet import MPNET
from nlu.sentences.teaching import TOGETHER, Arrays, Pupil, keep, picked


@dataclass(frozen=True, slots=True)
class Plan:
    """How one of the models is taught. ``danger`` and ``none``: the log odds of danger, at least and at most, at which a promise counts as kept.
    ``shares``: after the first round, the pool is taken in so many rounds once."""

    name: str
    base: Base
    rounds: int
    danger: float
    none: float
    shares: int


SMALL = Plan("small", MINILM, 2, -1.0, 1.0, 2)
LARGE = Plan("large", MPNET, 3, 1.7, -1.2, 1)  # the mean of both leaves room to spare beside what the small one promises

NEAR, SOME = -3.5, 0.15  # the small model's log odds of danger from which the large one is taught an ordinary text, and the share of the others, as it judges all where the small one is missing
HEARD = -2.0  # log odds of danger from which a text of the pool is a lesson of the next round
MENDINGS, BESIDE, GENTLY = 30, 6, 0.1  # at most so many rounds for what is promised, with so many other batches beside each of them, at that share of the pace
LENGTHS = (8, 11, 14, 18, 24, 32, 48)
MOST_MAPPING, MOST_ASKED = 12000, 2600  # texts of each in the pool
WORN = 0.1  # the share of extra texts with slips of the finger
JOINED = 0.2  # the share of extra texts made of two: danger with ordinary talk before or after it, or ordinary with ordinary
GRAVE = 2.0  # missing danger counts this much more than a false alarm
SORTING = 0.3  # how much telling the kinds and sorts apart counts beside danger or not


def teach(plan: Plan, examples: Iterable[Example], pool: Iterable[Example], *, seed: int = 0, log: bool = True) -> tuple[dict[str, np.ndarray], list[str]]:
    """Learn from these sentences and a pool of ordinary talk; gives what was learned, and the classes, danger first.

    The first round takes all of the pool, later ones a share each, and all of it that is heard as danger then. In the end what is promised
    (examples.PROMISED) is taught until it is kept with room to spare, so that it holds wherever it is taught: each kind of processor rounds in
    its own way, and two teachings are never quite the same.
    """
    given, ordinary = list(examples), list(pool)
    kinds = sorted({one.kind for one in given if one.kind != NONE})
    classes, dangers = kinds + sorted({one.sort for one in given + ordinary if one.kind == NONE}), len(kinds)
    rng, base = random.Random(seed), plan.base
    extra = [*_joined(given, rng), *_worn(given, rng)]
    rng.shuffle(extra)
    pupil = Pupil(base, len(classes), _loss_of(dangers), seed=seed)

    def batches(texts: Iterable[tuple[str, str]]) -> list[Arrays]:
        return pupil.lower.batches([([base.first, *base.pieces(text)[: LENGTHS[-1] - 2], base.last], classes.index(sort)) for text, sort in texts], LENGTHS)

    core, others = batches((plain(one.text), one.sort) for one in given), batches((plain(one.text), one.sort) for one in ordinary)
    extras = [batches(extra[number :: plan.rounds]) for number in range(plan.rounds)]
    promised = batches((plain(one.text), one.sort) for one in given if one.promised)
    random.Random(seed).shuffle(others)
    pupil.steps = plan.rounds * len(core) + len(others) + (plan.rounds - 1) * len(others) // plan.shares + sum(map(len, extras))
    for number in range(plan.rounds):
        hard = picked(others, [_odds(pupil.weigh(batch), dangers) > HEARD for batch in others]) if number else []
        now = [*core, *extras[number], *(others[number % plan.shares :: plan.shares] if number else others), *hard]
        mean = pupil.take(now)
        if log:
            print(f"{plan.name}, round {number + 1} of {plan.rounds}: {mean:.3f} ({len(now)})", file=sys.stderr, flush=True)
    for number in range(MENDINGS):
        broken = picked(promised, [_broken(plan, _odds(pupil.weigh(batch), dangers), batch["right"] < dangers) for batch in promised])
        if not broken:
            break
        pupil.take([*broken, *pupil.sample(core, BESIDE * len(broken))], least=GENTLY)
        if log:
            print(f"{plan.name}, promises, round {number + 1}: {len(broken)} batches", file=sys.stderr, flush=True)
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


def _broken(plan: Plan, odds: np.ndarray, danger: np.ndarray) -> np.ndarray:
    """Which of these promises are not kept with room to spare."""
    return np.where(danger, odds < plan.danger, odds > plan.none)


def _loss_of(dangers: int):
    """The loss where the first so many classes are danger."""
    def loss(weighed: jax.Array, right: jax.Array) -> jax.Array:
        sorted_wrong = -jnp.take_along_axis(jax.nn.log_softmax(weighed), right[:, None], 1)[:, 0]
        odds = jax.nn.logsumexp(weighed[:, :dangers], -1) - jax.nn.logsumexp(weighed[:, dangers:], -1)
        sure = jnp.where(right < dangers, 0.985, 0.015)
        missed = -(sure * jax.nn.log_sigmoid(odds) * GRAVE + (1 - sure) * jax.nn.log_sigmoid(-odds))
        return (missed + SORTING * sorted_wrong).mean()

    return loss


def write_small() -> Path:
    """Teach the small model, and keep what it learned: whole or not at all. Raises OSError where it can't be kept."""
    keep(*teach(SMALL, *_sentences()), glance_path())
    return glance_path()


def write_large() -> Path:
    """The same for the large one; the small one must have been taught. Raises OSError, also where it was not."""
    small, rng = model.made(MINILM, glance_path()), random.Random(0)

    def wanted(one: Example) -> bool:
        return one.kind != NONE or one.promised or rng.random() < SOME or gravest(MINILM, small, plain(one.text))[0] > NEAR

    keep(*teach(LARGE, *([one for one in part if wanted(one)] for part in _sentences())), lessons_path())
    return lessons_path()


def _sentences() -> tuple[list[Example], list[Example]]:
    """Our sentences, and the pool of ordinary talk, without what is held out."""
    pool = mapping_talk()[:MOST_MAPPING] + talk_to_the_bot()[:MOST_ASKED]
    return [one for one in read_examples() if not one.held_out], [one for one in pool if not one.held_out]
