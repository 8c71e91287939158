"""Suggestions come from the person's own map and never speak against it."""

import pytest
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from mapping.model import Frequency, Goal, Impact, Item, Kind, Status, Tie, WellbeingMap, Wish
from mapping.suggestions import Reason, Suggestion, SuggestionKind, suggest


def _item(label: str, kind: Kind = Kind.PERSON, **said: object) -> Item:
    return Item(label, kind, label, sources=("m1",), **said)  # type: ignore[arg-type]


GYM = _item("gym", Kind.PLACE, status=Status.PAST)
DEV = _item("Dev", relation="friend")
LIBRARY = _item("library", Kind.PLACE, impact=Impact.HELPS, frequency=Frequency.DAILY)
BADMINTON = _item("badminton", Kind.ACTIVITY)
SIS = _item("sister", relation="sister", impact=Impact.HELPS, frequency=Frequency.MONTHLY)
FULL = WellbeingMap(
    (DEV, LIBRARY, GYM, BADMINTON, SIS), (Tie("Dev", "gym"), Tie("Dev", "badminton")), (Wish("w", "learn to swim"),),
)


def _kinds(suggestions: Sequence[Suggestion]) -> list[SuggestionKind]:
    return [each.kind for each in suggestions]


def test_an_empty_map_suggests_nothing() -> None:
    assert suggest(WellbeingMap()) == ()


def test_different_kinds_and_different_items_first() -> None:
    found = suggest(FULL, count=3)
    assert _kinds(found) == [SuggestionKind.WISH_STEP, SuggestionKind.SEE_MORE_OF, SuggestionKind.BACK_TO_WITH]
    assert found[1].names["person"] == "your sister" and found[1].reason is Reason.SEEN_SELDOM
    assert (found[2].names["thing"], found[2].names["place"], found[2].names["person"]) == ("the gym", "the gym", "Dev")
    assert found[2].items == ("Dev", "gym")


def test_somebody_for_company_is_not_one_who_comes_already() -> None:
    found = suggest(WellbeingMap((DEV, SIS, BADMINTON), (Tie("Dev", "badminton"),)), count=9)
    together = [each for each in found if each.kind is SuggestionKind.TOGETHER]
    assert [each.items for each in together] == [("sister", "badminton")]
    assert together[0].reason is Reason.PERSON_HELPS


def test_back_to_without_the_person_where_they_are_hard_or_gone() -> None:
    for not_free in (_item("Dev", formal=True), _item("Dev", impact=Impact.MIXED)):
        assert _kinds(suggest(WellbeingMap((not_free, GYM), (Tie("Dev", "gym"),)))) == [SuggestionKind.BACK_TO]
    for gone in (_item("Dev", impact=Impact.HINDERS), _item("Dev", status=Status.PAST)):
        assert suggest(WellbeingMap((gone, GYM), (Tie("Dev", "gym"),))) == (), "what they did with somebody gone or hard is left alone"


def test_less_is_only_what_the_person_said() -> None:
    pub = _item("pub", Kind.PLACE, impact=Impact.HINDERS)
    assert suggest(WellbeingMap((pub,))) == ()
    for found in (
        suggest(WellbeingMap((pub,)), less=["the pub"]),
        suggest(WellbeingMap((pub,), wishes=(Wish("w", "less pub", ("pub",), True),))),
    ):
        assert [(each.kind, each.names["thing"]) for each in found] == [(SuggestionKind.LEAN_LESS, "the pub")]


def test_what_they_want_more_of_comes_first() -> None:
    park = _item("park", Kind.PLACE, impact=Impact.HELPS)
    found = suggest(WellbeingMap((LIBRARY, park, DEV)), more=["Dev", "park"])
    assert [(each.kind, each.items) for each in found] == [
        (SuggestionKind.SEE_MORE_OF, ("Dev",)), (SuggestionKind.BUILD_ON_HELPING, ("park",)),
        (SuggestionKind.BUILD_ON_HELPING, ("library",)),
    ]
    assert found[0].reason is found[1].reason is Reason.WANTED_MORE


def test_what_has_a_goal_already_is_not_suggested_again() -> None:
    with_goal = WellbeingMap((LIBRARY,), goals=(Goal("g", "go more", ("library",)),))
    assert suggest(with_goal) == ()
    assert suggest(WellbeingMap((LIBRARY,)))[0].kind is SuggestionKind.BUILD_ON_HELPING


def test_nobody_is_asked_along_to_work() -> None:
    assert suggest(WellbeingMap((SIS, _item("work", Kind.PLACE))), count=9)[0].kind is SuggestionKind.SEE_MORE_OF
    assert all("work" not in each.items for each in suggest(WellbeingMap((SIS, _item("work", Kind.PLACE))), count=9))


def _maps() -> st.SearchStrategy[WellbeingMap]:
    item = st.builds(
        lambda n, kind, impact, status, frequency, formal: Item(
            f"i{n}",
            kind,
            f"thing {n}",
            impact=impact,
            status=status,
            frequency=frequency,
            formal=formal,
            sources=("m",),
        ),
        st.integers(0, 30),
        st.sampled_from(Kind),
        st.sampled_from((None, *Impact)),
        st.sampled_from(Status),
        st.sampled_from((None, *Frequency)),
        st.sampled_from((None, True, False)),
    )
    items = st.lists(item, max_size=12, unique_by=lambda each: each.id).map(tuple)
    return items.flatmap(lambda some: st.builds(
        lambda pairs: WellbeingMap(some, tuple(Tie(*sorted(pair)) for pair in set(pairs) if len(set(pair)) == 2)),
        st.lists(st.tuples(*[st.sampled_from([each.id for each in some])] * 2), max_size=6) if some else st.just([]),
    ))


@settings(max_examples=80, deadline=None)
@given(_maps(), st.integers(1, 4))
def test_no_suggestion_speaks_against_the_map(wellbeing_map: WellbeingMap, count: int) -> None:
    found = suggest(wellbeing_map, count=count)
    assert found == suggest(wellbeing_map, count=count)
    assert len(found) <= count and len(set(found)) == len(found)
    for each in found:
        items = [wellbeing_map.item(item_id) for item_id in each.items]
        assert all(item is not None and item.impact not in (Impact.HINDERS, Impact.MIXED) for item in items)
        people = [item for item in items if item.kind is Kind.PERSON]
        assert len(people) <= 1 and all(item.status is Status.CURRENT and not item.formal for item in people)
        if each.kind in (SuggestionKind.TOGETHER, SuggestionKind.TOGETHER_AT):
            assert not any({tie.a, tie.b} == set(each.items) for tie in wellbeing_map.ties)


@pytest.mark.parametrize("label", ["the pub", "bookies", "drinking", "casino", "smoking weed", "hospital"])
def test_what_may_be_an_old_habit_is_never_suggested(label: str) -> None:
    from mapping.model import Item, Kind, Status, WellbeingMap
    from mapping.suggestions import suggest

    old = Item("i1", Kind.ACTIVITY, label, status=Status.PAST, sources=("m1",))
    now = Item("i2", Kind.PLACE, label, sources=("m1",))
    friend = Item("i3", Kind.PERSON, "Baz", relation="friend", formal=False, sources=("m1",))
    assert not any({"i1", "i2"} & set(idea.items) for idea in suggest(WellbeingMap((old, now, friend))))
