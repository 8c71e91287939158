"""Teaches the screen's second stage from our own sentences (set-up does it, by `python -m nlu.safety.train`; some minutes). The held-out share is
never taught. Needs JAX; running the screen does not.
"""

import math
import os
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np

from nlu.extraction.learned import base
from nlu.extraction.learned.products import fixed, times
from nlu.safety.encoder import CLS, LAYERS, LEARNING, MATRICES, SEP, lessons_path, pieces, published
from nlu.safety.examples import NONE, Example, mapping_talk, read_examples, talk_to_the_bot
from nlu.safety.text import plain

RANK, LOOKS, HIDDEN = 12, 2, 128
ROUNDS, TOGETHER, PACE, WARMING = 5, 48, 1e-3, 60
FIRST_ROUNDS, HEARD = 2, -1.0  # rounds before the pool is heard, and the log odds of danger from which its texts become lessons
MENDINGS, BESIDE, GENTLY = 30, 12, 0.1  # at most so many rounds for what is promised, with so many other batches beside each of them, at that share of the pace
SURE_OF_NONE, SURE_OF_DANGER = -1.5, 2.5  # the log odds of danger at which a promise counts as kept; the screen's point lies at 0.85
LENGTHS = (10, 16, 26, 48)
MOST_MAPPING, MOST_ASKED = 5600, 2600  # texts of each in the pool
WORN = 0.1  # the share of extra texts with slips of the finger
JOINED = 0.2  # the share of extra texts made of two: danger with ordinary talk before or after it, or ordinary with ordinary
GRAVE = 2.0  # missing danger counts this much more than a false alarm
SORTING = 0.3  # how much telling the kinds and sorts apart counts beside danger or not
DROPPED = 0.1

Arrays = dict


def teach(examples: Iterable[Example], pool: Iterable[Example], *, seed: int = 0, log: bool = True) -> dict[str, np.ndarray]:
    """Learn from these sentences and a pool of ordinary talk; gives what `encoder.read_lessons` reads, with the classes.

    Each round takes another part of the pool; after FIRST_ROUNDS the whole pool is heard before each round, and those texts of it that were ever
    heard as danger are lessons of all rounds that follow. In the end what is promised (examples.PROMISED) is taught until it is kept with room to
    spare, so that it holds wherever it is taught: each kind of processor rounds in its own way, and two teachings are never quite the same.
    """
    given, ordinary = list(examples), list(pool)
    dangers = sorted({one.kind for one in given if one.kind != NONE})
    classes = dangers + sorted({one.sort for one in given + ordinary if one.kind == NONE})
    rng = random.Random(seed)
    texts = [*((plain(one.text), one.sort) for one in given), *_joined(given, rng), *_worn(given, rng)]
    start, layers = published()
    lower = _Lower(start, layers)
    core = lower.batches([(text, classes.index(sort)) for text, sort in texts])
    others = lower.batches([(plain(one.text), classes.index(one.sort)) for one in ordinary])
    promised = lower.batches([(plain(one.text), classes.index(one.sort)) for one in given if one.promised])
    learning = _learn(_fresh(seed, len(classes)), layers, core, others, promised, len(dangers), seed, log)
    return {name: np.asarray(value, np.float16) for name, value in learning.items()} | {"classes": np.array(classes)}


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
            a, b = text[at], text[at + 1 : at + 2]
            text = text[:at] + rng.choice(("", a + a, rng.choice("aeiounrstl"))) + text[at + 1 :] if a != " " else text[:at] + text[at + 1 :]
        yield plain(text), one.sort


class _Lower:
    """The embeddings and the layers below those that learn: what they make of each text is made once."""

    def __init__(self, start: Arrays, layers: list[Arrays]) -> None:
        self._run, self._given = jax.jit(_encode), jax.tree.map(jnp.asarray, (start, layers[: LEARNING[0]]))

    def batches(self, texts: Sequence[tuple[str, int]]) -> list[Arrays]:
        """The texts by length, TOGETHER at a time."""
        framed = sorted(([CLS, *pieces(text)[: LENGTHS[-1] - 2], SEP], sort) for text, sort in texts)
        found = []
        for length, before in zip(LENGTHS, (0, *LENGTHS)):
            group = [row for row in framed if before < len(row[0]) <= length]
            random.Random(length).shuffle(group)
            group += group[: -len(group) % TOGETHER]
            for at in range(0, len(group) - len(group) % TOGETHER, TOGETHER):
                ids, mask = np.zeros((TOGETHER, length), np.int32), np.zeros((TOGETHER, length), np.float32)
                for row, (each, _) in enumerate(group[at : at + TOGETHER]):
                    ids[row, : len(each)], mask[row, : len(each)] = each, 1
                right = np.array([sort for _, sort in group[at : at + TOGETHER]], np.int32)
                found.append({"x": np.asarray(self._run(*self._given, ids, mask), np.float16), "mask": mask, "right": right})
        return found


def _picked(batches: Sequence[Arrays], picked: Sequence[np.ndarray]) -> list[Arrays]:
    """New batches of the picked rows of each, by length."""
    found = []
    for length in LENGTHS:
        rows = [{name: part[of] for name, part in batch.items()} for batch, of in zip(batches, picked) if batch["mask"].shape[1] == length and of.any()]
        if rows:
            group = {name: np.concatenate([row[name] for row in rows]) for name in rows[0]}
            many = len(group["right"])
            order = np.resize(np.random.default_rng(length).permutation(many), many + -many % TOGETHER)
            found += [{name: part[order[at : at + TOGETHER]] for name, part in group.items()} for at in range(0, len(order), TOGETHER)]
    return found


def _fresh(seed: int, classes: int) -> Arrays:
    """What learns, before it has: additions that add nothing yet, and small random heads."""
    rng, wide = np.random.default_rng(seed), base.WIDTH
    sizes = {"asks": (wide, 3 * wide), "joins": (wide, wide), "widens": (wide, 4 * wide), "narrows": (4 * wide, wide)}

    def some(*shape: int) -> jax.Array:
        return jnp.asarray(rng.normal(0, 1 / math.sqrt(shape[0]), shape), jnp.float32)

    found = {"looks": jnp.zeros((wide, LOOKS)), "hidden": some((LOOKS + 1) * wide, HIDDEN), "hidden_bias": jnp.zeros(HIDDEN),
             "sorts": some(HIDDEN, classes), "sorts_bias": jnp.zeros(classes)}
    for number in LEARNING:
        for name, (high, across) in sizes.items():
            found |= {f"{number}.{name}.a": some(high, RANK), f"{number}.{name}.b": jnp.zeros((RANK, across))}
    return found


def _learn(learning: Arrays, layers: list[Arrays], core: list[Arrays], others: list[Arrays], promised: list[Arrays], dangers: int, seed: int,
           log: bool) -> Arrays:
    """Adam (Kingma & Ba 2015) with a warm-up, a straight way down, and gradients no longer than 1."""
    upper = [{name: jnp.asarray(value) for name, value in layers[number].items()} for number in LEARNING]

    @jax.jit
    def step(learning, first, second, batch, key, pace, count):
        loss, slope = jax.value_and_grad(_loss)(learning, upper, batch, dangers, key)
        length = jnp.sqrt(sum((part**2).sum() for part in slope.values()))
        slope = {name: part * jnp.minimum(1, 1 / (length + 1e-6)) for name, part in slope.items()}
        first = {name: 0.9 * part + 0.1 * slope[name] for name, part in first.items()}
        second = {name: 0.99 * part + 0.01 * slope[name] ** 2 for name, part in second.items()}
        move = {name: first[name] / (1 - 0.9**count) / (jnp.sqrt(second[name] / (1 - 0.99**count)) + 1e-8) for name in first}
        return {name: part - pace * (move[name] + 0.01 * part) for name, part in learning.items()}, first, second, loss

    heard = jax.jit(lambda learning, batch: _odds(_weighed(learning, upper, batch, None), dangers))
    zero = {name: jnp.zeros_like(part) for name, part in learning.items()}
    first, second, key, count, rng = zero, dict(zero), jax.random.key(seed), 0, random.Random(seed)
    rng.shuffle(others)
    steps = ROUNDS * (len(core) + len(others) // ROUNDS)
    hard = [np.zeros(TOGETHER, bool) for _ in others]

    def take(batches: list[Arrays], least: float) -> float:
        """One step for each batch, in any order; gives their mean loss."""
        nonlocal learning, first, second, key, count
        rng.shuffle(batches)
        total = 0.0
        for batch in batches:
            count += 1
            key, now = jax.random.split(key)
            pace = PACE * min(1, count / WARMING) * max(least, 1 - count / (steps + 1))
            learning, first, second, loss = step(learning, first, second, batch, now, pace, count)
            total += float(loss)
        return total / len(batches)

    for number in range(ROUNDS):
        if number >= FIRST_ROUNDS:
            hard = [was | (np.asarray(heard(learning, batch)) > HEARD) for was, batch in zip(hard, others)]
        batches = [*core, *others[number::ROUNDS], *_picked(others, hard)]
        many, mean = len(batches), take(batches, 0.02)
        if log:
            print(f"round {number + 1} of {ROUNDS}: {mean:.3f} ({many}; heard as danger: {sum(part.sum() for part in hard)})", file=sys.stderr, flush=True)
    for number in range(MENDINGS):
        broken = _picked(promised, [_broken(np.asarray(heard(learning, batch)), batch["right"] < dangers) for batch in promised])
        if not broken:
            break
        take([*broken, *rng.sample(core, min(len(core), BESIDE * len(broken)))], GENTLY)
        if log:
            print(f"promises, round {number + 1}: {len(broken)} batches", file=sys.stderr, flush=True)
    return learning


def _broken(odds: np.ndarray, danger: np.ndarray) -> np.ndarray:
    """Which of these promises are not kept with room to spare."""
    return np.where(danger, odds < SURE_OF_DANGER, odds > SURE_OF_NONE)


def _weighed(learning: Arrays, upper: list[Arrays], batch: Arrays, key: jax.Array | None) -> jax.Array:
    """Weights of all classes [B, classes]."""
    keys = jax.random.split(key, len(LEARNING) + 1) if key is not None else [None] * (len(LEARNING) + 1)
    x, far = batch["x"].astype(jnp.float32), (1 - batch["mask"][:, None, None, :]) * -1e9
    for layer, number, now in zip(upper, LEARNING, keys):
        x = _layer(x, far, layer, {name: (learning[f"{number}.{name}.a"], learning[f"{number}.{name}.b"]) for name in MATRICES}, now)
    return _head(learning, x, batch["mask"], keys[-1])


def _odds(weighed: jax.Array, dangers: int) -> jax.Array:
    """Log odds of danger [B]."""
    return jax.nn.logsumexp(weighed[:, :dangers], -1) - jax.nn.logsumexp(weighed[:, dangers:], -1)


def _loss(learning: Arrays, upper: list[Arrays], batch: Arrays, dangers: int, key: jax.Array) -> jax.Array:
    weighed = _weighed(learning, upper, batch, key)
    sorted_wrong = -jnp.take_along_axis(jax.nn.log_softmax(weighed), batch["right"][:, None], 1)[:, 0]
    odds = _odds(weighed, dangers)
    sure = jnp.where(batch["right"] < dangers, 0.985, 0.015)
    missed = -(sure * jax.nn.log_sigmoid(odds) * GRAVE + (1 - sure) * jax.nn.log_sigmoid(-odds))
    return (missed + SORTING * sorted_wrong).mean()


def _head(learning: Arrays, x: jax.Array, mask: jax.Array, key: jax.Array) -> jax.Array:
    """Weights of all classes [B, classes]: the pieces the head looks at most and their mean, through one hidden layer."""
    heed = jax.nn.softmax(x @ learning["looks"] + (1 - mask[..., None]) * -1e9, 1)
    seen = jnp.einsum("btk,btd->bkd", heed, x).reshape(x.shape[0], -1)
    mean = (x * mask[..., None]).sum(1) / mask.sum(1, keepdims=True)
    both = _dropped(jnp.concatenate([seen, mean], -1), key)
    return jax.nn.gelu(both @ learning["hidden"] + learning["hidden_bias"], approximate=False) @ learning["sorts"] + learning["sorts_bias"]


def _encode(start: Arrays, layers: list[Arrays], ids: jax.Array, mask: jax.Array) -> jax.Array:
    x = _even(start["word"][ids] + start["place"][: ids.shape[1]], start["gain"], start["bias"])
    far = (1 - mask[:, None, None, :]) * -1e9
    for layer in layers:
        x = _layer(x, far, layer, {}, None)
    return x


def _layer(x: jax.Array, far: jax.Array, layer: Arrays, added: Arrays, key: jax.Array | None) -> jax.Array:
    """One layer of a BERT encoder (Devlin et al. 2019), with the additions that learn."""
    def linear(x: jax.Array, name: str) -> jax.Array:
        found = fixed(x, layer[name]) + layer[f"{name}_bias"]
        return found + times(times(x, added[name][0]), added[name][1]) if name in added else found

    keys = jax.random.split(key) if key is not None else (None, None)
    many, long, _ = x.shape
    each = base.WIDTH // base.HEADS
    q, k, v = (part.reshape(many, long, base.HEADS, each).transpose(0, 2, 1, 3) for part in jnp.split(linear(x, "asks"), 3, -1))
    heed = jax.nn.softmax(q @ k.transpose(0, 1, 3, 2) / math.sqrt(each) + far, -1)
    met = linear((heed @ v).transpose(0, 2, 1, 3).reshape(many, long, base.WIDTH), "joins")
    x = _even(x + _dropped(met, keys[0]), layer["gain"], layer["bias"])
    made = linear(jax.nn.gelu(linear(x, "widens"), approximate=False), "narrows")
    return _even(x + _dropped(made, keys[1]), layer["gain_out"], layer["bias_out"])


def _even(x: jax.Array, gain: jax.Array, bias: jax.Array) -> jax.Array:
    middle = x.mean(-1, keepdims=True)
    return (x - middle) * jax.lax.rsqrt(((x - middle) ** 2).mean(-1, keepdims=True) + 1e-12) * gain + bias


def _dropped(x: jax.Array, key: jax.Array | None) -> jax.Array:
    return x if key is None else x * jax.random.bernoulli(key, 1 - DROPPED, x.shape) / (1 - DROPPED)


def write_lessons() -> Path:
    """Teach, and keep what was learned: whole or not at all. Raises OSError where it can't be kept."""
    assert LAYERS == LEARNING[-1] + 1
    path, pool = lessons_path(), mapping_talk()[:MOST_MAPPING] + talk_to_the_bot()[:MOST_ASKED]
    lessons = teach((one for one in read_examples() if not one.held_out), (one for one in pool if not one.held_out))
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}.npz")
    np.savez_compressed(part, **lessons)
    part.replace(path)
    return path
