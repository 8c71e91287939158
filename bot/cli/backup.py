"""`selfmap backup OUT`: everything that is kept, in one file. Selfmap may be running."""

import argparse
from pathlib import Path

from bot.keeping.places import place_in_file, place_of, told
from bot.keeping.rows import copy_all
from bot.settings import read_settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to."""
    parser.add_argument("out", metavar="OUT", help="the file to write; it must not be there yet")


def run(arguments: argparse.Namespace) -> int:
    """Write the file; where that fails nothing of it is left."""
    out = Path(arguments.out)
    part = out.with_name(out.name + ".part")
    if not out.exists():
        part.unlink(missing_ok=True)
    place = place_in_file(out if out.exists() else part, new=True)
    try:
        copied = copy_all(place_of(read_settings()), place)
        place.database.dispose()
        part.replace(out)
    finally:
        for left in (part, part.with_name(part.name + "-wal"), part.with_name(part.name + "-shm")):
            left.unlink(missing_ok=True)
    print(told(copied))
    print(f"Written: {out}. Keep the keys in SELFMAP_HOME as well, in another place: what is encrypted can't be read without them.")
    return 0
