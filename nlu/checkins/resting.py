"""Reads that nothing is to be asked for a while, or from which day on it may begin again, in the rows of phrases of a message."""

import re
from itertools import pairwise

from nlu.checkins.near import SKIP_DAY
from nlu.checkins.phrases import EXPRESSIONS, Phrase, Sort
from nlu.checkins.spelling import clauses, written_out
from nlu.checkins.stretches import stretch_words
from nlu.checkins.wish import CheckinWish, WishKind

STARTS = re.compile(r"^(?:back|home|again|start|resume)")
MOMENT = re.compile(r"(?:for |at )?(?:the )?(?:now|moment|today|tonight|tomorrow|a (?:little )?(?:bit|while))|(?:this|that) one|.*\byears?\b.*")  # of the question they have before them, or of no rest at all
AGAIN = re.compile(r"\b(?:again|back|asking|messag\w+|text\w+|resume|restart)\b")
BUT_ELSE = re.compile(r"\bbut (?:we|he|she|they|i|it|maybe|perhaps|might)\b")  # "not this week but we might go at easter" is of something else
AWAY_FROM = re.compile(r"\b(?:away|going|off|abroad|hospital|holiday|staying|at my|at me|visiting|on (?:hols|nights))\b")
EVENT = re.compile(r"\b(?:birthday|anniversary|wedding|funeral|christening|appointment|operation|op|interview|exam|court|party)\b")
WEEKEND = re.compile(r"(?:the )?week ?ends?")
LINKS = {"on", "for", "in", "at", "over", "the", "it"}
OF_SELF = re.compile(r"(?:i'?m|im|i|ive|i've|got|at|we're|having|feeling|been)$")
STRONG_REST = re.compile(r"(?:skip|miss|leave|hold|lay off|back off|pause|give|don'?t|dont|do not|no )")


def read_rest(rows: list[list[Phrase]], text: str, *, off: bool, prompted: bool = False) -> CheckinWish | None:
    """Nothing for a while, or nothing on some days; or to begin again from a day on."""
    if (day := next((found for part in clauses(text) if (found := SKIP_DAY.match(part))), None)) is not None:
        return skipped(f"this {day['when']}")
    everything = [each for row in rows for each in row]
    starts = [each for each in everything if each.sort is Sort.START or each.sort is Sort.STRETCH and STARTS.match(each.words) and "start" in each.words + " again"]
    if any(each.sort is Sort.STRETCH and WEEKEND.fullmatch(each.words) for each in everything) and any(each.sort in EXPRESSIONS for each in everything):
        return None  # "four days, but leave the weekend" says which days, and not how long
    stretch = next((each for each in everything if each.sort is Sort.STRETCH), None)
    whole = stretch_words(written_out(text))
    if stretch and stretch.words in ("next week", "this week") and re.search(r"\buntil (?:after(?:wards)?|then)$", written_out(text).rstrip(" .!")):
        return skipped(f"until after {stretch.words}")  # "at my mums next week leave it til after": from now on
    if whole and whole.startswith("until") and not (stretch and stretch.words.startswith("until")):
        stretch = Phrase(Sort.STRETCH, whole, whole)  # "until i'm back on the 28th" is parted at "i'm"
    begin = next((row for row in rows if any(each in starts for each in row) and not any(each.sort is Sort.WORD and each.words != "'m" for each in row)), None)
    if off and begin is not None and (only := _on_days(rows, begin)) is not None:
        return only
    if begin is not None and (off or stretch is not None and AGAIN.search(written_out(text))):
        days = next((each for each in begin if each.sort is Sort.DAYS), None)
        stretch = next((each for each in starts if each.sort is Sort.STRETCH), stretch)  # "going on the 7th and back on the 21st"
        when = stretch.words if stretch else f"until {days.words}" if days else ""
        if off:
            return CheckinWish(WishKind.RESUME, when=when, weak=not when and len(rows) == 1 and len(begin) == 1)
        return skipped(when) if when else None
    if (day := _this_day(rows) or _of_event(rows)) is not None:
        return skipped(day)
    for row in rows:
        rest = next((number for number, each in enumerate(row) if each.sort in (Sort.REST, Sort.NOT)), None)
        if rest is None:
            if len(row) > 1 and row[0].sort is Sort.STRETCH and all(each.sort in (Sort.STRETCH, Sort.BAD, Sort.FILL) for each in row) and any(each.sort is Sort.BAD for each in row):
                return skipped(row[0].words)
            continue
        head, tail = row[:rest], row[rest + 1:]
        if any(each.sort not in (Sort.FILL, Sort.ASK, Sort.REST, Sort.ONLY) for each in head) and not _of_self(head, row[rest]):
            continue
        if row[rest].sort is Sort.NOT and not row[rest].words.startswith(("please", "to not")) and any(each.words not in LINKS for each in tail[:1] if each.sort is not Sort.STRETCH):
            continue
        if any(each.sort in EXPRESSIONS for each in tail) and not any(each.sort is Sort.STRETCH for each in tail):
            continue
        here = next((number for number, each in enumerate(tail) if each.sort is Sort.STRETCH), None)
        if prompted and row[rest].words == "not" and any(each.sort is Sort.WORD for other in rows for each in other):
            continue  # "not this time, my knee was bad" says what was in the way
        if row[rest].words == "not" and BUT_ELSE.search(text.lower()):
            continue
        asks_us = re.match(r"(?:please )?(?:do not|don't|dont|no need|no |radio)", row[rest].words) is not None
        if here is not None and MOMENT.fullmatch(tail[here].words) and not asks_us:
            continue
        if here is not None and all(each.sort in (Sort.FILL, Sort.REST, Sort.ASK, Sort.ONLY, Sort.AWAY) for each in tail[:here]):
            return skipped(tail[here].words)
        until = next((each for each in tail if each.sort is Sort.WORD), None)
        if until is not None and until.words == "until" and row[rest].sort is Sort.REST and all(each.sort in (Sort.FILL, Sort.ASK) for each in tail[:tail.index(until)]):
            if whole and whole.startswith("until"):
                return skipped(whole)
            return CheckinWish(WishKind.STOP, weak=True)  # they say when, and not on which day: it is said how to come back
        if row[rest].sort is Sort.REST and whole and whole.startswith("from") and not any(each.sort is Sort.WORD for each in row):
            return skipped(whole)
        if row[rest].sort is Sort.REST and stretch is not None and not MOMENT.fullmatch(stretch.words) and not any(each.sort is Sort.WORD for each in row):
            return skipped(stretch.words)
    return None


def _on_days(rows: list[list[Phrase]], begin: list[Phrase]) -> CheckinWish | None:
    """"Start messaging again, but only fridays": on from now, and on those days."""
    rest = [each for row in rows if row is not begin for each in row]
    days = [each for each in rest if each.sort is Sort.DAYS]
    if len(days) != 1 or any(each.sort in (Sort.WORD, Sort.NOT, Sort.REST, Sort.EXCEPT, Sort.BAD) for each in rest):
        return None
    at = next((each.value for each in rest if each.sort is Sort.AT), None)
    return CheckinWish(WishKind.SET, days=days[0].value, at=at)


def _this_day(rows: list[list[Phrase]]) -> str | None:
    """The day of "im at my sons for a week on saturday so dont bother with sunday": that one, and not every one."""
    for row in rows:
        at = next((number for number, each in enumerate(row) if each.sort in (Sort.NOT, Sort.REST)), None)
        if at is None or any(each.sort not in (Sort.FILL, Sort.ASK) for each in row[:at]):
            continue
        tail = [each for each in row[at + 1:] if each.sort not in (Sort.FILL, Sort.ASK)]
        if len(tail) == 1 and tail[0].sort is Sort.DAYS and not tail[0].words.endswith("s") and any(
                AWAY_FROM.search(" ".join(each.words for each in other)) and any(each.sort is Sort.STRETCH for each in other) for other in rows if other is not row):
            return f"this {tail[0].words.split()[-1]}"
    return None


def _of_event(rows: list[list[Phrase]]) -> str | None:
    """The date of "not on my birthday, thats the 15th"."""
    for row, other in pairwise(rows):
        if row and row[0].sort in (Sort.NOT, Sort.REST) and EVENT.search(" ".join(each.words for each in row)) and len(row) < 7 and (
                date := next((each for each in other if each.sort is Sort.STRETCH), None)) and all(each.sort in (Sort.FILL, Sort.STRETCH, Sort.IS) for each in other):
            return date.words
    return None


def _of_self(head: list[Phrase], rest: Phrase) -> bool:
    """Whether a few words on how they are stand before the request: "im poorly leave it this time"."""
    return bool(head) and len(head) <= 4 and OF_SELF.match(head[0].words.split()[0]) is not None and STRONG_REST.match(rest.words) is not None


def skipped(when: str) -> CheckinWish:
    """Left out for as long as these words say."""
    return CheckinWish(WishKind.SKIP, when=when, weak=True)
