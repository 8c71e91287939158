"""The same person said again lands on the same item; two who can't be told apart are asked about."""

import pytest

from mapping.model import Kind, Mention
from mapping.naming import fold_label, is_role, shown_label, spoken
from tests.unit.map_makers import Notebook, activity, person, place


@pytest.mark.parametrize(
    ("first", "again"),
    [
        (person("Sarah", "sister"), person("sarah")),
        (person("auntie Rukhsana", "aunt"), person("Aunty rukhsana")),
        (person("Auntie Rukhsana", "aunt"), person("Rukhsana")),
        (person("Dr Mehta", "gp"), person("doctor mehta", "doctor")),
        (person("Sarah Jones", "friend"), person("sarah")),
        (person("mum", "mother"), person("mam", "mother")),
        (person("mum", "mother"), person("my mum", "mother")),
        (person("Kai", "brother"), person("brother", "brother")),
        (person("Kai", "brother"), person("bro", "brother")),
        (person("Linda", "nurse", relation_words="CPN"), person("cpn", "nurse")),
        (person("Jas", "friend", aliases=("Jaspreet",)), person("jaspreet", "friend")),
        (person("Dev", "friend"), person("Dev", "neighbour")),
        (person("Jo"), person("Jo", "colleague")),
        (place("the library", locality="Acton"), place("library")),
        (place("badminton"), activity("badminton")),
        (person("O’Neill", "teacher"), person("o'neill")),
        (person("dad", "father", current=False), person("dad", "father")),
        (person("brother", "brother"), person("Kai", "brother", aliases=("brother",))),
        (
            person("sister", "other", relation_words="Dev's sister"),
            person("Simran", "other", relation_words="Dev's sister", aliases=("sister",)),
        ),
        (
            person("Mr Shah", "other", relation_words="landlord", formal=True, aliases=("landlord",)),
            person("landlord", "other", relation_words="landlord"),
        ),
        (Mention("Rex", Kind.PET, "pet", relation_words="dog"), Mention("dog", Kind.PET, "pet")),
    ],
)
def test_the_same_one_again(first: Mention, again: Mention) -> None:
    book = Notebook()
    book.mention(first)
    understood = book.mention(again)
    assert len(book.map.items) == 1
    assert not understood.added and not understood.unclear


@pytest.mark.parametrize(
    ("first", "other"),
    [
        (person("Sarah", "sister"), person("Sarah", "friend")),
        (person("dad", "father"), person("step dad", "father")),
        (person("dad", "father"), person("stepdad", "father")),
        (person("mum", "mother"), person("foster mum", "mother")),
        (
            person("Sam", "brother", relation_words="big brother"),
            person("brother", "brother", relation_words="little brother"),
        ),
        (person("Amy", "friend"), person("Beth", "friend")),
        (person("Kai", "brother"), person("Leo", "brother")),
        (person("Tom", "partner"), person("ex", "partner", current=False)),
        (person("sister", "sister"), person("sister", "other", relation_words="Dev's sister")),
        (
            person("sister", "other", relation_words="Amy's sister"),
            person("sister", "other", relation_words="Dev's sister"),
        ),
        (person("friend from church", "friend"), person("friend from work", "friend")),
        (person("friend", "friend"), person("Amy", "friend")),
        (person("sister", "sister"), person("Simran", "other", relation_words="Dev's sister", aliases=("sister",))),
        (person("Simran", "other", relation_words="Dev's sister", aliases=("sister",)), person("sister", "sister")),
        (place("library", locality="Acton"), place("library", locality="Ealing")),
        (Mention("Max", Kind.PET, "pet"), person("Max", "friend")),
        (Mention("Rex", Kind.PET, "pet", relation_words="dog"), Mention("cat", Kind.PET, "pet")),
        (activity("football"), activity("football", aliases=("watching football",))),
        (person("nan", "grandmother"), person("dad's mum", "grandmother")),
    ],
)
def test_somebody_or_something_else(first: Mention, other: Mention) -> None:
    book = Notebook()
    book.mention(first)
    understood = book.mention(other)
    assert len(book.map.items) == 2
    assert len(understood.added) == 1


def test_two_sarahs_are_asked_about_and_nothing_is_guessed() -> None:
    book = Notebook()
    book.mention(person("Sarah", "sister"), person("Sarah", "friend"))
    before = book.map
    understood = book.mention(person("Sarah", known=True, frequency=None))
    assert [[item.relation for item in each.candidates] for each in understood.unclear] == [["sister", "friend"]]
    assert book.map == before


def test_two_sarahs_are_told_apart_by_relation_by_the_question_or_by_the_person() -> None:
    book = Notebook()
    book.mention(person("Sarah", "sister"), person("Sarah", "friend"))
    sister, friend = book.map.items
    assert book.mention(person("Sarah", "friend", locality="Leeds")).changed[0].after.id == friend.id
    assert book.mention(person("Sarah", locality="Hull"), about=sister.id).changed[0].after.id == sister.id
    assert book.mention(person("Sarah", locality="York"), Sarah=friend.id).changed[0].after.locality == "York"


def test_my_brother_with_two_brothers_is_asked_about() -> None:
    book = Notebook()
    book.mention(person("Kai", "brother", aliases=("brother",)), person("Leo", "brother"))
    understood = book.mention(person("brother", "brother"))
    assert [item.label for item in understood.unclear[0].candidates] == ["Kai", "Leo"]


def test_a_known_label_that_is_not_on_the_map_is_asked_about() -> None:
    understood = Notebook().mention(person("Ghost", known=True))
    assert [(each.label, each.candidates) for each in understood.unclear] == [("Ghost", ())]


def test_a_role_does_not_mean_somebody_else_named_in_the_same_message() -> None:
    book = Notebook()
    book.mention(person("Kai", "brother"), person("brother", "brother"))
    assert book.labels == ["Kai", "brother"]


@pytest.mark.parametrize(
    "learned",
    [
        person("jo", aliases=("neighbour",)),
        person("Jo", "neighbour", aliases=("my neighbour",)),
        person("Jo", known=True, aliases=("neighbour",)),
    ],
)
def test_a_name_learned_renames_the_role_and_keeps_it_as_alias(learned: Mention) -> None:
    book = Notebook()
    book.mention(person("neighbour", "neighbour"))
    understood = book.mention(learned)
    assert understood.renamed == (("neighbour", "Jo"),)
    assert book.map.items[0].aliases == ("neighbour",)
    assert book.mention(person("neighbour", "neighbour")).mentioned[0].label == "Jo"


def test_my_brother_kai_names_the_brother_spoken_of_before() -> None:
    book = Notebook()
    book.mention(person("brother", "brother"))
    book.mention(person("kai", "brother"))
    assert book.labels == ["Kai"]


@pytest.mark.parametrize(
    ("typed", "kind", "shown"),
    [
        ("kai", Kind.PERSON, "Kai"),
        ("auntie rukhsana", Kind.PERSON, "Auntie Rukhsana"),
        ("mum", Kind.PERSON, "mum"),
        ("Mum", Kind.PERSON, "Mum"),
        ("step dad", Kind.PERSON, "step dad"),
        ("uncle", Kind.PERSON, "uncle"),
        ("DJ", Kind.PERSON, "DJ"),
        ("dev's sister", Kind.PERSON, "Dev's sister"),
        ("brother's wife", Kind.PERSON, "brother's wife"),
        ("dr mehta", Kind.PERSON, "Dr Mehta"),
        ("sarah-jane o'brien", Kind.PERSON, "Sarah-Jane O'Brien"),
        ("dave from work", Kind.PERSON, "Dave from work"),
        ("woman next door", Kind.PERSON, "woman next door"),
        ("rex", Kind.PET, "Rex"),
        ("cat", Kind.PET, "cat"),
        ("library", Kind.PLACE, "library"),
        ("the Crown", Kind.PLACE, "the Crown"),
        ("five-a-side", Kind.ACTIVITY, "five-a-side"),
        ("زينب", Kind.PERSON, "زينب"),
        ("", Kind.PERSON, ""),
    ],
)
def test_how_a_label_is_shown(typed: str, kind: Kind, shown: str) -> None:
    assert shown_label(typed, kind) == shown


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("mum", True),
        ("little brother", True),
        ("social worker", True),
        ("music teacher", True),
        ("dad's mum", True),
        ("Kai", False),
        ("Auntie Rukhsana", False),
        ("Dave from work", False),
        ("Dev's sister", False),
        ("from", False),
        ("James", False),
    ],
)
def test_what_is_a_role(label: str, role: bool) -> None:
    assert is_role(label) is role


def test_labels_are_compared_without_case_articles_and_apostrophes() -> None:
    assert fold_label("The  Children’s Centre") == fold_label("childrens centre")
    assert fold_label("me mam") == "mam"
    assert fold_label("the") == "the"


def test_items_are_said_as_people_say_them() -> None:
    book = Notebook()
    book.mention(
        person("mum", "mother"),
        person("kai", "brother"),
        place("library"),
        place("Southall Park"),
        place("work"),
        place("nan's flat"),
        activity("badminton"),
        Mention("band", Kind.GROUP),
        place("the Crown"),
        place("mosque"),
    )
    assert [spoken(item) for item in book.map.items] == [
        "your mum",
        "Kai",
        "the library",
        "Southall Park",
        "work",
        "your nan's flat",
        "badminton",
        "the band",
        "the Crown",
        "the mosque",
    ]
