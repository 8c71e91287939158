"""Days and times as people write them: "mon and thurs around half 6", "weekends", "every other week", "mornings"."""

import re
from datetime import time

DAYS = (r"mon(?:day)?s?", r"tue(?:s(?:day)?)?s?", r"wed(?:s|nesday|nesdays)?", r"thu(?:r(?:s(?:day)?)?)?s?", r"fri(?:day)?s?", r"sat(?:urday)?s?", r"sun(?:day)?s?")
DAY = tuple(re.compile(rf"\b{day}\b") for day in DAYS)
NO_DAY = re.compile(r"\b(?:the sun|sunny|sat (?:down|up|in|on|with|at)|i sat|wed (?:in|last))\b")
NOT_ON = re.compile(r"\b(?:not|no more|never|instead of|rather than|except|stop(?: \w+){0,3}|(?:don'?t|do not|dont)(?: \w+){1,3} on|(?:don'?t|do not|dont) (?:do|want|like)) (?:on )?(?P<days>(?:(?:" + "|".join(DAYS) + r")(?:,? and |, ?| or )?)+)")
SPANS = (
    (re.compile(r"\b(?:every ?day|daily|each day|once a day|all days)\b"), tuple(range(7))),
    (re.compile(r"\b(?:week ?days|in the week(?! end)|monday to friday|mon ?(?:-|to) ?fri)\b"), tuple(range(5))),
    (re.compile(r"\bweek ?ends?\b"), (5, 6)),
)
NOT_ON_SPAN = re.compile(r"\b(?:(?:don'?t|dont|do not|never|stop) (?:message|messaging|text|texting|ask|asking|bother|bothering|disturb|contact|check|ping|pester|nag|remind)(?: in)?(?: with)?|not|no|never|except|without|instead of|rather than)(?: (?:message|messages|texts|ask|asking|me|on|at|in|the|for|over)){0,3} (?P<span>week ?ends?|week ?days?)\b")
NOT_SPAN = re.compile(r"\b(?:not|instead of|rather than|no more) (?:every ?day|daily|each day|(?:at )?week ?ends?|(?:in the |on )?week ?days?|(?:once|twice|\w+ times) (?:a|per|every) (?:day|week|month)|every week|weekly|once$|twice$)(?!\w)")
SPREAD = {1: (6,), 2: (2, 6), 3: (0, 2, 4), 4: (0, 2, 4, 6), 5: (0, 1, 2, 3, 4)}  # days for so many times a week where none are named
UNIT = r"(?P<unit>day|week|month|fortnight)s?"
COUNTS = {"once": 1, "one": 1, "1": 1, "twice": 2, "two": 2, "2": 2, "couple": 2, "three": 3, "3": 3, "few": 3, "four": 4, "4": 4, "five": 5, "5": 5}
COUNTED = re.compile(
    rf"\b(?:(?P<once>once|twice)|(?:a )?(?P<count>{'|'.join(COUNTS)})(?: of)? ?(?:x|times?|goes))(?: (?:a|per|every|each|in the|in a|in|the|/) ?{UNIT}|(?: a)? (?P<ly>dai|week|month|fortnight)ly)(?! (?:ago|time))")
EVERY = re.compile(rf"\b(?:every|each|per)(?: (?P<step>other|second|2nd|alternate|third|3rd|few|couple of|two|2|three|3|four|4))? {UNIT}\b(?! (?:end|day))")
BARE = (  # "a fortnight" is how long as often as how often: only with "-ly" or "every"
    (re.compile(r"\bweekly\b"), (1, 1)), (re.compile(r"\bfortnight(?:ly)?\b"), (1, 2)), (re.compile(r"\bmonthly\b"), (1, 4)), (re.compile(r"\balternate \w+days\b"), (1, 2)))
STEPS = {"other": 2, "second": 2, "2nd": 2, "alternate": 2, "two": 2, "2": 2, "couple of": 2, "third": 3, "3rd": 3, "three": 3, "3": 3, "few": 3, "four": 4, "4": 4}
IN_MONTH = {1: (1, 4), 2: (1, 2), 3: (1, 1)}  # so many times a month
PARTS = (
    (re.compile(r"\bbefore (?:lunch|dinner ?time)\b"), time(11)), (re.compile(r"\bafter lunch\b"), time(14)), (re.compile(r"\bearly (?:in the )?mornings?\b"), time(8, 30)), (re.compile(r"\bmornings?\b"), time(10)),
    (re.compile(r"\b(?:lunch ?times?|lunch|mid ?day|noon)\b"), time(12, 30)), (re.compile(r"\bafternoons?\b"), time(15)),
    (re.compile(r"\btea ?times?\b|\bafter (?:work|school)\b"), time(17)), (re.compile(r"\bafter (?:tea|dinner|supper)\b"), time(18, 30)), (re.compile(r"\b(?:evenings?|eve)\b"), time(18)),
    (re.compile(r"\b(?:at night|nights?|bed ?time)\b"), time(19, 30)),
)
NOT_AT = re.compile(r"\b(?:not|instead of|rather than|no|never) (?:in |at )?(?:the )?(?:early |late )?(?:mornings?|afternoons?|evenings?|nights?|lunch ?times?|\d{1,2}(?:[:.]\d\d)? ?(?:a\.?m|p\.?m)?)\b")
WORDS = {word: number for number, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)}
HOUR = rf"(?P<hour>\d{{1,2}}|{'|'.join(WORDS)})"
CLOCK = re.compile(
    rf"\b(?:(?P<half>half(?: past)?|(?P<quarter>quarter past)|(?P<less>quarter|ten|twenty|five|20|10|5) to|(?P<more>ten|twenty|five|20|10|5) past) )?{HOUR}(?:[:.](?P<minute>[0-5]\d))?(?: ?o'?clock)? ?(?P<half_day>a\.?m|p\.?m)?\b(?! ?(?:times?|x|days?|weeks?|months?|%|/|out of|hours?|mins?|minutes?|goals?))")
SAYS_CLOCK = re.compile(rf"\b(?:at|around|about|by|before|after|from|till|until|roughly|like|half(?: past)?|quarter past|to) (?:{HOUR})|\d ?(?:a\.?m|p\.?m)\b|\d[:.][0-5]\d|o'?clock")
MINUTES = {"quarter": 15, "five": 5, "5": 5, "ten": 10, "10": 10, "twenty": 20, "20": 20}


def spread(number: int, *, without: tuple[int, ...] = ()) -> tuple[int, ...]:
    """So many days of the week, well apart, none of them one of those left out; fewer where there are not so many."""
    usual = SPREAD.get(number, tuple(range(7)))
    if not set(usual) & set(without):
        return usual
    free = [day for day in range(7) if day not in without]
    return tuple(free[round((place + 0.5) * len(free) / number - 0.5)] for place in range(number)) if number < len(free) else tuple(free)


def days_in(text: str) -> tuple[int, ...]:
    """The weekdays named (0 is Monday), those that are to be left out not counted."""
    said = NO_DAY.sub(" ", text)
    left_out = set(left_out_in(text))
    said = NOT_ON_SPAN.sub(" ", NOT_SPAN.sub(" ", NOT_ON.sub(" ", said)))
    for span, days in SPANS:
        if span.search(said):
            return tuple(day for day in days if day not in left_out)
    return tuple(number for number in _named(said) if number not in left_out)


def left_out_in(text: str) -> tuple[int, ...]:
    """The weekdays that are to be left out: "not on mondays"."""
    spans = {number for found in NOT_ON_SPAN.finditer(text) for number in ((5, 6) if "end" in found["span"] else range(5))}
    return tuple(sorted(spans | {number for found in NOT_ON.finditer(NO_DAY.sub(" ", text)) for number in _named(found["days"])}))


def often_in(text: str) -> tuple[int, int] | None:
    """(times a week, every so many weeks), or None where it is not said."""
    text = NOT_SPAN.sub(" ", text)
    if found := COUNTED.search(text):
        number, unit = COUNTS[found["once"] or found["count"]], found["unit"] or {"dai": "day"}.get(found["ly"], found["ly"])
        return {"day": None, "week": (number, 1), "fortnight": (1, 2 if number == 1 else 1), "month": IN_MONTH.get(number, (1, 1))}[unit]
    if found := EVERY.search(text):
        step = STEPS.get(found["step"] or "", 1)
        if found["unit"] == "day":
            return {1: None, 2: (3, 1)}.get(step, (2, 1))
        return 1, {"week": step, "fortnight": 2 * step, "month": 4 * step}[found["unit"]]
    return next((often for way, often in BARE if way.search(text)), None)


def time_in(text: str) -> time | None:
    """The time of day said, or None: not one that is turned down ("evenings not mornings"). One to seven alone are in the afternoon or evening."""
    text = NOT_AT.sub(" ", text)
    for found in CLOCK.finditer(text):
        if SAYS_CLOCK.search(text[max(0, found.start() - 12):found.end()]) and (at := clock_time(found)) is not None:
            return at
    return next((at for part, at in PARTS if part.search(text)), None)


def clock_time(found: re.Match[str]) -> time | None:
    """The time that a match of CLOCK stands for; None where there is none such."""
    hour = WORDS.get(found["hour"]) or int(found["hour"])
    half_day = (found["half_day"] or "").replace(".", "")
    if half_day and not 1 <= hour <= 12 or hour > 23:
        return None
    if half_day:
        hour = hour % 12 + 12 * (half_day == "pm")
    elif 1 <= hour <= 7 and not found["hour"].startswith("0"):  # "0700" is in the morning
        hour += 12
    if found["less"]:
        hour, minute = hour - 1, 60 - MINUTES[found["less"]]
        return time(hour % 24, minute)
    minute = MINUTES[found["more"]] if found["more"] else 15 if found["quarter"] else 30 if found["half"] else int(found["minute"] or 0)
    return time(hour % 24, minute)


def _named(text: str) -> list[int]:
    return [number for number, day in enumerate(DAY) if day.search(text)]
