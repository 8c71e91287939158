"""Makes the second stage ready to run: `python -m nlu.safety.train`. Some seconds, once, at set-up; nothing is learned here.

What was learned lies in taught.npz (see teach.py); here it is put together with the published weights into one graph.
"""

import hashlib
import logging
import tempfile
from pathlib import Path

from nlu.safety.classifier import Classifier
from nlu.safety.encoder import TAUGHT, read_lessons

HERE = Path(__file__).parent
MODELS = HERE.parents[1] / "models" / "safety"
_MADE_FROM = (HERE / "encoder.py", HERE / "graph.py", HERE.parent / "extraction" / "learned" / "graph.py", TAUGHT)

log = logging.getLogger(__name__)


def model_path() -> Path:
    """Where the graph lies. The name holds a hash of all it is made from, so an old one is never taken for new."""
    digest = hashlib.sha256(b"\0".join(path.read_bytes() for path in _MADE_FROM)).hexdigest()
    return MODELS / f"screen-{digest[:16]}.onnx"


def made() -> Classifier:
    """The classifier, from its file, or from one made now where there is none or a damaged one. Raises OSError, KeyError, ImportError or ValueError."""
    path, classes = model_path(), read_lessons()[1]
    if path.exists():
        try:
            return Classifier(path, classes)
        except Exception as error:  # whatever onnxruntime says of a damaged file
            log.warning("The screen's graph is damaged (%s); making it again.", type(error).__name__)
    from nlu.safety.graph import write

    try:
        write(path, TAUGHT)
        for old in MODELS.glob("screen-*"):
            if old != path:
                old.unlink(missing_ok=True)
        return Classifier(path, classes)
    except OSError as error:
        log.warning("The screen's graph can't be kept (%s); it is made again at each start.", error.strerror)
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder) / path.name, TAUGHT)
        return Classifier(Path(folder) / path.name, classes)


if __name__ == "__main__":
    made()
    print(f"The crisis screen is ready: {model_path().name}")
