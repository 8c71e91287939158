"""Hears that somebody else was meant: "not my mum, my nan" makes what was just said of mum news of nan."""

import re
from difflib import SequenceMatcher

from actions import services
from actions.hearing import hear
from actions.patterns import pattern, plain
from actions.recording import record, tell
from actions.righting import ALIKE, BEINGS, IS_THE
from actions.turn import Turn
from mapping.agenda import Question
from mapping.history import CHECK
from mapping.model import Correction, CorrectionKind, Item, Mention, Reading, WellbeingMap
from mapping.naming import bare_name, fold_label, is_role, spoken
from mapping.services import Understood

LONGEST = 12  # words
ANSWERS = ("person.relation", "person.name", "links.")  # there "it's my nan" tells who somebody is
OPENING = re.compile(r"^\W*(?:(?:no|nah|nope|oh|oops|whoops|sorry|soz|typo|wait|ignore that|should (?:be|say)|i meant?|wrong person)\b[ ,.]*)+", re.I)
PRONOUN = re.compile(r"\b(?:she|he|they|her|him|them)\b", re.I)


def hear_instead(turn: Turn) -> bool:
    """What the latest message said of one is another's. Whatever else is told besides is news, and this is not it."""
    text = turn.text
    if not text or len(text.split()) > LONGEST or pattern("meant instead").search(plain(text)) is None:
        return False
    question, standing, spoken_of = turn.question(), turn.map(), turn.talk().spoken_of
    if IS_THE.match(text.strip()):
        return False
    if not spoken_of or question and question.key.startswith(ANSWERS):
        return False
    message_id, ids = spoken_of[0]
    said = services.maps().said(turn.participant_id, message_id)
    wrong = _wrong(text, [item for item in map(standing.item, ids) if item is not None and item.kind in BEINGS])
    if said is None or wrong is None:
        return False
    right = _right(turn, wrong)
    if right is None or not _only_swaps(text, said.text, wrong, right):
        return False
    if _one_person(text, wrong, right, standing):
        other_word = is_role(wrong.label) and is_role(right.label)
        return other_word and record(turn, Reading(corrections=(Correction(CorrectionKind.RENAME, label=wrong.label, to=right.label),)), None)
    old = Question(said.asked, said.about) if said.asked and not said.asked.startswith(CHECK) else None
    anew = _said_of(said.text, wrong, right)
    reading = hear(anew, old, standing, services.maps().known(turn.participant_id), turn.talk()) if anew else Reading()
    named = next((each for each in reading.mentions if fold_label(each.label) == fold_label(right.label)), None)
    if named is None or any(fold_label(each.label or "") != fold_label(right.label) for each in reading.corrections):
        return False
    understood = services.maps().move(
        *turn.where, reading, of=message_id, off=wrong.id, part=f"{turn.part}:instead", now=turn.now, meant={},
        asked=old.key if old else None, about=None)
    now = next((item for item in turn.map().items if fold_label(item.label) == fold_label(named.label)), None)
    turn.say("utter_check_moved", first=spoken(wrong), second=spoken(now) if now else right.label)
    tell(turn, Understood(unclear=understood.unclear), text="", message_id=message_id)
    return True


def _wrong(text: str, beings: list[Item]) -> Item | None:
    """The one of the latest message who was not meant: whom the words name, or the only one there."""
    named = [item for item in beings if _names(text, item)]
    return named[0] if len(named) == 1 else beings[0] if len(beings) == 1 and not named else None


def _names(text: str, item: Item) -> bool:
    said = f" {_words(text)} "
    words = (item.label, bare_name(item.label), *item.aliases, item.relation_words or "", item.relation or "")
    return any(word and f" {_words(word)} " in said for word in words)


def _words(text: str) -> str:
    return " ".join(re.findall(r"[\w'-]+", plain(text)))


def _right(turn: Turn, wrong: Item) -> Mention | None:
    """Who was meant: the only other one that the words name. None where the words correct something else."""
    known = services.maps().known(turn.participant_id)
    text = OPENING.sub("", turn.text)
    reading = services.reader().read(text, asked="people.else", known=known)
    if any(each.kind not in (CorrectionKind.RENAME, CorrectionKind.UNDO) and each.field != "relation" for each in reading.corrections):
        return None
    renames = [each for each in reading.corrections if each.kind is CorrectionKind.RENAME]
    if renames and all(each.label != wrong.label for each in renames):  # "it's Tim not Tom", of Tim
        return None
    renamed = next((each.to for each in renames if each.label == wrong.label), None)
    if renamed and not is_role(wrong.label) and not is_role(renamed) and not any(fold_label(renamed) == fold_label(bare_name(item.label)) for item in turn.map().items):
        return None  # "it's Kye not Kai": the name is put right
    for named in (reading, services.reader().read(renamed or text, asked="people.else")):
        found = [each for each in named.mentions if each.kind in BEINGS and not _is(each, wrong)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _is(mention: Mention, wrong: Item) -> bool:
    return fold_label(mention.label) in {fold_label(word) for word in (wrong.label, bare_name(wrong.label))}


def _only_swaps(text: str, before: str, wrong: Item, right: Mention) -> bool:
    """Whether every word is one of the two, of what was said before, or says that one was meant and not the other."""
    own = " ".join((wrong.label, *wrong.aliases, wrong.relation_words or "", wrong.relation or "", right.label, right.relation_words or "", before))
    known = set(_words(own).split())
    return all(word in known or pattern("swapping word").fullmatch(word) for word in _words(text).split())


def _one_person(text: str, wrong: Item, right: Mention, standing: WellbeingMap) -> bool:
    """Whether it is one person under two words: nan and gran, Dave and Dev, or Sarah who is "my cousin"."""
    there = any(fold_label(item.label) == fold_label(right.label) for item in standing.items if item.id != wrong.id)
    roles = is_role(wrong.label), is_role(right.label)
    if all(roles):
        return not there and wrong.relation == right.relation
    if roles == (False, True):
        return f" {_words(bare_name(wrong.label))} " not in f" {_words(text)} "
    likeness = SequenceMatcher(None, fold_label(bare_name(wrong.label)), fold_label(right.label)).ratio()
    return not there and not any(roles) and likeness >= ALIKE


def _said_of(text: str, wrong: Item, right: Mention) -> str | None:
    """The earlier words, said of the other one."""
    new = f"my {right.label}" if is_role(right.label) else right.label
    names = sorted({wrong.label, bare_name(wrong.label), *wrong.aliases}, key=len, reverse=True)
    for word in (*names, *sorted({wrong.relation_words, wrong.relation} - {None, *names}, key=len, reverse=True)):
        named = re.compile(rf"\b(?:(?:my|our|me|the) )?{re.escape(word)}(?!\w)", re.I)
        if named.search(text):
            return named.sub(new, text)
    return PRONOUN.sub(new, text, count=1) if PRONOUN.search(text) else None

