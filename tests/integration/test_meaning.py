"""The meaning of a message in Rasa's pipeline: computed by Rasa's own environment, from the weights that its lock file names."""

import json
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXTS = ["what's the weather like tomorrow", "will it rain in the morning", "my nan lives round the corner", "my granny lives nearby", "", "😀", "word " * 3000]
PROGRAM = """
import json, sys
from bot.dialogue.meaning import Meaning
meaning = Meaning()
texts = json.load(sys.stdin)
together, alone = meaning.of(texts), [meaning.of([text])[0] for text in texts]
print(json.dumps({"together": together.tolist(), "alone": [row.tolist() for row in alone]}))
"""


@pytest.fixture(scope="module")
def meanings() -> dict[str, list[list[float]]]:
    done = subprocess.run(
        [ROOT / ".venv-rasa" / "bin" / "python", "-c", PROGRAM], input=json.dumps(TEXTS), capture_output=True, text=True, cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1", "PATH": ""}, timeout=240,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


def near(one: list[float], other: list[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def test_what_means_alike_is_near(meanings: dict[str, list[list[float]]]) -> None:
    rain, wet, nan, granny = meanings["together"][:4]
    assert near(rain, wet) > 0.5 > near(rain, nan)
    assert near(nan, granny) > 0.5 > near(wet, granny)


def test_any_text_has_a_meaning_of_length_one_whatever_stands_beside_it(meanings: dict[str, list[list[float]]]) -> None:
    for together, alone in zip(meanings["together"], meanings["alone"], strict=True):
        assert near(together, together) == pytest.approx(1, abs=1e-4)
        assert near(together, alone) == pytest.approx(1, abs=1e-3)
