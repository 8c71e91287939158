"""The sentences we wrote to teach the classifier what danger sounds like, and what only sounds like it."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent / "examples"
NONE = "none"
HELD_OUT = 5  # one sentence in this many can be kept from training, to test with


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence, the kind of danger in it (or "none") and, where there is none, what sort of talk it is."""

    text: str
    kind: str
    sort: str

    @property
    def held_out(self) -> bool:
        """Whether this sentence belongs to the test share. Decided by its text alone, so it never changes sides."""
        return int.from_bytes(hashlib.sha256(self.text.encode()).digest()[:4]) % HELD_OUT == 0


def read_examples() -> list[Example]:
    """All sentences, danger first, in the order of the files."""
    danger, ordinary = (_rows(FOLDER / name) for name in ("danger.yml", "ordinary.yml"))
    return [Example(text, kind, kind) for kind, text in danger] + [Example(text, NONE, sort) for sort, text in ordinary]


def _rows(path: Path) -> list[tuple[str, str]]:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [(sort, line.strip()) for sort, lines in data.items() for line in lines.splitlines() if line.strip()]
