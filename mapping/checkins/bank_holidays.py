"""The bank holidays of England and Wales: for those who don't want to be asked on them."""

from datetime import date, timedelta
from functools import lru_cache

from dateutil.easter import easter

DAY = timedelta(days=1)


@lru_cache(maxsize=32)
def bank_holidays(year: int) -> frozenset[date]:
    """Those of one year by the standing rules (Banking and Financial Dealings Act 1971, schedule 1, and the substitute days by
    proclamation). A day given once, for a coronation or a funeral, is not among them."""
    may, june, september = date(year, 5, 1), date(year, 6, 1), date(year, 9, 1)
    fixed = {easter(year) - 2 * DAY, easter(year) + DAY, _monday_from(may), _monday_from(june - 7 * DAY), _monday_from(september - 7 * DAY)}
    for day in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        while day.weekday() > 4 or day in fixed:
            day += DAY
        fixed.add(day)
    return frozenset(fixed)


def _monday_from(day: date) -> date:
    return day + (-day.weekday() % 7) * DAY
