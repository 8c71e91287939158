"""Hears the answers to checks: which of two, the same or not, keep or take off. Anything else said is no answer."""


from actions import asking, services, summary, words
from actions.asking import DROP, GOAL, KEEP, LATE_GOAL, OTHER, REMOVE, RENAME, RIGHT, SAME, TIED, UNDO, UNREAD, WHICH, WHOSE
from actions.goal_late import keep_late_goal
from actions.hearing import hear
from actions.patterns import clear_yes_or_no, pattern, plain, says
from actions.recording import record, shared_to_go, tell, undo
from actions.steering import hear_which_goal
from actions.turn import LEFT, Turn
from actions.unread import people_in
from actions.which import LONGEST_ANSWER, by_ids, hear_tied, hear_which, value_of
from actions.who_else import hear_who_else
from actions.whose import hear_whose
from mapping.agenda import Question
from mapping.errors import GoalUnknown
from mapping.model import Correction, CorrectionKind, GoalState, Item, Kind, Reading
from mapping.naming import is_role, spoken
from mapping.services import NEW



def hear_check(turn: Turn) -> bool:
    """Take the message as the answer to the check it came with. False where it is something else, or came with none."""
    check = turn.shown()
    if check is None or not turn.on_check or turn.after_danger and not turn.pressed:
        return False
    if _settled_before(turn, check):
        if turn.pressed:
            turn.say("utter_channel_button_unknown")
        return turn.pressed
    if turn.pressed and turn.intent == "answer" and value_of(turn) is None:
        return False
    if HEARD[check.key](turn, check):
        return True
    if _passed_by(turn):
        turn.answered(check, "skipped")
        turn.say("utter_control_skipped")
        return True
    waiting = turn.talk().check
    if check.key == DROP and waiting is not None and (waiting.key, waiting.about) == (check.key, check.about):
        turn.answered(check, LEFT)
        if (goal := next((each for each in turn.map().goals if each.id == check.about), None)) is not None:
            turn.say("utter_check_drop_left", goal=goal.text)  # nobody is left to guess whether it went
    return False


def _settled_before(turn: Turn, check: Question) -> bool:
    """Whether an earlier message answered it: a turn that broke half way and is done again hears its own answer again."""
    talk, asked = turn.talk(), (check.key, check.about)
    return talk.outcomes.get(asked) not in (None, LEFT) and talk.answered_by.get(asked) != turn.message_id


def _same(turn: Turn, check: Question) -> bool:
    items = _items(turn, check)
    yes = _yes_or_no(turn, yes="same", no="two people")
    if yes is None:
        return False
    turn.answered(check, "answered" if yes else "nobody")
    if yes and len(items) == 2:
        a, b = sorted(items, key=lambda item: turn.map().items.index(item))
        merge = Correction(CorrectionKind.MERGE, labels=(a.label, b.label), to=_kept_name(a, b))
        _put_right(turn, merge)
    elif yes:
        _put_right(turn)
    else:
        turn.say("utter_check_two")
        _hear_news(turn, items)
    return True


def _hear_news(turn: Turn, items: tuple[Item, ...]) -> None:
    """"No, and my nan helps": what is told besides a no is kept."""
    if not turn.text or says("two people", turn.text) or says("keep", turn.text):
        return
    reading, own = turn.read(None), {item.label for item in items}
    if not reading.corrections and any(each.label not in own and (not each.known or each.impact or each.frequency) for each in reading.mentions):
        record(turn, reading, None)


def _put_right(turn: Turn, *corrections: Correction, meant: dict[str, str] | None = None) -> None:
    """Does these, once; without any, tells again what this very answer did before its turn broke."""
    understood = services.maps().record(
        *turn.where, Reading(corrections=corrections), part=f"{turn.part}:check", now=turn.now, meant=meant or {})
    tell(turn, understood, text="", message_id=turn.message_id)


def _rename(turn: Turn, check: Question) -> bool:
    """A name that another has already: the two are one, or they are two of that name."""
    a, b, name = ((check.about or "").split("+", 2) + ["", ""])[:3]
    item, other = turn.map().item(a), turn.map().item(b)
    yes = _yes_or_no(turn, yes="same", no="two people")
    if yes is None:
        return False
    turn.answered(check, "answered" if yes else "nobody")
    if item is None or other is None:
        _put_right(turn)
    elif yes:
        _put_right(turn, Correction(CorrectionKind.MERGE, labels=(item.label, other.label), to=other.label))
    elif item.kind in (Kind.PERSON, Kind.PET):
        _put_right(turn, Correction(CorrectionKind.RENAME, label=item.label, to=name), meant={item.label: item.id, name: NEW})
    else:
        turn.say("utter_control_start_over_kept")
    return True


def _kept_name(a: Item, b: Item) -> str:
    """A name rather than a role, the whole name rather than the short one."""
    named = [item.label for item in (a, b) if not is_role(item.label)]
    return max(named or [a.label], key=len)


def _keep(turn: Turn, check: Question) -> bool:
    items = _items(turn, check)
    keep = _yes_or_no(turn, yes="keep", no="take off")
    if keep is None:
        return False
    if not keep and turn.text and not (says("take off", turn.text) or pattern("plain no").fullmatch(plain(turn.text).strip())):
        return False  # "no, i miss her": nobody goes without words that say so
    others = {item.label for item in turn.map().items} - {item.label for item in items}
    if not keep and turn.text and any(each.label in others for each in turn.read(None).corrections):
        return False  # "take the gym off" is no answer about somebody who died
    keep_or_take_off(turn, check, items, keep=keep)
    return True


def keep_or_take_off(turn: Turn, check: Question, items: tuple[Item, ...], *, keep: bool) -> None:
    """What the answer about those who died does, now or after the question was passed by."""
    turn.answered(check, "answered")
    if keep and not items:
        turn.say("utter_control_ok")
    elif keep:
        turn.say("utter_check_kept", about=words.listing([spoken(item) for item in items]))
    else:
        _take_off(turn, items)


def _remove(turn: Turn, check: Question) -> bool:
    yes = _yes_or_no(turn, yes=None, no="keep")
    if yes is None:
        return False
    asked_by = turn.talk().asked_by.get((check.key, check.about))
    turn.answered(check, "answered" if yes else "nobody")
    if yes:
        _take_off(turn, _items(turn, check))
        _ask_for_the_rest(turn, asked_by)
    else:
        turn.say("utter_control_start_over_kept")
        _hear_news(turn, _items(turn, check))
    return True


def _ask_for_the_rest(turn: Turn, message_id: str | None) -> None:
    """"Take off Priya, Tom and Dave", with two Daves: once Priya and Tom are off, which Dave is asked."""
    said = services.maps().said(turn.participant_id, message_id) if message_id else None
    if said is None or message_id is None:
        return
    reading = hear(said.text, None, turn.map(), services.maps().known(turn.participant_id), turn.talk())
    for label in shared_to_go(turn, reading)[:1]:
        asking.ask_which(turn, message_id, label, asking.meant_by(label, turn.map()))


def _drop(turn: Turn, check: Question) -> bool:
    yes = _yes_or_no(turn, yes=None, no="keep")
    if yes is None:
        return False
    turn.answered(check, "answered" if yes else "nobody")
    goal = next((goal for goal in turn.map().goals if goal.id == check.about), None)
    if not yes or goal is None:
        turn.say("utter_control_start_over_kept")
        return True
    try:
        services.maps().change_goal(*turn.where, goal.id, state=GoalState.DROPPED, part=f"{turn.part}:drop", now=turn.now)
    except GoalUnknown:
        return False
    turn.say("utter_goals_dropped", goal=goal.text)
    return True


def _undo(turn: Turn, check: Question) -> bool:
    """Whether something of a while ago goes; only while it is still what an undo would take back."""
    yes = _yes_or_no(turn, yes=None, no="keep")
    if yes is None:
        return False
    turn.answered(check, "answered" if yes else "nobody")
    if yes:
        undo(turn, sure=True)
    else:
        turn.say("utter_control_start_over_kept")
    return True


def _unread(turn: Turn, check: Question) -> bool:
    """Whether the people named in danger come on the map: they alone, and nothing of what was said of them."""
    yes = _yes_or_no(turn, yes=None, no="keep")
    if yes is None:
        return False
    turn.answered(check, "answered" if yes else "nobody")
    if not yes:
        turn.say("utter_control_ok")
        return True
    for number, message_id in enumerate((check.about or "").split("+")):
        understood = services.maps().record(
            turn.participant_id, message_id, people_in(turn, message_id), part=f"unread:{number}", now=turn.now)
        tell(turn, understood, text="", message_id=message_id)
    return True


def _late_goal(turn: Turn, check: Question) -> bool:
    """Whether what they said they wanted, while the talk waited, is to be a goal of theirs."""
    yes = _yes_or_no(turn, yes="keep", no="plain no")
    if yes is None:
        return False
    turn.answered(check, "answered" if yes else "nobody")
    if yes:
        keep_late_goal(turn, check)
    else:
        turn.say("utter_control_ok")
    return True


def _right(turn: Turn, check: Question) -> bool:
    """What is to be put right: nothing after all; whatever else is said is heard as said by itself."""
    if value_of(turn) != "check:no" and not (turn.text and (pattern("change nothing").fullmatch(plain(turn.text).strip()) or clear_yes_or_no(turn.text) is False and len(turn.text.split()) == 1)):
        return False
    turn.answered(check, "nobody")
    turn.say("utter_control_ok")
    return True


def _take_off(turn: Turn, items: tuple[Item, ...]) -> None:
    corrections = tuple(Correction(CorrectionKind.REMOVE, label=item.label) for item in items)
    understood = services.maps().record(
        *turn.where, Reading(corrections=corrections), part=f"{turn.part}:off", now=turn.now,
        meant={item.label: item.id for item in items})
    if understood.removed:
        turn.say_text(summary.lines(understood))
    else:
        turn.say("utter_map_had_already")


def _items(turn: Turn, check: Question) -> tuple[Item, ...]:
    return by_ids(check.about or "", turn.map())


def _yes_or_no(turn: Turn, *, yes: str | None, no: str) -> bool | None:
    """By button or by plain words (``yes`` and ``no`` name more of them), never by what the model takes the words for."""
    if turn.pressed:
        return {"check:yes": True, "check:no": False}.get(value_of(turn) or "")
    if len(turn.text.split()) > LONGEST_ANSWER:
        return None
    if says(no, turn.text) and not (yes == "keep" and says(yes, turn.text)):
        return False
    if yes is not None and says(yes, turn.text) and not (yes == "same" and clear_yes_or_no(turn.text) is False):
        return True
    return clear_yes_or_no(turn.text)


def _passed_by(turn: Turn) -> bool:
    return turn.intent in {"skip", "dont_know"} and (turn.pressed or len(turn.text.split()) <= LONGEST_ANSWER and not value_of(turn))


HEARD = {GOAL: hear_which_goal, TIED: hear_tied, WHICH: hear_which, WHOSE: hear_whose, SAME: _same, KEEP: _keep, REMOVE: _remove, DROP: _drop, RENAME: _rename,
         UNDO: _undo, OTHER: hear_who_else, RIGHT: _right, UNREAD: _unread, LATE_GOAL: _late_goal}
