"""Holds a reading to what was said: nobody's relation is guessed, and one thing done is on the map once."""

from dataclasses import replace

from mapping.agenda import Question
from mapping.model import Item, Kind, Mention, Reading, WellbeingMap
from mapping.naming import doing, fold_label
from mapping.naming.roles import ROLE_WORDS, TITLES

ASKED_FOR = {"people.friends": "friend", "people.home": "roommate", "people.community": "neighbour"}


def as_stated(text: str, reading: Reading, question: Question | None, standing: WellbeingMap) -> Reading:
    """The reading without relations that neither the words nor the question give, and with "running" for the "run" on the map."""
    told = {word.rstrip("s") for word in fold_label(text).replace("-", " ").split()}
    asked = question.key if question else ""
    roles = any(word in told or word.rstrip("s") in told for word in ROLE_WORDS | TITLES)
    mentions = tuple(_one_doing(each if roles else _without_guess(each, asked), standing) for each in reading.mentions)
    renamed = {old.label: new.label for old, new in zip(reading.mentions, mentions, strict=True)}
    links = tuple(replace(link, a=renamed.get(link.a, link.a), b=renamed.get(link.b, link.b)) for link in reading.links)
    return replace(reading, mentions=mentions, links=links)


def _without_guess(mention: Mention, asked: str) -> Mention:
    guessed = mention.kind is Kind.PERSON and not (mention.known or mention.formal or mention.relation_words)
    if not guessed or mention.relation in (None, "other", ASKED_FOR.get(asked)):
        return mention
    return replace(mention, relation=None, formal=None)


def _one_doing(mention: Mention, standing: WellbeingMap) -> Mention:
    if mention.known or mention.kind is not Kind.ACTIVITY:
        return mention
    same: list[Item] = [item for item in standing.items if item.kind is Kind.ACTIVITY and doing(item.label) == doing(mention.label)]
    return replace(mention, label=same[0].label, known=True) if len(same) == 1 else mention
