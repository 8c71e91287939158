"""Whether somebody who died stays on the map, said after the question was passed by: "i'd like to keep him on there yes"."""

import re

from actions.asking import KEEP
from actions.checks import keep_or_take_off
from actions.patterns import pattern, plain
from actions.turn import LEFT, Turn
from actions.which import by_ids
from mapping.agenda import Question
from mapping.model import Item

LONGEST = 14  # words


def hear_kept_late(turn: Turn) -> bool:
    """Takes it as the answer to the question that was passed by last. False where there is none, or the words are about something else."""
    if not turn.text or turn.on_check or turn.after_danger or len(turn.text.split()) > LONGEST:
        return False
    talk = turn.talk()
    left = [about for (key, about), outcome in talk.outcomes.items()
            if key == KEEP and about and (outcome == LEFT or talk.answered_by.get((key, about)) == turn.message_id)]
    items = by_ids(left[-1], turn.map()) if left else ()
    said = _with_pronoun(turn.text, items)
    if not items or not (off := pattern("taking off").fullmatch(said)) and not pattern("keeping").fullmatch(said):
        return False
    keep_or_take_off(turn, Question(KEEP, left[-1]), items, keep=not off)
    return True


def _with_pronoun(text: str, items: tuple[Item, ...]) -> str:
    """The words with "him" for the names of those who died."""
    said = plain(text).strip()
    for name in sorted({plain(word) for item in items for word in (item.label, *item.aliases, item.relation_words or "") if word}, key=len, reverse=True):
        said = re.sub(rf"(?<!\w)(?:my |our )?{re.escape(name)}(?!\w)", "him", said)
    return said
