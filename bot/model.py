"""The trained Rasa model: named by the content it was made from, so that nothing unchanged is trained twice.

Run as ``python -m bot.model`` it trains where that is needed, and says how far it is.
"""

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import yaml

from nlu.evaluation.scope import folded
from nlu.evaluation.texts import rows_of

ROOT = Path(__file__).resolve().parent.parent
MODELS = ROOT / "models"
QUIET = {
    "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1",
    "PYTHONWARNINGS": "ignore", "SQLALCHEMY_SILENCE_UBER_WARNING": "1", "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0",
}


def sources(root: Path = ROOT) -> list[Path]:
    """Every file the model depends on, by content: examples, domain, stories, configuration, Rasa's version."""
    return sorted([
        root / "config.yml", root / "requirements" / "dialogue.lock", root / "bot" / "dialogue" / "meaning.py", *annotated(root),
        *(root / "nlu").glob("*.yml"), *(root / "domain").rglob("*.yml"), *(root / "stories").rglob("*.yml"),
    ])


def annotated(root: Path = ROOT) -> list[Path]:
    """The annotated texts that the ear learns from: those that name something of a life are examples of talk about one as well."""
    return sorted((root / "nlu" / "evaluation" / "learn").glob("*.txt"))


def life_examples(root: Path = ROOT) -> list[str]:
    """The annotated texts that name something of a life, on one line each and as Rasa reads them, each once."""
    rows = (row for path in annotated(root) for row in rows_of(path) if any(node["at"] for node in row["nodes"]))
    texts = (" ".join(row["text"].replace("[", "(").replace("]", ")").replace("{", "(").replace("}", ")").split()) for row in rows)
    return list({folded(text): text for text in texts}.values())


def _write_life(path: Path, root: Path) -> None:
    block = {"intent": "add_to_map", "examples": "".join(f"- {text}\n" for text in life_examples(root))}
    path.write_text(yaml.safe_dump({"version": "3.1", "nlu": [block]}, allow_unicode=True, width=10_000), encoding="utf-8")


def fingerprint(root: Path = ROOT) -> str:
    """Twelve hex digits of the content of all sources. Dates don't count."""
    digest = hashlib.sha256()
    for path in sources(root):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(root)} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()[:12]


def model_path(root: Path = ROOT) -> Path:
    """Where the model for the present sources is, or will be."""
    return root / "models" / f"selfmap-{fingerprint(root)}.tar.gz"


def train(root: Path = ROOT) -> Path:
    """Train the model unless it is there already. Raises RuntimeError, with where to look, when Rasa fails."""
    path = model_path(root)
    if path.exists():
        return path
    path.parent.mkdir(exist_ok=True)
    log, life = path.parent / "train.log", path.parent / f"life-{os.getpid()}.yml"
    print("Training the dialogue model (a minute or two; only when words or examples changed).", flush=True)
    _write_life(life, root)
    command = [
        str(root / ".venv-rasa" / "bin" / "rasa"), "train", "--domain", "domain", "--config", "config.yml",
        "--data", *sorted(str(p.relative_to(root)) for p in (root / "nlu").glob("*.yml")), "stories", str(life.relative_to(root)),
        "--out", "models", "--fixed-model-name", f"new-{os.getpid()}",
    ]
    with log.open("w", encoding="utf-8") as file:
        process = subprocess.Popen(
            command, cwd=root, env={**os.environ, **QUIET}, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, encoding="utf-8", errors="replace")
        for line in process.stdout or ():
            file.write(line)
            if step := re.search(r"Starting to train component '(\w+)'", line):
                print(f"  training {step[1]} ...", flush=True)
    life.unlink(missing_ok=True)
    made = path.parent / f"new-{os.getpid()}.tar.gz"
    if process.wait() != 0 or not made.exists():
        raise RuntimeError(f"Training failed. What Rasa said is in {log.relative_to(root)}; mend that and run it again.")
    made.rename(path)
    for old in path.parent.glob("selfmap-*.tar.gz"):
        if old != path:
            old.unlink(missing_ok=True)
    print(f"The model is ready: models/{path.name}", flush=True)
    return path


def main() -> int:
    """Train if needed; one sentence on failure."""
    try:
        train()
    except (RuntimeError, OSError) as error:
        print(f"selfmap: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
