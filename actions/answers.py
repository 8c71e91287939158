"""What a reading is as the answer to a question of the journey: all of it, none of it, or only the end of a list. Pure."""

import re

from mapping.agenda import Question
from mapping.model import Answer, Kind, Reading

BEINGS = (Kind.PERSON, Kind.GROUP, Kind.PET)
ASKS_FOR = {  # what an answer has to name: other news is kept, and the question comes once more
    "people.home": BEINGS, "people.family": BEINGS, "people.friends": BEINGS, "people.support": BEINGS,
    "places.go": (Kind.PLACE, Kind.GROUP, Kind.ACTIVITY), "activities.do": (Kind.ACTIVITY, Kind.GROUP),
    "person.closeness": BEINGS,
}
OF_TODAY = {"places.go", "activities.do"}  # "i used to swim" is kept, and says nothing of what they do now
NOT_NOW = re.compile(r"\b(?:no|not|nothing|nothin|nowt|nowhere|none|nah|dont|don't|hardly|never)\b", re.I)
ENDS = {"places.": re.compile(r"\b(?:no|any)[ -]?where else\b", re.I), "people.": re.compile(r"\b(?:no|any)[ -]?(?:one|body|1) else\b|\bthat'?s every(?:one|body)\b", re.I)}


def settles(text: str, question: Question, reading: Reading) -> bool:
    """Whether what was said answers the question; a correction, news of another kind alone, or only what was leaves it open."""
    wanted = ASKS_FOR.get(question.key)
    other = wanted is not None and bool(reading.mentions) and not any(mention.kind in wanted for mention in reading.mentions)
    return not reading.corrections and not other and not _only_of_the_past(text, question, reading) and not _only_wished(question, reading)


def _only_wished(question: Question, reading: Reading) -> bool:
    """Whether a wish is all that is said to who comes along: "i want to go to the caff with jo" says nothing of who comes to the shops."""
    here = question.about is None or any(question.about in (link.a, link.b) for link in reading.links)
    return question.key.startswith("links.") and bool(reading.wishes) and not here and reading.answer is None


def _only_of_the_past(text: str, question: Question, reading: Reading) -> bool:
    """Whether a question about today got only what was, or is wished for, and no "nothing now" with it."""
    wanted = ASKS_FOR.get(question.key, ())
    named = [mention for mention in reading.mentions if mention.kind in wanted]
    return question.key in OF_TODAY and bool(named) and all(not each.current or each.wished for each in named) and not NOT_NOW.search(text)


def says_nothing_new(reading: Reading) -> bool:
    """Whether all it holds is a mention of what was asked about."""
    others = reading.links or reading.corrections or reading.wishes or reading.barriers
    return not others and all(
        mention.known and (mention.current or reading.answer is Answer.NO_MORE) and not (mention.impact or mention.closeness or mention.frequency)
        for mention in reading.mentions)


def ends_another_list(text: str, question: Question) -> bool:
    """"Nowhere else" is no answer to who comes along, and "no one else" none to where."""
    asks_where = question.key.startswith("places.") or question.key == "links.where"
    asks_who = question.key.startswith(("people.", "person.")) or question.key == "links.who"
    return bool(ENDS["places."].search(text)) and not asks_where or bool(ENDS["people."].search(text)) and not asks_who
