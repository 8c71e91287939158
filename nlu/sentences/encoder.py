"""What lessons add to a language model (base.py), as plain arrays: low-rank additions (LoRA, Hu et al. 2022), which set-up makes (teaching.py)."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from nlu.sentences.base import Arrays, Base

MATRICES = ("asks", "joins", "widens", "narrows")
HERE = Path(__file__).parent
PRODUCTS = HERE.parent / "extraction" / "learned" / "products.py"  # by its place: to import it here would bring JAX into every process that runs what was learned


def made_with(base: Base) -> tuple[Path, ...]:
    """The files that decide, beside the texts, what is learned on this language model."""
    return (*(HERE / f"{name}.py" for name in ("base", "encoder", "teaching")), base.source, PRODUCTS)


def taught(base: Base, layers: list[Arrays], lessons: Arrays) -> list[Arrays]:
    """The layers with what was learned added to their matrices."""
    return [
        layer | {name: layer[name] + lessons[f"{number}.{name}.a"] @ lessons[f"{number}.{name}.b"] for name in MATRICES}
        if number in base.learning else layer
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
