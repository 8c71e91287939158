"""Brings back what was taken off: "put lou back", or "no, i meant mo" where the wrong one went."""

import re

from actions import services
from actions.amends import amend, is_called
from actions.patterns import pattern, plain
from actions.recording import tell
from actions.summary import undone
from actions.turn import Turn
from mapping.history import TakenOff
from mapping.model import Correction, CorrectionKind, Reading
from mapping.services import Understood

LONGEST = 10  # words
LEAD = r"(?:(?:actually|no+|wait|oh|sorry|oops|hang on|um|ok|well|please|(?:can|could|would|will) (?:you|u|we)|i(?:'d| would)? (?:want|like|need|meant) (?:to (?:keep|have) )?|i want|changed (?:my mind)|on second(?: thoughts?))[ ,.]*)*"
WHO = r"(?:(?:my|the|our) )?(?P<{0}>[\w'’-]+(?: [\w'’-]+){{0,2}}?)"
END = r"(?: (?:back|again|on|in|there|the map|my map|on it|then|please|pls|after all|actually|for now|too|as well))*[ .!]*"
BACK = re.compile(
    rf"{LEAD}(?:(?:put|bring|add|get|have|pop|stick|want) {WHO.format('a')} (?:back|again|on again|on (?:after all)){END}|(?:keep|leave) {WHO.format('b')}(?: (?:on|in|there))?{END}"
    rf"|{WHO.format('c')} (?:should stay|stays|can stay|is (?:to stay)|should be (?:there|on there|on|back)|back on){END})", re.I)


def hear_back(turn: Turn) -> bool:
    """Whether the message brings back what was taken off, and it is done: by name at any time, and by what else went instead in the next message."""
    text = turn.text.strip()
    if not text or len(text.split()) > LONGEST:
        return False
    return _by_name(turn, text) or _the_wrong_one(turn, text)


def _by_name(turn: Turn, text: str) -> bool:
    said = BACK.fullmatch(plain(text))
    words = next((each for each in said.groupdict().values() if each), "") if said else ""
    if not words or any(is_called(words, item) for item in turn.map().items):
        return False
    gone = services.maps().taken_off(turn.participant_id)
    found = [each for each in gone if is_called(words, each.item)]
    if not found and pattern("one gone").fullmatch(words) and gone and gone[0].message_id in turn.talk().recent:
        found = [gone[0]]
    if not found:
        return False
    understood = _bring_back(turn, found[0], Reading())
    turn.say_text(undone(Understood(back=understood.added)))
    return True


def _the_wrong_one(turn: Turn, text: str) -> bool:
    """"I meant mo", right after lou was taken off by mistake: lou is back, and mo is off."""
    said, recent = amend(text), turn.talk().recent[:1]
    gone = [each for each in services.maps().taken_off(turn.participant_id) if each.message_id in recent] if said else []
    if said is None or len(gone) != 1 or said.old is not None and not is_called(said.old, gone[0].item):
        return False
    words = re.sub(pattern("unwanted"), "", said.new.lower()).strip()
    meant = [item for item in turn.map().items if is_called(words, item)]
    if len(meant) != 1:
        return False
    understood = _bring_back(turn, gone[0], Reading(corrections=(Correction(CorrectionKind.REMOVE, label=meant[0].label),)))
    turn.say_text(undone(Understood(back=understood.added)))
    tell(turn, Understood(removed=understood.removed), text="", message_id=turn.message_id)
    return True


def _bring_back(turn: Turn, gone: TakenOff, reading: Reading) -> Understood:
    return services.maps().move(*turn.where, reading, of=gone.message_id, off=gone.item.id, part=f"{turn.part}:back", now=turn.now)

