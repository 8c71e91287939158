"""Check-ins as the person wants them: which days, when, how often, not this week, not about that, not at all."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from actions import services, words
from actions.how_often import more_or_less, shifted
from actions.patterns import pattern
from actions.sad_first import is_sad, sad_first, without_sad
from actions.time_off import time_off
from actions.turn import Turn
from actions.when_words import date_words, moment_words, rhythm_words
from mapping.agenda import Question
from mapping.checkins import Rhythm, next_due
from mapping.goals.following import DAYS, HOW
from mapping.model import GoalState
from mapping.naming import fold_label
from nlu.checkins.own_hours import is_own_hours
from nlu.checkins.putting_right import Sure, read_put_right
from nlu.checkins.stretches import stretch_of
from nlu.checkins.times import SPREAD, spread
from nlu.checkins.whenabouts import is_only, pieces_of
from nlu.checkins.wishes import CheckinWish, WishKind, read_wish

UNDER_WAY = (GoalState.ACTIVE, GoalState.PAUSED)
NOON = 12
TIMES_A_WEEK = "1 2 3 4 5 6 7".split()  # said alone, under buttons that say once and twice a week


def hear_days(turn: Turn, question: Question) -> None:
    """The answer to "shall I ask you how it goes?": days, a time, how often, or no."""
    if turn.value and turn.value.startswith("days:"):
        number = int(turn.value.removeprefix("days:"))
        wish = CheckinWish(WishKind.SET, times=number) if number else CheckinWish(WishKind.STOP)
    else:
        wish = read_wish(turn.text, asked=True) if turn.text else None
    if wish is None and turn.text.strip(" .!") in TIMES_A_WEEK:
        wish = CheckinWish(WishKind.SET, times=int(turn.text.strip(" .!")))
    if wish is None and (turn.intent == "affirm" or turn.value == "yes"):
        wish = CheckinWish(WishKind.SET, times=1)
    if wish is None or turn.intent in {"skip", "dont_know"}:
        turn.answered(question, "skipped")
        return turn.say("utter_checkin_not_now")
    if wish.kind in (WishKind.SKIP, WishKind.MUTE):
        wish = CheckinWish(WishKind.STOP)
    turn.answered(question, "answered" if wish.kind is WishKind.SET else "nobody")
    apply(turn, wish, first=True)


def hear_own_hours(turn: Turn) -> bool:
    """"Not when im at work", said of check-ins: which day is asked, as only they know when that is, and "work" is nothing for the map. False for anything else."""
    question = turn.question()
    if not turn.text or not (question is None or question.key == "open") or not is_on(turn) or not is_own_hours(turn.text):
        return False
    turn.say("utter_checkin_help_own_hours")
    services.maps().ask(*turn.where, DAYS, None, part=f"{turn.part}:which", now=turn.now)
    return True


def apply(turn: Turn, wish: CheckinWish, *, first: bool = False) -> None:
    """Keeps what is wanted and says what it means now. ``first``: nothing was chosen before."""
    with sad_first(turn):
        {WishKind.SET: _set, WishKind.STOP: _stop, WishKind.SKIP: _skip, WishKind.MUTE: _mute, WishKind.RESUME: _resume, WishKind.CALENDAR: _calendar,
         WishKind.TELL: _tell}[wish.kind](
            turn, wish, services.checkins().rhythm(turn.participant_id), first)


def wanted(turn: Turn) -> CheckinWish | None:
    """What a message wants of check-ins, where that can be: the words speak of them, or there is a choice to change."""
    if not turn.text:
        return None
    rhythm, question = services.checkins().rhythm(turn.participant_id), turn.question()
    nothing_asked = question is None or question.key == "open"
    off = not rhythm.asks and services.checkins().decided(turn.participant_id) and (nothing_asked or turn.intent == "start_over" or just_chosen(turn))
    prompted = question is not None and question.key == HOW
    wish = _wish(turn, idle=rhythm.on and nothing_asked, prompted=prompted, off=off)
    if is_sad(turn.text) and (wish is None or wish.kind is WishKind.SET):  # "my nan's funeral is on friday" asks for no Fridays
        wish = _wish(without_sad(turn), idle=rhythm.on and nothing_asked, prompted=prompted, off=off)
    if off and wish is not None and wish.kind is WishKind.RESUME:
        return wish
    if wish is None or wish.weak and not _fits(turn, wish, rhythm):
        return None
    return wish  # words that speak of being asked mean that, whether or not anything is asked yet


def days_turned_down(turn: Turn) -> CheckinWish | None:
    """"No sundays", said where something else was asked: the days on which we ask are what it is about."""
    wish = read_wish(turn.text, told=True) if turn.text else None
    return wish if wish is not None and wish.kind is WishKind.SET and wish.left_out else None


def is_on(turn: Turn) -> bool:
    """Whether check-ins are on."""
    return services.checkins().rhythm(turn.participant_id).on


def just_chosen(turn: Turn) -> bool:
    """Whether the message before this one chose how check-ins are to be, or that there are none."""
    return services.checkins().chosen_by(turn.participant_id) in [each for each in turn.talk().recent if each != turn.message_id][:1]


def _wish(turn: Turn, *, idle: bool, prompted: bool, off: bool) -> CheckinWish | None:
    """The wish in the words; straight after we said when we ask, also "no i mean sundays"."""
    told = idle and just_chosen(turn)
    if told and (whole := read_wish(turn.text, idle=idle, told=True)) is not None and whole.days and whole.left_out:
        return whole  # "swap wednesday for friday" says what goes as well
    if told:
        for found in read_put_right(turn.text):
            wish = read_wish(found.new, asked=True)
            if wish is not None and wish.kind is WishKind.SET and (found.sure is Sure.OUTRIGHT or is_only(found.new, pieces_of(found.new))):
                return wish
    return read_wish(turn.text, prompted=prompted, idle=idle, told=told, off=off)


def _fits(turn: Turn, wish: CheckinWish, rhythm: Rhythm) -> bool:
    """Whether words that don't speak of check-ins can mean them: something is asked, and about a goal that they name."""
    return rhythm.on and (wish.kind is not WishKind.MUTE or bool(goals_named(turn, wish.about or "")))


def _set(turn: Turn, wish: CheckinWish, rhythm: Rhythm, first: bool) -> None:
    if not any(goal.state in UNDER_WAY for goal in turn.map().goals):
        return turn.say("utter_checkin_no_goal")
    said: dict[str, Any] = {"on": True}
    days = (*rhythm.days, *wish.days) if wish.add else wish.days or (SPREAD.get(wish.times or 0) if wish.times and (not rhythm.days or len(rhythm.days) != wish.times) else None)
    if days is None and not rhythm.days:
        days = (next((day for day in (*SPREAD[1], 2, 0) if day not in wish.left_out), SPREAD[1][0]),)
    if wish.times and not wish.days and set(wish.left_out) & set(days or rhythm.days):
        days = spread(wish.times, without=wish.left_out)
    if wish.other_day and not wish.left_out:
        return _ask_which_day(turn, wish)
    if wish.left_out:
        days = tuple(day for day in (days or rhythm.days) if day not in wish.left_out or day in wish.days)
        if not days or wish.other_day:
            return _ask_which_day(turn, wish)
    if wish.change:
        said |= more_or_less(rhythm, wish.change)
    if days:
        said["days"] = tuple(days)
    for name, value in (("weeks", wish.weeks), ("at", wish.at), ("zone", wish.zone), ("quiet_from", wish.quiet_from), ("quiet_to", wish.quiet_to)):
        if value is not None:
            said[name] = value
    if wish.shift and wish.at is None:
        said["at"] = shifted(rhythm, wish.shift)
    elif wish.shift > 0 and wish.at <= rhythm.at and wish.at.hour < NOON:
        said["at"] = wish.at.replace(hour=wish.at.hour + NOON)  # "a bit early that, make it 9"
    at = said.get("at", rhythm.at)
    if wish.quiet_to and at < wish.quiet_to:
        said["at"] = wish.quiet_to
    if wish.quiet_from and at >= wish.quiet_from:
        said["at"] = (datetime.combine(turn.now.date(), wish.quiet_from) - timedelta(hours=1)).time()
    if wish.days and rhythm.not_before:
        said["not_before"] = None
    if wish.when:
        said |= time_off(replace(rhythm, **said), wish.when, now=turn.now)
    _told(turn, _choose(turn, **said))


def _ask_which_day(turn: Turn, wish: CheckinWish) -> None:
    """The only days there were are not wanted: nothing comes on them, and it is asked which would be better. Where none is
    turned down by name, those there are stay until another is said."""
    if wish.left_out:
        left = tuple(day for day in services.checkins().rhythm(turn.participant_id).days if day not in wish.left_out)
        _choose(turn, on=True, days=left)
        turn.say("utter_checkin_not_on", days=words.listing([words.phrase(f"utter_phrase_day_{day}_many") for day in wish.left_out]))
    services.maps().ask(*turn.where, DAYS, None, part=f"{turn.part}:which", now=turn.now)


def _stop(turn: Turn, wish: CheckinWish, rhythm: Rhythm, first: bool) -> None:
    _choose(turn, on=False)
    turn.say("utter_checkin_none" if first else "utter_checkin_stopped")


def _skip(turn: Turn, wish: CheckinWish, rhythm: Rhythm, first: bool) -> None:
    """Nothing for as long as it says, and when the next one is."""
    if not rhythm.on:
        return _none_now(turn)
    left_out = time_off(rhythm, wish.when, now=turn.now, answering=(shown := turn.shown()) is not None and shown.key == HOW)
    made = _choose(turn, **left_out)
    due = next_due(made, turn.now)
    if due is None:
        return turn.say("utter_control_ok")
    when = moment_words(due.astimezone(ZoneInfo(made.zone)))
    if "away" in left_out or "holidays" in left_out:
        turn.say("utter_checkin_left_out", days=_left_out_words(left_out), when=when)
    else:
        turn.say("utter_checkin_skipped_sad" if is_sad(turn.text) else "utter_checkin_skipped", when=when)


def _left_out_words(left_out: dict[str, Any]) -> str:
    """"On Sunday 15 March", "from Monday 9 March to Sunday 15 March", "on bank holidays"."""
    if "holidays" in left_out:
        return words.phrase("utter_phrase_on_holidays")
    first, last = left_out["away"][-1]
    if first == last:
        return words.phrase("utter_phrase_on_date", date=date_words(first))
    return words.phrase("utter_phrase_from_to", first=date_words(first), last=date_words(last))


def _none_now(turn: Turn) -> None:
    """Nothing is asked as it is. Where the question they have before them is what they mean, that is left."""
    question = turn.question()
    item = turn.map().item(question.about) if question and question.about else None
    if question is not None and item is not None and item.label.lower() in turn.text.lower():
        turn.answered(question, "skipped")
        turn.say("utter_control_skipped")
    else:
        turn.say("utter_checkin_off_now")


def _mute(turn: Turn, wish: CheckinWish, rhythm: Rhythm, first: bool) -> None:
    if not rhythm.on:
        return _none_now(turn)
    named = goals_named(turn, wish.about or "")
    if wish.only and named:
        named = tuple(goal.id for goal in turn.map().goals if goal.state is GoalState.ACTIVE and goal.id not in named)
        if not named:
            return _told(turn, rhythm)
    if not named:
        return turn.say("utter_checkin_which_unknown", what=wish.about or "")
    active = {goal.id for goal in turn.map().goals if goal.state is GoalState.ACTIVE}
    muted = tuple(dict.fromkeys((*rhythm.muted, *named)))
    if active and active <= set(muted):  # nothing would be left to ask about
        _choose(turn, on=False, muted=())
        return turn.say("utter_checkin_stopped")
    _choose(turn, muted=muted)
    turn.say("utter_checkin_muted", goal=words.listing([goal.text for goal in turn.map().goals if goal.id in named]))


def _resume(turn: Turn, wish: CheckinWish, rhythm: Rhythm, first: bool) -> None:
    if not any(goal.state in UNDER_WAY for goal in turn.map().goals):
        return turn.say("utter_checkin_no_goal")
    if wish.weak and not just_chosen(turn):
        turn.say("utter_checkin_which_again")  # the map can be started again as well
        return
    about = goals_named(turn, wish.about or turn.text)
    if wish.about and not about:
        return turn.say("utter_checkin_which_unknown", what=wish.about)
    muted = tuple(goal for goal in rhythm.muted if goal not in about) if about else ()
    back = stretch_of(wish.when, _today(turn, rhythm)) if wish.when else None
    begins = back.last + timedelta(days=1) if back and not back.times and not back.holidays else None
    made = _choose(turn, on=True, days=rhythm.days or SPREAD[1], muted=muted, not_before=begins)
    _told(turn, made)
    if begins and (due := next_due(made, turn.now)):
        turn.say("utter_checkin_until", when=moment_words(due.astimezone(ZoneInfo(made.zone))))


def _today(turn: Turn, rhythm: Rhythm) -> date:
    return turn.now.astimezone(ZoneInfo(rhythm.zone)).date()


def _calendar(turn: Turn, wish: CheckinWish, rhythm: Rhythm, first: bool) -> None:
    """A file for their own calendar: when they are asked, and not a word on what about. The bot makes it as it is sent."""
    if next_due(rhythm, turn.now) is None:
        turn.say("utter_checkin_calendar_none")
    else:
        turn.say("utter_checkin_calendar", custom={"calendar": True}, when=rhythm_words(rhythm))


def _tell(turn: Turn, wish: CheckinWish, rhythm: Rhythm, first: bool) -> None:
    """When they are asked and when next, or that they are not and how to start."""
    due = next_due(rhythm, turn.now)
    if due is None:
        turn.say("utter_checkin_off_now")
    else:
        turn.say("utter_checkin_when", when=rhythm_words(rhythm), next=moment_words(due.astimezone(ZoneInfo(rhythm.zone))))


def _choose(turn: Turn, **said: Any) -> Rhythm:
    return services.checkins().choose(*turn.where, part=f"{turn.part}:days", now=turn.now, **said)


def _told(turn: Turn, rhythm: Rhythm) -> None:
    turn.say("utter_checkin_chosen", when=rhythm_words(rhythm))
    if not any(goal.state is GoalState.ACTIVE for goal in turn.map().goals):
        turn.say("utter_checkin_when_back")


def goals_named(turn: Turn, about: str) -> tuple[str, ...]:
    """Ids of the goals not done with that these words name: by a word of the goal, or of what it is tied to ("my sister")."""
    said = {word for word in fold_label(about).split() if not _small(word)}
    standing = turn.map()
    names = {item.id: (item.label, item.relation or "", item.relation_words or "", *item.aliases) for item in standing.items}
    found = []
    for goal in standing.goals:
        own = {word for text in (goal.text, *(name for item in goal.items for name in names.get(item, ()))) for word in fold_label(text).split()}
        if goal.state in (GoalState.ACTIVE, GoalState.PAUSED) and any(_alike(a, b) for a in said for b in own if not _small(b)):
            found.append(goal.id)
    return tuple(found)


def _alike(a: str, b: str) -> bool:
    """Whether two words are one: "walk" and "walking", "swim" and "swimming"."""
    short = min(len(a), len(b))
    return a == b or short > 3 and a[:short] == b[:short]


def _small(word: str) -> bool:
    return pattern("small words").fullmatch(word) is not None
