"""Stretches of days as people say them: "this week", "for a fortnight", "until the 1st of may", "on mother's day", "the next two".

The words are found without knowing the day (``stretch_words``) and become days once it is known (``stretch_of``).
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from nlu.checkins import times
from nlu.checkins.feasts import NAMED, feast

DAYS_SAID = "|".join(times.DAYS)
MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
MONTH = "|".join(rf"{name[:3]}(?:{name[3:]})?" if len(name) > 4 else name for name in MONTHS)
NUMBERS = {"a": 1, "an": 1, "one": 1, "another": 1, "couple": 2, "two": 2, "few": 3, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "half": 0.5}
NUMBER = rf"(?:(?:a |another |the )?(?:couple|few)(?: of)?|half an?|{'|'.join(word for word in NUMBERS if word not in ('couple', 'few', 'half'))}|\d{{1,2}})"
UNIT = r"(?:days?|nights?|weeks?|fortnights?|months?|years?)"
NTH = r"(?:\d{1,2} ?(?:st|nd|rd|th))"
DATE = rf"(?:(?:the )?{NTH}(?: of)? (?:{MONTH})\b|(?:the )?\d{{1,2}} (?:{MONTH})\b|(?:{MONTH}) (?:the )?\d{{1,2}}(?:st|nd|rd|th)?\b|(?:the )?{NTH})"
ONE_DAY = rf"(?:{DATE}|(?:next |this |the |this coming |coming )?(?:{DAYS_SAID})\b|tomorrow|today|tonight)"
FROM_THEN = rf"(?:{DATE}|{NAMED}|(?:next|this coming) (?:week|month|year)|the (?:week|month) after next|(?:next |this )?(?:{DAYS_SAID})\b|(?:{MONTH})\b|tomorrow|the end of (?:the|this|next) (?:week|month)|(?:the end of )?(?:{MONTH})\b)"
WAYS = (  # the first that fits counts
    ("until", re.compile(rf"\b(?:until|before|by)(?: after| the end of| at least)*(?: the)? (?P<day>{FROM_THEN})")),
    ("until", re.compile(rf"\buntil\b(?: [\w']+){{1,8}}? (?:on|in|at) (?P<day>{FROM_THEN})")),
    ("back", re.compile(rf"(?<!a )\b(?:back|home|again|start\w*|resume)(?: again| up| back| asking| messaging| texting| me)* (?:on |from |in |after )?(?P<day>{FROM_THEN})")),
    ("from", re.compile(rf"\bfrom (?P<day>{ONE_DAY}) (?:for |to |until )(?P<long>{NUMBER} {UNIT}|{FROM_THEN})")),
    ("for", re.compile(rf"\b(?:for )?(?:the )?(?:next |about |at least |maybe |another )*(?P<long>{NUMBER} {UNIT})\b(?! ago)")),
    ("after next", re.compile(r"\b(?:the )?week after next\b")),
    ("this", re.compile(r"\b(?:the )?(?:rest of )?(?:the|this) (?P<unit>week(?! ?end)|month|week ?end)\b")),
    ("next", re.compile(r"\b(?:the )?next (?P<unit>week(?! ?end)|month|week ?end)\b")),
    ("times", re.compile(rf"\b(?:the )?next (?P<times>(?:couple|few)(?: of)?|{'|'.join(word for word in NUMBERS if len(word) > 2)}|\d)(?: ones?| times?| messages?| check ?-?ins?)?(?= ?$| (?:please|thanks|out|if)\b)")),
    ("times", re.compile(r"\b(?:this|that|the next) (?:one|time|message|check ?-?in)\b|\bnext time\b|\bjust this once\b")),
    ("holidays", re.compile(r"\b(?:bank|public) (?:hol(?:iday)?s?)\b|\bbank hols?\b")),
    ("on", re.compile(rf"\b(?:on )?(?P<day>(?!(?:the )?(?:spring|summer|autumn|winter))(?:{NAMED})\b|{ONE_DAY})")),
    ("while", re.compile(r"\b(?:for )?(?:a (?:little |short )?(?:bit|while)|a (?:few|couple of) days|a day or two|few days|(?:for )?(?:the moment|now))\b")),
)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """``first`` and ``last`` are both in it. ``times``: so many check-ins, instead of days. ``holidays``: every bank holiday."""

    first: date
    last: date
    times: int = 0
    holidays: bool = False


def stretch_words(said: str) -> str | None:
    """The words of a message (spelt as ``written_out`` does) that say how long; None where none do."""
    found = _found(said)
    return found[1].group() if found else None


def stretch_of(said: str, today: date) -> Stretch | None:
    """The days that such words mean, said on this day. None where they name none ("until I feel better")."""
    found = _found(said)
    if found is None:
        return None
    way, match = found
    groups = match.groupdict()
    if way == "times":
        return Stretch(today, today, times=round(_number(groups.get("times") or "one")))
    if way == "holidays":
        return Stretch(today, today, holidays=True)
    if way == "while":
        return Stretch(today, today + 3 * DAY) if "day" in match.group() else Stretch(today, _sunday(today))
    if way == "for":
        return Stretch(today, _later(today, match["long"]) - DAY)
    if way == "from":
        first = _day(match["day"], today)[0]
        begins = _begins(match["long"], first) if re.fullmatch(FROM_THEN, match["long"]) else None
        return Stretch(first, (begins or _later(first, match["long"])) - DAY)
    if way == "after next":
        return Stretch(_sunday(today) + 8 * DAY, _sunday(today) + 14 * DAY)
    if way in ("this", "next"):
        return _unit(match["unit"], today, following=way == "next")
    if way == "on":
        return Stretch(*_day(match["day"], today))
    after = bool(re.search(r"\b(?:after|end of)\b", match.group()))
    begins = _begins(match["day"], today, after=after)
    return Stretch(today, begins - DAY)


def _found(said: str) -> tuple[str, re.Match[str]] | None:
    return next(((way, match) for way, pattern in WAYS if (match := pattern.search(said))), None)


def _number(words: str) -> float:
    word = next((word for word in words.replace("the ", "").split() if word in NUMBERS and word != "a"), words.split()[0])
    return int(word) if word.isdigit() else NUMBERS.get(word, 1)


def _later(first: date, words: str) -> date:
    """So long after this day: months are counted as four weeks, as check-ins are."""
    number = _number(words)
    unit = next(unit for unit in ("fortnight", "week", "month", "year", "day", "night") if unit in words)
    days = {"fortnight": 14, "week": 7, "month": 28, "year": 365, "day": 1, "night": 1}[unit] * number
    return first + timedelta(days=max(round(days), 1))


def _unit(unit: str, today: date, *, following: bool) -> Stretch:
    if unit == "month":
        first = (today.replace(day=1) + 32 * DAY).replace(day=1) if following else today
        return Stretch(first, (first.replace(day=1) + 32 * DAY).replace(day=1) - DAY)
    sunday = _sunday(today) + (7 * DAY if following else 0 * DAY)
    return Stretch(max(sunday - DAY if "end" in unit else sunday - 6 * DAY, today), sunday)


def _sunday(today: date) -> date:
    return today + timedelta(days=6 - today.weekday())


def _day(words: str, today: date) -> tuple[date, date]:
    """The first and the last day of one that is named, today or later."""
    if found := feast(words, today):
        return found
    if words in ("today", "tonight"):
        return today, today
    if words == "tomorrow":
        return today + DAY, today + DAY
    day = _date(words, today)
    if day is None:
        weekday = times.days_in(words)[0]
        day = today + timedelta(days=(weekday - today.weekday()) % 7)
    return day, day


def _date(words: str, today: date) -> date | None:
    """"The 20th", "1st of may": the next such day; None for anything else."""
    number = re.search(r"\d{1,2}", words)
    month = re.search(rf"\b(?:{MONTH})\b", words)
    if number is None:
        return None
    for ahead in range(48 if month else 13):
        at = today.month - 1 + ahead
        year, which = today.year + at // 12, at % 12 + 1
        if month and MONTHS[which - 1][:3] != month.group()[:3]:
            continue
        try:
            day = date(year, which, int(number.group()))
        except ValueError:
            continue
        if day >= today:
            return day
    return None


def _begins(words: str, today: date, *, after: bool = False) -> date:
    """The first day on which it may go on, where it waits for this."""
    words = re.sub(r"^(?:the )?end of (?:the )?", "", words) if words.startswith(("end of", "the end of")) else words
    if found := feast(words, today):
        season = re.search(r"spring|summer|autumn|winter", words) is not None
        return found[0] if season and not after else found[1] + DAY if after or not season and found[0] != found[1] else found[0]
    if re.fullmatch(r"(?:this |the )?week", words):
        return _sunday(today) + DAY
    if re.fullmatch(r"(?:next|this coming) week", words):
        return _sunday(today) + DAY + (7 * DAY if after else 0 * DAY)
    if re.fullmatch(r"(?:the |this |next |this coming )?month", words):
        first = (today.replace(day=1) + 32 * DAY).replace(day=1)
        return (first + 32 * DAY).replace(day=1) if after and "next" in words else first
    if words.startswith("the week after"):
        return _sunday(today) + 8 * DAY
    if "year" in words:
        return date(today.year + 1, 1, 1)
    if words == "tomorrow":
        return today + (2 * DAY if after else DAY)
    if (day := _date(words, today)) is not None:
        return day + (DAY if after else 0 * DAY)
    if named := times.days_in(words):
        if words.startswith("next ") and named[0] > today.weekday():
            return today + timedelta(days=7 + named[0] - today.weekday() + after)  # "next friday", said on a Monday, is not this one
        day = min(today + timedelta(days=(each - today.weekday() - 1) % 7 + 1) for each in named)
        return day + (DAY if after else 0 * DAY)
    which = next(number for number, name in enumerate(MONTHS, 1) if words[:3] == name[:3])
    first = date(today.year + (which < today.month or which == today.month and not after), which, 1)
    return (first + 32 * DAY).replace(day=1) if after else first
