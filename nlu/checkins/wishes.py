"""Reads what a person wants of check-ins: other days, another time, less often, not this week, not about that, none at all."""

import re
from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum
from zoneinfo import available_timezones

from nlu.checkins import times
from nlu.checkins.judge import plain

VERB = r"(?:messag(?:e|ing)|text(?:ing)?|msg|ask(?:ing)?|remind(?:ing)?|ping(?:ing)?|contact(?:ing)?|chas(?:e|ing)|nudg(?:e|ing)|writ(?:e|ing) to|prompt(?:ing)?|bother(?:ing)?|pester(?:ing)?|nag(?:ging)?|check(?:ing)?(?: up)?(?: in)? (?:on|with))"
NOUN = r"(?:check(?:ing)?(?: |-)?ins?|checking in|check(?:-| )?ups?|reminders?|prompts)"
TO_ME = rf"(?:{VERB}|{NOUN})"
STOPPING = r"(?:stop|no more|quit|pack in|don'?t|dont|do not|turn off|switch off|cancel|end|leave off)"
ASKS = re.compile(  # a request to us: not what somebody's sister does
    rf"(?:^(?:(?:ok|yes|yeah|no|actually|sorry|hi|hello|and|but|so|maybe|only|just|please|pls|instead|start|then) )*|\b(?:can|could|will|would|may) (?:you|u|ya|we)\b(?: \w+)?? |\b(?:please|pls|you|u|to|{STOPPING}|start|only)(?: \w+)?? )"
    rf"{VERB} me\b|\b{NOUN}\b|^(?:please |can you |could you |just )*(?:{STOPPING})(?: \w+)?? {VERB}\b(?! (?:him|her|them|my|to|for))")
STOP = re.compile(rf"\b{STOPPING}(?: \w+){{0,3}}? {TO_ME}\b|\b{NOUN} (?:off|to stop)\b|\b(?:turn|switch) (?:the )?{NOUN} off\b")
ABOUT = re.compile(r"\b(?:about|on|for|re) (?:the |my |that |this )?(?P<what>[\w' -]+?)(?: (?:goal|one|thing|any ?more|anymore|now|please|pls|again|instead))*[ .!?]*$")
RESUME = re.compile(
    rf"\b(?:start|resume|restart|go back to|carry on|turn on|switch on|begin|keep|un ?pause|bring back)(?: \w+){{0,3}} (?:{TO_ME})\b(?: \w+){{0,3}}$|^(?:please |can you |you can |ok |yes )*(?:start )?(?:check(?: |-)?ins?|check(?:ing)? in)(?: with me)?(?: on me)?(?: again| back on| please)*[ .!?]*$|\b{TO_ME}(?: me)?(?: how it(?:'s| is|s) going)? again\b")
SKIP = re.compile(
    r"\b(?:not|skip|leave (?:me|it|that|off)(?: alone)?|miss(?: out)?|give me|don'?t (?:\w+ ){0,3}?\w+|no)(?: for)?(?: \w+)? (?P<when>this week|next week|(?:(?:a|one|this|two|2|three|3|four|4|few) )+(?:weeks?|months?)(?: off)?|today|tomorrow|for now|until (?:next week|after \w+))\b|^(?:a |(?:i need )?a )?(?:week|break) off[ .!]*$|\b(?:a week|two weeks|a month) off\b")
WEEKS = {"two": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4, "few": 2}
INSTEAD = re.compile(r"\binstead\b|\brather\b|\bchange\b|\bmove\b|\bswap\b|\bswitch\b|\bonly\b|\bjust\b|\bmake it\b")
LESS, MORE = re.compile(r"\b(?:less|not so|not as) (?:often|much)\b|\btoo (?:often|much|many)\b"), re.compile(r"\bmore often\b|\bmore \w+ ?ins\b")
NO_ASKING = re.compile(r"^(?:no|nah|nope|naw|never|rather not|i'?d rather not|no thanks?|not for me|don'?t bother|leave it)(?: (?:thanks?|thank you|ta|please|i'?m (?:ok|fine|good)|not now|mate|check(?:-| )?ins?|just leave it|it'?s fine))*[ .!]*$")
ZONE = re.compile(r"\btime ?zone\b|\bclocks?\b.*\bhere\b|\b(?:moved|live|living|staying|am|i'?m) (?:to|in) \w+.*\btime\b")
BEFORE = re.compile(r"\b(?:not|don'?t|dont|never|nothing|no \w+)\b[\w' ]*\bbefore (?P<at>[\w:. ]+)")
AFTER = re.compile(r"\b(?:not|don'?t|dont|never|nothing|no \w+)\b[\w' ]*\b(?:after|past|later than) (?P<at>[\w:. ]+)")
CALENDAR = re.compile(
    r"^(?:(?:ok|okay|yes|yeah|and|hi|also|oh|please|pls) )*(?:(?:can|could|will|would|may) (?:i|you|u|we|it|that|this|they)|put|add|send|save|export|give me|get|is there|how (?:do|can) i|i(?:'?d| would)? (?:want|like|need)|any chance)\b.*\b(?:my|a|the|google|apple|outlook|phone) ?(?:phone )?(?:calendar|diary|cal)\b|\b(?:calendar|ics|ical) (?:file|invite|link)\b|^(?:calendar|ical|ics)(?: please| pls)?[ .!?]*$")
CITY = {name.rsplit("/", 1)[-1].replace("_", " ").lower(): name for name in sorted(available_timezones()) if "/" in name and not name.startswith(("Etc/", "posix/", "right/"))}
LONGEST = 24  # words


class WishKind(StrEnum):
    """What is wanted."""

    SET = "set"  # other days, time or how often
    SKIP = "skip"  # not this week, or the next few
    STOP = "stop"  # none at all
    MUTE = "mute"  # not about one goal
    RESUME = "resume"
    CALENDAR = "calendar"  # a file for their own calendar


@dataclass(frozen=True, slots=True)
class CheckinWish:
    """What a person wants of check-ins; what is not said is empty.

    ``days`` weekdays (0 is Monday), ``left_out`` those not wanted; ``times`` a week and every so many ``weeks``; ``at`` local;
    ``about`` the words of a goal; ``skip_weeks`` for SKIP, 0 for today alone; ``change`` -1 less often, 1 more often.
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
    skip_weeks: int = 1
    change: int = 0
    words: str = field(default="", compare=False)


def read_wish(text: str, *, asked: bool = False, prompted: bool = False) -> CheckinWish | None:
    """What this message wants of check-ins; None where it is about something else.

    ``asked``: it answers "when shall I ask you?", so days alone will do. ``prompted``: a check-in is what it answers, so
    "not this week" will do. Otherwise the words themselves must speak of being messaged or asked.
    """
    said = re.sub(r"[,;]", " ", plain(text))
    if not said or len(said.split()) > LONGEST:
        return None
    if CALENDAR.search(said):
        return CheckinWish(WishKind.CALENDAR)
    speaks = ASKS.search(said) is not None
    if asked and NO_ASKING.match(said):
        return CheckinWish(WishKind.STOP)
    if not (speaks or asked or prompted) and not _bare_skip(said):
        return _zone(said)
    quiet = _quiet(said) if speaks or asked else None
    if quiet is not None:
        return quiet
    if found := _skip(said, speaks=speaks, asked=asked):
        return found
    if speaks and STOP.search(said) and not (INSTEAD.search(said) or times.days_in(said) or times.left_out_in(said)):
        return _stop(said)
    if found := _set(said, free=speaks or asked):
        return found
    if speaks and RESUME.search(said):
        return CheckinWish(WishKind.RESUME)
    return _zone(said)


def _bare_skip(said: str) -> bool:
    return re.fullmatch(r"(?:please |can we |can you |let'?s |just |actually |sorry )*(?:not|skip) (?:this|next) week(?: please| thanks| ta| sorry)*[ .!?]*", said) is not None


def _skip(said: str, *, speaks: bool, asked: bool) -> CheckinWish | None:
    found = SKIP.search(said)
    if found is None or asked and times.days_in(said):
        return None
    when = found["when"] or "a week"
    if when in ("today", "tomorrow"):
        return CheckinWish(WishKind.SKIP, skip_weeks=0) if speaks or when == "today" and len(said.split()) < 5 else None
    number = next((WEEKS[word] for word in when.split() if word in WEEKS), 1)
    return CheckinWish(WishKind.SKIP, skip_weeks=4 * number if "month" in when else number)


def _stop(said: str) -> CheckinWish:
    about = ABOUT.search(said)
    what = about["what"].strip() if about else ""
    if what in ("", "me", "it all", "everything", "anything", "all of it", "check ins", "that", "it"):
        return CheckinWish(WishKind.STOP)
    return CheckinWish(WishKind.MUTE, about=what)


def _set(said: str, *, free: bool) -> CheckinWish | None:
    if not free:
        return None
    days, left_out, often, at = times.days_in(said), times.left_out_in(said), times.often_in(said), times.time_in(said)
    change = -1 if LESS.search(said) else 1 if MORE.search(said) else 0
    if not (days or left_out or often or at or change):
        return None
    number, weeks = often or (None, None)
    return CheckinWish(WishKind.SET, days, left_out, number, weeks, at, change=change)


def _quiet(said: str) -> CheckinWish | None:
    edges = {}
    for name, way in (("quiet_to", BEFORE), ("quiet_from", AFTER)):
        if (found := way.search(said)) and (at := _edge(found["at"], morning=name == "quiet_to")):
            edges[name] = at
    return CheckinWish(WishKind.SET, **edges) if edges else None


def _edge(words: str, *, morning: bool) -> time | None:
    found = times.CLOCK.match(words)
    at = times.clock_time(found) if found else next((at for part, at in times.PARTS if part.match(words)), None)
    if at is None or found is None or found["half_day"]:
        return at
    if morning and at.hour > 12:
        return time(at.hour - 12, at.minute)
    return at if morning or at.hour > 11 else time(at.hour + 12, at.minute)


def _zone(said: str) -> CheckinWish | None:
    if not ZONE.search(said):
        return None
    named = [city for city in CITY if re.search(rf"\b{re.escape(city)}\b", said)]
    return CheckinWish(WishKind.SET, zone=CITY[max(named, key=len)]) if named else None
