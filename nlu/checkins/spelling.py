"""A message as days, times and requests are looked for in it: short spellings written out, politeness and reasons told apart."""

import re

from nlu.checkins.speaking import plain

SPELT = tuple((re.compile(way), spelt) for way, spelt in (
    (r"\b(mak|do|tak|giv|send|messag|text|ask|hav|mov|chang|check)in\b'?", r"\1ing"), (r"\b(morning|evening|night|afternoon)s? (?:at |around |about )?(?=(?:half |quarter )?\d{1,2}\b)(?!\d+[ ]?(?:am|pm))(?!\d{1,2}[:.])(\d{1,2})\b", r"\2 in the \1"), (r"\bwk(s?)\b", r"week\1"), (r"\b'?till?\b", "until"), (r"\bu(?=[’']?(?:re|r)\b)", "you"), (r"\b(?:u|ya|yous|yer)\b", "you"), (r"\bur\b", "you're"),
    (r"\b(?:wkend|w/e)(s?)\b", r"weekend\1"), (r"\bb4\b", "before"), (r"\b(?:cld|cud)\b", "could"), (r"\b(?:wld|wud)\b", "would"), (r"\b(?:plz|pls|plse|pleas)\b", "please"),
    (r"\bdnt\b", "don't"), (r"\babt\b", "about"), (r"\b(?:1s|1x|once in|1ce)\b(?= (?:a|in|per|every|each|the)\b)", "once"), (r"\b(?:msg|mesage|messege)(s|d|ing)?\b", r"message\1"),
    (r"\b(?:2moro|tmrw|tomoz|tomorow|tommorow|2morrow)\b", "tomorrow"), (r"\b2nite\b", "tonight"), (r"\bmorn(?:s|ins?)?\b", "morning"), (r"\baft(?:s|ies)?\b(?= |$)(?! er)", "afternoon"),
    (r"\beves?\b", "evening"), (r"\b(morning|evening|afternoon|night)[ -]?times?\b", r"\1"), (r"\b(\d{1,2})[ -]?(?:hrs|hours|h)\b(?= ?$| (?:on|please|every))", r"\1:00"), (r"\b([01]\d|2[0-3])([0-5]\d)(?: ?hrs)?\b", r"\1:\2"),
    (r"\b(\d{1,2}(?:[:.]\d\d)?)[ -]?ish\b", r"around \1"), (r"\bround ?about\b", "around"), (r"\b(\d{1,2})s (?=(?:a bit |bit |way |far )?(?:too |no good|bad|rubbish|better|best|fine))", r"\1 is "), (r"\bround (?=\d)", "around "), (r"\bwensday|\bwendsday|\bwednsday|\bwenesday", "wednesday"), (r"\bthursd?a?y\b|\bthrusday", "thursday"), (r"\bsaterday|\bsaturdy", "saturday"), (r"\btusday|\btuseday", "tuesday"),
    (r"\bafter (?:my|the|our|me|i have my|having) (?=lunch|tea|dinner|supper|work|school|breakfast)", "after "), (r"\bbefore (?:my|the|our|me) (?=lunch|tea|dinner|bed)", "before "),
    (r"\b(half (?:past )?\w+|quarter (?:past|to) \w+|\d{1,2}(?:[:.]\d\d)?|\w+)(?: o'?clock)? (?:in the (morning)|(?:in the |at )(evening|night|afternoon))\b", r"\1 \2\3-ish"),
))
HALF_DAY = re.compile(r"(?P<clock>(?:half |quarter )?(?:past |to )?(?:\d{1,2}(?:[:.]\d\d)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)) (?P<part>morning|evening|night|afternoon)-ish")
WAS_PART = re.compile(r"(?P<word>[\w':.]+) (?P<part>morning|evening|night|afternoon)-ish")
AT_NIGHT = {"night": "at night", "morning": "in the morning", "evening": "in the evening", "afternoon": "in the afternoon"}
EXCEPT = re.compile(r"\b(any|every|all|whatever|whichever)( ?days?| times?)?( of the week)?,? but(?= )|\banything but\b|\b(?:but|just|only) not\b")
CLAUSES = re.compile(r"[!?;,\n]+|[.]+(?!\d)|\s+-+\s+|\b(?:(?<!not )(?<!quite )(?<!do )so(?! far)|because|cos|coz|cause|as i|but|and then|though|until i|since i)\b|(?<!day )(?<!days )\b(?=(?:i'?m|i am|we'?re|i'?ve|got|it'?s|its)\b)")


ORDINALS = {word: f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10 if number not in (11, 12, 13) else 0, 'th')}" for number, word in enumerate(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second "
    "twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first".split(), 1)}
NTH = re.compile(rf"\b(?P<lead>(?:on|from|until|till?|after|before|by|to) (?:the )?)(?P<nth>{'|'.join(sorted((word.replace('-', '[ -]') for word in ORDINALS), key=len, reverse=True))})\b(?! (?:one|goal|day|week|time|thing|step|message|of the month))")


def written_out(text: str) -> str:
    """The message in small letters with the short spellings of times and requests written out: "dnt msg me b4 9" and "7 at night"."""
    said = re.sub(r"\s+", " ", re.sub(r"(?<!\d),|,(?!\d)|[;]", " ", plain(text)))
    said = NTH.sub(lambda found: found["lead"] + ORDINALS[found["nth"].replace(" ", "-")], said)
    for way, spelt in SPELT:
        said = way.sub(spelt, said)
    said = HALF_DAY.sub(lambda found: f"{found['clock']} {'am' if found['part'] == 'morning' else 'pm'}", said)
    return re.sub(r"\s+", " ", WAS_PART.sub(lambda found: f"{found['word']} {AT_NIGHT[found['part']]}", said)).strip()


def clauses(text: str) -> list[str]:
    """A message in its parts: a request and the reason for it are different parts. Spelt as ``written_out`` does."""
    return [said for part in CLAUSES.split(EXCEPT.sub(lambda found: f"{found[1] + (found[2] or '') + ' ' if found[1] else ''}except", plain(text))) if part and (said := written_out(part).strip(" .,!?"))]
