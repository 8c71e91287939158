"""Corrections: "actually its Deb not Dev", "take the gym off", "they're the same person", "undo that"."""

import re
from collections.abc import Sequence

from mapping.model import CorrectionKind, Kind, Mention
from nlu.extraction.chat import Message
from nlu.extraction.marked import Corrected, Marked, mark
from nlu.extraction.putting_right import find_settings
from nlu.extraction.relating import find_relations
from nlu.extraction.renaming import find_move, find_renames
from nlu.extraction.spotting import Spots
from nlu.extraction.taking_off import find_removals, find_undo
from nlu.extraction.ties_put_right import find_merges, find_unlinks

__all__ = ["Corrected", "find_corrections"]

LEFT_AS_IT_IS = re.compile(
    r"\b(?:(?:leave|keep) (?:it|them|him|her|that|this|§\d+)(?: (?:on|in|there|be|alone))?(?: (?:as|how|where) (?:it|he|she|they|§\d+) (?:is|are|'s|'re))?"
    r"(?=$|[,.!?]| for now| actually| then| please| i | it 's| (?:he|she) 's)|nvm|nevermind|never mind|do n't bother|forget it|as you were|"
    r"on second thoughts no)"
)
GONE = re.compile(
    r"(?:n't|not|never|no) (?:really |even )?(?:go|see|do|play|attend|use|speak|talk|visit|work|come)\w*(?: "
    r"(?:to|with))? (?:there|it|that|him|her|them|one|(?:the |my )?§\d+)? ?(?:any ?more|no more|any longer|now)|(?:i|we) (?:'ve "
    r")?(?:stopped|quit|left)(?: (?:going|that|it|there|doing it|seeing (?:him|her|them)))?(?: now)?$|no "
    r"longer (?:go|see|do|play)\w*(?: (?:to|with))? (?:there|it|that|him|her|them|(?:the |my )?§\d+)"
)
THINGS = (Kind.PLACE, Kind.ACTIVITY, Kind.GROUP)


def find_corrections(
    message: Message, spots: Spots, known: Sequence[Mention], subject: Mention | None, asked: str | None = None
) -> Corrected:
    """All corrections in a message. Only what is on the map can be corrected, but for undo."""
    found = Corrected()
    marked = mark(spots, known, subject, asked)
    _from_the_last_mind(marked)
    if find_undo(marked, found) or not known:
        return found
    if find_move(marked, spots, found):
        return found
    find_removals(marked, found)
    find_merges(marked, found)
    find_unlinks(marked, found)
    if not found.corrections:
        find_relations(marked, spots, found)
    if not found.corrections:
        find_renames(marked, spots, found)
    find_settings(marked, found)
    if not found.corrections:
        _ended(marked, found)
    return found


def _from_the_last_mind(marked: Marked) -> None:
    """Keep of what was said before "no leave it" only whom and what it was about."""
    ends = [match.end() for match in LEFT_AS_IT_IS.finditer(marked.text)]
    if ends:
        marks = re.findall(r"§\d+", marked.text[: ends[-1]])
        marked.text = "".join(f"{one} . " for one in marks) + marked.text[ends[-1] :].lstrip(" ,.!?")


def _ended(marked: Marked, found: Corrected) -> None:
    """ "I don't go there anymore" of the one place, activity or group that is spoken of."""
    if not GONE.search(marked.text) or "used to" in marked.text:
        return
    named = {item.label: item for item in marked.items}
    target = next(iter(named.values())) if len(named) == 1 else marked.subject if not named else None
    if target and target.kind in THINGS and target.current:
        found.add(CorrectionKind.SET, label=target.label, field="status", to="past")
