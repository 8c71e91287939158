"""Puts the phrases of a message together: what a person wants of check-ins, where no single pattern was written for it.

Only for a moment at which check-ins are what the talk is at: they are on and nothing else is asked, or when we ask was just said. A
clause whose every phrase is known is read; of one that holds other words too, only a request at its head counts, and what
it says of a day ("sundays are for the lord") turns that day down where another is asked for.
"""

import re
from dataclasses import dataclass, field
from datetime import time

from nlu.checkins.phrases import EXPRESSIONS, Phrase, Sort, phrases
from nlu.checkins.resting import read_rest
from nlu.checkins.spelling import clauses, written_out
from nlu.checkins.wish import CheckinWish, WishKind

AWAY = re.compile(r"\b(?:hospital|ward|holiday|away|abroad)\b")
SWAPS = re.compile(r"\b(?:swap|change|move|switch|shift|changing|moving)\b")
OF_YOU = re.compile(r"\b(?:you|your|you're|u|ur)\b")
ONLY_ABOUT = re.compile(
    r"^(?:(?:ok|please|pls|can you|could you|from now on|i want you to|i only want you to|yes|no) )*(?:only|just) (?:ask|message|text|bother|remind|check)(?: in)?(?: me)?(?: about| on| with)? (?:the |my )?(?P<what>[\w' -]{2,40}?)(?: (?:goal|one|thing|now|please|pls))*$|^(?:(?:ok|please|pls|yes|no|actually) )*(?:only|just) (?:the |my )?(?P<what2>[\w' -]{2,30}?) (?:ones?|goal)(?: (?:from now on|please|pls|for now|now))+$")
QUESTIONS_ABOUT = re.compile(
    r"^(?:(?:ok|please|can you|could you|can we|just|i want you to|no|and|i'd like you to) )*(?:stop|drop|cancel|no more|lose|ditch|scrap|leave out|cut(?: out)?|skip|enough)(?: with| of)? (?:the |your |all |all the |these |those |any |of )*(?:questions|messages|texts|check ?-?ins|reminders|prompts) (?:about|on|for) (?:the |my )?(?P<what>[\w' -]{2,40}?)(?: (?:goal|one|thing|please|now|for now|any ?more))*(?: (?:but|and) (?:keep|leave|carry on with|still|do|not) .+)?$")
TOO = re.compile(r"\btoo (?:often|much|many|frequent\w*)\b|\bbit (?:much|often)\b|overkill|over the top|excessive")
PART_EDGES = ((re.compile(r"morning|early"), {"quiet_to": time(12)}), (re.compile(r"night|late"), {"quiet_from": time(20)}), (re.compile(r"evening"), {"quiet_from": time(17)}))
REQUESTS = frozenset({Sort.ASK, Sort.GOOD, Sort.ONLY, Sort.CHANGE, Sort.SHIFT, Sort.NOT, Sort.EXCEPT, Sort.THAN, Sort.BAD})
NOON = time(12)
YEARS = re.compile(r"\byears?\b|every (?:few|couple of|three|six) months")
PUT_OFF = re.compile(r"(?:(?:maybe|ok|can we|could we|i'?ll|ill|we can|let'?s|do|it|this|that|some|an|please|no|nah|just)[ ,]*)*(?:later(?: on)?|(?:other|another) time)[ .!]*")
ANY_TIME = ("any time", "anytime", "sometime", "some time")
WEEKEND = re.compile(r"(?:the )?week ?ends?")
OFTEN_WORD = re.compile(r"often|frequent|regular|more than")
TO_US = re.compile(r"(?:can|could|would|will) (?:you|we|u|it)\b|please\b|let'?s\b|(?:make|change|move|swap|switch|try|do) (?:it|that|them)\b|try\b")
TOLD_BY = re.compile(r"said|says|asked|asks|told|tells|wants|reckons")


@dataclass
class _Said:
    """What the rows say: expressions wanted and turned down, and the signs that it is a wish at all."""

    wanted: list[Phrase] = field(default_factory=list)
    refused: list[Phrase] = field(default_factory=list)
    excused: list[Phrase] = field(default_factory=list)  # said to be something else in their life: "sundays are for church"
    framed: set[Sort] = field(default_factory=set)
    words: list[str] = field(default_factory=list)
    change: int = 0
    shift: float = 0
    add: bool = False
    other_day: bool = False
    asks: bool = False  # more than a "please"
    too: bool = False  # it is too much, and how often may be said beside it
    sure: bool = False  # the frame alone shows that we are spoken to
    best: bool = False  # "when the kids are at school is best", which the other clause says in hours
    against: bool = False  # a time was turned down, so an hour alone is another
    answers: bool = False  # we asked when: "mon 5" is an hour
    loose: bool = False  # that it is a wish is known, so words that are none of ours are passed over
    left: list[str] = field(default_factory=list)  # stretches to leave out, beside what is chosen


def read_wanted(text: str, *, idle: bool, prompted: bool = False, told: bool = False, asked: bool = False, off: bool = False, loose: bool = False) -> CheckinWish | None:
    """The wish in a message; None where it holds none. The arguments are those of ``read_wish``; ``loose``: something else says that it is one."""
    parts = [part for part in clauses(text) if part]
    rows = [row for part in parts if (row := phrases(part))]
    if not rows:
        return None
    if idle and (only := next((found for part in parts if (found := ONLY_ABOUT.match(part))), None)) and not any(each.sort in EXPRESSIONS for row in rows for each in row):
        return CheckinWish(WishKind.MUTE, about=(only["what"] or only["what2"]).strip(), only=True, weak=True)
    if (idle or prompted) and (less := QUESTIONS_ABOUT.match(written_out(text))):
        return CheckinWish(WishKind.MUTE, about=less["what"].strip(), weak=True)
    if idle and _ends(rows, text):
        return CheckinWish(WishKind.STOP, weak=True)
    if (idle or prompted or off) and not asked and (rest := read_rest(rows, text, off=off, prompted=prompted)):
        return rest
    said = _Said(answers=asked, loose=loose)
    for row in rows:
        _take(said, row)
    return _wish(said, text, rows, idle=idle, prompted=prompted, told=told or asked or loose)


def _ends(rows: list[list[Phrase]], text: str) -> bool:
    """Whether it ends all of it: "unsubscribe". A bare "stop" may end the talk alone, unless they are away."""
    for row in rows:
        ends = next((each for each in row if each.sort is Sort.END), None)
        if ends is None:
            continue
        if ends.words == "stop":
            return len(rows) > 1 and len(row) == 1 and AWAY.search(text.lower()) is not None
        pure = all(each.sort in (Sort.END, Sort.FILL, Sort.ASK, Sort.NOT, Sort.GOOD) for each in row)
        if pure or row[-1] is ends and OF_YOU.search(text.lower()):
            return True
    return False


def _take(said: _Said, row: list[Phrase]) -> None:
    """Takes in one clause."""
    first_word = next((number for number, each in enumerate(row) if each.sort is Sort.WORD), len(row))
    pure = first_word == len(row)
    if said.loose and not pure:
        known = [each for each in row if each.sort is not Sort.WORD]
        if not any(each.sort in REQUESTS for each in row):
            said.excused += [each for each in known if each.sort in EXPRESSIONS]  # "half six is wor tea"
            return None
        return _take_known(said, known)
    if not pure and row[0].sort is Sort.DAYS and len(row) > 2 and row[1].words.split()[0] in ("i", "we", "my", "i'm", "im", "we're"):
        said.excused.append(row[0])  # "because sunday i go to church"
        return
    if not pure:
        said.words += [each.words for each in row if each.sort is Sort.WORD]
        if row[-1].sort is Sort.GOOD and re.search(r"\b(?:best|better|easiest|easier|ideal)\b", row[-1].words) and row[0].words.startswith(("when", "while", "once", "after", "before")):
            said.best = True
        asks = next((number for number, each in enumerate(row[:first_word]) if each.sort in (Sort.ASK, Sort.ONLY)), None)
        begins = row[0].sort is Sort.SHIFT or row[0].sort is Sort.CHANGE and OFTEN_WORD.search(row[0].words) is not None or row[0].sort is Sort.EDGE and row[0].words.startswith(ANY_TIME)
        too = next((each for each in row if each.sort is Sort.CHANGE and TOO.search(each.words)), None)
        after = next((number for number, each in enumerate(row[:first_word]) if each.sort is Sort.ASK), 0)
        if asks is not None and any(each.sort in EXPRESSIONS or each.sort in (Sort.SHIFT, Sort.CHANGE) for each in row[asks:first_word]) or begins or any(
                each.sort in EXPRESSIONS for each in row[:after]):
            row = row[:first_word]
        elif (tail := _request_after(row)) is not None:
            row = tail
        elif too and any(OF_YOU.search(each.words) for each in row):
            said.change, said.sure = -1, True
            return
        else:
            if row[0].sort in EXPRESSIONS and len(row) > 1 and row[1].sort in (Sort.IS, Sort.BAD, Sort.NOT):
                said.excused.append(row[0])
            elif (last := [each for each in row if each.sort is Sort.AT]) and re.search(r"\b(?:sleep|asleep|bed)\b", " ".join(each.words for each in row)):
                said.excused += last
            return
    _take_known(said, row)


def _request_after(row: list[Phrase]) -> list[Phrase] | None:
    """The request that a clause ends in, after a reason without "so" or a comma: "they make me anxious can we do it another day"."""
    last = max(number for number, each in enumerate(row) if each.sort is Sort.WORD)
    tail = row[last + 1:]
    asks = next((number for number, each in enumerate(tail) if each.sort is Sort.ASK and TO_US.match(each.words)), None)
    if asks is None or any(TOLD_BY.fullmatch(each.words) for each in row[:last + 1]):
        return None
    return tail[asks:] if any(each.sort in (*EXPRESSIONS, Sort.SHIFT, Sort.CHANGE, Sort.OTHER_DAY) for each in tail[asks:]) else None


def _take_known(said: _Said, row: list[Phrase]) -> None:
    pending: list[Phrase] = []
    refusing = forever = swaps = False
    for number, each in enumerate(row):
        before = row[number - 1] if number else None
        if each.sort in EXPRESSIONS:
            if refusing:
                said.refused.append(each)
                following = row[number + 1] if number + 1 < len(row) else None
                refusing = forever or following is not None and following.sort in (Sort.AT, Sort.EDGE) and each.sort is Sort.DAYS
                continue
            if swaps and pending and before is not None and re.search(r"\b(?:to|for|into|with)$", before.words) and pending[-1].sort is each.sort:
                said.refused.append(pending.pop())
                said.add = True
            pending.append(each)
            continue
        if each.sort is Sort.STRETCH:
            if refusing and WEEKEND.fullmatch(each.words):
                said.refused.append(Phrase(Sort.DAYS, each.words, (5, 6)))
            elif refusing or pending or said.wanted:
                said.left.append(each.words)
            continue
        if each.sort in (Sort.NOT, Sort.REST):
            refusing = True
        elif each.sort in (Sort.EXCEPT, Sort.THAN):
            refusing = forever = True
        elif each.sort is Sort.BAD:
            said.refused += pending
            pending = []
            said.framed.add(Sort.BAD)
            if re.search(r"\btoo (?:early|late|soon)\b", each.words):
                said.shift = 2 if "late" not in each.words else -2
            if said.refused and said.refused[-1].sort is Sort.AT:
                said.against = True
            if pending_too(each) and said.refused and said.refused[-1].sort is Sort.OFTEN:
                said.change = -1
        elif each.sort is Sort.CHANGE:
            if TOO.search(each.words) and pending and pending[-1].sort is Sort.OFTEN:
                said.refused.append(pending.pop())
            elif TOO.search(each.words) and not any(OF_YOU.search(other.words) for other in row):
                said.too = True
                continue
            said.change = each.value
        elif each.sort is Sort.SHIFT:
            said.shift = each.value
            if not each.words.startswith(("too ", "a bit too", "way too")) and each.words not in ("later", "earlier", "sooner", "later on"):
                said.framed.add(Sort.SHIFT)
        elif each.sort is Sort.ALSO:
            said.add = True
        elif each.sort is Sort.OTHER_DAY:
            said.other_day = True
        elif each.sort in (Sort.ASK, Sort.GOOD):
            if each.words == "instead":
                said.wanted, pending = said.wanted + pending, []  # "wednesdays instead sundays are dead for me"
            refusing = forever and refusing
            swaps = swaps or each.sort is Sort.ASK and SWAPS.search(each.words) is not None and not re.search(r"\b(?:to|for)$", each.words)
            if each.sort is Sort.GOOD and not _plain_good(each, pending):
                continue
        said.asks = said.asks or each.sort is Sort.ASK and each.words not in ("please", "instead")
        if each.sort in (Sort.ASK, Sort.GOOD, Sort.ONLY, Sort.ALSO, Sort.THAN, Sort.EXCEPT, Sort.OTHER_DAY, Sort.CHANGE):
            said.framed.add(each.sort)
    said.wanted += pending


def pending_too(each: Phrase) -> bool:
    """Whether a thing turned down is too much of it."""
    return re.search(r"too much|\ba lot\b|\bloads\b|(?:hard|heavy) going|more than i can", each.words) is not None


def _plain_good(good: Phrase, pending: list[Phrase]) -> bool:
    """Whether "better" is said of when to ask, and not of how their weekends are."""
    if re.search(r"\b(?:me|us|would|might|may|could|suits?|works?|do)\b|'d\b|\bwd\b", good.words):
        return True
    return bool(pending) and not (pending[-1].sort is Sort.DAYS and re.search(r"s\b|\bweek ?end|\bweek", pending[-1].words.split()[-1]) and len(pending[-1].words) > 4) and not (pending[-1].sort is Sort.AT and re.search(r"mornings|evenings|afternoons|nights", pending[-1].words))


def _wish(said: _Said, text: str, rows: list[list[Phrase]], *, idle: bool, prompted: bool, told: bool) -> CheckinWish | None:
    if said.too and any(each.sort is Sort.OFTEN for each in said.wanted) and all(each.sort is Sort.OFTEN for each in said.wanted) and len(said.wanted) == 1:
        said.wanted, said.change, said.sure = [], -1, True  # "bit much, every single week"
    wanted, refused = said.wanted, said.refused
    days = tuple(sorted({day for each in wanted if each.sort is Sort.DAYS for day in each.value}))
    left_out = tuple(sorted({day for each in refused if each.sort is Sort.DAYS for day in each.value} - set(days)))
    often = next((each for each in reversed(wanted) if each.sort is Sort.OFTEN), None)
    at = _at(said)
    if prompted and not days and any(each.sort is Sort.AT and each.loose for each in wanted):
        return None  # "id say a five" tells how far along it is
    edges = _edges(said)
    sorts = {each.sort for each in wanted}
    strong = said.best and bool(wanted) or bool(said.framed & {Sort.ASK, Sort.GOOD, Sort.THAN, Sort.EXCEPT, Sort.SHIFT, Sort.CHANGE}) or said.sure
    contrast = bool(wanted) and bool(refused or said.excused)
    question = "?" in text and bool(wanted)
    framed = strong or contrast or told or idle and not prompted and (
        Sort.ONLY in said.framed or Sort.ALSO in said.framed or any(each.words.startswith(("between", "from", *ANY_TIME)) for each in wanted) or often is not None and not said.words and not YEARS.search(text.lower()) or len(sorts) > 1 and not said.words or question or bool(refused) or bool(edges))
    if not framed or re.search(r"\b(?:yesterday|ago|last (?:week|night|month))\b", text.lower()):
        return None
    if Sort.ONLY in said.framed and not (strong or contrast or told) and not wanted:
        return None
    times_a_week, weeks = often.value if often else (None, None)
    if times_a_week == 7 and not days:
        days, times_a_week, weeks = tuple(range(7)), None, None
    change = said.change if not (days or often) else 0
    shift = said.shift if not edges and (at is None or said.shift > 0 and at < NOON) else 0
    if not (wanted or change or shift) and any(each.sort is Sort.OFTEN for each in refused):
        change = -1  # "you don't need to ask me every week"
    if often is not None and days and weeks == 1:
        times_a_week = weeks = None
    left = " and ".join(said.left)
    made = CheckinWish(
        WishKind.SET, days=days, left_out=left_out, times=times_a_week if not days else None, weeks=weeks, at=at, change=change, shift=shift,
        add=said.add and bool(days), other_day=said.other_day and not days, when=left, weak=True, **edges)
    if not (days or left_out or often or at or change or shift or edges or made.other_day):
        return None
    return made


def _at(said: _Said) -> time | None:
    """The time wanted: where an hour alone is said, the half of the day is that of the hour it stands against."""
    found = next((each for each in reversed(said.wanted) if each.sort is Sort.AT), None)
    if found is None:
        edge = next((each for each in reversed(said.wanted) if each.sort is Sort.EDGE), None)
        if edge is None:
            return None
        return edge.value[1] if edge.value[0] == "after" or edge.loose else _hours_on(edge.value[1], -1)
    if found.loose and not (said.asks or said.against or said.best and found.words.startswith("say ") or said.answers and any(each.sort is Sort.DAYS for each in said.wanted) or said.framed & {Sort.GOOD, Sort.SHIFT, Sort.THAN}):
        return None
    against = next((each for each in (*said.refused, *said.excused) if each.sort is Sort.AT), None)
    if against is not None and against.value >= NOON > found.value >= time(8) and not re.search(r"am|morning|early", found.words):
        return time(found.value.hour + 12, found.value.minute)
    return found.value


def _hours_on(at: time, hours: int) -> time:
    return time((at.hour + hours) % 24, at.minute)


def _edges(said: _Said) -> dict[str, time]:
    """The quiet hours that follow from a time turned down: "not before ten", "never in the mornings"."""
    edges: dict[str, time] = {}
    for each in said.refused:
        if each.sort is Sort.EDGE:
            if _at(said) is None:
                edges["quiet_to" if each.value[0] == "before" else "quiet_from"] = _half_day(each)
        elif each.sort is Sort.AT and _at(said) is None and not any(other.sort is Sort.DAYS for other in said.refused):
            edges |= next((edge for way, edge in PART_EDGES if way.search(each.words)), {})
    asleep = next((each.value for each in said.excused if each.sort is Sort.AT), None)
    return {"quiet_from": asleep} if asleep and "quiet_from" in edges else edges


def _half_day(edge: Phrase) -> time:
    """"Not before 7" is seven in the morning; "not after 9" is nine at night."""
    before, at = edge.value[0] == "before", edge.value[1]
    if re.search(r"am\b|pm\b|[a-z]{4}", edge.words.replace("before", "").replace("after", "").replace("later", "").replace("than", "").replace("past", "")):
        return at
    if before and at.hour > 12:
        return time(at.hour - 12, at.minute)
    return time(at.hour + 12, at.minute) if not before and at.hour < 12 else at
