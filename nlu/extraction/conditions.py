"""Help with a condition, said of whoever or whatever was asked about: "helps when she comes", "ok when hes sober", "only if im up to it"."""

import re
from dataclasses import replace

from mapping.model import Impact, Mention, Reading
from nlu.extraction.context import fold

LONGEST = 16  # words
LEAD = r"(?:(?:yeah|yes|yh|yep|well|um+|oh|tbh|honestly|i suppose|i guess|i think|mostly|usually|i mean|he|she|it|they|that|he'?s|she'?s|it'?s|its|is|are|can be|does|do|did|really|quite|pretty|bit|a bit|me)[ ,]+)*"
IF = r"(?:when(?:ever)?|if|as long as|so long as|provided|on (?:a )?good days?|on (?:his|her|a|the)? ?better days?|in small doses|the days?|cos when)\b"
GOOD = r"(?:help(?:s|ful|ing|ed)?(?: me)?(?: out)?(?: a (?:bit|lot))?|good|great|lovely|nice|brill(?:iant)?|amazing|lush|mint|sound|supportive|kind|lifts me(?: up)?|cheers me up)"
SO_SO = r"(?:ok|okay|alright|alrite|all right|fine|not (?:so |too )?bad|bearable|manageable|decent|better|easier)"
HELPS = re.compile(rf"{LEAD}{GOOD}[ ,]+(?:just |especially |mainly |mostly )?{IF}.*|{LEAD}(?:when(?:ever)?|if) .{{2,60}}[ ,]+(?:yeah|yes|yh|yep|it (?:does|helps)|(?:he|she) (?:does|helps)|they (?:do|help))\W*|(?:yeah|yes|yh|yep|(?:it|he|she|they) do(?:es)?),? {IF}.*", re.I | re.S)
MIXED = re.compile(rf"{LEAD}(?:{SO_SO}|{GOOD})[ ,]+(?:but )?only {IF}.*|{LEAD}{SO_SO}[ ,]+(?:but )?(?:just |mainly |mostly )?{IF}.*|{LEAD}(?:only|not|never|just) {IF}.*|{LEAD}(?:depends?|depending)\b.*|(?:some(?:times| days)),? (?:yeah|yes|{IF}).*", re.I | re.S)
WORSE = re.compile(r"\b(?:worse|hate|horrible|awful|scared|frightened|hits?|shouts?|kicks? off|hell)\b", re.I)


def with_condition(reading: Reading, text: str, asked: str | None, about: Mention | None) -> Reading:
    """The reading with what such an answer says of the one asked about, in the person's own words."""
    said = text.strip().replace("’", "'")
    if about is None or not (asked or "").endswith(".impact") or reading.corrections or "?" in said or len(said.split()) > LONGEST or WORSE.search(said):
        return reading
    told = next((each for each in reading.mentions if each.known and fold(each.label) == fold(about.label)), None)
    impact = Impact.MIXED if MIXED.fullmatch(said) else Impact.HELPS if HELPS.fullmatch(said) else None
    if told is None or impact is None or told.impact is Impact.MIXED:
        return reading
    return replace(reading, mentions=tuple(replace(each, impact=impact, impact_words=said) if each is told else each for each in reading.mentions))
