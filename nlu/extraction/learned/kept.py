"""Where what the ear learned lies: under `models/ear`, by a hash of all it was made from."""

import hashlib
from pathlib import Path

from nlu.evaluation.texts import LEARN

HERE = Path(__file__).parent
MODELS = HERE.parents[2] / "models" / "ear"
GRAPH, HEADS = "ear.onnx", "heads.npz"
MADE_BY = ("base", "graph", "lessons", "network", "pieces", "products", "training", "varied")


def model_folder() -> Path:
    """Where what was learned from the present texts lies, or will."""
    digest = hashlib.sha256()
    for path in [*(HERE / f"{name}.py" for name in MADE_BY), *sorted(LEARN.glob("*.txt"))]:
        content = path.read_bytes()
        digest.update(f"{path.name} {len(content)}\n".encode() + content)
    return MODELS / digest.hexdigest()[:12]
