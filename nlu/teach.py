"""Teaches the ear, then what answers tell: `python -m nlu.teach`, at set-up, beside the screen's teaching, which takes as long. Each is skipped where nothing changed."""

import sys

from nlu.checkins.learned import teach as checkins
from nlu.extraction.learned import teach as ear
from nlu.feelings import teach as feelings


def main() -> int:
    """The ear first: without it nothing may start."""
    return ear.main() or feelings.main() or checkins.main()


if __name__ == "__main__":
    sys.exit(main())
