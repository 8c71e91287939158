"""Corrections in many wordings, and sentences that sound like one and are none."""

import pytest

from mapping.model import Closeness, Correction, Kind, Mention
from nlu.extraction import Reader


def item(label: str, kind: Kind, relation: str | None = None, closeness: Closeness | None = None) -> Mention:
    return Mention(label, kind, relation=relation, closeness=closeness, known=True)


PERSON, PLACE = Kind.PERSON, Kind.PLACE
KNOWN = (
    item("mum", PERSON, "mother"), item("Dave", PERSON, "friend", Closeness.INNER), item("Sarah", PERSON, "sister"), item("gym", PLACE),
    item("Jas", PERSON, "friend"), item("Jaspreet", PERSON, "friend"), item("Kev", PERSON, "partner"), item("Chess club", Kind.GROUP),
    item("nan", PERSON, "grandmother"), item("Dr Khan", PERSON, "doctor"), item("swimming", Kind.ACTIVITY), item("park", PLACE),
    item("Biscuit", Kind.PET, "pet"),
)
CORRECTIONS = (
    ("remove gym", "", "take the gym off"),
    ("remove gym", "", "can you take gym off my map please"),
    ("remove gym", "", "get rid of the gym will you"),
    ("remove gym", "", "i dont want the gym on there"),
    ("remove gym", "", "gym can come off now"),
    ("remove gym", "", "the gym shouldn't be on there"),
    ("remove gym; remove park", "", "take the gym and the park off"),
    ("remove Dave", "", "actually delete dave, we fell out"),
    ("remove Dave", "", "dave needs to go"),
    ("remove Dave", "", "just lose dave"),
    ("remove Dave", "", "Dave doesn't need to be on my map"),
    ("remove Dave", "", "i fell out with dave so take him off"),
    ("remove Dave", "", "cross dave out"),
    ("remove Dave", "", "pls remove dave x"),
    ("remove Dave", "", "please could you rub out Dave"),
    ("remove Dave", "person.impact/Dave", "take him off"),
    ("remove Dave", "person.impact/Dave", "dont want him on there tbh"),
    ("rename Dave Dev", "", "its Dev not Dave"),
    ("rename Dave Dev", "", "Actually it's Dev, not Dave"),
    ("rename Dave Dev", "", "i said Dave but i meant Dev"),
    ("rename Dave Davey", "person.impact/Dave", "call him Davey"),
    ("rename Dave Dev", "", "dave should be Dev"),
    ("rename Dave Dev", "", "sorry not Dave, Dev"),
    ("rename Sarah Sara", "", "its Sara without an h"),
    ("rename Sarah Sara", "", "Sara no h"),
    ("rename Sarah Sara", "", "you spelt Sarah wrong its Sara"),
    ("rename Sarah Sara", "", "she spells it Sara"),
    ("rename Sarah Zara", "", "change Sarah to Zara"),
    ("rename gym leisure centre", "", "its not the gym its the leisure centre"),
    ("rename gym PureGym", "", "the gym is called PureGym now"),
    ("rename Dave Dave Smith", "", "put Dave as Dave Smith"),
    ("merge Jaspreet Jas Jaspreet", "", "Jas and Jaspreet are the same"),
    ("merge Jaspreet Jas Jaspreet", "", "jas is the same person as jaspreet"),
    ("merge Jaspreet Jas Jaspreet", "", "Jas and Jaspreet are one person"),
    ("merge Jaspreet Jas Jaspreet", "", "can you merge Jas and Jaspreet"),
    ("merge Jaspreet Jas Jaspreet", "", "jas and jaspreet r the same lol"),
    ("merge Jaspreet Jas Jaspreet", "person.relation/Jas", "same person as jaspreet"),
    ("set Dave closeness middle", "", "put dave further out"),
    ("set Dave closeness middle", "person.impact/Dave", "move him further out"),
    ("set Sarah closeness inner", "", "put sarah in the inner circle"),
    ("set Sarah closeness inner", "", "Sarah should be in the inner one"),
    ("set Sarah closeness outer", "", "put my sister in the outer ring"),
    ("set Kev status past", "", "we split up so hes my ex"),
    ("set Kev status past", "", "me and kev split up so put him in the past"),
    ("set Kev status past", "", "kev is my ex now"),
    ("set Dave relation cousin", "", "dave is not my friend hes my cousin"),
    ("set Dave relation cousin", "", "you've got dave down as a friend he's my cousin"),
    ("set Dave relation neighbour", "", "put dave down as my neighbour"),
    ("set Dave relation neighbour", "person.relation/Dave", "hes more a neighbour than a friend"),
    ("set Dave impact mixed", "", "put dave down as both"),
    ("set Dave frequency weekly", "", "change dave to weekly"),
    ("undo", "", "undo"),
    ("undo", "", "undo that"),
    ("undo", "", "cross that out"),
    ("undo", "", "scrap the last bit"),
    ("undo", "", "put it back how it was"),
    ("undo", "", "no put him back"),
    ("undo", "", "scrap that"),
    ("undo", "", "change it back"),
    ("undo", "", "restore mum"),
    ("undo", "", "bring her back"),
    ("undo", "", "take that back"),
    ("undo", "", "delete the last one"),
    ("undo", "", "actually leave it how it was before"),
    ("unlink mum Dave", "", "mum and dave dont know each other"),
    ("unlink Dave gym", "", "dave doesn't go to the gym"),
    ("unlink Dave gym", "", "dave left the gym"),
    ("unlink Dave gym", "", "take dave out of the gym"),
    ("unlink Dave gym", "", "remove the link between dave and the gym"),
    ("unlink Dave Chess club", "", "dave is not in chess club any more"),
    ("set gym status past", "", "i dont go to the gym anymore"),
    ("set gym status past", "place.impact/gym", "dont go there anymore"),
    ("rename Sarah Dev", "", "sorry i meant Dev not sarah"),
    ("set Dave status past", "", "dave is in the past"),
    ("set Sarah relation friend", "", "sarah is my friend not my sister"),
    ("remove Dave", "", "take dave off my map he's a liar"),
    ("remove Dave; remove Jas", "", "remove dave and jas"),
)
NONE = (
    "nah leave it",
    "take the gym off. nah leave it",
    "take dave off actually no leave him",
    "don't take the gym off",
    "should i take the gym off?",
    "take the dog out",
    "i take the dog out every morning",
    "i get my mum off to bed",
    "she wants to get Dave off drugs",
    "my nan took dave out on sunday",
    "i need to get out more",
    "i want to get back to swimming",
    "i want to go back to the gym",
    "go back to swimming",
    "mum is not well",
    "my mum isnt dave's friend",
    "dave is not nice its horrible",
    "its not my mum its the noise",
    "i miss mum and want her back",
    "mum puts Dave down",
    "mum and dave are the same age",
    "dave put me down as his next of kin",
    "i dropped dave off at the gym",
    "drop dave off at the gym then go park",
    "i dont want dave in my life",
    "i dont want to forget my nan",
    "cant forget my nan",
    "i should be nicer to dave",
    "i move further out every year",
    "dave moved out of london",
    "i go to the park or the gym",
    "dave isnt at the gym much",
    "my mum is close to dave",
    "i meant the other Dave",
    "the other dave not this one",
    "change of plan",
    "i cant change",
    "i want to change my life",
    "i put my mum first",
    "mum comes first then dave",
    "she put me in the middle",
    "i put mum to bed every night",
    "put the kettle on",
    "put the radio on and have a bath",
    "i have mum back at home",
    "my mum is back",
    "mum is on at me to get a job",
    "i keep dave away from drink",
    "can you keep dave out of it",
    "call me Dev",
    "they call me Davey",
    "call my mum every night",
    "i call my nan every sunday",
    "i call it a day",
    "dave is called dave",
    "just put the telly on",
    "i said to my mum its not good",
    "my sister called me, its not nice",
    "mum said it was bad but it isn't",
)


def shown(correction: Correction) -> str:
    parts = (correction.kind.value, correction.label, correction.field, correction.to, *correction.labels)
    return " ".join(part for part in parts if part)


@pytest.mark.parametrize(("wanted", "question", "text"), CORRECTIONS, ids=[text for _, _, text in CORRECTIONS])
def test_a_correction_in_any_wording(reader: Reader, wanted: str, question: str, text: str) -> None:
    asked, _, about = question.partition("/")
    reading = reader.read(text, asked=asked or None, about=about or None, known=KNOWN)
    assert "; ".join(shown(each) for each in reading.corrections) == wanted


@pytest.mark.parametrize("text", NONE)
def test_what_only_sounds_like_a_correction(reader: Reader, text: str) -> None:
    assert not reader.read(text, known=KNOWN).corrections
