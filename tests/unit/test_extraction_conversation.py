"""The required conversation, message by message, with the map growing as it goes."""

from dataclasses import replace

import pytest

from mapping.model import Answer, CorrectionKind, Frequency, Impact, Kind, Mention, Reading
from nlu.extraction import Reader

TALK = (
    (None, None, "hiya"),
    ("people.home", None, "i live with my mum and my little brother kai, hes 14"),
    (
        "people.friends",
        None,
        "my best mate is Dev, we've known each other since school. and theres Auntie Rukhsana who rings every sunday",
    ),
    ("people.support", None, "my cpn is called Linda shes alright"),
    ("people.else", None, "no one else"),
    ("places.go", None, "the library in hounslow, i go most days its quiet"),
    ("places.else", None, "used to go to the gym with dev but i stopped"),
    ("places.else", None, "oh and the mosque on fridays with my uncle"),
    ("activities.do", None, "I play badminton at the leisure centre on wednesdays with dev and his sister Simran"),
    ("activities.else", None, "kai and me watch the football"),
    ("person.impact", "mum", "mum stresses me out about my meds but she does help"),
    (None, None, "actually its Deb not Dev"),
    (None, None, "undo that"),
    (None, None, "show me my map"),
)


@pytest.fixture(scope="module", params=["as asked", "with no question"])
def readings(reader: Reader, request: pytest.FixtureRequest) -> list[Reading]:
    known: dict[str, Mention] = {}
    read = []
    for asked, about, text in TALK:
        if request.param == "with no question":
            asked = about = None
        reading = reader.read(text, asked=asked, about=about, known=tuple(known.values()))
        read.append(reading)
        for mention in reading.mentions:
            known.setdefault(mention.label, replace(mention, known=True))
    return read


def labels(reading: Reading) -> set[str]:
    return {mention.label for mention in reading.mentions}


def by_label(reading: Reading, label: str) -> Mention:
    return next(mention for mention in reading.mentions if mention.label == label)


def ties(reading: Reading) -> set[frozenset[str]]:
    return {frozenset((link.a, link.b)) for link in reading.links}


def test_the_map_holds_exactly_what_was_said(readings: list[Reading]) -> None:
    everything = set().union(*(labels(reading) for reading in readings))
    assert everything == {
        "mum",
        "kai",
        "Dev",
        "Auntie Rukhsana",
        "Linda",
        "Simran",
        "uncle",
        "library",
        "gym",
        "mosque",
        "leisure centre",
        "badminton",
        "football",
    }


def test_people_at_home(readings: list[Reading]) -> None:
    assert [(m.label, m.relation, m.formal) for m in readings[1].mentions] == [
        ("mum", "mother", False),
        ("kai", "brother", False),
    ]


def test_friend_and_aunt(readings: list[Reading]) -> None:
    assert by_label(readings[2], "Dev").relation == "friend"
    aunt = by_label(readings[2], "Auntie Rukhsana")
    assert (aunt.relation, aunt.frequency) == ("aunt", Frequency.WEEKLY)


def test_nurse_is_formal_and_alright_is_no_impact(readings: list[Reading]) -> None:
    linda = by_label(readings[3], "Linda")
    assert (linda.relation, linda.relation_words, linda.formal, linda.impact) == ("nurse", "CPN", True, None)


def test_no_one_else_ends_the_list(readings: list[Reading]) -> None:
    assert readings[4].answer is Answer.NO_MORE and readings[4].empty


def test_library_has_its_town_rhythm_and_quiet(readings: list[Reading]) -> None:
    (library,) = readings[5].mentions
    assert (library.kind, library.locality, library.frequency, library.impact) == (
        Kind.PLACE,
        "Hounslow",
        Frequency.DAILY,
        Impact.HELPS,
    )


def test_gym_is_past_and_dev_is_not(readings: list[Reading]) -> None:
    assert not by_label(readings[6], "gym").current
    dev = by_label(readings[6], "Dev")
    assert dev.current and dev.known
    assert ties(readings[6]) == {frozenset({"gym", "Dev"})}


def test_mosque_with_uncle(readings: list[Reading]) -> None:
    assert by_label(readings[7], "mosque").frequency is Frequency.WEEKLY
    assert ties(readings[7]) == {frozenset({"mosque", "uncle"})}


def test_badminton_ties(readings: list[Reading]) -> None:
    simran = by_label(readings[8], "Simran")
    assert (simran.relation, simran.relation_words) == ("other", "Dev's sister")
    cross = {frozenset((a, b)) for a in ("badminton", "leisure centre") for b in ("Dev", "Simran")}
    assert ties(readings[8]) == cross | {frozenset({"badminton", "leisure centre"}), frozenset({"Dev", "Simran"})}
    assert next(link.words for link in readings[8].links if {link.a, link.b} == {"Dev", "Simran"}) == "sister"


def test_watching_football(readings: list[Reading]) -> None:
    football = by_label(readings[9], "football")
    assert football.kind is Kind.ACTIVITY and "watching football" in football.aliases
    assert ties(readings[9]) == {frozenset({"kai", "football"})}


def test_mum_is_mixed_and_meds_are_nothing(readings: list[Reading]) -> None:
    assert [(m.label, m.impact) for m in readings[10].mentions] == [("mum", Impact.MIXED)]
    assert not readings[10].barriers and not readings[10].corrections


def test_rename_then_undo(readings: list[Reading]) -> None:
    (rename,) = readings[11].corrections
    assert (rename.kind, rename.label, rename.to) == (CorrectionKind.RENAME, "Dev", "Deb")
    assert not readings[11].mentions
    assert [c.kind for c in readings[12].corrections] == [CorrectionKind.UNDO]
    assert readings[0].empty and readings[13].empty
