"""Where what was learned of goals and check-ins lies: in `models/checkins`, by a hash of all it was made from."""

from pathlib import Path

from nlu.sentences.encoder import digest_of, made_with
from nlu.sentences.minilm import MINILM

HERE = Path(__file__).parent
CHECKINS = HERE.parent
MODELS = CHECKINS.parents[1] / "models" / "checkins"


def lessons_path() -> Path:
    """Where the lessons lie, or will."""
    made_by = (*sorted(CHECKINS.glob("examples/*.txt")), *(CHECKINS / name for name in ("speaking.py", "ways_of_speaking.yml")), *(HERE / name for name in ("lessons.py", "teach.py", "letters.py")), *made_with(MINILM))
    return MODELS / f"lessons-{digest_of(made_by)}.npz"


def letters_path() -> Path:
    """Where what was learned of letters lies, or will: beside the lessons."""
    lessons = lessons_path()
    return lessons.with_name(lessons.name.replace("lessons-", "letters-"))
