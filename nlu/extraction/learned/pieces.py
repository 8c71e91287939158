"""A message as the language model reads it: the question first, then the message, cut into pieces of words it knows.

    [CLS] do they help or make things harder ? Priya [SEP] yeah most of the time [SEP]
"""

import re
from dataclasses import dataclass

from nlu.extraction.learned import base

CLS, SEP, UNKNOWN = 101, 102, 100
WORDS = re.compile(r"\w+(?:'\w+)*|[^\w\s]")
POSSESSIVE = re.compile(r"(\w+)('s)$", re.IGNORECASE)
MOST_PIECES = 8  # of one word; a longer one is a slip of the keyboard
MOST_SUBJECT = 6  # words of what the question was about

QUESTIONS = {
    "open": "tell me about your life",
    "people.home": "who do you live with",
    "people.family": "who is in your family",
    "people.friends": "who are your friends",
    "people.support": "who supports you professionally",
    "people.community": "who else do you see around",
    "people.hard": "who is hard to be around",
    "people.else": "anyone else",
    "person.name": "what is their name",
    "person.relation": "how do you know them",
    "person.closeness": "how close are you",
    "person.frequency": "how often do you see them",
    "person.impact": "do they help or make things harder",
    "places.go": "where do you go",
    "places.comfort": "where do you feel comfortable",
    "places.avoid": "which places do you avoid",
    "places.else": "any other places",
    "place.impact": "how do you feel there",
    "activities.do": "what do you do",
    "activities.stopped": "what have you stopped doing",
    "activities.else": "anything else you do",
    "activity.impact": "does it help you",
    "links.who": "who do you do that with",
    "links.where": "where is that",
    "links.know": "do they know each other",
    "reflect.more": "what would you like more of",
    "reflect.less": "what would you like less of",
    "goal.choose": "what would you like to change",
    "goal.step": "what is a first step",
    "goal.barrier": "what gets in the way",
    "goal.plan": "what is your plan",
    "checkin.how": "how did it go",
}


@dataclass(frozen=True, slots=True)
class Pieces:
    """A message in pieces.

    ``ids`` the pieces; ``at`` for each word (the question's words first) its first and last piece; ``words`` for each word of the message
    where it stands in it (characters); ``before`` how many words stand before the message's own; ``subject`` the first and last word of what the
    question was about, if anything.
    """

    ids: list[int]
    at: list[tuple[int, int]]
    words: list[tuple[int, int]]
    before: int
    subject: tuple[int, int] | None

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """First and last word that the characters from ``start`` to before ``end`` touch."""
        touched = [number for number, (first, last) in enumerate(self.words) if last > start and first < end]
        return (self.before + touched[0], self.before + touched[-1]) if touched else None


def cut(text: str, asked: str | None = None, about: str | None = None) -> Pieces:
    """Cut a message (characters in place: every word's place is in ``text``) with the question it answers."""
    question = [word for word, _, _ in _words(QUESTIONS[asked] + " ?")] if asked in QUESTIONS else []
    subject = [word for word, _, _ in _words(about)][:MOST_SUBJECT] if about else []
    said = list(_words(text))
    ids, at = [CLS], []
    for number, word in enumerate([*question, *subject, *(word for word, _, _ in said)]):
        if number and number == len(question) + len(subject):
            ids.append(SEP)
        pieces = base.tokenizer().encode(word, add_special_tokens=False).ids[:MOST_PIECES] or [UNKNOWN]
        at.append((len(ids), len(ids) + len(pieces) - 1))
        ids += pieces
    ids.append(SEP)
    place = (len(question), len(question) + len(subject) - 1) if subject else None
    return Pieces(ids, at, [(start, end) for _, start, end in said], len(question) + len(subject), place)


def _words(text: str):
    """Each word with where it starts and ends; "mum's" is two."""
    for found in WORDS.finditer(text.replace("’", "'")):
        owned = POSSESSIVE.match(found[0])
        if owned:
            middle = found.start() + len(owned[1])
            yield owned[1], found.start(), middle
            yield owned[2], middle, found.end()
        else:
            yield found[0], found.start(), found.end()
