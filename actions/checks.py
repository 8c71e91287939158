"""Hears the answers to checks: which of two, the same or not, keep or take off. Anything else said is no answer."""

from dataclasses import replace

from actions import asking, services, summary, words
from actions.asking import BOTH, DROP, KEEP, REMOVE, RENAME, SAME, WHICH
from actions.hearing import hear, pointed_at
from actions.patterns import clear_yes_or_no, pattern, plain, says
from actions.recording import record, shared_to_go, tell
from actions.turn import LEFT, Turn
from mapping.agenda import Question
from mapping.errors import GoalUnknown
from mapping.history import CHECK
from mapping.model import Correction, CorrectionKind, GoalState, Item, Kind, Reading
from mapping.naming import bare_name, fold_label, is_role, marks, spoken
from mapping.services import NEW

LONGEST_ANSWER = 9  # words; longer ones are talk


def hear_check(turn: Turn) -> bool:
    """Take the message as the answer to the check it came with. False where it is something else, or came with none."""
    check = turn.shown()
    if check is None or not turn.on_check or turn.after_danger:
        return False
    if _settled_before(turn, check):
        if turn.pressed:
            turn.say("utter_channel_button_unknown")
        return turn.pressed
    if turn.pressed and turn.intent == "answer" and _value(turn) is None:
        return False
    if HEARD[check.key](turn, check):
        return True
    if _passed_by(turn):
        turn.answered(check, "skipped")
        turn.say("utter_control_skipped")
        return True
    if turn.talk().check == check:
        turn.answered(check, LEFT)
    return False


def _settled_before(turn: Turn, check: Question) -> bool:
    """Whether an earlier message answered it: a turn that broke half way and is done again hears its own answer again."""
    talk, asked = turn.talk(), (check.key, check.about)
    return talk.outcomes.get(asked) not in (None, LEFT) and talk.answered_by.get(asked) != turn.message_id


def _which(turn: Turn, check: Question) -> bool:
    message_id, _, label = (check.about or "").partition(":")
    said = services.maps().said(turn.participant_id, message_id)
    standing = turn.map()
    candidates = asking.meant_by(label, standing)
    chosen = _chosen(turn, candidates)
    if not chosen or said is None:
        return False
    turn.answered(check, "answered")
    question = Question(said.asked, said.about) if said.asked and not said.asked.startswith(CHECK) else None
    reading = hear(said.text, question, standing, services.maps().known(turn.participant_id), turn.talk())
    if chosen == (NEW,) and not reading.mentions:  # a correction of nobody on the map
        turn.say("utter_control_start_over_kept")
        return True
    if reading.corrections:  # the others of this message were done, or asked about, at once
        reading = replace(reading, corrections=tuple(each for each in reading.corrections if _of(each, label)))
    for number, item_id in enumerate(chosen, 1):
        understood = services.maps().record(
            turn.participant_id, message_id, reading, part=f"which:{fold_label(label)}:{number}", now=turn.now,
            asked=question.key if question else None, about=None, meant={label: item_id})
        tell(turn, understood, text=said.text, message_id=message_id)
    return True


def _of(correction: Correction, label: str) -> bool:
    """Whether the correction is about this label."""
    named = {fold_label(bare_name(word)) for word in (correction.label, correction.to, *correction.labels) if word}
    return correction.label is None and not correction.labels or fold_label(bare_name(label)) in named


def _chosen(turn: Turn, candidates: tuple[Item, ...]) -> tuple[str, ...]:
    """Ids of those meant, or NEW; empty where the answer points at none of them."""
    ids = tuple(item.id for item in candidates)
    if value := _value(turn):
        value = value.removeprefix("which:")
        return ids if value == BOTH else (value,) if value == NEW or value in ids else ()
    if not turn.text or len(turn.text.split()) > LONGEST_ANSWER:
        return ()
    found = by_words(turn, candidates)
    if len(found) == 1:
        return (found[0].id,)
    if says("both", turn.text):
        return ids
    if says("somebody new", turn.text):
        return (NEW,)
    for word, place in (("first", 0), ("second", -1)):
        if says(word, turn.text) and candidates:
            return (ids[place],)
    return ()


def by_words(turn: Turn, candidates: tuple[Item, ...]) -> tuple[Item, ...]:
    """Those whom a short answer points at: "my brother", "the one from church", "Dave from work"."""
    standing = turn.map()
    said = f" {fold_label(turn.text)} "
    mentions = services.reader().read(turn.text).mentions
    relations = {mention.relation for mention in mentions if mention.relation not in (None, "other")}
    by_label = tuple(item for item in candidates if f" {fold_label(item.label)} " in said)
    by_relation = tuple(item for item in candidates if item.relation in relations)
    by_mark = tuple(item for item in candidates if any(f" {fold_label(mark)} " in said for mark in marks(item, standing)))
    beside = tuple(item for item in candidates if pointed_at(turn.text, fold_label(bare_name(item.label)), (item,), standing))
    alone = by_label if len({bare_name(item.label) for item in candidates}) == len(candidates) else ()
    return next((found for found in (alone, beside, by_relation, by_mark) if len(found) == 1), ())


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
    turn.answered(check, "answered")
    if keep and not items:
        turn.say("utter_control_ok")
    elif keep:
        turn.say("utter_check_kept", about=words.listing([spoken(item) for item in items]))
    else:
        _take_off(turn, items)
    return True


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
    return tuple(item for item in map(turn.map().item, (check.about or "").split("+")) if item is not None)


def _value(turn: Turn) -> str | None:
    """The meaning of a pressed button, if it is one of ours."""
    return turn.value if turn.pressed and turn.value and turn.value.startswith(("which:", "check:")) else None


def _yes_or_no(turn: Turn, *, yes: str | None, no: str) -> bool | None:
    """By button or by plain words (``yes`` and ``no`` name more of them), never by what the model takes the words for."""
    if turn.pressed:
        return {"check:yes": True, "check:no": False}.get(_value(turn) or "")
    if len(turn.text.split()) > LONGEST_ANSWER:
        return None
    if says(no, turn.text) and not (yes == "keep" and says(yes, turn.text)):
        return False
    if yes is not None and says(yes, turn.text) and not (yes == "same" and clear_yes_or_no(turn.text) is False):
        return True
    return clear_yes_or_no(turn.text)


def _passed_by(turn: Turn) -> bool:
    return turn.intent in {"skip", "dont_know"} and (turn.pressed or len(turn.text.split()) <= LONGEST_ANSWER and not _value(turn))


HEARD = {WHICH: _which, SAME: _same, KEEP: _keep, REMOVE: _remove, DROP: _drop, RENAME: _rename}
