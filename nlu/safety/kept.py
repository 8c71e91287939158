"""Where what the screen's second stage learned lies: in `models/safety` and `models/glance`, by a hash of all it was made from."""

from pathlib import Path

from nlu.sentences.base import Base
from nlu.sentences.encoder import digest_of, made_with
from nlu.sentences.minilm import MINILM
from nlu.sentences.mpnet import MPNET

HERE = Path(__file__).parent
MODELS = HERE.parents[1] / "models" / "safety"
GLANCE = HERE.parents[1] / "models" / "glance"
_TAUGHT_BY = ("examples.py", "text.py", "spelling.py", "spelling.yml", "teach.py")


def lessons_path(folder: Path | None = None) -> Path:
    """Where the lessons of the large model lie, or will: the small one decides what it is taught."""
    return (folder or MODELS) / f"lessons-{_digest(MINILM, MPNET)}.npz"


def glance_path() -> Path:
    """Where the lessons of the small model that looks first lie, or will."""
    return GLANCE / f"lessons-{_digest(MINILM)}.npz"


def _digest(*bases: Base) -> str:
    return digest_of((*sorted(HERE.glob("examples/*")), *(HERE / name for name in _TAUGHT_BY), *dict.fromkeys(path for base in bases for path in made_with(base))))
