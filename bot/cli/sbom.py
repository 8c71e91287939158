"""`selfmap sbom -o FOLDER`: what Selfmap is made of, as CycloneDX files, one for each environment, read from the lock files."""

import argparse
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from bot.model import ROOT
from bot.settings import SettingWrong

LOCKS = ("app", "dialogue")  # what runs; tests and uv are not part of it


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to."""
    parser.add_argument("-o", "--out", required=True, metavar="FOLDER", help="the folder to write into")


def run(arguments: argparse.Namespace) -> int:
    """Write the files. Raises SettingWrong where the tool is not installed."""
    if find_spec("cyclonedx_py") is None:
        raise SettingWrong("The tool that writes it is part of the test set-up. Run `sh deploy/setup.sh test` first.")
    folder = Path(arguments.out)
    folder.mkdir(parents=True, exist_ok=True)
    for name in LOCKS:
        out = folder / f"{name}.cdx.json"
        command = [sys.executable, "-m", "cyclonedx_py", "requirements", str(ROOT / "requirements" / f"{name}.lock"), "--of", "JSON",
                   "--output-reproducible", "-o", str(out)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SettingWrong(f"{out} could not be written: {done.stderr.strip()[-300:]}")
        print(f"Written: {out}")
    return 0
