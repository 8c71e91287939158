"""What was understood is told in sentences a person would say: nothing twice, nothing stiff."""

import pytest

from actions import summary
from mapping.model import Closeness, Frequency, Impact, Item, Kind, Status
from mapping.naming import spoken
from mapping.services.understood import ItemChange, Understood


def item(label: str, kind: Kind = Kind.PERSON, **said: object) -> Item:
    return Item(label, kind, label, sources=("m",), **said)


CHOIR = item("choir", Kind.GROUP, frequency=Frequency.WEEKLY)


def test_something_that_has_come_true() -> None:
    before = item("choir", Kind.GROUP, status=Status.WISHED)
    told = summary.lines(Understood(changed=(ItemChange(before, CHOIR, ("status", "frequency")),)))
    assert told == "Noted: the choir is part of most weeks."


def test_one_is_told_of_once_and_the_same_together() -> None:
    claire = item("Claire", relation="daughter", relation_words="daughter", impact=Impact.HELPS, frequency=Frequency.DAILY)
    market, park = (item(name, Kind.PLACE, impact=Impact.HELPS) for name in ("market", "park"))
    told = summary.lines(Understood(added=(claire, market, park)))
    assert told.endswith("Noted: Claire helps and is part of most days. The market and the park help.")


def test_a_role_is_not_said_to_be_itself() -> None:
    after = item("psychiatrist", relation="psychiatrist", relation_words="psychiatrist", formal=True)
    told = summary.lines(Understood(renamed=(("GP", "psychiatrist"),), changed=(ItemChange(after, after, ("relation",)),)))
    assert told == "I've changed your GP to your psychiatrist."


def test_an_undone_wish_is_named_once() -> None:
    dog = item("dog", Kind.PET, relation="pet", relation_words="dog", status=Status.WISHED)
    assert summary.undone(Understood(undone=(dog, "get a dog"))) == "I've taken that back. Off your map again: your dog."


@pytest.mark.parametrize(("thing", "said"), [
    (item("husband", relation="other", relation_words="Pauline's husband"), "Pauline's husband"),
    (item("mother", relation="in-law", relation_words="Folasade's mother"), "Folasade's mother"),
    (item("friend's husband", relation="other", relation_words="friend's husband"), "your friend's husband"),
    (item("Mum", relation="mother", relation_words="Mum"), "your mum"),
    (item("GP", relation="gp", relation_words="GP"), "your GP"),
    (item("GP surgery", Kind.PLACE), "the GP surgery"), (item("WI", Kind.GROUP), "the WI"), (item("maccies", Kind.PLACE), "maccies"),
    (item("mother's house", Kind.PLACE), "your mother's house"), (item("Dave's", Kind.PLACE), "Dave's"),
    (item("Burgess Park", Kind.PLACE), "Burgess Park"), (item("library", Kind.PLACE), "the library"), (item("big Tesco", Kind.PLACE), "big Tesco"),
])
def test_how_it_is_said(thing: Item, said: str) -> None:
    assert spoken(thing) == said


@pytest.mark.parametrize(("words", "relation", "said"), [
    ("next door", "neighbour", "Joan (your neighbour)"), ("m8", "friend", "Joan (your friend)"), ("mam", "mother", "Joan (your mam)")])
def test_who_somebody_is_in_words_that_read_well(words: str, relation: str, said: str) -> None:
    assert summary.called(item("Joan", relation=relation, relation_words=words, formal=False)) == said


def test_closeness_of_several() -> None:
    kids = item("kids", Kind.GROUP, relation="child", relation_words="kids", closeness=Closeness.INNER)
    assert summary.lines(Understood(added=(kids,))).endswith("Noted: your kids are very close.")
