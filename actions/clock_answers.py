"""Answers that tell a time and nothing else."""

import re

from mapping.agenda import Question
from nlu.checkins.whenabouts import Piece, is_only, pieces_of

YES = re.compile(r"^(?:(?:yes|yeah|yep|yh|ok|okay|sure|please|um|maybe|i think|i'd say|say)[ ,]*)+")


def only_clock(text: str, question: Question | None) -> bool:
    """"Yeah sundays at 6pm" says nothing of the library that the talk was about, unless it was asked how often."""
    if question is None or question.key == "open" or question.key.endswith("frequency") or question.key.startswith(("goal.", "checkin.")):
        return False
    bare = YES.sub("", text.lower().strip())
    spans = pieces_of(bare)
    kinds = {span.piece for span in spans}
    return bool(kinds & {Piece.DAY, Piece.TIME}) and kinds <= {Piece.DAY, Piece.TIME, Piece.OFTEN} and (any(letter.isdigit() for letter in bare) or {Piece.DAY, Piece.TIME} <= kinds) and is_only(bare, spans)
