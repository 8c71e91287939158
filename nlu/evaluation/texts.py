"""Our annotated texts by file: those that are learned from (`learn/`) and those that are held out (`held_out/`)."""

from pathlib import Path

from nlu.evaluation import notation

HERE = Path(__file__).parent
LEARN, HELD_OUT = HERE / "learn", HERE / "held_out"


def annotated(folder: Path = LEARN) -> list[dict]:
    """All annotated rows of a folder: single texts, and the turns of conversations that correct nothing."""
    return [row for path in sorted(folder.glob("*.txt")) for row in rows_of(path)]


def rows_of(path: Path) -> list[dict]:
    """The rows of one file of annotated texts."""
    if path.stem.startswith("conversations"):
        return [turn for talk in notation.read_conversations(path) for turn in talk.turns if not turn["ops"]]
    return notation.read_messages(path)
