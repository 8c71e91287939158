"""What was learned, ready to run: put together with the published weights into one graph, once, and run by onnxruntime on one thread."""

import logging
import tempfile
from pathlib import Path

import numpy as np

from nlu.sentences.base import Base
from nlu.sentences.encoder import HERE, digest_of, read_lessons

# files by their places: what a process does not run (spaCy, JAX) need not be in its memory
_MADE_BY = (*(HERE / f"{name}.py" for name in ("base", "encoder", "graph")), HERE.parent / "extraction" / "learned" / "graph.py")

log = logging.getLogger(__name__)


class Sentences:
    """A language model that weighs what a text is. Same text, same weights."""

    def __init__(self, graph: Path, classes: tuple[str, ...]) -> None:
        """Raises an exception of onnxruntime's, OSError or ValueError for a damaged file."""
        import onnxruntime  # here: many processes know the screen's kinds and words, and only one runs it

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])
        self.classes = classes
        if self._session.get_outputs()[0].shape[-1] != len(classes):
            raise ValueError(f"{graph.name} does not hold what was taught")

    def weigh(self, ids: list[int]) -> np.ndarray:
        """Weights of the classes [classes], unbounded, for a text in pieces, framed."""
        return self._session.run(None, {"ids": np.array([ids], np.int64)})[0][0].astype(np.float64)


def graph_path(base: Base, lessons: Path) -> Path:
    """Where the graph for these lessons lies, or will: beside them, by a hash of all it is made from. Raises OSError where nothing is learned."""
    return lessons.with_name(f"graph-{digest_of((*_MADE_BY, base.source, lessons))}.onnx")


def made(base: Base, lessons: Path) -> Sentences:
    """The model, from its file, or from one put together now where there is none or a damaged one; older ones go.

    Raises OSError where nothing is learned yet (`make setup` does it), and OSError, KeyError, ImportError or ValueError where it can't be put together.
    """
    path, classes = graph_path(base, lessons), read_lessons(lessons)[1]
    if path.exists():
        try:
            return Sentences(path, classes)
        except Exception as error:  # whatever onnxruntime says of a damaged file
            log.warning("%s is damaged (%s); making it again.", path.name, type(error).__name__)
    from nlu.sentences.graph import write  # needs onnx, which running does not

    try:
        write(base, path, lessons)
        for old in (*path.parent.glob("*.onnx"), *path.parent.glob("lessons-*")):
            if old not in (path, lessons):
                old.unlink(missing_ok=True)
        return Sentences(path, classes)
    except OSError as error:
        log.warning("%s can't be kept (%s); it is made again at each start.", path.name, error.strerror)
    with tempfile.TemporaryDirectory() as folder:
        write(base, Path(folder) / path.name, lessons)
        return Sentences(Path(folder) / path.name, classes)
