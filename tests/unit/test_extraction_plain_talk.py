"""Plain, hasty and misspelt answers: what people really type when a bot asks about their life."""

import pytest

from mapping.model import Answer, CorrectionKind, Frequency, Impact, Kind, Mention, Reading
from nlu.extraction import Reader
from nlu.extraction.spelling import one_off

KNOWN = (
    Mention("Ade", Kind.PERSON, "friend", known=True),
    Mention("Lou", Kind.PERSON, "sister", known=True),
    Mention("dad", Kind.PERSON, "father", known=True),
)


def labels(reading: Reading, kind: Kind) -> list[str]:
    return [m.label for m in reading.mentions if m.kind is kind]


def one(reading: Reading, label: str) -> Mention:
    return next(m for m in reading.mentions if m.label == label)


@pytest.mark.parametrize(
    ("text", "label", "relation"),
    [
        ("dr begum gp", "dr begum", "gp"),
        ("dr jones my psychiatrist", "dr jones", "psychiatrist"),
        ("mr patel pharmacist", "mr patel", "other"),
        ("mrs begum next door", "mrs begum", "neighbour"),
        ("sister mary the district nurse", "mary", "nurse"),
        ("suport workr is called anita", "anita", "support worker"),
    ],
)
def test_a_title_a_name_and_a_role_are_one_person(reader: Reader, text: str, label: str, relation: str) -> None:
    people = [m for m in reader.read(text, asked="people.support").mentions if m.kind is Kind.PERSON]
    assert [(m.label, m.relation) for m in people] == [(label, relation)]


def test_a_role_before_a_title_leaves_no_second_person(reader: Reader) -> None:
    reading = reader.read("my gp dr hussain and the social worker", asked="people.support")
    assert labels(reading, Kind.PERSON) == ["dr hussain", "social worker"]


@pytest.mark.parametrize(
    ("text", "activities"),
    [
        ("whittling", ["whittling"]),
        ("knittin n telly", ["knittin", "telly"]),
        ("beekeeping, bit of baking", ["beekeeping", "baking"]),
        ("subbuteo and that", ["subbuteo"]),
        ("nothing much just the odd jigsaw", ["jigsaw"]),
        ("i used to do a bit of dodgeball", ["dodgeball"]),
        ("making models", ["making models"]),
    ],
)
def test_a_bare_answer_names_an_activity_no_list_knows(reader: Reader, text: str, activities: list[str]) -> None:
    assert labels(reader.read(text, asked="activities.do"), Kind.ACTIVITY) == activities


def test_what_was_stopped_is_past(reader: Reader) -> None:
    assert not one(reader.read("rollerskatin", asked="activities.stopped"), "rollerskatin").current


@pytest.mark.parametrize(
    "text",
    [
        "not much", "whatever", "nope", "dunno", "same", "stuff", "hiya", "sad", "feeling low", "why", "all sorts",
        "help", "i stay in", "im knackered", "i want to die", "self harm", "my knees went", "sdfghj",
        "it got too expensive",
    ],
)
def test_an_answer_that_names_nothing_adds_nothing(reader: Reader, text: str) -> None:
    for asked in ("activities.do", "activities.stopped", "places.go"):
        assert reader.read(text, asked=asked).mentions == ()


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("canel", ["canel"]),
        ("the bandstand", ["bandstand"]),
        ("down the marina", ["marina"]),
        ("my grans", ["grans"]),
        ("the libary an the allotmant", ["libary", "allotmant"]),
        ("my dads grave", ["dads grave"]),
        ("my room", []),
        ("at home reely", []),
    ],
)
def test_a_bare_answer_names_a_place(reader: Reader, text: str, places: list[str]) -> None:
    assert labels(reader.read(text, asked="places.go"), Kind.PLACE) == places


@pytest.mark.parametrize(
    ("text", "asked", "answer"),
    [
        ("no1", "people.home", Answer.NOBODY),
        ("nobdy", "people.friends", Answer.NOBODY),
        ("nobdy els", "people.community", Answer.NO_MORE),
        ("no1 elss", "people.else", Answer.NO_MORE),
        ("nowere", "places.go", Answer.NOBODY),
        ("nuthin", "activities.do", Answer.NOBODY),
        ("nuffin els", "activities.else", Answer.NO_MORE),
        ("actually no i live on my own", "people.family", Answer.NOBODY),
    ],
)
def test_nobody_is_read_however_it_is_spelt(reader: Reader, text: str, asked: str, answer: Answer) -> None:
    reading = reader.read(text, asked=asked)
    assert (reading.mentions, reading.answer) == ((), answer)


def test_phone_spelling_is_read_and_kept_as_typed(reader: Reader) -> None:
    home = reader.read("i liv wiv my nan an my bruvver leon", asked="people.home")
    assert [(m.label, m.relation) for m in home.mentions] == [("nan", "grandmother"), ("leon", "brother")]
    out = reader.read("my m8 baz we go swimin evry friday at the lesure centre", asked="people.friends")
    assert [(m.label, m.kind) for m in out.mentions] == [
        ("baz", Kind.PERSON), ("swimin", Kind.ACTIVITY), ("lesure centre", Kind.PLACE)]
    assert {m.frequency for m in out.mentions} == {Frequency.WEEKLY}
    assert {frozenset((link.a, link.b)) for link in out.links} >= {frozenset(("baz", "swimin"))}


def test_one_slip_of_spelling_is_one_letter() -> None:
    near = one_off("canel")
    assert {"canal", "cane", "camel", "canels"} <= near
    assert "tunnel" not in near


def test_a_plain_list_ties_nothing_across_its_items(reader: Reader) -> None:
    reading = reader.read("the pub, the arcade, and me grans bungalow", asked="places.go")
    assert not [link for link in reading.links if {link.a, link.b} & {"pub", "arcade"}]


@pytest.mark.parametrize("text", ["delete lou", "take lou off pls", "can u remove lou", "bin lou off"])
def test_lower_case_is_no_bar_to_taking_somebody_off(reader: Reader, text: str) -> None:
    corrections = reader.read(text, known=KNOWN).corrections
    assert [(c.kind, c.label) for c in corrections] == [(CorrectionKind.REMOVE, "Lou")]


def test_a_friend_turns_out_to_be_an_ex(reader: Reader) -> None:
    said = {(c.label, c.field, c.to) for c in reader.read("ade is my ex", known=KNOWN).corrections}
    assert said == {("Ade", "relation", "partner"), ("Ade", "status", "past")}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("will lent me his drill, hes my neighbour", ["will"]),
        ("joy from bingo", ["joy"]),
        ("grace rang me", ["grace"]),
        ("rose next door", ["rose"]),
        ("will you help me", []),
        ("hope helps me get up", []),
    ],
)
def test_a_name_that_is_a_word_needs_light_evidence(reader: Reader, text: str, names: list[str]) -> None:
    assert labels(reader.read(text, asked="people.else"), Kind.PERSON) == names


def test_both_of_them_are_the_last_two(reader: Reader) -> None:
    both = reader.read("both of them help", asked="person.impact", about="dad", known=KNOWN)
    assert {m.label: m.impact for m in both.mentions} == {"Lou": Impact.HELPS, "dad": Impact.HELPS}
    neither = reader.read("neither of them", asked="person.impact", about="Lou", known=KNOWN)
    assert {m.impact for m in neither.mentions} == {Impact.NEITHER}
    assert [m.label for m in reader.read("both", asked="person.impact", about="dad", known=KNOWN).mentions] == ["dad"]


def test_the_same_with_another_carries_the_feeling_over(reader: Reader) -> None:
    reading = reader.read("lou stresses me out, same with my dad", known=KNOWN)
    assert {m.label: m.impact for m in reading.mentions} == {"Lou": Impact.HINDERS, "dad": Impact.HINDERS}
    assert not reading.links


@pytest.mark.parametrize(
    ("text", "asked", "why", "stopped"),
    [
        ("i used to swim but my knees", None, "my knees", "swim"),
        ("i used to swim but my knees", "activities.stopped", "my knees", "swim"),
        ("i used to swim but my knees", "links.who", "my knees", "swim"),
        ("used to run, knees went", "activities.stopped", "knees went", "run"),
        ("I used to play football but I did my back in", "activities.do", "I did my back in", "football"),
        ("swimming. cant afford it now", "activities.stopped", "cant afford it now", "swimming"),
        ("used to go bingo but nobody to go with", None, "nobody to go with", "bingo"),
        ("rugby, played second row for 20 years till the shoulder went", "activities.stopped", "the shoulder went", "rugby"),
    ],
)
def test_what_stopped_it_stands_in_its_way(reader: Reader, text: str, asked: str | None, why: str, stopped: str) -> None:
    reading = reader.read(text, asked=asked)
    assert not one(reading, stopped).current
    assert [(barrier.text, barrier.blocks) for barrier in reading.barriers] == [(why, stopped)]


@pytest.mark.parametrize("text", ["i used to swim with my health visitor", "i used to swim and my back garden was lovely", "i swim but my knees", "swimming"])
def test_nothing_is_in_the_way_where_nothing_was_said_to_stop_it(reader: Reader, text: str) -> None:
    assert reader.read(text, asked="activities.do").barriers == ()
