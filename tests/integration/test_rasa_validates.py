"""Rasa's own check of the domain, examples, rules and stories."""

import os
import subprocess
from pathlib import Path

from bot.model import QUIET

ROOT = Path(__file__).resolve().parents[2]


def test_rasa_finds_nothing_wrong(tmp_path: Path) -> None:
    examples = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "nlu").glob("*.yml"))
    done = subprocess.run(
        [str(ROOT / ".venv-rasa" / "bin" / "rasa"), "data", "validate", "--fail-on-warnings", "--domain", "domain",
         "--config", "config.yml", "--data", *examples, "stories"],
        cwd=ROOT, env={**os.environ, **QUIET}, capture_output=True, text=True, timeout=240, check=False)
    said = done.stdout + done.stderr
    assert done.returncode == 0, said[-3000:]
    assert "No story structure conflicts found" in said
