"""Looks a directory through before it is used: `python -m mapping.resources FOLDER-OR-FILE` names every entry that is left out."""

import sys
from pathlib import Path

from mapping.errors import DirectoryUnreadable
from mapping.resources.reading import read_directory
from mapping.resources.record import OPEN


def main(arguments: list[str]) -> int:
    """0 where all could be read, 1 where something was left out or nothing could be read, 2 for a wrong call."""
    if len(arguments) != 1:
        print("Say which directory: python -m mapping.resources FOLDER-OR-FILE")
        return 2
    try:
        found = read_directory(Path(arguments[0]))
    except DirectoryUnreadable as error:
        print(error)
        return 1
    unopened = sum(each.status != OPEN for each in found.resources)
    undated = sum(each.checked is None for each in found.resources)
    made_up = sum(each.made_up for each in found.resources)
    print(f"Read: {len(found.resources)}. Not open now, so not offered: {unopened}. Without a date of last check: {undated}.")
    if made_up:
        print(f"Made-up examples, and shown as such: {made_up}.")
    for each in found.skipped:
        print(f"Left out: {each.where}{f' ({each.name})' if each.name else ''}. {each.why}")
    return 1 if found.skipped else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
