"""Makes the second stage ready to run: `python -m nlu.safety.train`, once, at set-up: teaches it (some minutes) where that was not done for these sentences.

At run time nothing is learned: what was learned (teach.py) is put together with the published weights into one graph, once.
"""

import hashlib
import logging
import sys
import tempfile
from pathlib import Path

from nlu.safety.classifier import Classifier
from nlu.safety.encoder import HERE, MODELS, lessons_path, read_lessons

_MADE_BY = (HERE / "encoder.py", HERE / "graph.py", HERE.parent / "extraction" / "learned" / "graph.py")

log = logging.getLogger(__name__)


def model_path() -> Path:
    """Where the graph lies. The name holds a hash of all it is made from, so an old one is never taken for new. Raises OSError where nothing is learned."""
    digest = hashlib.sha256(b"\0".join(path.read_bytes() for path in (*_MADE_BY, lessons_path()))).hexdigest()
    return MODELS / f"screen-{digest[:16]}.onnx"


def made() -> Classifier:
    """The classifier, from its file, or from one put together now where there is none or a damaged one.

    Raises OSError where nothing is learned yet (`make setup` does it), and OSError, KeyError, ImportError or ValueError where it can't be put together.
    """
    lessons = lessons_path()
    path, classes = model_path(), read_lessons(lessons)[1]
    if path.exists():
        try:
            return Classifier(path, classes)
        except Exception as error:  # whatever onnxruntime says of a damaged file
            log.warning("The screen's graph is damaged (%s); making it again.", type(error).__name__)
    from nlu.safety.graph import write

    try:
        write(path, lessons)
        for old in (*MODELS.glob("screen-*"), *MODELS.glob("lessons-*")):
            if old not in (path, lessons):
                old.unlink(missing_ok=True)
        return Classifier(path, classes)
    except OSError as error:
        log.warning("The screen's graph can't be kept (%s); it is made again at each start.", error.strerror)
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder) / path.name, lessons)
        return Classifier(Path(folder) / path.name, classes)


def main() -> int:
    """Teach where that is needed, and put it together; one sentence on failure."""
    try:
        if not lessons_path().exists():
            from nlu.safety.teach import write_lessons

            print("Teaching the safety screen (some minutes; only when its sentences changed).", flush=True)
            write_lessons()
        made()
    except OSError as error:
        print(f"selfmap: what the safety screen learned can't be kept in {MODELS}: {error.strerror}. Make room there or let it be written, and try again.", file=sys.stderr)
        return 1
    print("The safety screen is ready.", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
