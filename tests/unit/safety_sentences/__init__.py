"""Sentences the screen is tested with. They are never used to teach its second stage.

DANGER, HARD, ORDINARY and the rest of the .py files were written in three rounds, each after the patterns of its day, and what the screen
got wrong was then mended: figures on them are kinder than a stranger's messages would be. The FRESH and TOLD ones were written last, and nothing
was mended by them. SEALED_THREE was written in the twelfth session by a new hand, and nobody who mends has read it; in it, "plain_" is talk that is not even hard.
"""

from pathlib import Path

import yaml

from tests.unit.safety_sentences.danger import DANGER, MORE_DANGER
from tests.unit.safety_sentences.ordinary import HARD, MORE_HARD, ORDINARY
from tests.unit.safety_sentences.spelling import KINDS, ODD_SPELLING


def _read(name: str) -> dict[str, list[str]]:
    rows = yaml.safe_load((Path(__file__).parent / f"{name}.yml").read_text(encoding="utf-8"))
    return {sort: [line.strip() for line in lines.splitlines() if line.strip()] for sort, lines in rows.items()}


FRESH_DANGER, FRESH_ORDINARY = _read("fresh_danger"), _read("fresh_ordinary")
TOLD_DANGER, TOLD_ORDINARY = _read("told_danger"), _read("told_ordinary")
SEALED_DANGER, SEALED_ORDINARY = _read("sealed_danger"), _read("sealed_ordinary")
SEALED_TWO_DANGER, SEALED_TWO_ORDINARY = _read("sealed_two_danger"), _read("sealed_two_ordinary")
SEALED_THREE_DANGER, SEALED_THREE_ORDINARY = _read("sealed_three_danger"), _read("sealed_three_ordinary")

__all__ = [
    "DANGER", "FRESH_DANGER", "FRESH_ORDINARY", "HARD", "KINDS", "MORE_DANGER", "MORE_HARD", "ODD_SPELLING", "ORDINARY", "SEALED_DANGER", "SEALED_ORDINARY",
    "SEALED_THREE_DANGER", "SEALED_THREE_ORDINARY", "SEALED_TWO_DANGER", "SEALED_TWO_ORDINARY", "TOLD_DANGER", "TOLD_ORDINARY",
]
