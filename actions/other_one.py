"""Hears that another of the same name was meant: "I meant the other Dave"."""

import re
from dataclasses import replace

from actions import asking, services, words
from actions.hearing import hear
from actions.patterns import pattern, plain
from actions.recording import tell
from actions.turn import Turn
from actions.which import LONGEST_ANSWER, by_words
from mapping.agenda import Question
from mapping.history import CHECK
from mapping.model import Item, Reading, WellbeingMap
from mapping.naming import bare_name, fold_label, is_role, marks, namesakes, spoken
from mapping.services import NEW, Understood

OTHER = re.compile(r"\b(?:other|wrong|not that|n['’]?t (?:mean )?that|different|another) (?P<name>[\w'-]+)", re.I)
LEAD = re.compile(r"^(?:(?:no|nah|nope|sorry|oh|oops|wait|actually|ah|um),? )*")
TWO = re.compile(
    r"^(?:(?:oh|actually|btw|and|but|wait|no|well),? )*(?:(?:there(?:'?s| is| are)?|i(?:'?ve)?(?: know| have| got)?|it'?s|its|got|you know)? ?(?:actually )?(?:two|2)(?: different| other)? (?:(?:mates|friends|people|cousins) (?:called|named) )?(?P<a>[\w'-]+?)s?"
    r"|(?:there(?:'?s| is)|i(?:'?ve)? (?:know|have|got)|got) (?:another|a second|a different) (?P<b>[\w'-]+))(?:,? (?:actually|now|too|as well|btw|tho|though|you know))*[ .!]*$", re.I)


def hear_other_one(turn: Turn) -> bool:
    """"I meant the other Dave": what the latest message said of one is the other's. Whatever else is told is news."""
    if not turn.text or len(turn.text.split()) > LONGEST_ANSWER:
        return False
    if asked := _two_of(turn):
        return asking.ask_other(turn, "", asked)
    corrects, standing = _corrects(turn.text), turn.map()
    for message_id, ids in turn.talk().spoken_of:
        for item in (item for item in map(standing.item, ids) if item is not None):
            name = fold_label(bare_name(item.label))
            shared = namesakes(standing.items).get(name, ())
            named = f" {name} " in f" {fold_label(turn.text)} "
            if corrects and (named or (shared or not is_role(item.label)) and _names_other(turn.text, name)) or shared and _points_away(turn, item, shared):
                group = shared or (item,)
                if not _only_points(turn.text, group, standing):
                    continue
                return _move(turn, message_id, item, group)
        if not corrects:
            return False  # only the latest message is put right by words that do not say so
    return False


def _two_of(turn: Turn) -> Item | None:
    """"Two daves actually", "theres another dave", with one Dave on the map: who the other is, is asked."""
    said = TWO.match(plain(turn.text).strip())
    name = fold_label(said["a"] or said["b"]) if said else ""
    found = [item for item in turn.map().items if fold_label(bare_name(item.label)) in {name, f"{name}s"} and not is_role(item.label)] if name else []
    return found[0] if len(found) == 1 else None


def _corrects(text: str) -> bool:
    return pattern("meant another").match(LEAD.sub("", plain(text))) is not None


def _points_away(turn: Turn, item: Item, group: tuple[Item, ...]) -> bool:
    """Whether the words point at one of this name who is not the one spoken of: "no my brother", "not the church one", "the one i live with"."""
    text = plain(turn.text)
    said = pattern("points away").search(text) is not None
    others = tuple(each for each in group if each.id != item.id)
    pointed = by_words(turn, others)
    return said and (len(pointed) == 1 and pointed != by_words(turn, (item,)) or _negates(text) and (bool(by_words(turn, (item,))) or " him" in text or "that" in text))


def _negates(text: str) -> bool:
    return re.search(r"\b(?:not|wasn'?t|isn'?t|didn'?t|never|wrong)\b", text) is not None


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
    if not others:
        return _names_other(turn.text, fold_label(bare_name(wrong.label))) and asking.ask_other(turn, message_id, wrong)
    meant = by_words(turn, others)
    if len(meant) != 1 and (OTHER.search(turn.text) or _negates(plain(turn.text))):
        meant = others if len(others) == 1 else ()
    return len(meant) == 1 and move_to(turn, message_id, wrong, meant[0].id) is not None


def move_to(turn: Turn, message_id: str, wrong: Item, to: str) -> Understood | None:
    """Moves what a message said of one to another of the name, by id or ``NEW``, and tells it. None where nothing can be moved."""
    said = services.maps().said(turn.participant_id, message_id)
    if said is None:
        return None
    name = fold_label(bare_name(wrong.label))
    question = Question(said.asked, said.about) if said.asked and not said.asked.startswith(CHECK) else None
    reading = _read_again(turn, said.text, question, name)
    understood = services.maps().move(
        *turn.where, reading, of=message_id, off=wrong.id, part=f"{turn.part}:move", now=turn.now, meant={name: to},
        asked=question.key if question else None, about=None)
    if to != NEW:
        turn.say("utter_check_moved", first=spoken(wrong), second=_now_called(turn, to, wrong))
        tell(turn, Understood(unclear=understood.unclear), text="", message_id=message_id)
    return understood


def _now_called(turn: Turn, to: str, wrong: Item) -> str:
    item = turn.map().item(to)
    return spoken(item) if item else words.phrase("utter_phrase_another", called=bare_name(wrong.label))


def _read_again(turn: Turn, text: str, question: Question | None, name: str) -> Reading:
    """The message as it would be read with nobody of this name on the map; what it called them ("my friend Dave") was of the wrong one."""
    standing, maps = turn.map(), services.maps()
    apart = {item.label for item in standing.items if fold_label(bare_name(item.label)) == name}
    known = tuple(mention for mention in maps.known(turn.participant_id) if mention.label not in apart)
    reading = hear(text, question, standing, known, turn.talk())
    return replace(reading, meant=(), mentions=tuple(
        replace(each, relation=None, relation_words=None, formal=None, aliases=()) if fold_label(bare_name(each.label)) == name else each
        for each in reading.mentions))
