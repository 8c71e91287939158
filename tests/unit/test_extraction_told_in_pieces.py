"""One person told of in pieces, lists behind a count, broken plurals and a second language's sentences."""

import pytest

from mapping.model import Frequency, Impact, Kind, Mention, Reading
from nlu.extraction import Reader, is_town
from nlu.extraction.rewording import reworded

HUSBAND = Mention("husband", Kind.PERSON, "husband", known=True)
TWO = (Mention("mum", Kind.PERSON, "mother", known=True), Mention("dad", Kind.PERSON, "father", known=True))


def labels(reading: Reading, *kinds: Kind) -> list[str]:
    return [each.label for each in reading.mentions if not kinds or each.kind in kinds]


def one(reading: Reading, label: str) -> Mention:
    return next(each for each in reading.mentions if each.label == label)


@pytest.mark.parametrize(
    ("text", "name", "gone"),
    [
        ("hes always at his girlfriends Tash's", "Tash", "girlfriend"),
        ("my son's always round his girlfriend Becca's", "Becca", "girlfriend"),
        ("shes at her boyfriends Tom's most nights", "Tom", "boyfriend"),
        ("my brother stays at his partners Lisa's in Hull", "Lisa", "partner"),
        ("my daughter goes to her best mates Chloe's after school", "Chloe", "mate"),
        ("i stop at my sisters Julie's on sundays", "Julie", "sister"),
    ],
)
def test_whoever_lives_there_is_named_once(reader: Reader, text: str, name: str, gone: str) -> None:
    people = labels(reader.read(text, asked="people.home"), Kind.PERSON)
    assert name in people and not any(each.endswith(gone) for each in people)


@pytest.mark.parametrize(
    ("text", "who", "others"),
    [
        ("my sister Maureen down in Sutton she rings every sunday after church and my brother in law Pete who's poorly at the moment", "Maureen", ("church", "Pete")),
        ("my mum rings every night after work and my brother Lee who's in the army", "mum", ("work", "Lee")),
        ("my aunt Bev comes over every friday before bingo and then there's uncle Tony", "Bev", ("bingo", "uncle Tony")),
        ("my cousin visits every week after mosque and my nephew Ali", "cousin", ("mosque", "Ali")),
        ("my nan rings every sunday and my mum", "nan", ("mum",)),
    ],
)
def test_a_rhythm_is_of_whoever_rings(reader: Reader, text: str, who: str, others: tuple[str, ...]) -> None:
    reading = reader.read(text, asked="people.family")
    assert one(reading, who).frequency is not None
    assert {one(reading, other).frequency for other in others} == {None}


def test_a_rhythm_of_two_is_of_both(reader: Reader) -> None:
    reading = reader.read("my mum and dad ring every week and my sister too", asked="people.family")
    assert {each.frequency for each in reading.mentions} == {Frequency.WEEKLY}


@pytest.mark.parametrize(
    ("text", "name", "alias", "where"),
    [
        ("oh theres the lady from the mental health team, I think shes called Abigail or Abbie", "Abigail", "Abbie", "mental health team"),
        ("theres a bloke from the council, i think his names Steve or Stephen", "Steve", "Stephen", "council"),
        ("the woman from the job centre, Karen or Carol something", "Karen", "Carol", "job centre"),
        ("a lady from social services, shes called Bev i think", "Bev", None, "social services"),
        ("theres a girl from the day centre called jess or jessie", "jess", "jessie", "day centre"),
        ("my lady from the crisis team, Sandra", "Sandra", None, "crisis team"),
        ("the lady who comes from age uk, Pat", "Pat", None, "age uk"),
    ],
)
def test_a_worker_by_service_and_name_is_one_person(reader: Reader, text: str, name: str, alias: str | None, where: str) -> None:
    reading = reader.read(text, asked="people.support")
    assert labels(reading, Kind.PERSON) == [name] and set(labels(reading)) == {name, where}
    assert one(reading, name).formal is True and (alias is None or alias in one(reading, name).aliases)
    assert [{link.a, link.b} for link in reading.links] == [{name, where}]


def test_a_friend_from_church_is_no_worker(reader: Reader) -> None:
    assert not one(reader.read("a man from the church, bill", asked="people.friends"), "bill").formal


@pytest.mark.parametrize(
    ("text", "names", "relation"),
    [
        ("2 mates. jay n callum", ["jay", "callum"], "friend"),
        ("couple of mates. tom and baz", ["tom", "baz"], "friend"),
        ("ive got two sisters: anna and beth", ["anna", "beth"], "sister"),
        ("3 kids - jack lily and max", ["jack", "lily", "max"], "child"),
        ("two neighbours. sheila n bob", ["sheila", "bob"], "neighbour"),
        ("my cousins. aisha, bilal and omar", ["aisha", "bilal", "omar"], "cousin"),
    ],
)
@pytest.mark.parametrize("asked", ["people.friends", "people.support"])
def test_a_count_and_the_names_behind_it_are_those_people(reader: Reader, text: str, names: list[str], relation: str, asked: str) -> None:
    reading = reader.read(text, asked=asked)
    assert labels(reading) == names and {each.relation for each in reading.mentions} == {relation}


@pytest.mark.parametrize("text", ["2 mates. i see them fridays", "my mates. we go out", "3 kids. its hard", "my two sisters. Leeds and Hull", "just my kids. they help"])
def test_what_follows_a_count_may_be_no_list_of_names(text: str) -> None:
    assert reworded(text) == text


@pytest.mark.parametrize(
    ("text", "label"),
    [("i live with my husband and three childrens", "children"), ("i have 3 childrens", "children"), ("two childs and my wife", "children"),
     ("i have two son", "sons"), ("three sister in Syria", "sisters"), ("four grandchildrens", "grandchildren"), ("i have one childs", "child")],
)
def test_a_broken_plural_is_the_plain_one(reader: Reader, text: str, label: str) -> None:
    assert label in labels(reader.read(text, asked="people.home"))


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [("Poppy (grandchildren)", "Poppy", "grandchild"), ("Poppy - grandchildren", "Poppy", "grandchild"), ("poppy (granddaughter)", "poppy", "granddaughter"),
     ("Poppy and Max (grandchildren)", "Max", "grandchild"), ("Jean (neighbour)", "Jean", "neighbour"), ("Tom - brother", "Tom", "brother")],
)
def test_who_it_is_told_behind_the_name(reader: Reader, text: str, name: str, words: str) -> None:
    found = one(reader.read(text, asked="people.family"), name)
    assert found.relation_words == words


@pytest.mark.parametrize("text", ["my husband he not help me, he work all day", "my husband not helping", "husband no help", "my husband he dont help nothing", "my husband is no help", "my husband no listen"])
@pytest.mark.parametrize("known", [(), (HUSBAND,)], ids=["new", "on the map"])
def test_no_help_in_broken_english_is_hard(reader: Reader, text: str, known: tuple[Mention, ...]) -> None:
    assert one(reader.read(text, asked="people.family", known=known), "husband").impact is Impact.HINDERS


@pytest.mark.parametrize("text", ["i do not help my brother", "my brother does not need help", "my brother is not here"])
def test_no_help_of_another_kind_is_not(reader: Reader, text: str) -> None:
    assert one(reader.read(text, asked="people.family"), "brother").impact is not Impact.HINDERS


@pytest.mark.parametrize(
    ("text", "who", "where"),
    [("my doctor in the surgery very good", "doctor", "surgery"), ("the nurse in the hospital very kind", "nurse", "hospital"), ("my teacher in college very nice", "teacher", "college"),
     ("my friend in the mosque very good to me", "friend", "mosque"), ("the lady in the shop very kind", "lady", "shop"), ("my gp at the health centre is lovely", "gp", "health centre")],
)
def test_praise_behind_a_place_is_of_whoever_works_there(reader: Reader, text: str, who: str, where: str) -> None:
    reading = reader.read(text, asked="people.support")
    assert one(reading, who).impact is Impact.HELPS and one(reading, where).impact is None


@pytest.mark.parametrize("text", ["the library is very good", "the park very nice i like it"])
def test_praise_of_a_place_stays_its_own(reader: Reader, text: str) -> None:
    assert reader.read(text, asked="places.go").mentions[0].impact is Impact.HELPS


@pytest.mark.parametrize("text", ["both of them help", "both help", "they both help", "both of them are lovely"])
def test_both_of_them_asked_about_others(reader: Reader, text: str) -> None:
    assert {each.label: each.impact for each in reader.read(text, asked="people.friends", known=TWO).mentions} == {"mum": Impact.HELPS, "dad": Impact.HELPS}


@pytest.mark.parametrize(("text", "names"), [("May", ["May"]), ("Rose", ["Rose"]), ("June and May", ["June", "May"]), ("rose n joy", ["rose", "joy"]), ("Will", ["Will"]), ("Joy.", ["Joy"])])
def test_a_name_that_is_a_word_is_a_name_where_people_are_asked_for(reader: Reader, text: str, names: list[str]) -> None:
    assert labels(reader.read(text, asked="people.family"), Kind.PERSON) == names
    assert labels(reader.read(text, asked="activities.do"), Kind.PERSON) == []


@pytest.mark.parametrize("text", ["may", "will", "hope"])
def test_a_small_may_is_maybe(reader: Reader, text: str) -> None:
    assert reader.read(text, asked="people.family").mentions == ()


@pytest.mark.parametrize(("text", "label"), [("been stacking shelves all day", "stacking shelves"), ("ive been cleaning", "cleaning"), ("just been watching telly", "telly"), ("been baking", "baking")])
def test_what_somebody_has_been_doing(reader: Reader, text: str, label: str) -> None:
    assert label in labels(reader.read(text, asked="activities.do"), Kind.ACTIVITY)


@pytest.mark.parametrize(("text", "who"), [("my sis is awrite", "sis"), ("mum is alrite", "mum"), ("my mate is orite", "mate"), ("her bf is alryt", "bf")])
def test_alright_however_spelt_is_nobody(reader: Reader, text: str, who: str) -> None:
    assert labels(reader.read(text, asked="people.family")) == [who]


@pytest.mark.parametrize(("label", "town"), [("Syria", True), ("Sutton", True), ("poland", True), ("library", False), ("Asda", False), ("Sutton library", False), ("", False)])
def test_a_town_or_country_by_itself(label: str, town: bool) -> None:
    assert is_town(label) is town
