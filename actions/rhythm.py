"""Check-ins as the person wants them: which days, when, how often, not this week, not about that, not at all."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from actions import services, words
from actions.patterns import pattern
from actions.turn import Turn
from mapping.agenda import Question
from mapping.checkins import Rhythm, next_due
from mapping.model import GoalState
from mapping.naming import fold_label
from nlu.checkins.times import SPREAD
from nlu.checkins.wishes import CheckinWish, WishKind, read_wish

FEWER = {1: 1, 2: 1, 3: 2, 4: 2, 5: 3, 6: 3, 7: 3}  # times a week, one step down


def hear_days(turn: Turn, question: Question) -> None:
    """The answer to "shall I ask you how it goes?": days, a time, how often, or no."""
    if turn.value and turn.value.startswith("days:"):
        number = int(turn.value.removeprefix("days:"))
        wish = CheckinWish(WishKind.SET, times=number) if number else CheckinWish(WishKind.STOP)
    else:
        wish = read_wish(turn.text, asked=True) if turn.text else None
    if wish is None and (turn.intent in {"affirm"} or turn.value == "yes"):
        wish = CheckinWish(WishKind.SET, times=1)
    if wish is None or turn.intent in {"skip", "dont_know"}:
        turn.answered(question, "skipped")
        turn.say("utter_checkin_not_now")
        return
    if wish.kind in (WishKind.SKIP, WishKind.MUTE):
        wish = CheckinWish(WishKind.STOP)
    turn.answered(question, "answered" if wish.kind is WishKind.SET else "nobody")
    apply(turn, wish, first=True)


def apply(turn: Turn, wish: CheckinWish, *, first: bool = False) -> None:
    """Keeps what is wanted and says what it means now. ``first``: nothing was chosen before."""
    {WishKind.SET: _set, WishKind.STOP: _stop, WishKind.SKIP: _skip, WishKind.MUTE: _mute, WishKind.RESUME: _resume, WishKind.CALENDAR: _calendar}[wish.kind](
        turn, wish, services.checkins().rhythm(turn.participant_id), first)


def wanted(turn: Turn, *, prompted: bool = False) -> CheckinWish | None:
    """What a message wants of check-ins, where that can be: there is a choice to change, or a goal to be asked about."""
    if not turn.text:
        return None
    wish = read_wish(turn.text, prompted=prompted)
    if wish is None:
        return None
    rhythm = services.checkins().rhythm(turn.participant_id)
    active = any(goal.state is GoalState.ACTIVE for goal in turn.map().goals)
    always = wish.kind in (WishKind.STOP, WishKind.CALENDAR)
    return wish if always or rhythm.on or active and wish.kind in (WishKind.SET, WishKind.RESUME) else None


def rhythm_words(rhythm: Rhythm) -> str:
    """When somebody is asked, in words: "on Sundays, around 6pm"."""
    at = time_words(rhythm.at)
    if len(rhythm.days) == 7:
        return words.phrase("utter_phrase_rhythm_daily", at=at)
    days = words.listing([words.phrase(f"utter_phrase_day_{day}_many") for day in rhythm.days])
    often = {1: "weekly", 2: "fortnightly"}.get(rhythm.weeks, "monthly" if rhythm.weeks == 4 else "weeks")
    return words.phrase(f"utter_phrase_rhythm_{often}", days=days, at=at, weeks=rhythm.weeks)


def moment_words(local: datetime) -> str:
    """A moment of the person's own clock: "Sunday 8 March, around 6pm"."""
    day, month = words.phrase(f"utter_phrase_day_{local.weekday()}"), words.phrase(f"utter_phrase_month_{local.month}")
    return words.phrase("utter_phrase_moment", day=day, number=local.day, month=month, at=time_words(local.time()))


def time_words(at: Any) -> str:
    """A time of day: "6pm", "half past" kept as figures: "6:30pm"."""
    half, hour = ("am", at.hour) if at.hour < 12 else ("pm", at.hour - 12)
    minutes = f":{at.minute:02d}" if at.minute else ""
    return f"{hour or 12}{minutes}{half}"


def _set(turn: Turn, wish: CheckinWish, rhythm: Rhythm, first: bool) -> None:
    said: dict[str, Any] = {"on": True}
    days = wish.days or (SPREAD.get(wish.times or 0) if wish.times and (not rhythm.days or len(rhythm.days) != wish.times) else None)
    if days is None and not rhythm.days:
        days = SPREAD[1]
    if wish.left_out:
        days = tuple(day for day in (days or rhythm.days) if day not in wish.left_out) or rhythm.days
    if wish.change:
        said |= _more_or_less(rhythm, wish.change)
    if days:
        said["days"] = tuple(days)
    for name, value in (("weeks", wish.weeks), ("at", wish.at), ("zone", wish.zone), ("quiet_from", wish.quiet_from), ("quiet_to", wish.quiet_to)):
        if value is not None:
            said[name] = value
    at = said.get("at", rhythm.at)
    if wish.quiet_to and at < wish.quiet_to:
        said["at"] = wish.quiet_to
    if wish.quiet_from and at >= wish.quiet_from:
        said["at"] = (datetime.combine(turn.now.date(), wish.quiet_from) - timedelta(hours=1)).time()
    if wish.days and rhythm.not_before:
        said["not_before"] = None
    _told(turn, _choose(turn, **said))


def _more_or_less(rhythm: Rhythm, change: int) -> dict[str, Any]:
    number = len(rhythm.days) or 1
    if change < 0:
        return {"days": SPREAD[FEWER[number]]} if number > 1 else {"weeks": min(rhythm.weeks * 2, 4)}
    return {"weeks": 1} if rhythm.weeks > 1 else {"days": SPREAD[min(number + 1, 5)]}


def _stop(turn: Turn, wish: CheckinWish, rhythm: Rhythm, first: bool) -> None:
    _choose(turn, on=False)
    turn.say("utter_checkin_none" if first else "utter_checkin_stopped")


def _skip(turn: Turn, wish: CheckinWish, rhythm: Rhythm, first: bool) -> None:
    today = turn.now.astimezone(ZoneInfo(rhythm.zone)).date()
    monday = today - timedelta(days=today.weekday())
    day = today + timedelta(days=1) if wish.skip_weeks == 0 else monday + timedelta(weeks=wish.skip_weeks)
    if "next week" in turn.text.lower() and wish.skip_weeks == 1:
        day = monday + timedelta(weeks=2)
    made = _choose(turn, not_before=day)
    due = next_due(made, turn.now)
    turn.say("utter_checkin_skipped", when=moment_words(due.astimezone(ZoneInfo(made.zone))) if due else "")


def _mute(turn: Turn, wish: CheckinWish, rhythm: Rhythm, first: bool) -> None:
    named = goals_named(turn, wish.about or "")
    if not named:
        turn.say("utter_checkin_which_unknown", what=wish.about or "")
        return
    active = {goal.id for goal in turn.map().goals if goal.state is GoalState.ACTIVE}
    muted = tuple(dict.fromkeys((*rhythm.muted, *named)))
    if active and active <= set(muted):  # nothing would be left to ask about
        _choose(turn, on=False, muted=())
        turn.say("utter_checkin_stopped")
        return
    _choose(turn, muted=muted)
    turn.say("utter_checkin_muted", goal=words.listing([goal.text for goal in turn.map().goals if goal.id in named]))


def _resume(turn: Turn, wish: CheckinWish, rhythm: Rhythm, first: bool) -> None:
    about = goals_named(turn, turn.text)
    muted = tuple(goal for goal in rhythm.muted if goal not in about) if about else ()
    _told(turn, _choose(turn, on=True, days=rhythm.days or SPREAD[1], muted=muted, not_before=None))


def _calendar(turn: Turn, wish: CheckinWish, rhythm: Rhythm, first: bool) -> None:
    """A file for their own calendar: when they are asked, and not a word on what about. The bot makes it as it is sent."""
    if next_due(rhythm, turn.now) is None:
        turn.say("utter_checkin_calendar_none")
    else:
        turn.say("utter_checkin_calendar", custom={"calendar": True}, when=rhythm_words(rhythm))


def _choose(turn: Turn, **said: Any) -> Rhythm:
    return services.checkins().choose(*turn.where, part=f"{turn.part}:days", now=turn.now, **said)


def _told(turn: Turn, rhythm: Rhythm) -> None:
    turn.say("utter_checkin_chosen", when=rhythm_words(rhythm))


def goals_named(turn: Turn, about: str) -> tuple[str, ...]:
    """Ids of the goals not done with that these words name: by a word of the goal, or of what it is tied to."""
    said = {word for word in fold_label(about).split() if not _small(word)}
    standing = turn.map()
    labels = {item.id: item.label for item in standing.items}
    found = []
    for goal in standing.goals:
        own = {word for text in (goal.text, *(labels.get(item, "") for item in goal.items)) for word in fold_label(text).split()}
        if goal.state in (GoalState.ACTIVE, GoalState.PAUSED) and any(_alike(a, b) for a in said for b in own if not _small(b)):
            found.append(goal.id)
    return tuple(found)


def _alike(a: str, b: str) -> bool:
    """Whether two words are one: "walk" and "walking", "swim" and "swimming"."""
    short = min(len(a), len(b))
    return a == b or short > 3 and a[:short] == b[:short]


def _small(word: str) -> bool:
    return pattern("small words").fullmatch(word) is not None
