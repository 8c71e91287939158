"""The measures: the worked checks of domain handbook §6.4, its edge cases, and what wishes and the past do not change."""

from dataclasses import replace
from math import log2

import pytest
from hypothesis import given

from mapping.comparison import compare
from mapping.metrics import Circle, Links, circle_of, measure, measure_change
from mapping.metrics import formulas
from mapping.model import Item, Kind, Status, Tie, WellbeingMap
from tests.unit.test_layout import CALM, maps


def people(count: int, *pairs: tuple[int, int]) -> WellbeingMap:
    """A map of so many people with these ties."""
    return WellbeingMap(
        tuple(Item(f"p{n}", Kind.PERSON, f"P{n}") for n in range(count)),
        tuple(Tie(f"p{a}", f"p{b}") for a, b in pairs))


def kept_apart(status: Status) -> tuple[Item, ...]:
    return tuple(Item(f"x{n}", Kind.PERSON, f"X{n}", status=status) for n in range(3))


def test_seven_people_in_three_groups() -> None:
    """Lizardo: 7 alters 4/2/1 give H = 0.57 and H/H_max = 0.86 with K = 3."""
    assert formulas.blau((4, 2, 1)) == pytest.approx(0.57, abs=0.005)
    assert formulas.iqv((4, 2, 1)) == pytest.approx(0.86, abs=0.005)
    assert formulas.iqv((4, 2, 1, 0)) < formulas.iqv((4, 2, 1)), "an empty category counts"
    assert formulas.iqv((3, 3, 3)) == pytest.approx(1)


def test_four_the_same_three_other() -> None:
    assert formulas.ei_index(external=3, internal=4) == pytest.approx(-0.14, abs=0.005)


def test_five_people_four_ties() -> None:
    found = measure(people(5, (0, 1), (1, 2), (2, 3), (0, 3)))
    assert found.density == pytest.approx(0.40)
    assert found.effective_size == pytest.approx(5 - 8 / 5) and found.efficiency == pytest.approx(3.4 / 5)
    assert (found.components, found.isolates) == ((("p0", "p1", "p2", "p3"), ("p4",)), ("p4",))


def test_entropy_is_in_bits() -> None:
    assert formulas.entropy((1, 1)) == 1 and formulas.entropy((5, 0)) == 0
    assert formulas.entropy((1, 1, 1)) == pytest.approx(log2(3))


def test_a_star_is_wholly_centralised() -> None:
    star = measure(people(5, (0, 1), (0, 2), (0, 3), (0, 4)))
    ring = measure(people(4, (0, 1), (1, 2), (2, 3), (0, 3)))
    assert star.degree_centralisation == star.betweenness_centralisation == pytest.approx(1)
    assert ring.degree_centralisation == ring.betweenness_centralisation == pytest.approx(0)


def test_constraint_needs_somebody_and_falls_with_more_people() -> None:
    assert measure(people(1)).constraint == pytest.approx(1)
    assert measure(people(4)).constraint == pytest.approx(0.25)
    assert measure(people(3, (0, 1), (1, 2), (0, 2))).constraint > measure(people(3)).constraint


def test_what_is_undefined_is_none_and_never_nought() -> None:
    nobody, one, two = measure(people(0)), measure(people(1)), measure(people(2))
    assert (nobody.density, one.density, two.density) == (None, None, 0)
    assert nobody.effective_size is nobody.efficiency is nobody.constraint is None
    assert (one.effective_size, one.efficiency) == (1, 1)
    assert nobody.heterogeneity is nobody.iqv is nobody.entropy is nobody.ei_index is two.ei_index is None
    assert one.degree_centralisation is two.degree_centralisation is two.betweenness_centralisation is None
    assert nobody.size == dict.fromkeys(Kind, 0) and nobody.components == nobody.isolates == ()


@pytest.mark.parametrize("status", [Status.WISHED, Status.PAST])
def test_wishes_and_the_past_are_counted_apart(status: Status) -> None:
    now = people(3, (0, 1))
    more = replace(now, items=(*now.items, *kept_apart(status)), ties=(*now.ties, Tie("p2", "x0"), Tie("x0", "x1")))
    without, found = measure(now), measure(more)
    assert (found.wished if status is Status.WISHED else found.past)[Kind.PERSON] == 3
    assert replace(found, wished=without.wished, past=without.past) == without


def test_kinds_are_sized_apart_and_density_is_of_people_alone() -> None:
    found = measure(WellbeingMap(
        (*people(2).items, Item("g", Kind.GROUP, "choir"), Item("d", Kind.PET, "Rolo"), Item("k", Kind.PLACE, "park")),
        (Tie("g", "p0"), Tie("g", "p1"), Tie("k", "p0"))))
    assert found.size == {Kind.PERSON: 2, Kind.GROUP: 1, Kind.PET: 1, Kind.PLACE: 1, Kind.ACTIVITY: 0}
    assert (found.density, found.ties_among_people) == (0, 0)
    assert found.isolates == ("p0", "p1"), "tied to a choir, not to a person"
    assert found.cross_kind[Kind.PERSON, Kind.GROUP] == Links(2, 2)
    assert found.cross_kind[Kind.PERSON, Kind.PLACE] == Links(1, 2)
    assert not any(Kind.ACTIVITY in pair for pair in found.cross_kind)


def test_circles_of_a_life() -> None:
    def someone(relation: str | None, formal: bool | None = None) -> Item:
        return Item(relation or "?", Kind.PERSON, relation or "?", relation=relation, formal=formal)

    said = [someone("aunt"), someone("friend"), someone("neighbour"), someone("gp", True), someone("other"), someone(None),
            someone("friend", True)]
    assert [circle_of(person) for person in said] == [
        Circle.FAMILY, Circle.FRIENDS, Circle.COMMUNITY, Circle.FORMAL, Circle.OTHER, Circle.OTHER, Circle.FORMAL]
    found = measure(WellbeingMap(tuple(replace(person, id=str(n)) for n, person in enumerate(said)), (Tie("0", "1"), Tie("0", "2"))))
    assert sum(found.composition.values()) == 7 and found.composition[Circle.FORMAL] == 2
    assert found.formal == {True: 2, False: 0, None: 5}
    assert found.ei_index == 1, "both ties go from one circle to another"


def test_what_joins_parts_of_a_life() -> None:
    both = measure(people(5, (0, 1), (1, 2), (2, 3), (3, 4)))
    assert both.joins_parts == {"p2": (("p0", "p1"), ("p3", "p4"))}, "the ends alone are no parts"
    assert measure(people(5, (0, 1), (1, 2), (2, 3), (3, 4), (0, 4))).joins_parts == {}


def test_what_rests_on_one_person() -> None:
    things = (Item("gym", Kind.PLACE, "gym"), Item("run", Kind.ACTIVITY, "running"), Item("zoo", Kind.PLACE, "zoo"),
              Item("old", Kind.ACTIVITY, "chess", status=Status.PAST))
    map = WellbeingMap(
        (*people(2).items, *things), (Tie("gym", "p0"), Tie("p0", "run"), Tie("gym", "run"), Tie("p1", "run"), Tie("old", "p0")))
    assert measure(map).rests_on_one == {"p0": ("gym",)}


def test_the_way_between_two_maps() -> None:
    before, after = people(4), people(3)
    after = replace(after, items=(*after.items[:2], Item("n", Kind.PERSON, "New"), *kept_apart(Status.WISHED)))
    found = measure_change(compare(before, after))
    assert (found.stability, found.turnover, found.jaccard, found.delta) == (2 / 4, 3 / 5, 2 / 5, -1)
    nothing = measure_change(compare(WellbeingMap(), WellbeingMap()))
    assert (nothing.stability, nothing.turnover, nothing.jaccard, nothing.delta) == (None, None, None, 0)


@CALM
@given(maps(most=25))
def test_measures_stay_in_their_ranges(map: WellbeingMap) -> None:
    found = measure(map)
    n = found.size[Kind.PERSON]
    assert sum(len(part) for part in found.components) == n
    assert {(*part,) for part in found.components if len(part) == 1} == {(each,) for each in found.isolates}
    for value in (found.density, found.efficiency, found.degree_centralisation, found.betweenness_centralisation, found.iqv):
        assert value is None or -1e-9 <= value <= 1 + 1e-9
    assert found.effective_size is None or 1 - 1e-9 <= found.effective_size <= n
    assert all(links.present <= links.possible for links in found.cross_kind.values())


@CALM
@given(maps(most=25))
def test_effective_size_is_borgattis(map: WellbeingMap) -> None:
    """networkx's way and the formula n - 2m/n are two roads to one number."""
    found = measure(map)
    n = found.size[Kind.PERSON]
    if n:
        assert found.effective_size == pytest.approx(n - 2 * found.ties_among_people / n)
    if n > 1:
        assert found.density == pytest.approx(2 * found.ties_among_people / (n * (n - 1)))
