"""Puts what was said on the map and tells it: in one line, with care where somebody died, and asking where it is unclear."""

from dataclasses import replace

from actions import asking, services, summary, words
from actions.answers import says_nothing_new
from actions.endings import BEINGS, died, the_dead
from actions.hard_news import say_kindly
from actions.possessives import may_own, unowned
from actions.turn import LEFT, Turn
from mapping.agenda import Question
from mapping.errors import NothingToUndo
from mapping.model import CorrectionKind, Item, Kind, Reading, WellbeingMap
from mapping.naming import fold_label, spoken
from mapping.services import Understood

LONGEST_ABOUT = 2000  # characters of ids
MOST_LISTED = 30
THINGS = (Kind.PLACE, Kind.ACTIVITY, Kind.GROUP)


def record(turn: Turn, reading: Reading, question: Question | None) -> bool:
    """Put a reading on the map and say what was understood. False where it held nothing."""
    if reading.empty or _only_pointed_at(turn.text, reading):
        return False
    if any(correction.kind is CorrectionKind.UNDO for correction in reading.corrections):
        return undo(turn)
    theirs = unowned(turn.text, reading)
    if theirs:  # whose they are is asked, and only then they are on the map
        left = {mention.label for mention in theirs}
        reading = replace(reading, mentions=tuple(each for each in reading.mentions if each not in theirs),
                          links=tuple(link for link in reading.links if not left & {link.a, link.b}))
    reading, gone = _without_several(turn, reading)
    if not reading.empty:
        understood = services.maps().record(
            *turn.where, reading, part=turn.part, now=turn.now,
            asked=question.key if question else None, about=question.about if question else None)
        tell(turn, understood, text=turn.text, message_id=turn.message_id)
    if gone and not asking.asked_now(turn):
        check = Question(asking.REMOVE, "+".join(item.id for item in gone)[:LONGEST_ABOUT])  # shared names: see checks.py
        asking.ask_yes_or_no(turn, check, "utter_check_remove", again=True, things=words.listing([spoken(item) for item in gone], most=MOST_LISTED))
    if theirs and not asking.asked_now(turn):
        asking.ask_whose(turn, turn.message_id, theirs[0].label, may_own(turn.text, theirs[0], turn.map(), turn.talk()))
    return True


def _only_pointed_at(text: str, reading: Reading) -> bool:
    """"Its too cold", where "it" was taken for the library: nothing is said of it, and it is not named."""
    said = f" {fold_label(text)} "
    return bool(text) and says_nothing_new(reading) and reading.answer is None and bool(reading.mentions) and all(
        each.kind in THINGS and not any(f" {word} " in said for word in fold_label(each.label).split()) for each in reading.mentions)


def tell(turn: Turn, understood: Understood, *, text: str, message_id: str) -> None:
    """Say what a message did to the map; then ask, where somebody died or a name may mean several."""
    dead = _dead(text, understood) if died(text) else ()
    told_before = bool(dead) and _asked_to_keep_before(turn, dead)
    if not dead:
        say_kindly(turn)
    if dead and not told_before:
        turn.say("utter_people_died", names=words.listing([spoken(item) for item in dead]))
    unclear = [each for each in understood.unclear if each.candidates]
    if understood.clashes:
        understood = replace(understood, mentioned=())
    told = summary.lines(_without(understood, dead))
    if told:
        turn.say_text(told)
    elif not dead and not unclear and not understood.clashes and text:  # something is always said, or the turn would have no answer
        turn.say("utter_map_had_already" if understood.nothing else "utter_control_ok")
    outcomes = turn.talk().outcomes
    for each in unclear:
        about = f"{message_id}:{each.label}"
        if outcomes.get((asking.WHICH, about)) not in {"answered", "skipped"}:
            asking.ask_which(turn, message_id, each.label, each.candidates)
            return
    for clash in understood.clashes[:1]:
        check = Question(asking.RENAME, f"{clash.item.id}+{clash.other.id}+{clash.name}")
        beings = clash.item.kind in BEINGS
        asking.ask_yes_or_no(turn, check, "utter_check_same" if beings else "utter_check_same_thing", again=True,
                             first=spoken(clash.item), second=spoken(clash.other))
        return
    if dead:
        check = Question(asking.KEEP, "+".join(item.id for item in dead))
        asking.ask_yes_or_no(turn, check, "utter_check_keep", again=told_before, about=words.listing([spoken(item) for item in dead]))


def undo(turn: Turn, *, sure: bool = False) -> bool:
    """Take back the latest change and say what went and what is there again. Where the message before this one changed nothing,
    say first what would go, and ask; ``sure``: it was asked, and they said yes."""
    try:
        last = services.maps().last_change(*turn.where)
        if not (sure or last.lately):
            check = Question(asking.UNDO, last.message_id)
            asking.ask_yes_or_no(turn, check, "utter_check_undo", again=True, what=summary.done(last))
            return True
        understood = services.maps().undo(*turn.where, part=f"{turn.part}:undo", now=turn.now)
    except NothingToUndo:
        turn.say("utter_map_nothing_to_undo")
    else:
        turn.say_text(summary.undone(understood))
    return True


def keep_after_all(turn: Turn) -> bool:
    """"Actually no, keep him", right after he was taken off: he is back. False where nobody just went."""
    try:
        last = services.maps().last_change(*turn.where)
    except NothingToUndo:
        return False
    return last.lately and bool(last.understood.removed) and undo(turn)


def _without_several(turn: Turn, reading: Reading) -> tuple[Reading, tuple[Item, ...]]:
    """One thing taken off by words goes at once; several are asked about first.

    What is not on the map stays in the reading: that is told. Which of several a name means is asked after the yes.
    """
    meant, standing = dict(reading.meant), turn.map()
    found = {each: _meant_by(each.label or "", meant, standing) for each in reading.corrections if each.kind is CorrectionKind.REMOVE}
    sure = tuple(each for each, items in found.items() if len(items) == 1)
    if len({found[each][0].id for each in sure}) < 2:
        return reading, ()
    items = tuple(dict.fromkeys(found[each][0] for each in sure))
    later = [each for each, items in found.items() if len(items) > 0]
    return replace(reading, corrections=tuple(each for each in reading.corrections if each not in later)), items


def shared_to_go(turn: Turn, reading: Reading) -> list[str]:
    """The names that a message wants taken off and that several on the map have."""
    meant, standing = dict(reading.meant), turn.map()
    gone = [each.label or "" for each in reading.corrections if each.kind is CorrectionKind.REMOVE]
    return [label for label in gone if len(_meant_by(label, meant, standing)) > 1]


def _meant_by(label: str, meant: dict[str, str], standing: WellbeingMap) -> tuple[Item, ...]:
    item = standing.item(meant.get(label, ""))
    return (item,) if item is not None else asking.meant_by(label, standing)


def _dead(text: str, understood: Understood) -> tuple[Item, ...]:
    """Those of the message whose death it tells of."""
    changed = [each.after for each in understood.changed]
    spoken_of = tuple(item for item in (*understood.added, *changed, *understood.mentioned) if item.kind in BEINGS)
    gone = the_dead(text, spoken_of)
    return tuple(item for item in spoken_of if item.id in gone)


def _asked_to_keep_before(turn: Turn, dead: tuple[Item, ...]) -> bool:
    """Whether it was asked once before if they stay, and passed by: "hes called Frank" is told no second sorry, and asked again."""
    talk, asked = turn.talk(), (asking.KEEP, "+".join(item.id for item in dead))
    times = talk.asked_times.get(asked, 0) - (talk.asked_by.get(asked) == turn.message_id)
    return times == 1 and talk.outcomes.get(asked) in (None, LEFT)


def _without(understood: Understood, dead: tuple[Item, ...]) -> Understood:
    """What is left to tell besides the dead: what they are on the map is no news to be cheerful about."""
    gone = {item.id for item in dead}
    return replace(
        understood,
        added=tuple(item for item in understood.added if item.id not in gone),
        changed=tuple(each for each in understood.changed if each.after.id not in gone),
        mentioned=tuple(item for item in understood.mentioned if item.id not in gone),
    ) if gone else understood
