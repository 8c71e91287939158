"""Parts of a map: each shows what it says and nothing else, and every thing in it is one of the whole map."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapping.model import Goal, Impact, Kind, Status, WellbeingMap, Wish
from mapping.views import LIKE_PEOPLE, View, view_of
from tests.lives import LIVES, life, thing
from tests.unit.test_layout import CALM, maps


def labels(map: WellbeingMap) -> set[str]:
    return {item.label for item in map.items}


@CALM
@given(maps(most=20), st.sampled_from(View))
def test_a_part_holds_only_what_the_whole_holds(map: WellbeingMap, view: View) -> None:
    around = map.items[0].id if map.items else None
    part = view_of(map, view, around)
    assert set(part.items) <= set(map.items) and set(part.ties) <= set(map.ties)
    ids = {item.id for item in part.items}
    assert all({tie.a, tie.b} <= ids for tie in part.ties) or view is View.WHOLE
    assert [item for item in map.items if item in part.items] == list(part.items)


def test_the_whole_is_the_map() -> None:
    map = LIVES["busy"]()
    assert view_of(map, View.WHOLE) is map


def test_only_people_are_people_groups_and_pets() -> None:
    part = view_of(LIVES["busy"](), View.PEOPLE)
    assert {item.kind for item in part.items} == set(LIKE_PEOPLE)
    assert {"Sam", "Tuesday choir", "Pepper"} <= labels(part) and "work" not in labels(part)


@pytest.mark.parametrize(("view", "own", "other"), [(View.HELPS, Impact.HELPS, "hinders"), (View.HARD, Impact.HINDERS, "helps")])
def test_what_helps_and_what_is_hard_are_of_now(view: View, own: Impact, other: str) -> None:
    map = LIVES["busy"]()
    part = view_of(map, view)
    assert all(item.status is Status.CURRENT and item.impact in (own, Impact.MIXED) for item in part.items)
    now = [item for item in map.items if item.status is Status.CURRENT]
    assert labels(part) == {item.label for item in now if item.impact in (own, Impact.MIXED)}
    assert not any(item.impact == other for item in part.items)
    assert "the Red Lion" not in labels(part)  # hard, and over


def test_around_one_is_that_and_what_it_goes_with() -> None:
    map = LIVES["busy"]()
    part = view_of(map, View.AROUND, "group:Tuesday choir")
    assert labels(part) == {"Tuesday choir", "Priya", "singing", "St Mark's hall"}
    assert len(part.ties) == 4  # with the hall where they sing
    assert view_of(map, View.AROUND, "nobody").items == view_of(map, View.AROUND).items == ()


def test_what_they_would_like_has_wished_things_and_what_wishes_and_goals_name() -> None:
    map = life(thing("gym", "D?"), thing("Ade", "P"), thing("Bo", "P"), thing("park", "L"), ties="gym-Ade")
    map = WellbeingMap(
        map.items, map.ties, (Wish("w", "see Bo more", ("person:Bo",)),), goals=(Goal("g", "walk", ("place:park",)),)
    )
    part = view_of(map, View.WISHES)
    assert labels(part) == {"gym", "Ade", "Bo", "park"} and part.wishes == map.wishes and part.goals == map.goals
    assert not view_of(life(thing("Ade", "P")), View.WISHES).items


def test_an_empty_map_has_empty_parts() -> None:
    assert all(not view_of(WellbeingMap(), view, "x").items for view in View)
    assert {Kind.PLACE} & {item.kind for item in view_of(LIVES["busy"](), View.HELPS).items}
