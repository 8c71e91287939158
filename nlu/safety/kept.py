"""Where what the screen's second stage learned lies: in `models/safety`, by a hash of all it was made from."""

from pathlib import Path

from nlu.sentences.encoder import digest_of, made_with
from nlu.sentences.mpnet import MPNET

HERE = Path(__file__).parent
MODELS = HERE.parents[1] / "models" / "safety"
_MADE_BY = (*(HERE / name for name in ("examples.py", "text.py", "spelling.py", "spelling.yml", "words.py", "teach.py")), *made_with(MPNET))


def lessons_path(folder: Path | None = None) -> Path:
    """Where the lessons lie, or will."""
    return (folder or MODELS) / f"lessons-{digest_of((*sorted(HERE.glob('examples/*')), *_MADE_BY))}.npz"
