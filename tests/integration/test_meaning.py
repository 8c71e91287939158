"""The meaning of a message in Rasa's pipeline: computed by Rasa's own environment, from the weights that its lock file names."""

import json
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXTS = [
    "what's the weather like tomorrow", "will it rain in the morning", "my nan lives round the corner", "my granny lives nearby", "", "😀", "word " * 3000,
    "what's the weather like tomorrow", *(f"my {who} and I go to the {where}" for who in ("mum", "Nan", "gp", "naïve Zoë") for where in ("park", "gym", "mosque")),
]
PROGRAM = """
import json, sys
from bot.dialogue import meaning as module
meaning = module.Meaning()
texts = json.load(sys.stdin)
together, alone, backwards = meaning.of(texts), [meaning.of([text])[0] for text in texts], meaning.of(texts[::-1])[::-1]
module.TOGETHER = 4 * module.LONGEST
few = meaning.of(texts)
print(json.dumps({"together": together.tolist(), "alone": [row.tolist() for row in alone], "backwards": backwards.tolist(), "few": few.tolist()}))
assert meaning.of([]).shape == (0, module.WIDTH)
assert "class Meaning:" in module.MeaningFeaturizer.fingerprint_addon({})
"""


@pytest.fixture(scope="module")
def done() -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [ROOT / ".venv-rasa" / "bin" / "python", "-c", PROGRAM], input=json.dumps(TEXTS), capture_output=True, text=True, cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1", "PYTHONWARNINGS": "ignore", "PATH": ""}, timeout=240,
    )


@pytest.fixture(scope="module")
def meanings(done: subprocess.CompletedProcess[str]) -> dict[str, list[list[float]]]:
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


def test_nothing_is_warned_of_that_nobody_here_can_mend(done: subprocess.CompletedProcess[str]) -> None:
    assert "Warning" not in done.stderr


def near(one: list[float], other: list[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def test_what_means_alike_is_near(meanings: dict[str, list[list[float]]]) -> None:
    rain, wet, nan, granny = meanings["together"][:4]
    assert near(rain, wet) > 0.5 > near(rain, nan)
    assert near(nan, granny) > 0.5 > near(wet, granny)


@pytest.mark.parametrize("how", ["alone", "backwards", "few"])
def test_a_text_means_the_same_whatever_stands_beside_it(meanings: dict[str, list[list[float]]], how: str) -> None:
    """Rasa learns from all examples at once, and answers one message at a time."""
    for together, other in zip(meanings["together"], meanings[how], strict=True):
        assert near(together, together) == pytest.approx(1, abs=1e-5)
        assert together == pytest.approx(other, abs=1e-5)
