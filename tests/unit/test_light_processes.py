"""What a process does not run is not in its memory: each large library only where it is used."""

import subprocess
import sys

import pytest

LOADED = "import sys; {what}; print(*(name for name in {heavy} if name in sys.modules))"
TEACHING = ("jax", "onnx", "torch")


def loaded(what: str, heavy: tuple[str, ...]) -> list[str]:
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", LOADED.format(what=what, heavy=heavy)], capture_output=True, text=True, check=True)
    return done.stdout.split()


@pytest.mark.parametrize(("what", "heavy"), [
    ("import bot.telegram.gateway, bot.turns.turn, bot.checkins.clock", (*TEACHING, "spacy", "numba", "scipy")),
    ("import bot.web.app", (*TEACHING, "spacy", "onnxruntime")),
    ("from nlu.safety import Screen; Screen.load().check('the cat sat on the mat')", (*TEACHING, "spacy", "numba")),
    ("from nlu.extraction import Reader; Reader.load().read('my mum helps me')", (*TEACHING, "networkx")),
    ("from nlu.checkins.learned.told import told; told().wanted('pause the gym')", (*TEACHING, "spacy", "sklearn")),
])
def test_only_what_is_used_is_loaded(what: str, heavy: tuple[str, ...]) -> None:
    assert loaded(what, heavy) == []
