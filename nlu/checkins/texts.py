"""The example replies, as they stand in the files: what to learn from, and what is kept back to measure with."""

from pathlib import Path

import yaml

FOLDER = Path(__file__).parent / "examples"


def replies(part: str) -> list[tuple[str, str]]:
    """(what it says, text) pairs of ``learn`` or ``held_out``."""
    found = yaml.safe_load((FOLDER / f"{part}.yml").read_text(encoding="utf-8"))
    return [(says, line.strip()) for says, block in found.items() for line in block.splitlines() if line.strip()]
