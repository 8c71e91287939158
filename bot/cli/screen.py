"""`selfmap screen`: reads messages as JSON lines and says which speak of danger."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator

from mapping.errors import SelfmapError
from nlu.safety import Screen


class MessageUnreadable(SelfmapError):
    """A line is not a message; the sentence says which line and what it should be."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what goes in and what comes out; there is nothing to choose."""
    parser.epilog = 'In: {"id", "text"} a line. Out: {"id", "label": "crisis" or "none", "kind"} a line; no kind is null.'


def run(arguments: argparse.Namespace) -> int:
    """Screen every line of standard input, one answer a line, in the same order."""
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    sys.stdout.reconfigure(encoding="utf-8")
    for answer in screened(sys.stdin, Screen.load()):
        print(json.dumps(answer), flush=True)
    return 0


def screened(lines: Iterable[str], screen: Screen) -> Iterator[dict[str, object]]:
    """The answer to each line that is not empty. Raises MessageUnreadable."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            key, text = row["id"], str(row["text"])
        except (ValueError, KeyError, TypeError) as error:
            raise MessageUnreadable(f'Line {number} must be JSON with "id" and "text".') from error
        hit = screen.check(text)
        yield {"id": key, "label": "crisis" if hit else "none", "kind": str(hit.kind) if hit else None}
