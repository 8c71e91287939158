"""all-MiniLM-L6-v2, which the ear starts from too (nlu.extraction.learned.base): small and quick. All its layers learn."""

from pathlib import Path

import numpy as np
from safetensors.numpy import load_file

from nlu.extraction.learned import base
from nlu.sentences.base import Arrays, Base, Published

LAYERS = 6


def _read() -> Published:
    read = {name: value.astype(np.float32) for name, value in load_file(base.weights_file()).items() if value.dtype.kind == "f"}
    start = {
        "word": read["embeddings.word_embeddings.weight"],
        "place": read["embeddings.position_embeddings.weight"] + read["embeddings.token_type_embeddings.weight"][0],
        "gain": read["embeddings.LayerNorm.weight"],
        "bias": read["embeddings.LayerNorm.bias"],
    }
    return Published(start, [_layer(read, f"encoder.layer.{number}.") for number in range(LAYERS)])


def _layer(read: Arrays, at: str) -> Arrays:
    three = [f"{at}attention.self.{name}." for name in ("query", "key", "value")]
    found = {
        "asks": np.concatenate([read[f"{name}weight"].T for name in three], 1),
        "asks_bias": np.concatenate([read[f"{name}bias"] for name in three]),
        "gain": read[f"{at}attention.output.LayerNorm.weight"],
        "bias": read[f"{at}attention.output.LayerNorm.bias"],
        "gain_out": read[f"{at}output.LayerNorm.weight"],
        "bias_out": read[f"{at}output.LayerNorm.bias"],
    }
    for ours, theirs in (("joins", "attention.output.dense"), ("widens", "intermediate.dense"), ("narrows", "output.dense")):
        found |= {ours: read[f"{at}{theirs}.weight"].T, f"{ours}_bias": read[f"{at}{theirs}.bias"]}
    return found


MINILM = Base(
    base.WIDTH, base.HEADS, 1e-12, first=101, last=102, learning=tuple(range(LAYERS)), tokenizer=base.tokenizer, read=_read,
    source=Path(__file__),
)
