"""Times that only the person knows: "not when im at work", "whenever the kids are in bed". No day or hour is in them, and nothing for a map."""

import re

from nlu.checkins.speaking import plain

LEAD = r"(?:(?:ok|okay|yes|yeah|sure|fine|but|and|so|well|um|no|just|only|please|pls|any ?(?:day|time)|anytime|whenever|not bothered|don'?t mind|i don'?t mind|as long as(?: its|it's|it is)?)(?: ?,)? +)*"
TAIL = r"(?: +(?:please|pls|though|tho|thanks|ta|if (?:you can|possible|that'?s ok)|ok|obviously|really|tbh|mate|x|instead))*[ .!]*"
WHEN = r"(?:w?h?en|when|while|whilst|whenever|if|cos|as)"
I_AM = r"(?:(?:i'?m|im|i am|i'?ve got|ive got|i have|i'?ve|me) +)?"
THING = (
    r"(?:(?:at|in|on|with|doing|having|during|out at) +)?(?:(?:my|the|a|our) +)?(?:wo?rk(?:ing)?|job|school|college|uni|university|shifts?|class(?:es)?|lessons?|course|appointments?|meetings?|groups?|therapy|kids?|children|bab(?:y|ies)|grandkids|family|mum|dad|son|daughter|husband|wife|partner|boyfriend|girlfriend|carer|mates|friends|"
    r"people|others|someone|company|bed|asleep|sleep(?:ing)?|nap|driving|busy|out|church|mosque|temple|prayers?|praying|gym|cooking|eating|dinner|tea|duty)")
HOURS = r"(?: +(?:time|times|hours|hrs))?"
TIMES = re.compile(
    rf"{LEAD}(?:(?:not|never|just not|but not|don'?t (?:ask|message|text|msg|do it)(?: me)?) +(?:{WHEN} +{I_AM}|during +|in +){THING}{HOURS}"
    rf"|{WHEN} +{I_AM}(?:not +{THING}{HOURS}|off(?: +(?:{THING}))?|free|done with +{THING}|back from +{THING}|at home|home|alone|on my own)"
    rf"|{I_AM}not +{THING}{HOURS}|out ?side(?: of)? +(?:my +)?{THING}{HOURS}"
    rf"|{WHEN} +(?:my|the) +[\w']+ +(?:is|are|'?s)(?: +not)? +(?:asleep|in bed|at (?:work|school|nursery|college)|out|not (?:here|in|around|there)|in)){TAIL}")


def is_own_hours(text: str) -> bool:
    """Whether all that is said is a time of theirs that has no day and no hour."""
    return TIMES.fullmatch(plain(text).strip()) is not None
