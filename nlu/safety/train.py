"""Teaches the classifier from our own sentences: `python -m nlu.safety.train`. A few seconds, always the same result."""

import hashlib
import logging
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from nlu.safety.classifier import Classifier, features
from nlu.safety.examples import FOLDER, MAPPING, NONE, Example, asked_of_us, mapping_talk, read_examples, talk_to_the_bot
from nlu.safety.text import plain

HERE = Path(__file__).parent
MODELS = HERE.parents[1] / "models" / "safety"
_MADE_FROM = ("classifier.py", "train.py", "text.py", "spelling.py", "spelling.yml", "examples.py")
_STRENGTH = 3.0  # how closely the weights follow the sentences; chosen by cross-validation on them

log = logging.getLogger(__name__)


def model_path() -> Path:
    """Where the classifier lies. The name holds a hash of all it is made from, so an old one is never taken for new."""
    made_from = [HERE / name for name in _MADE_FROM] + sorted(FOLDER.glob("*.yml")) + sorted(MAPPING.glob("*.txt")) + list(asked_of_us())
    digest = hashlib.sha256(b"\0".join(path.read_bytes() for path in made_from)).hexdigest()
    return MODELS / f"screen-{digest[:16]}.npz"


def train(examples: Iterable[Example]) -> Classifier:
    """Learn from these sentences. Deterministic."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    taught = list(examples)
    counting = TfidfVectorizer(analyzer=features, min_df=2, sublinear_tf=True)
    seen = counting.fit_transform([plain(example.text) for example in taught])
    danger = np.array([example.kind != NONE for example in taught])
    kinds = np.array([example.kind for example in taught])
    judge = LogisticRegression(C=_STRENGTH, solver="liblinear", random_state=0).fit(seen, danger)
    sorting = LogisticRegression(C=_STRENGTH, max_iter=60).fit(seen[danger], kinds[danger])
    rows = {feature: row for row, feature in enumerate(counting.get_feature_names_out())}
    weights = np.vstack([judge.coef_, sorting.coef_]).T.astype(np.float32)
    start = np.concatenate([judge.intercept_, sorting.intercept_])
    return Classifier(tuple(map(str, sorting.classes_)), rows, counting.idf_, np.ascontiguousarray(weights), start)


def made() -> Classifier:
    """The classifier, read from its file, or taught and written there where there is none yet."""
    path = model_path()
    if path.exists():
        try:
            return Classifier.read(path)
        except (OSError, KeyError, ValueError) as error:
            log.warning("The screen's classifier file is damaged (%s); making it again.", type(error).__name__)
    classifier = train([example for example in read_examples() if not example.held_out] + mapping_talk() + talk_to_the_bot())
    try:
        classifier.write(path)
    except OSError as error:
        log.warning("The screen's classifier can't be kept (%s); it is made again at each start.", error.strerror)
    return classifier


if __name__ == "__main__":
    made()
    print(f"The crisis screen is ready: {model_path().name}")
