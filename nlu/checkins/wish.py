"""What a person can want of check-ins: the kinds of wish, and what one says."""

from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum


class WishKind(StrEnum):
    """What is wanted."""

    SET = "set"  # other days, time or how often
    SKIP = "skip"  # not this week, or the next few
    STOP = "stop"  # none at all
    MUTE = "mute"  # not about one goal
    RESUME = "resume"
    CALENDAR = "calendar"  # a file for their own calendar
    TELL = "tell"  # when it is, as things stand


@dataclass(frozen=True, slots=True)
class CheckinWish:
    """What a person wants of check-ins; what is not said is empty.

    ``days`` weekdays (0 is Monday), ``left_out`` those not wanted; ``times`` a week and every so many ``weeks``; ``at`` local;
    ``about`` the words of a goal; ``change`` -1 less often, 1 more often.
    """

    kind: WishKind
    days: tuple[int, ...] = ()
    left_out: tuple[int, ...] = ()
    times: int | None = None
    weeks: int | None = None
    at: time | None = None
    zone: str | None = None
    quiet_from: time | None = None
    quiet_to: time | None = None
    about: str | None = None
    change: int = 0
    shift: float = 0  # hours earlier (less than 0) or later in the day
    add: bool = False  # the days come on top of those there are
    only: bool = False  # for MUTE: about nothing but this
    other_day: bool = False  # another day is wanted, and not said which
    when: str = field(default="", compare=False)  # the words that say how long (SKIP), from when (RESUME), or which days are left out (SET)
    weak: bool = field(default=False, compare=False)  # the words alone don't say that check-ins are meant
