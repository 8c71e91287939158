"""Whose somebody is: "his mrs", where it may be anybody's or nobody's on the map, is asked about and never taken for the participant's."""

import re
from dataclasses import replace

from actions import services
from actions.hearing import hear
from actions.possessives import BEINGS
from actions.recording import record, tell
from actions.turn import Turn
from actions.which import LONGEST_ANSWER, by_ids, by_words, new_being, value_of
from mapping.agenda import Question
from mapping.history import CHECK
from mapping.model import Item
from mapping.naming import fold_label


def hear_whose(turn: Turn, check: Question) -> bool:
    """Takes who it is, on the map or new, and puts on it what was said as theirs."""
    message_id, _, rest = (check.about or "").partition(":")
    said = services.maps().said(turn.participant_id, message_id)
    there = {item.id for item in turn.map().items}
    owner = _owner(turn, by_ids(rest.partition("/")[0], turn.map()))
    if owner is None or said is None:
        return False
    turn.answered(check, "answered")
    key = said.asked if said.asked and not said.asked.startswith(CHECK) else "open"
    reading = hear(said.text, Question(key, owner.label), turn.map(), services.maps().known(turn.participant_id), turn.talk())
    understood = services.maps().record(*turn.where, reading, part=f"{turn.part}:whose", now=turn.now, asked=key, about=owner.label)
    told = {item.id for item in understood.added}
    named = tuple(item for item in turn.map().items if item.id not in there | told)  # who it is, and the places that say who that is
    understood = replace(understood, added=(*named, *understood.added))
    tell(turn, understood, text=said.text, message_id=turn.message_id)
    if turn.text and owner.id in there:  # "gaz has a kid called tyson" names him, and tells of one more
        news = turn.read(None)
        if any(not mention.known for mention in news.mentions) and not news.corrections:
            record(turn, news, None)
    return True


def _owner(turn: Turn, candidates: tuple[Item, ...]) -> Item | None:
    """By button, by a name or role on the map ("tayos"), or somebody new."""
    if value := value_of(turn):
        return next((item for item in candidates if f"which:{item.id}" == value), None)
    if not turn.text or len(turn.text.split()) > LONGEST_ANSWER:
        return None
    named = [item for item in turn.map().items if item.kind in BEINGS and any(_named(turn.text, word) for word in (item.label, *item.aliases))]
    named = named if len(named) == 1 else list(by_words(turn, turn.map().items))
    return named[0] if len(named) == 1 else new_being(turn)


def _named(text: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(fold_label(word))}s?(?!\w)", fold_label(text)) is not None
