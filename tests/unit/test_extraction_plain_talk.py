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


@pytest.mark.parametrize(("text", "asked", "relation"), [
    ("me n our kid", "people.home", "sibling"), ("me n r kid", "people.home", "sibling"), ("our kid", "people.family", "sibling"), ("mam n our kid", "people.home", "sibling"),
    ("me the wife n our kid", "people.home", "child"), ("our kid is 5", "people.family", "child"), ("our kid whos in year 3", "people.family", "child"), ("our kid's 5 years older than me", "people.family", "sibling")])
def test_our_kid_is_a_brother_or_sister_where_nothing_says_a_child(reader: Reader, text: str, asked: str, relation: str) -> None:
    assert [each.relation for each in reader.read(text, asked=asked).mentions if "kid" in each.label.lower()] == [relation]


@pytest.mark.parametrize(("text", "asked", "relation"), [("me and our Sharon", "people.home", None), ("our kids and the dog", "people.home", "child"), ("our lad", "people.home", "son"), ("our mam", "people.home", "mother"), ("me and Sharon", "people.home", "roommate")])
def test_our_sharon_is_family_and_no_housemate(reader: Reader, text: str, asked: str, relation: str | None) -> None:
    assert reader.read(text, asked=asked).mentions[0].relation == relation


@pytest.mark.parametrize(("text", "impact"), [
    *[(text, Impact.HELPS) for text in ("helps when she comes", "helps when hes about", "good when it happens", "helps if he turns up", "yeah helps when i can get there", "great when its quiet", "nice when she rings",
                                        "when shes here yeah", "helps when im low", "she helps when she can", "it does when i go", "lovely whenever he pops in")],
    *[(text, Impact.MIXED) for text in ("ok when hes sober", "alright if shes in a good mood", "only when hes in", "not when hes drinking", "depends if shes had a drink", "depends on the day", "good but only when hes working",
                                        "fine in small doses", "helps only if im up to it")]])
def test_help_with_a_condition_is_heard_in_their_own_words(reader: Reader, text: str, impact: Impact) -> None:
    told = one(reader.read(text, asked="person.impact", about="Ade", known=KNOWN), "Ade")
    assert (told.impact, told.impact_words) == (impact, text)


@pytest.mark.parametrize(("text", "impact"), [
    ("worse when hes drinking", Impact.HINDERS), ("no", Impact.NEITHER), ("i hate it when he comes", Impact.HINDERS), ("not really", Impact.NEITHER), ("he shouts when hes drunk", Impact.HINDERS), ("he helps me", Impact.HELPS)])
def test_what_has_no_good_side_gets_none(reader: Reader, text: str, impact: Impact) -> None:
    assert one(reader.read(text, asked="person.impact", about="Ade", known=KNOWN), "Ade").impact is impact


@pytest.mark.parametrize("text", ["when can i see my map", "i see him when im in town", "only on sundays"])
def test_when_alone_is_no_help(reader: Reader, text: str) -> None:
    assert not any(each.impact for each in reader.read(text, asked="person.frequency", about="Ade", known=KNOWN).mentions)


@pytest.mark.parametrize(("text", "asked", "found"), [
    ("Poppy, grandkids", "people.family", {"Poppy": Kind.PERSON, "grandkids": Kind.GROUP}), ("imran & cousins", "people.family", {"imran": Kind.PERSON, "cousins": Kind.GROUP}),
    ("jay", "places.go", {"jay": Kind.PERSON}), ("priya", "places.comfort", {"priya": Kind.PERSON}), ("lidl", "places.go", {"lidl": Kind.PLACE}), ("park", "places.go", {"park": Kind.PLACE}),
    ("i garden", "activities.do", {"gardening": Kind.ACTIVITY}), ("we garden", "activities.do", {"gardening": Kind.ACTIVITY}), ("i sit in the garden", "activities.do", {"garden": Kind.PLACE}), ("i love sew", "activities.do", {"sew": Kind.ACTIVITY}),
    ("i like to cook", "activities.do", {"cook": Kind.ACTIVITY}), ("i stack shelves", "activities.do", {"stacking shelves": Kind.ACTIVITY})])
def test_few_words_and_what_they_name(reader: Reader, text: str, asked: str, found: dict[str, Kind]) -> None:
    assert {m.label: m.kind for m in reader.read(text, asked=asked).mentions} == found
