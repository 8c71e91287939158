"""A linear judge over named traits. Reading needs numpy only; `teach.py` makes it with scikit-learn."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Judge:
    """One logistic regression a class: `rows` (trait to row), `weights` (traits x classes), `start` (classes)."""

    classes: tuple[str, ...]
    rows: dict[str, int]
    weights: np.ndarray
    start: np.ndarray

    def chances(self, traits: Iterable[str]) -> dict[str, float]:
        """How likely each class is (0 to 1, together 1). Traits it has never met count for nothing."""
        rows = [row for trait in dict.fromkeys(traits) if (row := self.rows.get(trait)) is not None]
        shares = 1 / (1 + np.exp(-(self.start + self.weights[rows].sum(axis=0))))
        return dict(zip(self.classes, (shares / shares.sum()).tolist(), strict=True))

    def arrays(self, name: str) -> dict[str, np.ndarray]:
        """The judge as arrays for a file."""
        parts = {"classes": np.array(self.classes), "rows": np.array(list(self.rows)), "weights": self.weights, "start": self.start}
        return {f"{name}.{part}": array for part, array in parts.items()}

    @classmethod
    def from_arrays(cls, name: str, file: Mapping[str, np.ndarray]) -> "Judge":
        """The judge of this name. Raises KeyError or ValueError where the file is damaged."""
        classes, rows, weights, start = (file[f"{name}.{part}"] for part in ("classes", "rows", "weights", "start"))
        if weights.shape != (len(rows), len(classes)) or start.shape != (len(classes),) or not np.isfinite(weights).all():
            raise ValueError(f"The judge {name} is damaged")
        return cls(tuple(map(str, classes)), {str(row): at for at, row in enumerate(rows)}, weights, start)
