"""Who died: the one the words tell of, and not everybody who is past in the same message."""

import pytest

from actions.endings import at_rest, ended, the_dead
from mapping.history import Talk
from mapping.model import Frequency, Item, Kind, Mention, Reading, Status, WellbeingMap


def being(label: str, relation: str | None = None, words: str | None = None, *, past: bool = True, **more: object) -> Item:
    return Item(label, Kind.PERSON, label, relation=relation, relation_words=words,
                status=Status.PAST if past else Status.CURRENT, sources=("m",), **more)


MIKE = being("Mike", "partner", "ex")
MUM = being("Mum", "mother", "Mum")
ALAN = being("Alan", "husband", "husband")
NAN, GRANDAD = being("nan", "grandmother", "nan"), being("grandad", "grandfather", "grandad")
CLAIRE = being("Claire", "daughter", "daughter", past=False)


@pytest.mark.parametrize(("text", "beings", "dead"), [
    ("my ex Mike was at the funeral. Mum died the year before", (MIKE, MUM), {"Mum"}),
    ("Mum died last year. my ex Mike came to the funeral", (MIKE, MUM), {"Mum"}),
    ("my ex Mike left me when mum died", (MIKE, MUM), {"Mum"}),
    ("mum died and my ex Mike left me", (MIKE, MUM), {"Mum"}),
    ("my brother Kunle but we dont really talk any more since dad's funeral", (being("Kunle", "brother", "brother"),), set()),
    ("my husband Alan died in march. it's just me and the dog now", (ALAN,), {"Alan"}),
    ("i lost my husband Alan in march", (ALAN,), {"Alan"}),
    ("my late husband Alan used to drive", (ALAN,), {"Alan"}),
    ("my nan and grandad both died", (NAN, GRANDAD), {"nan", "grandad"}),
    ("we lost my nan and my grandad", (NAN, GRANDAD), {"nan", "grandad"}),
    ("Alan was my rock. he passed away in march", (ALAN,), {"Alan"}),
    ("claire is good but my alan has died", (CLAIRE, ALAN), {"Alan"}),
    ("rip nan", (NAN,), {"nan"}),
    ("mum, my nan passed in march", (MUM, NAN), {"nan"}),
    ("Mum, nan have passed away", (MUM, NAN), {"Mum", "nan"}),
    ("my nan, my grandad, they're both dead", (NAN, GRANDAD), {"nan", "grandad"}),
    ("nan grandad died", (NAN, GRANDAD), {"nan", "grandad"}),
    ("my nan, god rest her, and my mum", (MUM, NAN), {"nan"}),
    ("my nan, rip, and my mum come for tea", (MUM, NAN), {"nan"}),
    ("nan's funeral was on monday", (NAN,), {"nan"}),
    ("the funeral of my nan was on monday", (NAN,), {"nan"}),
    ("my ex Mike, no contact, and my nan is no longer with us", (MIKE, NAN), {"nan"}),
])
def test_only_the_dead_are_mourned(text: str, beings: tuple[Item, ...], dead: set[str]) -> None:
    assert the_dead(text, beings) == dead


def test_whoever_is_named_before_the_dead_lives_on() -> None:
    reading = Reading((Mention("mum", Kind.PERSON, "mother", current=False), Mention("nan", Kind.PERSON, "grandmother", current=False)))
    assert [each.current for each in ended("my mum, my nan died", reading).mentions] == [True, False]
    assert [each.current for each in ended("my mum and my nan died", reading).mentions] == [False, False]


def test_speaking_of_the_dead_does_not_bring_them_back() -> None:
    asked = Talk(asked_times={("check.keep", "Alan"): 1})
    said = Reading(mentions=(Mention("Alan", Kind.PERSON, frequency=Frequency.WEEKLY, known=True),
                             Mention("grave", Kind.PLACE, frequency=Frequency.WEEKLY)))
    heard = at_rest(said, WellbeingMap(items=(ALAN,)), asked)
    assert not heard.mentions[0].current and heard.mentions[0].frequency is None
    assert heard.mentions[1].frequency is Frequency.WEEKLY
    assert at_rest(said, WellbeingMap(items=(ALAN,)), Talk()) == said, "somebody who only moved away may come back"
