"""What sex somebody is, and no more: "sam's a girl btw". It makes nobody a daughter or a partner."""

import re
from collections.abc import Sequence

from mapping.model import Kind, Mention
from nlu.extraction.context import fold

WORDS = r"girl|boy|lad|lass|lassie|man|woman|bloke|fella|fellow|guy|gal|chap|male|female|he|she|him|her|they|them|bird|dude|tomcat|tom"
TOLD = re.compile(
    rf"(?:(?:no|oh|btw|by the way|actually|sorry|and|ps|also|just so you know|fyi|well)[ ,.]+)*(?P<who>[\w' -]{{2,30}}?)(?:'?s|[ ]is| was|[ ]uses| goes by|'?s pronouns are| pronouns are) (?:actually |really |in fact )?(?:an? )?"
    rf"(?:{WORDS}|non ?-?binary|trans)(?:[ /]+(?:{WORDS}))*(?:,? (?:not|and not|rather than) (?:an? )?(?:{WORDS}))?(?:[ ,]+(?:btw|by the way|actually|though|tho|you know|lol|just so you know|fyi))*[ .!]*", re.I)


def only_sex(text: str, known: Sequence[Mention]) -> Mention | None:
    """Of whom on the map the message tells the sex, and nothing else. None for any other message."""
    said = TOLD.fullmatch(text.strip())
    who = fold(said["who"]) if said else ""
    found = [mention for mention in known if mention.kind in (Kind.PERSON, Kind.PET) and who in {fold(word) for word in (mention.label, *mention.aliases)}] if who else []
    return found[0] if len(found) == 1 else None
