"""The language model's own weights, and what lessons add to them, as plain arrays.

The model is all-MiniLM-L6-v2 (Reimers & Gurevych 2019; Apache-2.0) with the weights as published (see nlu.extraction.learned.base). Its
layers learn by low-rank additions (LoRA, Hu et al. 2022), which set-up makes (teaching.py).
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file

from nlu.extraction.learned import base

LAYERS, LEARNING = 6, (0, 1, 2, 3, 4, 5)  # of the layers, counted from 0, those that learn
CLS, SEP = 101, 102
MATRICES = ("asks", "joins", "widens", "narrows")
HERE = Path(__file__).parent
MADE_WITH = (*(HERE / f"{name}.py" for name in ("encoder", "teaching")), Path(base.__file__).with_name("products.py"))

Arrays = dict[str, np.ndarray]


def published() -> tuple[Arrays, list[Arrays]]:
    """The embeddings, and each layer's weights. Raises ImportError or ValueError where they are not those meant."""
    read = {name: value.astype(np.float32) for name, value in load_file(base.weights_file()).items() if value.dtype.kind == "f"}
    start = {
        "word": read["embeddings.word_embeddings.weight"],
        "place": read["embeddings.position_embeddings.weight"] + read["embeddings.token_type_embeddings.weight"][0],
        "gain": read["embeddings.LayerNorm.weight"],
        "bias": read["embeddings.LayerNorm.bias"],
    }
    return start, [_layer(read, f"encoder.layer.{number}.") for number in range(LAYERS)]


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


def taught(layers: list[Arrays], lessons: Arrays) -> list[Arrays]:
    """The layers with what was learned added to their matrices."""
    return [
        layer | {name: layer[name] + lessons[f"{number}.{name}.a"] @ lessons[f"{number}.{name}.b"] for name in MATRICES}
        if number in LEARNING else layer
        for number, layer in enumerate(layers)
    ]


def digest_of(paths: Iterable[Path]) -> str:
    """A hash of these files, for the names of what is made from them: what is old is never taken for new. Raises OSError."""
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in paths)).hexdigest()[:16]


def read_lessons(path: Path) -> tuple[Arrays, tuple[str, ...]]:
    """What was learned: arrays as float32, and the classes in order. Raises OSError, KeyError or ValueError."""
    with np.load(path, allow_pickle=False) as file:
        arrays = {name: file[name].astype(np.float32) for name in file.files if name != "classes"}
        return arrays, tuple(str(name) for name in file["classes"])


def pieces(text: str) -> list[int]:
    """A plain text in pieces of words that the model knows."""
    return base.tokenizer().encode(" ".join(map(_whole, text.split())), add_special_tokens=False).ids


def _whole(word: str) -> str:
    """`thinkin` as `thinking`, where only the longer form is a word that the model knows."""
    known = base.tokenizer().token_to_id
    return f"{word}g" if len(word) > 4 and word.endswith("in") and known(word) is None and known(f"{word}g") is not None else word
