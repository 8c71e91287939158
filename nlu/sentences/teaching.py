"""Teaches the language model to tell sentences apart: low-rank additions to its layers, and a head. Needs JAX; running what was learned does not."""

import math
import os
import random
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np

from nlu.extraction.learned.products import fixed, times
from nlu.sentences.base import Base, Published
from nlu.sentences.encoder import MATRICES

RANK, LOOKS, HIDDEN = 12, 2, 128
TOGETHER, PACE, WARMING, LEAST = 48, 1e-3, 60, 0.02
DROPPED = 0.1

Arrays = dict
Near = Callable[[int], np.ndarray]
Loss = Callable[[jax.Array, jax.Array], jax.Array]  # of what is weighed [B, classes] and what is right [B]


class Pupil:
    """What learns: Adam (Kingma & Ba 2015) with a warm-up, a straight way down over ``steps``, and gradients no longer than 1.

    ``loss`` gives the mean loss of a batch. Same machine, same texts, same ``seed``: the same lessons.
    """

    def __init__(self, base: Base, classes: int, loss: Loss, *, seed: int = 0) -> None:
        published = base.read()
        self.lower = Lower(base, published)
        upper = {number: {name: jnp.asarray(value) for name, value in published.layers[number].items()} for number in base.learning}
        self._learning, self._key, self._count, self._rng = _fresh(base, seed, classes), jax.random.key(seed, impl="rbg"), 0, random.Random(seed)
        self._first = {name: jnp.zeros_like(part) for name, part in self._learning.items()}
        self._second = dict(self._first)
        self.steps = 1

        weighed = partial(_weighed, base, upper, published.near)

        def loss_of(learning: Arrays, batch: Arrays, key: jax.Array) -> jax.Array:
            return loss(weighed(learning, batch, key), batch["right"])

        def step(learning: Arrays, first: Arrays, second: Arrays, batch: Arrays, key: jax.Array, pace: float, count: int) -> tuple:
            loss, slope = jax.value_and_grad(loss_of)(learning, batch, key)
            length = jnp.sqrt(sum((part**2).sum() for part in slope.values()))
            slope = {name: part * jnp.minimum(1, 1 / (length + 1e-6)) for name, part in slope.items()}
            first = {name: 0.9 * part + 0.1 * slope[name] for name, part in first.items()}
            second = {name: 0.99 * part + 0.01 * slope[name] ** 2 for name, part in second.items()}
            move = {name: first[name] / (1 - 0.9**count) / (jnp.sqrt(second[name] / (1 - 0.99**count)) + 1e-8) for name in first}
            return {name: part - pace * (move[name] + 0.01 * part) for name, part in learning.items()}, first, second, loss

        self._step = jax.jit(step)
        self._weigh = jax.jit(lambda learning, batch: weighed(learning, batch, None))

    def take(self, batches: Sequence[Arrays], *, least: float = LEAST) -> float:
        """One step for each batch, in any order; gives their mean loss. ``least`` of the pace is left when all ``steps`` are taken."""
        order, total = list(batches), 0.0
        self._rng.shuffle(order)
        for batch in order:
            self._count += 1
            self._key, now = jax.random.split(self._key)
            pace = PACE * min(1, self._count / WARMING) * max(least, 1 - self._count / (self.steps + 1))
            self._learning, self._first, self._second, loss = self._step(self._learning, self._first, self._second, batch, now, pace, self._count)
            total += float(loss)
        return total / len(order)

    def weigh(self, batch: Arrays) -> np.ndarray:
        """Weights of all classes [B, classes]."""
        return np.asarray(self._weigh(self._learning, batch))

    def sample(self, batches: Sequence[Arrays], many: int) -> list[Arrays]:
        """So many of these batches, any; all where there are fewer."""
        return self._rng.sample(list(batches), min(len(batches), many))

    def learned(self) -> dict[str, np.ndarray]:
        """What was learned, for `encoder.read_lessons`."""
        return {name: np.asarray(value, np.float16) for name, value in self._learning.items()}


def keep(lessons: dict[str, np.ndarray], classes: Sequence[str], path: Path) -> None:
    """Write lessons whole or not at all. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}.npz")
    np.savez_compressed(part, **lessons, classes=np.array(list(classes)))
    part.replace(path)


class Lower:
    """The embeddings and the layers below those that learn: what they make of each text is made once."""

    def __init__(self, base: Base, published: Published) -> None:
        self._run = jax.jit(partial(_encode, base, published.near))
        self._given = jax.tree.map(jnp.asarray, (published.start, published.layers[: base.learning[0]]))

    def batches(self, texts: Sequence[tuple[list[int], int]], lengths: Sequence[int]) -> list[Arrays]:
        """Texts in pieces, with which class is right, by length, TOGETHER at a time. None is longer than the last of ``lengths``."""
        framed = sorted(texts)
        found = []
        for length, before in zip(lengths, (0, *lengths)):
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


def picked(batches: Sequence[Arrays], rows: Sequence[np.ndarray]) -> list[Arrays]:
    """New batches of the picked rows of each, by length."""
    found = []
    for length in sorted({batch["mask"].shape[1] for batch in batches}):
        of_length = [{name: part[of] for name, part in batch.items()} for batch, of in zip(batches, rows) if batch["mask"].shape[1] == length and of.any()]
        if of_length:
            group = {name: np.concatenate([row[name] for row in of_length]) for name in of_length[0]}
            many = len(group["right"])
            order = np.resize(np.random.default_rng(length).permutation(many), many + -many % TOGETHER)
            found += [{name: part[order[at : at + TOGETHER]] for name, part in group.items()} for at in range(0, len(order), TOGETHER)]
    return found


def _fresh(base: Base, seed: int, classes: int) -> Arrays:
    """What learns, before it has: additions that add nothing yet, and small random heads."""
    rng, wide = np.random.default_rng(seed), base.width
    sizes = {"asks": (wide, 3 * wide), "joins": (wide, wide), "widens": (wide, 4 * wide), "narrows": (4 * wide, wide)}

    def some(*shape: int) -> jax.Array:
        return jnp.asarray(rng.normal(0, 1 / math.sqrt(shape[0]), shape), jnp.float32)

    found = {"looks": jnp.zeros((wide, LOOKS)), "hidden": some((LOOKS + 1) * wide, HIDDEN), "hidden_bias": jnp.zeros(HIDDEN),
             "sorts": some(HIDDEN, classes), "sorts_bias": jnp.zeros(classes)}
    for number in base.learning:
        for name, (high, across) in sizes.items():
            found |= {f"{number}.{name}.a": some(high, RANK), f"{number}.{name}.b": jnp.zeros((RANK, across))}
    return found


def _weighed(base: Base, upper: dict[int, Arrays], near: Near | None, learning: Arrays, batch: Arrays, key: jax.Array | None) -> jax.Array:
    """Weights of all classes [B, classes]."""
    keys = jax.random.split(key, len(upper) + 1) if key is not None else [None] * (len(upper) + 1)
    x, far = batch["x"].astype(jnp.float32), _far(base, near, batch["mask"])
    for (number, layer), now in zip(upper.items(), keys):
        x = _layer(base, x, far, layer, {name: (learning[f"{number}.{name}.a"], learning[f"{number}.{name}.b"]) for name in MATRICES}, now)
    return _head(learning, x, batch["mask"], keys[-1])


def _head(learning: Arrays, x: jax.Array, mask: jax.Array, key: jax.Array) -> jax.Array:
    """Weights of all classes [B, classes]: the pieces the head looks at most and their mean, through one hidden layer."""
    heed = jax.nn.softmax(x @ learning["looks"] + (1 - mask[..., None]) * -1e9, 1)
    seen = jnp.einsum("btk,btd->bkd", heed, x).reshape(x.shape[0], -1)
    mean = (x * mask[..., None]).sum(1) / mask.sum(1, keepdims=True)
    both = _dropped(jnp.concatenate([seen, mean], -1), key)
    return jax.nn.gelu(both @ learning["hidden"] + learning["hidden_bias"], approximate=False) @ learning["sorts"] + learning["sorts_bias"]


def _far(base: Base, near: Near | None, mask: jax.Array) -> jax.Array:
    """What is added to how much pieces heed each other [B, heads or 1, T, T]: no piece heeds one that is not there; the rest by how near they stand."""
    there = (1 - mask[:, None, None, :]) * -1e9
    return there if near is None else there + near(mask.shape[1])


def _encode(base: Base, near: Near | None, start: Arrays, layers: list[Arrays], ids: jax.Array, mask: jax.Array) -> jax.Array:
    x = _even(start["word"][ids] + start["place"][: ids.shape[1]], start["gain"], start["bias"], base.epsilon)
    far = _far(base, near, mask)
    for layer in layers:
        x = _layer(base, x, far, layer, {}, None)
    return x


def _layer(base: Base, x: jax.Array, far: jax.Array, layer: Arrays, added: Arrays, key: jax.Array | None) -> jax.Array:
    """One layer of an encoder (Devlin et al. 2019), with the additions that learn."""
    def linear(x: jax.Array, name: str) -> jax.Array:
        found = fixed(x, layer[name]) + layer[f"{name}_bias"]
        return found + times(times(x, added[name][0]), added[name][1]) if name in added else found

    keys = jax.random.split(key) if key is not None else (None, None)
    many, long, _ = x.shape
    each = base.width // base.heads
    q, k, v = (part.reshape(many, long, base.heads, each).transpose(0, 2, 1, 3) for part in jnp.split(linear(x, "asks"), 3, -1))
    heed = jax.nn.softmax(q @ k.transpose(0, 1, 3, 2) / math.sqrt(each) + far, -1)
    met = linear((heed @ v).transpose(0, 2, 1, 3).reshape(many, long, base.width), "joins")
    x = _even(x + _dropped(met, keys[0]), layer["gain"], layer["bias"], base.epsilon)
    made = linear(jax.nn.gelu(linear(x, "widens"), approximate=False), "narrows")
    return _even(x + _dropped(made, keys[1]), layer["gain_out"], layer["bias_out"], base.epsilon)


def _even(x: jax.Array, gain: jax.Array, bias: jax.Array, epsilon: float) -> jax.Array:
    middle = x.mean(-1, keepdims=True)
    return (x - middle) * jax.lax.rsqrt(((x - middle) ** 2).mean(-1, keepdims=True) + epsilon) * gain + bias


def _dropped(x: jax.Array, key: jax.Array | None) -> jax.Array:
    return x if key is None else x * jax.random.bernoulli(key, 1 - DROPPED, x.shape) / (1 - DROPPED)
