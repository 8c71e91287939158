"""Teaches what models of sentences learn, one after the other: `python -m nlu.teach`, at set-up. Each is skipped where nothing changed."""

import sys

from nlu.checkins.learned import teach as checkins
from nlu.feelings import teach as feelings
from nlu.safety import train as screen


def main() -> int:
    """The screen first: without it nothing may start."""
    return screen.main() or feelings.main() or checkins.main()


if __name__ == "__main__":
    sys.exit(main())
