"""A map is the fold of its facts: any earlier map comes back exactly, and nothing stands without a source."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from mapping.history import fold, fold_talk, last_message
from mapping.model import (
    BarrierSaid,
    Change,
    ChangeKind,
    Correction,
    CorrectionKind,
    Frequency,
    Impact,
    Kind,
    Link,
    Mention,
    Reading,
    WellbeingMap,
)
from tests.unit.map_makers import NOON, Notebook, person

NAMES = ("Amy", "Ben", "Cat", "gym", "chess", "mum", "brother")
KINDS = {"gym": Kind.PLACE, "chess": Kind.ACTIVITY}
RELATIONS = {"mum": "mother", "brother": "brother"}


def _mentions() -> st.SearchStrategy[Mention]:
    return st.builds(
        lambda name, relation, current, impact, frequency: Mention(
            name, KINDS.get(name, Kind.PERSON), RELATIONS.get(name, None if name in KINDS else relation),
            current=current, impact=impact, frequency=frequency,
        ),
        st.sampled_from(NAMES), st.sampled_from((None, "brother", "friend", "other")), st.booleans(),
        st.sampled_from((None, *Impact)), st.sampled_from((None, *Frequency)),
    )


def _corrections() -> st.SearchStrategy[Correction]:
    return st.builds(
        lambda kind, a, b: Correction(kind, a, b if kind is not CorrectionKind.SET else "helps", "impact", (a, b)),
        st.sampled_from(CorrectionKind), st.sampled_from(NAMES), st.sampled_from((*NAMES, "Zoe")),
    )


def _readings() -> st.SearchStrategy[Reading]:
    return st.builds(
        Reading,
        st.lists(_mentions(), max_size=3).map(tuple),
        st.lists(st.builds(Link, st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=2).map(tuple),
        st.lists(_corrections(), max_size=1).map(tuple),
        st.lists(st.sampled_from(("more chess", "see Amy")), max_size=1).map(tuple),
        st.lists(
            st.builds(BarrierSaid, st.sampled_from(("money", "no bus")), st.sampled_from((None, "gym", "Amy"))),
            max_size=1,
        ).map(tuple),
    )


def _undone(history: list[Change], message_id: str, at_minute: int) -> Change:
    return Change(ChangeKind.UNDONE, {"message_id": message_id}, f"u{at_minute}", NOON + timedelta(minutes=at_minute))


@settings(max_examples=60, deadline=None)
@given(st.lists(_readings(), min_size=1, max_size=6))
def test_undoing_again_and_again_goes_back_through_every_map(readings: list[Reading]) -> None:
    book, maps = Notebook(), [WellbeingMap()]
    for reading in readings:
        book.say(reading)
        if book.map != maps[-1]:
            maps.append(book.map)
    history, minute = list(book.history), 100
    while (message_id := last_message(history)) is not None:
        before = maps.pop()
        assert fold(history) == before
        history.append(_undone(history, message_id, minute := minute + 1))
        assert fold(history) == maps[-1]
    assert maps == [WellbeingMap()]


@settings(max_examples=60, deadline=None)
@given(st.lists(_readings(), min_size=1, max_size=6), st.integers(0, 5))
def test_the_map_at_a_moment_is_the_map_that_stood_then(readings: list[Reading], undo_after: int) -> None:
    book, stood = Notebook(), []
    for place, reading in enumerate(readings):
        book.say(reading)
        stood.append((book.now, book.map))
        if place == undo_after and (message_id := last_message(book.history)):
            book.now += timedelta(minutes=1)
            book.history.append(Change(ChangeKind.UNDONE, {"message_id": message_id}, f"u{place}", book.now))
            stood.append((book.now, book.map))
    for moment, as_it_was in stood:
        assert fold(book.history, at=moment) == as_it_was


@settings(max_examples=60, deadline=None)
@given(st.lists(_readings(), min_size=1, max_size=6))
def test_nothing_stands_without_a_source_and_every_tie_has_its_ends(readings: list[Reading]) -> None:
    book = Notebook()
    for reading in readings:
        book.say(reading)
    facts = (*book.map.items, *book.map.ties, *book.map.wishes, *book.map.barriers)
    assert all(fact.sources for fact in facts)
    ids = {item.id for item in book.map.items}
    assert len(ids) == len(book.map.items)
    assert all({tie.a, tie.b} <= ids and tie.a < tie.b for tie in book.map.ties)


@settings(max_examples=60, deadline=None)
@given(_readings(), _readings())
def test_the_same_message_on_the_same_map_is_read_alike(first: Reading, second: Reading) -> None:
    one, other = Notebook(), Notebook()
    assert [one.say(first), one.say(second)] == [other.say(first), other.say(second)]
    assert one.history == other.history


def test_starting_over_empties_the_map_and_undoing_it_brings_it_back() -> None:
    book = Notebook()
    book.mention(person("Amy"))
    stood = book.map
    book.history.append(Change(ChangeKind.STARTED_OVER, {}, "m5", NOON + timedelta(minutes=5)))
    assert book.map.items == ()
    book.history.append(_undone(book.history, "m5", 6))
    assert book.map == stood


def test_a_fact_about_something_gone_changes_nothing() -> None:
    def at(minute: int, kind: ChangeKind, **body: object) -> Change:
        return Change(kind, body, f"m{minute}", NOON + timedelta(minutes=minute))

    history = [
        at(1, ChangeKind.ITEM_CHANGED, id="i_1", said={"impact": "helps"}),
        at(2, ChangeKind.ITEM_REMOVED, id="i_1"),
        at(3, ChangeKind.ITEMS_MERGED, kept="i_1", gone=["i_2"], said={}),
        at(4, ChangeKind.TIE_ADDED, a="i_1", b="i_2"),
        at(5, ChangeKind.TIE_REMOVED, a="i_1", b="i_2"),
        at(6, ChangeKind.GOAL_CHANGED, id="g_1", said={"state": "done"}),
    ]
    built = fold(history)
    assert (built.items, built.ties, built.goals) == ((), (), ())


def test_questions_are_not_undone_and_starting_over_forgets_them() -> None:
    def question(kind: ChangeKind, key: str, about: str | None = None, **more: str) -> Change:
        return Change(kind, {"key": key, "about": about, **more}, "m1", NOON)

    history = [
        question(ChangeKind.QUESTION_ASKED, "people.home"),
        question(ChangeKind.QUESTION_ANSWERED, "people.home", outcome="skipped"),
        question(ChangeKind.QUESTION_ASKED, "person.impact", "i_1"),
        question(ChangeKind.QUESTION_ASKED, "person.impact", "i_1"),
        Change(ChangeKind.UNDONE, {"message_id": "m1"}, "m2", NOON),
    ]
    talk = fold_talk(history)
    assert (talk.current.key, talk.current.about) == ("person.impact", "i_1")
    assert talk.outcomes == {("people.home", None): "skipped"}
    assert talk.asked_times == {("people.home", None): 1, ("person.impact", "i_1"): 2}
    after = fold_talk([*history, Change(ChangeKind.STARTED_OVER, {}, "m3", NOON)])
    assert (after.current, after.outcomes, after.asked_times) == (None, {}, {})
