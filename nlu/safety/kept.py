"""Where what the screen's second stage learned lies: in `models/safety` and `models/glance`, by a hash of all it was made from."""

from pathlib import Path

from nlu.sentences.encoder import digest_of, made_with
from nlu.sentences.minilm import MINILM
from nlu.sentences.mpnet import MPNET

HERE = Path(__file__).parent
MODELS = HERE.parents[1] / "models" / "safety"
GLANCE = HERE.parents[1] / "models" / "glance"
_MADE_BY = (*(HERE / name for name in ("examples.py", "text.py", "spelling.py", "spelling.yml", "words.py", "teach.py")), *made_with(MPNET))


def lessons_path(folder: Path | None = None) -> Path:
    """Where the lessons lie, or will."""
    return (folder or MODELS) / f"lessons-{digest_of((*sorted(HERE.glob('examples/*')), *_MADE_BY))}.npz"


def glance_path() -> Path:
    """Where the lessons of the small model that looks first lie, or will."""
    return GLANCE / f"lessons-{digest_of((*sorted(HERE.glob('examples/*')), *_MADE_BY, HERE / 'teach_glance.py', MINILM.source))}.npz"
