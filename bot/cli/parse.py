"""`selfmap parse`: what each message is for, by the trained Rasa model (JSON lines in and out)."""

import argparse
import os
import subprocess
import sys

from bot.model import QUIET, ROOT, model_path
from bot.settings import SettingWrong


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None: lines come on standard input."""


def run(_: argparse.Namespace) -> int:
    """Hand the lines to a small program in Rasa's own environment, which has the model."""
    model = model_path()
    if not model.exists():
        raise SettingWrong("The dialogue model is not trained for these files. Run `make setup`.")
    command = [str(ROOT / ".venv-rasa" / "bin" / "python"), "-W", "ignore", "-m", "bot.dialogue.parse", str(model)]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **QUIET}, stdin=sys.stdin, stdout=sys.stdout, check=False).returncode
