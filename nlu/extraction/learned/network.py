"""The network while it learns (JAX): the layers of MiniLM, and heads for spans, what is said of an item, and ties.

A BERT encoder as in Devlin et al. 2019; spans are weighed by their first and last word as in SpERT (Eberts & Ulges 2020).
Arrays: B texts, T pieces, W words, K items. ``nlu.extraction.learned.ear`` computes the same without JAX.
"""

import math

import jax
import jax.numpy as jnp
import numpy as np
from safetensors.numpy import load_file

from nlu.extraction.learned import base
from nlu.extraction.learned.lessons import IMPACTS, KINDS, LONGEST_SPAN, RELATIONS
from nlu.extraction.learned.products import times

LAYERS = 6  # all of them (docs/decisions/0007)
HIDDEN = 256
DISTANCES = 16
DROPOUT = 0.1
WEIGHTS = {"spans": 1.0, "impact": 1.0, "current": 0.5, "relation": 0.5, "ties": 1.0}

Arrays = dict


def encoder() -> tuple[Arrays, Arrays]:
    """The language model's own weights: those that learn, and the table of pieces, which stays as it is."""
    read = {name: jnp.asarray(value.astype(np.float32)) for name, value in load_file(base.weights_file()).items()}
    word = read["embeddings.word_embeddings.weight"]
    learning = {
        "place": read["embeddings.position_embeddings.weight"] + read["embeddings.token_type_embeddings.weight"][0],
        "gain": read["embeddings.LayerNorm.weight"],
        "bias": read["embeddings.LayerNorm.bias"],
        "layers": [_layer(read, f"encoder.layer.{number}.") for number in range(LAYERS)],
    }
    return learning, {"word": word}


def _layer(read: Arrays, at: str) -> Arrays:
    three = [f"{at}attention.self.{name}." for name in ("query", "key", "value")]
    return {
        "asks": jnp.concatenate([read[name + "weight"].T for name in three], 1),
        "asks_bias": jnp.concatenate([read[name + "bias"] for name in three]),
        "joins": read[at + "attention.output.dense.weight"].T,
        "joins_bias": read[at + "attention.output.dense.bias"],
        "gain": read[at + "attention.output.LayerNorm.weight"],
        "bias": read[at + "attention.output.LayerNorm.bias"],
        "widens": read[at + "intermediate.dense.weight"].T,
        "widens_bias": read[at + "intermediate.dense.bias"],
        "narrows": read[at + "output.dense.weight"].T,
        "narrows_bias": read[at + "output.dense.bias"],
        "gain_out": read[at + "output.LayerNorm.weight"],
        "bias_out": read[at + "output.LayerNorm.bias"],
    }


def heads(seed: int) -> Arrays:
    """Fresh heads: small random weights, always the same for a seed."""
    rng = np.random.default_rng(seed)

    def some(*shape: int) -> jax.Array:
        return jnp.asarray(rng.normal(0, 1 / math.sqrt(shape[0]), shape), jnp.float32)

    wide, classes = base.WIDTH, {"spans": len(KINDS), "impact": len(IMPACTS), "current": 2, "relation": len(RELATIONS), "ties": 2}
    zero = {name: jnp.zeros(size, jnp.float32) for name, size in (("span", HIDDEN), ("item", HIDDEN), ("tie", HIDDEN))}
    made = {f"{name}_bias": value for name, value in zero.items()}
    made |= {"span_first": some(wide, HIDDEN), "span_last": some(wide, HIDDEN), "span_length": jnp.zeros((LONGEST_SPAN, HIDDEN), jnp.float32)}
    made |= {f"item_{part}": some(wide, HIDDEN) for part in ("first", "last", "mean", "text")}
    made |= {"tie_earlier": some(2 * wide, HIDDEN), "tie_later": some(2 * wide, HIDDEN), "tie_between": some(wide, HIDDEN)}
    made |= {"tie_distance": jnp.zeros((DISTANCES, HIDDEN), jnp.float32)}
    made |= {f"tie_kind_{part}": jnp.zeros((len(KINDS), HIDDEN), jnp.float32) for part in ("earlier", "later")}
    for name, number in classes.items():
        made |= {name: some(HIDDEN, number), f"{name}_start": jnp.zeros(number, jnp.float32)}
    return made


def encode(net: Arrays, ids: jax.Array, mask: jax.Array, rng: jax.Array) -> jax.Array:
    """What the encoder makes of each piece: [B, T] -> [B, T, 384]. ``mask`` is 1 where there is a piece."""
    many, long = ids.shape
    keys = jax.random.split(rng, 2 * len(net["layers"]) + 1)
    x = _dropped(_even(net["word"][ids] + net["place"][:long], net["gain"], net["bias"]), keys[-1])
    far = (1 - mask[:, None, None, :]) * -1e9
    each = base.WIDTH // base.HEADS
    for number, layer in enumerate(net["layers"]):
        q, k, v = (
            part.reshape(many, long, base.HEADS, each).transpose(0, 2, 1, 3)
            for part in jnp.split(times(x, layer["asks"]) + layer["asks_bias"], 3, -1)
        )
        heed = jax.nn.softmax(q @ k.transpose(0, 1, 3, 2) / math.sqrt(each) + far, -1)
        met = times((heed @ v).transpose(0, 2, 1, 3).reshape(many, long, base.WIDTH), layer["joins"]) + layer["joins_bias"]
        x = _even(x + _dropped(met, keys[2 * number]), layer["gain"], layer["bias"])
        wide = jax.nn.gelu(times(x, layer["widens"]) + layer["widens_bias"], approximate=False)
        made = times(wide, layer["narrows"]) + layer["narrows_bias"]
        x = _even(x + _dropped(made, keys[2 * number + 1]), layer["gain_out"], layer["bias_out"])
    return x


def loss(net: Arrays, kept: Arrays, head: Arrays, batch: Arrays, rng: jax.Array) -> jax.Array:
    """How far the network is from the annotations of a batch (cross-entropy, summed over its texts and divided by their number)."""
    keys = jax.random.split(rng)
    x = encode({**net, **kept}, batch["ids"], batch["mask"], keys[0])
    words = _dropped((_take(x, batch["first"]) + _take(x, batch["last"])) / 2, keys[1])
    total = WEIGHTS["spans"] * _surprise(_spans(head, words), batch["spans"], batch["spans_count"])
    start, end = batch["from"], batch["to"]
    first, last = _take(words, start), _take(words, end)
    items = _items(head, first, last, _mean(words, start, end + 1), x[:, 0])
    for name in ("impact", "current", "relation"):
        total += WEIGHTS[name] * _surprise(items @ head[name] + head[f"{name}_start"], batch[name], batch[f"{name}_count"])
    ties = _ties(head, jnp.concatenate([first, last], -1), words, start, end, batch["kind"])
    total += WEIGHTS["ties"] * _surprise(ties, batch["ties"], batch["ties_count"])
    return total / batch["ids"].shape[0]


def _spans(head: Arrays, words: jax.Array) -> jax.Array:
    first, last = words @ head["span_first"], words @ head["span_last"]
    longer = [
        first + jnp.pad(last[:, more:], ((0, 0), (0, more), (0, 0))) + head["span_length"][more] + head["span_bias"]
        for more in range(LONGEST_SPAN)
    ]
    return jax.nn.gelu(jnp.stack(longer, 2)) @ head["spans"] + head["spans_start"]


def _items(head: Arrays, first: jax.Array, last: jax.Array, mean: jax.Array, text: jax.Array) -> jax.Array:
    whole = first @ head["item_first"] + last @ head["item_last"] + mean @ head["item_mean"]
    return jax.nn.gelu(whole + (text @ head["item_text"])[:, None] + head["item_bias"])


def _ties(head: Arrays, ends: jax.Array, words: jax.Array, start: jax.Array, end: jax.Array, kind: jax.Array) -> jax.Array:
    gap_from = jnp.minimum(end[:, :, None], end[:, None, :]) + 1
    gap_to = jnp.maximum(jnp.maximum(start[:, :, None], start[:, None, :]), gap_from)
    many, each, _ = gap_from.shape
    between = _mean(words @ head["tie_between"], gap_from.reshape(many, -1), gap_to.reshape(many, -1)).reshape(many, each, each, -1)
    kinds = jax.nn.one_hot(kind, len(KINDS))
    earlier, later = ends @ head["tie_earlier"] + kinds @ head["tie_kind_earlier"], ends @ head["tie_later"] + kinds @ head["tie_kind_later"]
    in_order = (start[:, :, None] <= start[:, None, :])[..., None]
    both = jnp.where(in_order, earlier[:, :, None] + later[:, None, :], earlier[:, None, :] + later[:, :, None])
    far = jax.nn.one_hot(jnp.clip(gap_to - gap_from, 0, DISTANCES - 1), DISTANCES) @ head["tie_distance"]
    return jax.nn.gelu(both + between + far + head["tie_bias"]) @ head["ties"] + head["ties_start"]


def _even(x: jax.Array, gain: jax.Array, bias: jax.Array) -> jax.Array:
    middle = x.mean(-1, keepdims=True)
    spread = ((x - middle) ** 2).mean(-1, keepdims=True)
    return (x - middle) * jax.lax.rsqrt(spread + 1e-12) * gain + bias


def _dropped(x: jax.Array, rng: jax.Array) -> jax.Array:
    return x * jax.random.bernoulli(rng, 1 - DROPOUT, x.shape) / (1 - DROPOUT)


def _take(x: jax.Array, at: jax.Array) -> jax.Array:
    """The rows of x that ``at`` names, as a product of matrices: gathering is slow to learn through on a processor."""
    return jax.nn.one_hot(at, x.shape[1]) @ x


def _mean(x: jax.Array, start: jax.Array, end: jax.Array) -> jax.Array:
    """The mean of the rows from ``start`` to before ``end``; 0 of no rows."""
    places = jnp.arange(x.shape[1])
    inside = ((places >= start[..., None]) & (places < end[..., None])).astype(x.dtype)
    return (inside / jnp.maximum(end - start, 1)[..., None]) @ x


def _surprise(weighed: jax.Array, right: jax.Array, count: jax.Array) -> jax.Array:
    chances = jax.nn.log_softmax(weighed)
    return -(jnp.take_along_axis(chances, right[..., None], -1)[..., 0] * count).sum()
