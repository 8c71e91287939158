"""Makes the second stage ready to run: `python -m nlu.safety.train`, once, at set-up: teaches it (some minutes) where that was not done for these sentences.

At run time nothing is learned: what was learned (teach.py) is put together with the published weights into one graph, once.
"""

import logging
import sys

from nlu.safety.classifier import Classifier
from nlu.safety.kept import GLANCE, MODELS, glance_path, lessons_path
from nlu.sentences import model
from nlu.sentences.minilm import MINILM
from nlu.sentences.mpnet import MPNET

log = logging.getLogger(__name__)


def made() -> Classifier:
    """The classifier, ready. Raises what `model.made` raises: OSError where nothing is learned yet. Where the small model alone can't be made, the large one judges all."""
    large = model.made(MPNET, lessons_path())
    try:
        return Classifier(model.made(MINILM, glance_path()), large)
    except Exception as error:  # onnxruntime has errors of its own; whatever it is, the large model keeps watch
        log.error("The screen's small model can't be made (%s); the large one judges every message.", type(error).__name__)
        return Classifier(None, large)


def main() -> int:
    """Teach where that is needed, and put it together; one sentence on failure."""
    try:
        if not glance_path().exists():
            from nlu.safety import teach

            print("Teaching the small model that looks first (some minutes; only when its sentences changed).", flush=True)
            teach.write_small()
        if not lessons_path().exists():
            from nlu.safety import teach

            print("Teaching the safety screen (some minutes; only when its sentences changed).", flush=True)
            teach.write_large()
        made()
    except OSError as error:
        print(f"selfmap: what the safety screen learned can't be kept in {MODELS} or {GLANCE}: {error.strerror}. Make room there or let it be written, and try again.", file=sys.stderr)
        return 1
    print("The safety screen is ready.", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
