"""Days of the year that people call by a name: Mother's Day, Easter, Christmas, the new year, and where a season begins."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from dateutil.easter import easter

DAY = timedelta(days=1)
Days = Callable[[int], tuple[date, date]]  # the year, and then the first and the last day


def _easter(first: int, last: int | None = None) -> Days:
    """So many days from Easter Sunday."""
    return lambda year: (easter(year) + first * DAY, easter(year) + (first if last is None else last) * DAY)


def _on(month: int, day: int, last: int | None = None) -> Days:
    return lambda year: (date(year, month, day), date(year, month, last or day))


def _sunday_in(month: int, number: int) -> Days:
    """The third Sunday of June, and the like."""
    def found(year: int) -> tuple[date, date]:
        first = date(year, month, 1)
        day = first + ((6 - first.weekday()) % 7 + 7 * (number - 1)) * DAY
        return day, day

    return found


def _new_year(year: int) -> tuple[date, date]:
    return date(year, 12, 31), date(year + 1, 1, 1)


FEASTS: tuple[tuple[str, Days], ...] = (
    (r"(?:mother'?s?'?|mum'?s|mothering) ?(?:day|sunday)", _easter(-21)), (r"(?:father'?s?'?|dad'?s) ?day", _sunday_in(6, 3)),
    (r"pancake day|shrove tuesday", _easter(-47)), (r"good friday", _easter(-2)), (r"easter sunday", _easter(0)), (r"easter monday", _easter(1)),
    (r"(?:the )?easter(?: weekend| holidays| break)?", _easter(-2, 1)), (r"valentine'?s(?: day)?", _on(2, 14)),
    (r"halloween", _on(10, 31)), (r"bonfire night|fireworks night|guy fawkes", _on(11, 5)),
    (r"(?:christmas|xmas|chrimbo) eve", _on(12, 24)), (r"(?:christmas|xmas) day", _on(12, 25)), (r"boxing day", _on(12, 26)),
    (r"new year'?s eve|nye", _on(12, 31)), (r"new year'?s day", _on(1, 1)), (r"(?:the )?new year", _new_year), (r"(?:christmas|xmas|chrimbo)", _on(12, 24, 26)),
    (r"(?:the )?spring(?! clean)", _on(3, 1)), (r"(?:the )?summer", _on(6, 1)), (r"(?:the )?autumn", _on(9, 1)), (r"(?:the )?winter", _on(12, 1)),
)
NAMED = "|".join(f"(?:{way})" for way, _ in FEASTS)


def feast(words: str, today: date) -> tuple[date, date] | None:
    """The first and the last day of the next one that these words name, today's included."""
    for way, days in FEASTS:
        if re.fullmatch(way, words.strip()):
            return next(found for year in (today.year - 1, today.year, today.year + 1) if (found := days(year))[1] >= today)
    return None
