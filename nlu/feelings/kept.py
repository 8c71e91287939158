"""Where what was learned of feelings lies: in `models/feelings`, by a hash of all it was made from."""

from pathlib import Path

from nlu.evaluation.texts import LEARN
from nlu.sentences.encoder import digest_of, made_with
from nlu.sentences.minilm import MINILM

HERE = Path(__file__).parent
MODELS = HERE.parents[1] / "models" / "feelings"


def lessons_path() -> Path:
    """Where the lessons lie, or will."""
    made_by = (*sorted(HERE.glob("answers/*.tsv")), *sorted(LEARN.glob("*.txt")), *(HERE / name for name in ("lessons.py", "teach.py")), *made_with(MINILM))
    return MODELS / f"lessons-{digest_of(made_by)}.npz"
