"""Two people of one name get names that differ; what was said of the wrong one moves; checks wait over the open question."""

import pytest

from mapping.history import CHECK, Question, fold_talk
from mapping.model import Change, ChangeKind, Correction, CorrectionKind, Impact, Kind, Link, Mention, Reading, Status
from mapping.naming import alike, bare_name, is_several, namesakes
from mapping.services import NEW
from mapping.services.draft import Draft
from mapping.services.placing import move_reading
from tests.unit.map_makers import NOON, Notebook, activity, person, place


def two_sarahs() -> Notebook:
    book = Notebook()
    book.mention(person("Sarah", "cousin"))
    book.say(Reading(mentions=(person("Sarah", "friend"), place("church")), links=(Link("Sarah", "church"),)))
    return book


def test_the_second_of_a_name_gives_both_a_name_to_be_told_apart_by() -> None:
    assert two_sarahs().labels == ["Sarah (cousin)", "Sarah (friend)", "church"]


def test_two_with_the_same_role_are_told_apart_by_where_they_belong_or_counted() -> None:
    book = Notebook()
    book.say(Reading(mentions=(person("Sam", "friend"), place("church")), links=(Link("Sam", "church"),)))
    book.say(Reading(mentions=(person("Sam", "friend"),)), Sam=NEW)
    assert book.labels == ["Sam (church)", "church", "Sam (another)"]


def test_the_plain_name_means_both_and_the_told_apart_name_one() -> None:
    book = two_sarahs()
    understood = book.mention(person("Sarah"))
    assert [item.label for item in understood.unclear[0].candidates] == ["Sarah (cousin)", "Sarah (friend)"]
    assert book.mention(person("Sarah (friend)", known=True)).mentioned[0].relation == "friend"


def test_the_last_of_a_name_is_called_by_it_alone() -> None:
    book = two_sarahs()
    book.say(Reading(corrections=(Correction(CorrectionKind.REMOVE, label="Sarah (cousin)"),)))
    assert book.labels == ["Sarah", "church"] and book.map.items[0].aliases == ()


def test_a_name_mended_is_no_longer_shared() -> None:
    book = two_sarahs()
    book.say(Reading(corrections=(Correction(CorrectionKind.RENAME, label="Sarah (cousin)", to="Sara"),)))
    assert book.labels == ["Sara", "Sarah", "church"] and book.map.items[0].aliases == ()


def test_roles_places_and_a_pet_alone_are_no_namesakes() -> None:
    book = Notebook()
    book.mention(person("sister", "sister"), person("sister", "other", relation_words="Dev's sister"))
    book.mention(Mention("Max", Kind.PET, "pet", relation_words="dog"), person("Max", "friend"))
    assert [len(group) for group in namesakes(book.map.items).values()] == [2]
    assert {"Max (dog)", "Max (friend)"} <= set(book.labels)


def test_what_was_said_of_the_wrong_one_moves_and_can_be_taken_back() -> None:
    book = two_sarahs()
    cousin, friend = book.map.items[0].id, book.map.items[1].id
    said = Reading(mentions=(person("Sarah", impact=Impact.HELPS), activity("chess")), links=(Link("Sarah", "chess"),))
    book.say(said, Sarah=friend)
    chess = book.map.items[-1].id
    draft = Draft(tuple(book.history), "m9", "move", NOON)
    move_reading(draft, message_id="m3", item_id=friend, reading=said, asked=None, about=None, meant={"Sarah": cousin})
    book.history += draft.changes
    impacts = {item.id: item.impact for item in book.map.items}
    assert impacts[cousin] is Impact.HELPS and impacts[friend] is None
    assert {frozenset((tie.a, tie.b)) for tie in book.map.ties if chess in (tie.a, tie.b)} == {frozenset((cousin, chess))}
    book.history.append(Change(ChangeKind.UNDONE, {"message_id": "m9"}, "m10", NOON))
    impacts = {item.id: item.impact for item in book.map.items}
    assert impacts[cousin] is None and impacts[friend] is Impact.HELPS


@pytest.mark.parametrize(("one", "other", "same"), [
    (person("Jas", "friend"), person("Jaspreet"), True), (person("Jas", "friend"), person("Jaspreet", "friend"), True),
    (person("Jas", "friend"), person("Jaspreet", "sister"), False), (person("Liz"), person("Elizabeth", "neighbour"), True),
    (person("mum", "mother"), person("Linda", "mother"), True), (person("mum", "mother"), person("step mum", "mother"), False),
    (person("Amy"), person("Beth"), False), (person("Jo"), person("Josh"), False), (person("sister", "sister"), person("Sis", "sister"), False),
])
def test_who_may_be_one_person(one: Mention, other: Mention, same: bool) -> None:
    book = Notebook()
    book.mention(one)
    book.say(Reading(mentions=(other,)), **{other.label: NEW})
    assert bool(alike(book.map)) is same


def test_a_wish_is_no_fact_and_changes_nothing_that_is_there() -> None:
    book = Notebook()
    book.mention(Mention("choir", Kind.GROUP, wished=True), place("gym", current=False))
    book.mention(place("gym", wished=True))
    assert [item.status for item in book.map.items] == [Status.WISHED, Status.PAST]


def asked(key: str, about: str | None, number: int) -> Change:
    return Change(ChangeKind.QUESTION_ASKED, {"key": key, "about": about}, f"m{number}", NOON)


def answered(key: str, about: str | None, outcome: str) -> Change:
    return Change(ChangeKind.QUESTION_ANSWERED, {"key": key, "about": about, "outcome": outcome}, "m9", NOON)


def test_a_check_is_before_the_person_and_the_open_question_waits_under_it() -> None:
    which = f"{CHECK}which"
    history = [asked("people.home", None, 1), asked(which, "m2:Dave", 2)]
    talk = fold_talk(history)
    assert talk.current == talk.check == Question(which, "m2:Dave") and talk.question == Question("people.home")
    assert talk.check_message == "m2"
    talk = fold_talk([*history, answered(which, "m2:Dave", "answered")])
    assert talk.current == Question("people.home") and talk.check is None
    assert fold_talk([*history, asked("people.family", None, 3)]).current == Question("people.family")


def test_nobody_is_asked_about_a_message_that_was_taken_back() -> None:
    history = [asked(f"{CHECK}which", "m2:Dave", 2), Change(ChangeKind.UNDONE, {"message_id": "m2"}, "m3", NOON)]
    talk = fold_talk(history)
    assert talk.check is None and talk.outcomes == {(f"{CHECK}which", "m2:Dave"): "undone"}


def test_who_was_spoken_of_last_comes_first() -> None:
    book = two_sarahs()
    ids = [item.id for item in book.map.items]
    assert fold_talk(book.history).spoken_of == (("m2", (ids[1], ids[2])), ("m1", (ids[0],)))


@pytest.mark.parametrize(("mention", "several"), [
    (Mention("pets", Kind.PET, "pet"), True), (Mention("lads", Kind.GROUP), True), (Mention("choir", Kind.GROUP), False),
    (person("James", "friend"), False), (person("mum and dad"), True), (person("boss", "boss"), False), (person("kids", "child"), True)])
def test_one_or_several(mention: Mention, several: bool) -> None:
    book = Notebook()
    book.mention(mention)
    assert is_several(book.map.items[0]) is several
    assert bare_name("Sarah (cousin)") == "Sarah"
