"""Hears who the other of a name is, who is not on the map yet: "I meant the other Dave", with one Dave there."""

from dataclasses import replace

from actions import services
from actions.other_one import move_to
from actions.patterns import pattern, plain, says
from actions.recording import tell
from actions.turn import Turn
from actions.which import LONGEST_ANSWER, value_of
from mapping.agenda import Question
from mapping.model import Kind, Mention, Reading
from mapping.naming import bare_name, fold_label, spoken
from mapping.services import NEW


def hear_who_else(turn: Turn, check: Question) -> bool:
    """Who the other of a name is: they come on the map, with what was said of the wrong one."""
    message_id, _, item_id = (check.about or "").partition(":")
    wrong = turn.map().item(item_id)
    if wrong is None:
        return False
    if value_of(turn) == "check:no" or turn.text and pattern("only one").fullmatch(plain(turn.text).strip()):
        turn.answered(check, "nobody")
        turn.say("utter_control_start_over_kept")
        return True
    if not turn.text or len(turn.text.split()) > LONGEST_ANSWER:
        return False
    name = bare_name(wrong.label)
    told = _told_of_new(turn, name)
    if told is None and not says("somebody new", turn.text):
        return False
    turn.answered(check, "answered")
    if message_id:
        moved = move_to(turn, message_id, wrong, NEW)
        new = next((item for item in moved.added if bare_name(item.label) == name), None) if moved else None
    else:
        new = None
    told = told or Reading(mentions=(Mention(name, wrong.kind),))
    meant = {name: new.id if new else NEW}
    understood = services.maps().record(*turn.where, replace(told, meant=tuple(meant.items())), part=f"{turn.part}:other", now=turn.now, meant=meant)
    if new:
        first, second = (turn.map().item(each.id) or each for each in (wrong, new))
        turn.say("utter_check_moved", first=spoken(first), second=spoken(second))
        understood = replace(understood, changed=(), renamed=())
    tell(turn, understood, text="", message_id=turn.message_id)
    return True


def _told_of_new(turn: Turn, name: str) -> Reading | None:
    """What a short answer tells of somebody new of this name: "from work", "my cousin", "a mate from church called Dave"."""
    others = tuple(each for each in services.maps().known(turn.participant_id) if fold_label(bare_name(each.label)) != fold_label(name))
    one = Mention(name, Kind.PERSON, known=True)
    reading = services.reader().read(turn.text, asked="person.relation", about=name, known=(*others, one))
    found = [each for each in reading.mentions if each.label == name]
    if not found or reading.corrections or not (found[0].relation or any(name in (link.a, link.b) for link in reading.links)):
        return None
    return replace(reading, mentions=tuple(replace(each, known=False) if each.label == name else each for each in reading.mentions), answer=None)
