"""`selfmap restore FILE`: puts a backup into the databases of the settings, which must be empty."""

import argparse
from pathlib import Path

from bot.keeping.places import nobody_at_work, place_in_file, place_of, told
from bot.keeping.rows import copy_all
from bot.settings import read_settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which file."""
    parser.add_argument("file", metavar="FILE", help="what `selfmap backup` wrote")


def run(arguments: argparse.Namespace) -> int:
    """All of it or nothing."""
    settings = read_settings()
    with nobody_at_work(settings):
        print(told(copy_all(place_in_file(Path(arguments.file), new=False), place_of(settings))))
    print("The words are sealed. To read them, put the keys that belong to them in place: keys.db and the master key (docs/decisions/0019-keys.md).")
    return 0
