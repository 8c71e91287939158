"""A check-in an hour later, or a step more or less often: what is kept of it."""

from datetime import date, datetime, time, timedelta
from typing import Any

from mapping.checkins import Rhythm
from nlu.checkins.times import SPREAD

FEWER = {1: 1, 2: 1, 3: 2, 4: 2, 5: 3, 6: 3, 7: 3}  # times a week, one step down


def shifted(rhythm: Rhythm, hours: float) -> time:
    """The time of day so many hours on, or as far as the quiet hours let it go."""
    moved = datetime.combine(date.min + timedelta(days=1), rhythm.at) + timedelta(hours=hours)
    edges = (rhythm.quiet_to, (datetime.combine(date.min + timedelta(days=1), rhythm.quiet_from) - timedelta(minutes=30)).time())
    return min(max(moved.time(), edges[0]), edges[1]) if edges[0] < edges[1] else moved.time()


def more_or_less(rhythm: Rhythm, change: int) -> dict[str, Any]:
    """Fields of ``Rhythm`` for one step more often, or less."""
    number = len(rhythm.days) or 1
    if change < 0:
        return {"days": SPREAD[FEWER[number]]} if number > 1 else {"weeks": min(rhythm.weeks * 2, 4)}
    return {"weeks": 1} if rhythm.weeks > 1 else {"days": SPREAD[min(number + 1, 5)]}
