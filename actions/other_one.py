"""Hears that another of the same name was meant: "I meant the other Dave"."""

import re

from actions import services, words
from actions.hearing import hear
from actions.patterns import pattern, plain
from actions.recording import tell
from actions.turn import Turn
from actions.which import LONGEST_ANSWER, by_words
from mapping.agenda import Question
from mapping.history import CHECK
from mapping.model import Item, Reading, WellbeingMap
from mapping.naming import bare_name, fold_label, marks, namesakes, spoken
from mapping.services import NEW, Understood

OTHER = re.compile(r"\b(?:other|wrong|not that) (?P<name>[\w'-]+)", re.I)
LEAD = re.compile(r"^(?:(?:no|nah|sorry|oh|oops|wait|actually|ah|um),? )*")


def hear_other_one(turn: Turn) -> bool:
    """"I meant the other Dave": what the latest message said of one is the other's. Whatever else is told is news."""
    if not turn.text or len(turn.text.split()) > LONGEST_ANSWER or not _corrects(turn.text):
        return False
    standing = turn.map()
    for message_id, ids in turn.talk().spoken_of:
        for item in (item for item in map(standing.item, ids) if item is not None):
            name = fold_label(bare_name(item.label))
            shared = namesakes(standing.items).get(name, ())
            if f" {name} " in f" {fold_label(turn.text)} " or shared and _names_other(turn.text, name):
                group = shared or (item,)
                if not _only_points(turn.text, group, standing):
                    continue
                return _move(turn, message_id, item, group)
    return False


def _corrects(text: str) -> bool:
    return pattern("meant another").match(LEAD.sub("", plain(text))) is not None


def _only_points(text: str, group: tuple[Item, ...], standing: WellbeingMap) -> bool:
    """Whether the words say nothing but who is meant: "it's Dave from work", and not "it's hard with Dave from work"."""
    if pattern("meant outright").match(LEAD.sub("", plain(text))):
        return True
    pointing = {word for item in group for said in (bare_name(item.label), *marks(item, standing)) for word in fold_label(said).split()}
    pointing |= {word for each in services.reader().read(text).mentions for said in (each.label, each.relation_words or "") for word in fold_label(said).split()}
    return all(word in pointing or pattern("pointing word").fullmatch(word) for word in re.findall(r"[\w'-]+", fold_label(LEAD.sub("", plain(text)))))


def _names_other(text: str, name: str) -> bool:
    said = OTHER.search(text)
    return bool(said) and fold_label(said["name"]) in {name, "one"}


def _move(turn: Turn, message_id: str, wrong: Item, group: tuple[Item, ...]) -> bool:
    others = tuple(item for item in group if item.id != wrong.id)
    name = fold_label(bare_name(wrong.label))
    meant = by_words(turn, others) if others else ()
    if OTHER.search(turn.text) and len(meant) != 1:
        meant = others if len(others) == 1 else ()
        to = meant[0].id if meant else NEW if not others else None
    else:
        to = meant[0].id if len(meant) == 1 else None
    said = services.maps().said(turn.participant_id, message_id)
    if to is None or said is None:
        return False
    question = Question(said.asked, said.about) if said.asked and not said.asked.startswith(CHECK) else None
    reading = _read_again(turn, said.text, question, name)
    understood = services.maps().move(
        *turn.where, reading, of=message_id, off=wrong.id, part=f"{turn.part}:move", now=turn.now, meant={name: to},
        asked=question.key if question else None, about=None)
    turn.say("utter_check_moved", first=spoken(wrong), second=_now_called(turn, to, wrong))
    tell(turn, Understood(unclear=understood.unclear), text="", message_id=message_id)
    return True


def _now_called(turn: Turn, to: str, wrong: Item) -> str:
    item = turn.map().item(to)
    return spoken(item) if item else words.phrase("utter_phrase_another", called=bare_name(wrong.label))


def _read_again(turn: Turn, text: str, question: Question | None, name: str) -> Reading:
    """The message as it would be read with nobody of this name on the map."""
    standing, maps = turn.map(), services.maps()
    apart = {item.label for item in standing.items if fold_label(bare_name(item.label)) == name}
    known = tuple(mention for mention in maps.known(turn.participant_id) if mention.label not in apart)
    return hear(text, question, standing, known, turn.talk())
