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
from nlu.extraction.taking_off import LEAD, find_removals, find_undo
from nlu.extraction.ties_put_right import find_merges, find_unlinks

__all__ = ["Corrected", "find_corrections"]

LEFT_AS_IT_IS = re.compile(
    r"\b(?:(?:leave|keep) (?:it|them|him|her|that|this|§\d+)(?: (?:on|in|there|be|alone))?(?: (?:as|how|where) (?:it|he|she|they|§\d+) (?:is|are|'s|'re))?"
    r"(?=$|[,.!?]| for now| actually| then| please| i | it 's| (?:he|she) 's)|(?:nvm|nevermind|never mind)(?! (?:about )?(?:(?:the|my) )?§)|do n't bother|forget it|as you were|"
    r"on second thoughts no)"
)
GONE = re.compile(
    r"(?:n't|not|never|no) (?:really |even )?(?:go|see|do|play|attend|use|speak|talk|visit|work|come)\w*(?: "
    r"(?:to|with))? (?:there|it|that|him|her|them|one|(?:the |my )?§\d+)? ?(?:any ?more|no more|any longer|now)|(?:i|we) (?:'ve "
    r")?(?:stopped|quit|left)(?: (?:going|that|it|there|doing it|seeing (?:him|her|them)))?(?: now)?$|no "
    r"longer (?:go|see|do|play)\w*(?: (?:to|with))? (?:there|it|that|him|her|them|(?:the |my )?§\d+)"
)
IT = r"(?:there|it|that|(?:the |my |that )?§\d+)"
ENDED = re.compile(  # of a place or a thing to do that is on the map
    rf"(?:^|[.,!?] |but |and |so |cos |because |though )(?:well |oh |sorry |no |actually |tbh |yeah |had to |i |i 've |i have |i 'd |we |we 've |they |they 've |just |only |recently |also |"
    rf"finally |now )*(?:(?:stop|stopped|quit|cancelled|canceled|ended|dropped|binned|ditched|chucked|sacked off|gave up|given up|packed in|jacked in|knocked|finished with|done with|given up on|gave up on|"
    rf"kicked me out of|chucked me out of|threw me out of|banned me from|barred me from)(?: (?:going(?: to)?|doing|using|seeing))* (?:{IT}|my (?:§\d+ )?membership)(?: (?:on the head|in|up|off|now|membership))*|"
    rf"(?:packed|jacked|chucked) (?:it|that) in|(?:stopped|stop|quit|given up|gave up)(?: going| that| it)?|cancelled (?:my|the) membership)(?=$|[.,!]| (?:now|because|cos|as|since|last|in|a|when|and|but|this|years|months|ages|i|it|they|after|before)\b)|"
    rf"{IT} (?:has |have |'s |is |was |got |all |just |been )*(?:shut|closed|shut down|closed down|finished|over|ended|stopped|gone|done)(?: down| for good| now| for me| anyway| last \w+)*(?=$|[.,!]| (?:because|cos|since|so|and|but)\b)|"
    rf"(?:have n't|has n't|not|n't) (?:really )?(?:been|going|gone)(?: going)?(?: (?:to )?{IT}| back| near {IT})? (?:in|for) (?:ages|years|yonks|months|a (?:very |really )?long (?:time|while)|donkeys|forever|\w+ (?:years|months))|"
    rf"(?:have n't|has n't|not|n't) (?:really )?(?:been|gone)(?: (?:to )?{IT}| back)? since (?:lockdown|covid|the pandemic|before \w+)|"
    rf"(?:do n't|dont|does n't|never|not) (?:really |bother |even |ever )*(?:go|going|do|doing|use|using|bother|attend)(?: going)?(?: (?:to|with))? ?{IT}?(?: with)? (?:these days|now|now ?a ?days|at the moment any ?more|any ?more|no more|any longer)|"
    rf"(?:^|[.,!?] |but |and |so )(?:i |we |well |oh |tbh )*(?:never|ca n't|can not|can no longer|no longer|could n't) (?:really )?(?:go|get|do|use)(?: back)?(?: to)? ?{IT}?(?: (?:now|any ?more|no more|any longer|these days))?[ .!]*$|"
    rf"i used to (?:go|do it|do that)(?: (?:to )?{IT})?(?: (?:but|though|once|before)\b[^§]*)?[ .!]*$|^{LEAD}no more §\d+[ .!]*$|{IT} (?:is |'s )?(?:a thing of|in) the past"
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
    listing = marked.asked.startswith(("activities.", "places."))  # there "i stopped" is told by the reading itself, with what is new beside it
    if not (not listing and ENDED.search(marked.text) or GONE.search(marked.text) and "used to" not in marked.text):
        return
    named = {item.label: item for item in marked.items}
    target = next(iter(named.values())) if len(named) == 1 else marked.subject if not named else None
    if target and target.kind in THINGS and target.current:
        found.add(CorrectionKind.SET, label=target.label, field="status", to="past")
