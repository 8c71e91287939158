"""Teaches the judges from our annotated texts: `python -m nlu.extraction.learned.teach`. About a minute, always the same result."""

import hashlib
import logging
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from nlu.evaluation import notation
from nlu.extraction.learned.judges import Judges
from nlu.extraction.learned.lessons import Lesson, Lessons, learn_from
from nlu.extraction.learned.linear import Judge

HERE = Path(__file__).parent
TEXTS = HERE.parents[1] / "evaluation" / "learn"
MODELS = HERE.parents[2] / "models" / "ear"
SCOPE = ("intents", "intents_last", "out_of_scope", "out_of_scope_last", "network", "network_last")  # texts of the dialogue model
FRESH, TIMES = "_more", 3  # no pattern was written with these at hand, so they tell best what patterns are worth: they count three times
RARE = 2  # a trait met in fewer lessons teaches nothing
JUDGES = ("items", "ties", "impacts")
STRENGTH = {"items": 0.2, "ties": 0.1, "impacts": 0.3}  # how closely the weights follow the lessons; by cross-validation

log = logging.getLogger(__name__)


def annotated(folder: Path = TEXTS) -> list[dict]:
    """All annotated rows of a folder: single texts, and the turns of conversations."""
    return [row for path in sorted(folder.glob("*.txt")) if path.stem not in SCOPE for row in _rows(path)]


def _rows(path: Path) -> list[dict]:
    if path.stem.startswith("conversations"):
        rows = [turn for talk in notation.read_conversations(path) for turn in talk.turns]
    else:
        rows = notation.read_messages(path)
    return [{**row, "times": TIMES if path.stem.endswith(FRESH) else 1} for row in rows]


def model_path() -> Path:
    """Where the judges lie. The name holds a hash of all they are made from, so old ones are never taken for new."""
    code = [*HERE.parent.rglob("*.py"), *HERE.parent.glob("words/*.txt"), *TEXTS.glob("*.txt")]
    digest = hashlib.sha256(b"\0".join(path.read_bytes() for path in sorted(code))).hexdigest()
    return MODELS / f"ear-{digest[:16]}.npz"


def teach(rows: Iterable[dict]) -> Judges:
    """Learn from annotated rows."""
    from nlu.extraction.reader import Reader

    reader, lessons = Reader.load(), Lessons()
    for row in rows:
        learned = Lessons()
        learn_from(reader, row, learned)
        for name in JUDGES:
            getattr(lessons, name).extend(getattr(learned, name) * row.get("times", 1))
    return Judges(*(_judge(getattr(lessons, name), STRENGTH[name]) for name in JUDGES))


def _judge(lessons: list[Lesson], strength: float) -> Judge:
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression

    counting = CountVectorizer(analyzer=dict.fromkeys, min_df=RARE, binary=True)
    met = counting.fit_transform([traits for traits, _ in lessons])
    right = np.array([answer for _, answer in lessons])
    classes = sorted(set(right))
    fitted = [LogisticRegression(C=strength, solver="liblinear", random_state=0).fit(met, right == name) for name in classes]
    weights = np.vstack([each.coef_[0] for each in fitted]).T.astype(np.float32)
    start = np.array([each.intercept_[0] for each in fitted])
    rows = {trait: row for row, trait in enumerate(counting.get_feature_names_out())}
    return Judge(tuple(map(str, classes)), rows, np.ascontiguousarray(weights), start)


def made() -> Judges:
    """The judges, read from their file, or taught and written there where there is none yet."""
    path = model_path()
    if path.exists():
        try:
            return Judges.read(path)
        except (OSError, KeyError, ValueError) as error:
            log.warning("The reader's learned part is damaged (%s); making it again.", type(error).__name__)
    judges = teach(annotated())
    try:
        judges.write(path)
    except OSError as error:
        log.warning("The reader's learned part can't be kept (%s); it is made again at each start.", error.strerror)
    return judges


if __name__ == "__main__":
    if not model_path().exists():
        print("Teaching the reader from the annotated texts (about a minute) ...", flush=True)
    made()
