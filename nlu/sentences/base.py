"""What a language model brings that lessons start from: its weights as published, and how it cuts a text."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

Arrays = dict[str, np.ndarray]


@dataclass(frozen=True, slots=True)
class Published:
    """Weights: the embeddings and each layer. ``near``, where the model has that: what nearness adds to heed, for a length: [1, heads, length, length]."""

    start: Arrays
    layers: list[Arrays]
    near: Callable[[int], np.ndarray] | None = None


@dataclass(frozen=True, slots=True)
class Base:
    """A language model. ``learning``: of its layers, counted from 0, those that lessons add to, always the last ones. Those below
    stay as published, so that what they make of a text is made once for a whole teaching.
    """

    width: int
    heads: int
    epsilon: float  # of layer normalisation
    first: int  # the piece that begins a text
    last: int  # the piece that ends it, and parts two
    learning: tuple[int, ...]
    tokenizer: Callable[[], Tokenizer]  # raises ImportError or ValueError where its file is not the one meant
    read: Callable[[], Published]  # likewise
    source: Path  # the module that names the files

    def pieces(self, text: str) -> list[int]:
        """A plain text in pieces of words that the model knows, not framed."""
        return self.tokenizer().encode(" ".join(map(self._whole, text.split())), add_special_tokens=False).ids

    def _whole(self, word: str) -> str:
        """`thinkin` as `thinking`, where only the longer form is a word that the model knows."""
        known = self.tokenizer().token_to_id
        return f"{word}g" if len(word) > 4 and word.endswith("in") and known(word) is None and known(f"{word}g") is not None else word
