"""What somebody says that they did, asked or not: "went swimming today!", "just got back from the gym", "i packed my bag like i said"."""

import re

from nlu.checkins.speaking import plain

OPENING = r"(?:(?:ok|okay|yo|ayo|oi|bruv|bro|mate|fam|man|can'?t lie|ngl|yes|yeah|yay|woo+|hi|hiya|hello|hey|so|well|oh|omg|um|just|guess what|good news|btw|today|yesterday|this morning|last night|finally|actually|literally|i can'?t believe it|you won'?t believe it)(?: ?[,.!])? +)*"
BESIDE = r"(?:(?:just|finally|now|actually|already|only|also|even|literally|managed to|gone and) )*"
IRREGULAR = "went|did|been|had|swam|ran|rang|rode|took|bought|sent|wrote|saw|met|spoke|told|found|sang|read|came|sat|brought|drew|ate|slept|drove|built|made|got|gave|left|put|cut|set|won|paid|began|chose|held|taught|learnt|kept|sold|thought|tidied"
NO_PAST = r"(?:need|feed|speed|bleed|breed|weed|seed|heed|indeed|exceed|succeed|proceed|bed|red|wed|used|supposed|tempted|scared|bored|tired|worried|interested|excited|meant|wanted|hoped|planned|wished|tried|liked|loved|hated|enjoyed|missed|needed|stopped|quit|decided|forgot|refused|failed|dreaded|considered|cancelled|postponed|skipped|preferred)\b"
PAST = rf"(?!{NO_PAST})(?:(?:{IRREGULAR})|\w{{2,}}ed)\b"
I_DID = re.compile(rf"{OPENING}(?:(?:i|we|me and \w+|\w+ and (?:i|me))(?:'?ve| have)? +)?{BESIDE}(?P<what>{PAST}.*)")
NOT_DONE = re.compile(
    r"\b(?:not|never|no|nearly|almost|(?:did|do|does|could|would|should|was|were|is|are|have|has|had|ca|wo|ai)n'?t|cannot|will|would|wish|want|going to|gonna|if|used to|might|may|could|should|hope|plan|when i was|when we were"
    r"|as a (?:kid|child|boy|girl|teenager)|(?:years?|months|ages) ago|last (?:year|month|summer|winter)|in (?:19|20)\d\d|back in|always|hate|usually|sometimes|instead of|past the|shut|closed|cancelled)\b")


def told_as_done(text: str) -> str | None:
    """What somebody says that they did ("packed my bag like i said"); None where they tell of no deed that happened."""
    said = I_DID.match(plain(text))
    return said["what"] if said and not NOT_DONE.search(plain(text)) else None
