"""Teaching the network: lessons in, weights out. The same lessons give the same weights on the same machine."""

import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial

import jax
import numpy as np
import optax

from nlu.extraction.learned import network
from nlu.extraction.learned.lessons import LONGEST_SPAN, Lesson

LENGTHS = (16, 24, 32, 48, 64, 128, 400)  # texts are padded to the next of these, so that few shapes are compiled
BATCH, PIECES = 32, 1024  # at most so many texts, and pieces, at a time
ROUNDS = 5
RATE, HEAD_RATE = 2e-4, 1e-3
WARM_UP, LAST = 0.1, 0.02  # share of the steps the rate rises for; share of the rate that is left at the end
DECAY, CLIP = 0.01, 5.0
SEED = 20261126

Weights = dict  # {"net": ..., "head": ...}, nested dicts and lists of arrays


def train(lessons: Sequence[Sequence[Lesson]], tell: Callable[[str], None] = print) -> Weights:
    """Teach a fresh network, with one list of lessons a round. ``tell`` hears how far it is."""
    rng, key = np.random.default_rng(SEED), jax.random.key(SEED, impl="rbg")
    net, kept = network.encoder()
    weights = {"net": net, "head": network.heads(SEED)}
    steps = sum(len(_planned(some, np.random.default_rng(SEED))) for some in lessons)
    rate = partial(optax.warmup_cosine_decay_schedule, 0.0, warmup_steps=int(steps * WARM_UP), decay_steps=steps)
    learning = optax.chain(
        optax.clip_by_global_norm(CLIP),
        optax.multi_transform(
            {name: optax.adamw(rate(peak_value=top, end_value=top * LAST), weight_decay=DECAY) for name, top in (("net", RATE), ("head", HEAD_RATE))},
            {name: jax.tree.map(lambda _, name=name: name, part) for name, part in weights.items()},
        ),
    )

    @partial(jax.jit, donate_argnums=(0, 1))
    def step(weights: Weights, state: optax.OptState, batch: dict, key: jax.Array) -> tuple:
        found, slope = jax.value_and_grad(lambda w: network.loss(w["net"], kept, w["head"], batch, key))(weights)
        change, state = learning.update(slope, state, weights)
        return optax.apply_updates(weights, change), state, found

    state = learning.init(weights)
    for turn, some in enumerate(lessons):
        losses = []
        for batch in _batches(some, rng):
            key, now = jax.random.split(key)
            weights, state, found = step(weights, state, batch, now)
            losses.append(found)
        tell(f"  round {turn + 1} of {len(lessons)} ({float(np.mean(np.array(losses))):.2f})")
    return jax.tree.map(np.asarray, {"net": {**weights["net"], **kept}, "head": weights["head"]})


def part_of(ident: str, parts: int) -> int:
    """Which of so many parts a text belongs to, by its name alone."""
    return zlib.crc32(ident.encode()) % parts


def _planned(lessons: Sequence[Lesson], rng: np.random.Generator) -> list[tuple[int, list[Lesson | None]]]:
    by_length: dict[int, list[Lesson]] = defaultdict(list)
    for each in lessons:
        by_length[next((n for n in LENGTHS if len(each.pieces.ids) <= n), LENGTHS[-1])].append(each)
    plan: list[tuple[int, list[Lesson | None]]] = []
    for length, some in by_length.items():
        size = max(2, min(BATCH, PIECES // length))
        mixed = [some[at] for at in rng.permutation(len(some))]
        for start in range(0, len(mixed), size):
            group: list[Lesson | None] = list(mixed[start : start + size])
            plan.append((length, group + [None] * (size - len(group))))
    return [plan[at] for at in rng.permutation(len(plan))]


def _batches(lessons: Sequence[Lesson], rng: np.random.Generator) -> Iterator[dict[str, np.ndarray]]:
    plan = _planned(lessons, rng)
    most: dict[int, int] = defaultdict(lambda: 1)
    for length, group in plan:
        most[length] = max(most[length], *(len(each.items) for each in group if each is not None))
    for length, group in plan:
        yield arrays(group, length, most[length])


def arrays(group: Sequence[Lesson | None], length: int, items: int) -> dict[str, np.ndarray]:
    """A batch: numbers of classes, and beside each a count, 0 where there is nothing to learn. ``items``: room for so many of a text."""
    many = len(group)
    shapes = {"ids": (length,), "first": (length,), "last": (length,), "spans": (length, LONGEST_SPAN), "from": (items,), "to": (items,), "kind": (items,),
              "impact": (items,), "current": (items,), "relation": (items,), "ties": (items, items)}
    counts = {"mask": (length,), "spans_count": (length, LONGEST_SPAN), "impact_count": (items,), "current_count": (items,),
              "relation_count": (items,), "ties_count": (items, items)}
    batch = {name: np.zeros((many, *shape), np.int32) for name, shape in shapes.items()}
    batch |= {name: np.zeros((many, *shape), np.float32) for name, shape in counts.items()}
    for row, each in enumerate(group):
        if each is not None:
            _fill({name: array[row] for name, array in batch.items()}, each, length)
    return batch


def _fill(row: dict[str, np.ndarray], each: Lesson, length: int) -> None:
    pieces = each.pieces
    ids = pieces.ids[:length]
    row["ids"][: len(ids)], row["mask"][: len(ids)] = ids, 1
    at = [(first, last) for first, last in pieces.at if last < length]
    for number, (first, last) in enumerate(at):
        row["first"][number], row["last"][number] = first, last
    for number in range(pieces.before, len(at)):
        row["spans_count"][number, : len(at) - number] = 1
    held = {}
    for number, item in enumerate(each.items):
        start, end = item.span
        if end >= len(at):
            continue
        if not item.asked and end - start < LONGEST_SPAN:
            row["spans"][start, end - start] = item.kind
        slot = held[number] = len(held)
        row["from"][slot], row["to"][slot], row["kind"][slot] = start, end, item.kind
        for name in ("impact", "current", "relation"):
            row[name][slot] = getattr(item, name)
            row[f"{name}_count"][slot] = 1
        if item.kind != 1:
            row["relation_count"][slot] = 0
    row["ties_count"][: len(held), : len(held)] = 1 - np.eye(len(held))
    for a, b in each.ties:
        if a in held and b in held:
            row["ties"][held[a], held[b]] = row["ties"][held[b], held[a]] = 1
