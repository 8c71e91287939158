"""When somebody was last here: what "since last time" is measured from."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from mapping.history.fold import fold
from mapping.model import Change, ChangeKind

APART = timedelta(hours=6)  # quiet for so long, the next words are another time


def last_time(history: Sequence[Change]) -> datetime | None:
    """The end of the time before this one: before the latest session with a worker began, or else before the latest long quiet.

    ``history``: all changes, oldest first. None where there was no such time, or nothing was on the map then.
    """
    starts = [place for place, change in enumerate(history) if change.kind is ChangeKind.SESSION_STARTED]
    if starts:
        ends = [history[starts[-1] - 1].at] if starts[-1] else []
    else:
        ends = [earlier.at for earlier, later in pairwise(history) if later.at - earlier.at >= APART]
    if not ends:
        return None
    before = fold(history, at=ends[-1])
    return ends[-1] if before.items or before.wishes else None
