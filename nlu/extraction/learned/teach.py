"""Teaches the ear from our annotated texts: `python -m nlu.extraction.learned.teach` (about ten minutes on 2 cores, once).

It is kept under `models/ear`, by a hash of all it is made from, so that nothing unchanged is taught twice. A reader without it goes by its
patterns alone.
"""

import argparse
import logging
import os
import random
import shutil
import sys
import tempfile
from pathlib import Path

import numpy as np

from nlu.evaluation.texts import annotated
from nlu.extraction.learned.kept import GRAPH, HEADS, model_folder
from nlu.extraction.learned.lessons import Lesson, lesson
from nlu.extraction.learned.varied import names_in, varied


def teach(rows: list[dict], folder: Path, rounds: int | None = None) -> Path:
    """Teach the ear from annotated rows and write it to a folder, whole or not at all. Raises OSError where it can't be written."""
    from nlu.extraction.learned import graph, training  # JAX and onnx are for teaching only

    weights = training.train(_lessons(rows, rounds or training.ROUNDS), tell=lambda line: print(line, flush=True))
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix="new-") as part:
        logging.disable(logging.WARNING)  # onnxruntime recommends a step before quantising that changes nothing here
        try:
            graph.write(weights["net"], weights["head"], Path(part) / GRAPH)
        finally:
            logging.disable(logging.NOTSET)
        np.savez(Path(part) / HEADS, **weights["head"])
        shutil.rmtree(folder, ignore_errors=True)
        os.replace(part, folder)
        Path(part).mkdir()  # for the end of the with
    return folder


def _lessons(rows: list[dict], rounds: int) -> list[list[Lesson]]:
    """The lessons of each round: the texts as they are, then with other names."""
    names, rng = names_in(rows), random.Random(len(rows))
    return [[lesson(row if turn == 0 else varied(row, names, rng)) for row in rows] for turn in range(rounds)]


def main() -> int:
    """Teach where that is needed; one sentence on failure."""
    parser = argparse.ArgumentParser(description="Teach the ear from the annotated texts, unless that was done already.")
    parser.parse_args()
    folder = model_folder()
    if (folder / HEADS).exists():
        return 0
    rows = annotated()
    print(f"Teaching the ear from {len(rows)} annotated texts (some minutes; only when texts changed).", flush=True)
    try:
        teach(rows, folder)
    except OSError as error:
        print(f"selfmap: what the ear learned can't be kept in {folder.parent}: {error.strerror}. Make room there or let it be written, and try again.", file=sys.stderr)
        return 1
    for old in folder.parent.iterdir():
        if old != folder and old.is_dir():
            shutil.rmtree(old, ignore_errors=True)
    print("The ear is ready.", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
