"""What a message says is put on the map: gaps are filled, the newest wins, corrections are done."""

from dataclasses import replace

import pytest

from mapping.model import (
    BarrierSaid, Closeness, Correction, CorrectionKind, Frequency, Impact, Kind, Link, Reading, Status,
)
from tests.unit.map_makers import Notebook, activity, person, place


def _correct(book: Notebook, kind: CorrectionKind, **said: object):  # noqa: ANN202
    return book.say(Reading(corrections=(Correction(kind, **said),)))


@pytest.fixture
def book() -> Notebook:
    """A small map: Dev and his sister, mum, a gym and a library."""
    book = Notebook()
    book.say(
        Reading(
            mentions=(
                person("Dev", "friend", closeness=Closeness.INNER),
                person("Simran", "other", relation_words="Dev's sister"),
                person("mum", "mother", impact=Impact.HELPS, impact_words="looks after me"),
                place("gym"),
                place("library"),
            ),
            links=(Link("Dev", "gym"), Link("dev", "Simran", "sister")),
        )
    )
    return book


def test_what_is_new_is_told(book: Notebook) -> None:
    understood = book.say(Reading(mentions=(person("Dev", frequency=Frequency.WEEKLY, known=True), activity("chess")),
                                  links=(Link("Dev", "chess"),)))
    assert [item.label for item in understood.added] == ["chess"]
    assert [(each.after.label, each.fields) for each in understood.changed] == [("Dev", ("frequency",))]
    assert [(a.label, b.label) for a, b in understood.ties] == [("Dev", "chess")]
    assert understood.mentioned == ()


def test_silence_wipes_nothing_out(book: Notebook) -> None:
    before = book.map
    understood = book.mention(person("mum", "mother"), person("Dev"), place("gym"))
    assert book.map == before
    assert [item.label for item in understood.mentioned] == ["mum", "Dev", "gym"]


def test_every_fact_names_its_message(book: Notebook) -> None:
    book.mention(person("Dev", frequency=Frequency.DAILY, known=True))
    assert book.map.items[0].sources == ("m1", "m2")
    assert all(tie.sources == ("m1",) for tie in book.map.ties)


def test_the_newest_statement_wins(book: Notebook) -> None:
    book.mention(person("mum", known=True, impact=Impact.HINDERS, impact_words="nags"))
    assert (book.map.items[2].impact, book.map.items[2].impact_words) == (Impact.HINDERS, "nags")


def test_helps_and_hinders_in_one_message_are_mixed(book: Notebook) -> None:
    book.mention(person("Dev", impact=Impact.HELPS, known=True), person("Dev", impact=Impact.HINDERS, known=True))
    assert book.map.items[0].impact is Impact.MIXED


def test_a_vaguer_relation_never_replaces_a_closer_one(book: Notebook) -> None:
    book.mention(person("Simran", "cousin", known=True))
    book.mention(person("Simran", "other", known=True))
    assert (book.map.items[1].relation, book.map.items[1].formal) == ("cousin", False)


def test_formal_follows_from_the_relation() -> None:
    book = Notebook()
    book.mention(
        person("Linda", "nurse", relation_words="CPN"),
        person("Jo", "colleague"),
        person("Mr Shah", "other", formal=True),
    )
    assert [item.formal for item in book.map.items] == [True, None, True]


def test_past_stays_past_until_a_rhythm_is_said(book: Notebook) -> None:
    book.mention(place("gym", current=False, known=True))
    book.mention(place("gym", known=True))
    assert book.map.items[3].status is Status.PAST
    assert book.map.items[0].status is Status.CURRENT
    book.mention(place("gym", known=True, frequency=Frequency.WEEKLY))
    assert book.map.items[3].status is Status.CURRENT


def test_watching_is_the_label_and_the_plain_word_an_alias() -> None:
    book = Notebook()
    book.mention(activity("football", aliases=("watching football",)))
    assert (book.map.items[0].label, book.map.items[0].aliases) == ("watching football", ("football",))
    assert book.mention(activity("football")).mentioned


def test_a_tie_said_again_is_stronger_and_not_new(book: Notebook) -> None:
    understood = book.say(
        Reading(mentions=(person("Dev"), place("gym")), links=(Link("gym", "Dev"), Link("Dev", "gym")))
    )
    assert understood.ties == ()
    assert [tie.strength for tie in book.map.ties] == [2, 1]


def test_a_tie_to_nobody_or_to_itself_is_left_out(book: Notebook) -> None:
    book.say(Reading(links=(Link("Dev", "Nobody"), Link("Dev", "dev"))))
    assert len(book.map.ties) == 2


def test_renaming_is_a_mistake_mended_and_reaches_his_sister(book: Notebook) -> None:
    understood = _correct(book, CorrectionKind.RENAME, label="Dev", to="deb")
    assert understood.renamed == (("Dev", "Deb"),)
    assert book.map.items[0].aliases == ()
    assert book.map.items[1].relation_words == "Deb's sister"


def test_the_old_and_the_new_name_in_a_renaming_message_add_nobody(book: Notebook) -> None:
    correction = Correction(CorrectionKind.RENAME, "Dev", "Deb")
    book.say(
        Reading(
            mentions=(person("Dev", known=True), person("Deb", frequency=Frequency.DAILY)), corrections=(correction,)
        )
    )
    assert book.labels == ["Deb", "Simran", "mum", "gym", "library"]
    assert book.map.items[0].frequency is Frequency.DAILY


def test_a_name_that_is_taken_is_asked_about(book: Notebook) -> None:
    before = book.map
    understood = _correct(book, CorrectionKind.RENAME, label="Dev", to="Simran")
    assert [(each.item.label, each.other.label, each.name) for each in understood.clashes] == [("Dev", "Simran", "Simran")]
    assert not understood.unclear
    assert book.map == before


def test_taking_off_takes_its_ties_and_is_not_put_back_by_the_same_message(book: Notebook) -> None:
    correction = Correction(CorrectionKind.REMOVE, "the gym")
    understood = book.say(Reading(mentions=(place("gym", known=True),), corrections=(correction,)))
    assert [item.label for item in understood.removed] == ["gym"]
    assert "gym" not in book.labels
    assert len(book.map.ties) == 1


def test_merging_unites_everything(book: Notebook) -> None:
    book.say(
        Reading(
            mentions=(person("Devinder", "cousin", impact=Impact.HELPS), activity("chess")),
            links=(Link("Devinder", "chess"), Link("Devinder", "gym")),
        )
    )
    understood = _correct(book, CorrectionKind.MERGE, labels=("Dev", "Devinder"), to="Devinder")
    assert [[item.label for item in each] for each in understood.merged] == [["Devinder", "Dev"]]
    assert understood.removed == () and understood.unlinked == ()
    one = next(item for item in book.map.items if item.label == "Devinder")
    assert (one.aliases, one.closeness, one.impact, one.relation) == (("Dev",), Closeness.INNER, Impact.HELPS, "cousin")
    assert set(one.sources) == {"m1", "m2", "m3"}
    assert sorted((len(book.map.ties), *(tie.strength for tie in book.map.ties))) == [1, 1, 2, 3]
    assert book.mention(person("dev")).mentioned == (one,)


def test_merging_with_a_name_that_is_not_on_the_map_adds_the_name(book: Notebook) -> None:
    _correct(book, CorrectionKind.MERGE, labels=("Dev", "Devinder"), to="Devinder")
    assert (book.map.items[0].label, book.map.items[0].aliases) == ("Devinder", ("Dev",))


@pytest.mark.parametrize(
    ("field", "to", "holds"),
    [
        ("relation", "cousin", {"relation": "cousin", "formal": False}),
        ("relation", "gp", {"relation": "gp", "formal": True}),
        ("relation", "landlord", {"relation": "other", "relation_words": "landlord"}),
        ("kind", "pet", {"kind": Kind.PET}),
        ("status", "past", {"status": Status.PAST}),
        ("closeness", "outer", {"closeness": Closeness.OUTER}),
        ("frequency", "monthly", {"frequency": Frequency.MONTHLY}),
        ("impact", "neither", {"impact": Impact.NEITHER}),
    ],
)
def test_setting_a_fact(book: Notebook, field: str, to: str, holds: dict[str, object]) -> None:
    _correct(book, CorrectionKind.SET, label="Dev", field=field, to=to)
    assert book.map.items[0] == replace(book.map.items[0], **holds)


@pytest.mark.parametrize(("field", "to"), [("impact", "purple"), ("sources", "m9"), ("", ""), ("kind", "")])
def test_setting_what_can_not_be_set_changes_nothing(book: Notebook, field: str, to: str) -> None:
    before = book.map
    assert _correct(book, CorrectionKind.SET, label="Dev", field=field, to=to).unclear
    assert book.map == before


@pytest.mark.parametrize(
    "correction",
    [
        Correction(CorrectionKind.REMOVE, "Zed"),
        Correction(CorrectionKind.RENAME, "Zed", "Zoe"),
        Correction(CorrectionKind.SET, "Zed", "past", "status"),
        Correction(CorrectionKind.MERGE, labels=("Zed", "Zoe")),
        Correction(CorrectionKind.UNLINK, labels=("Zed", "Dev")),
    ],
)
def test_correcting_what_is_not_there_is_unclear(book: Notebook, correction: Correction) -> None:
    before = book.map
    understood = book.say(Reading(corrections=(correction,)))
    assert understood.unclear[0].label == "Zed"
    assert understood.unclear[0].candidates == ()
    assert book.map == before


def test_unlinking(book: Notebook) -> None:
    correction = Correction(CorrectionKind.UNLINK, labels=("gym", "Dev"))
    understood = book.say(Reading(corrections=(correction,), links=(Link("Dev", "gym"),)))
    assert [(a.label, b.label) for a, b in understood.unlinked] == [("Dev", "gym")]
    assert len(book.map.ties) == 1


def test_wishes_and_barriers_are_kept_once_with_what_they_name(book: Notebook) -> None:
    book.say(Reading(wishes=("go back to the gym",), barriers=(BarrierSaid("it costs a lot", "the gym"),)))
    book.say(Reading(wishes=("Go back to the gym",), barriers=(BarrierSaid("It costs a lot"),)))
    gym = next(item for item in book.map.items if item.label == "gym")
    assert [(wish.items, wish.less) for wish in book.map.wishes] == [((gym.id,), False)]
    assert [barrier.blocks for barrier in book.map.barriers] == [book.map.wishes[0].id]


def test_asked_what_they_want_less_of_a_wish_is_for_less(book: Notebook) -> None:
    understood = book.say(Reading(wishes=("sitting in the house",)), asked="reflect.less")
    assert understood.wishes[0].less


def test_a_reading_that_says_nothing_writes_nothing(book: Notebook) -> None:
    before = list(book.history)
    assert book.say(Reading()).nothing
    assert book.history == before


def test_a_new_relation_takes_the_old_words_for_it_away() -> None:
    book = Notebook()
    book.mention(person("Jas", "cousin", relation_words="big cousin"))
    book.mention(person("Jas", "friend", known=True))
    assert (book.map.items[0].relation, book.map.items[0].relation_words) == ("friend", "friend")
