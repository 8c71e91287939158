"""Two maps compared: everything is kept, new, gone or changed, by who it is and not by what it is called."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mapping.comparison import Changed, Comparison, FieldChange, Mark, compare
from mapping.model import (
    Barrier, Change, ChangeKind, Closeness, Correction, CorrectionKind, Goal, GoalState, Impact, Item, Kind, Link, Reading, Status, Tie,
    WellbeingMap, Wish,
)
from tests.unit.map_makers import Notebook, activity, person, place
from tests.unit.test_layout import CALM, maps
from tests.unit.test_mapping_history import _readings

PRIYA = Item("p", Kind.PERSON, "Priya", relation="friend", sources=("m1",))
PARK = Item("k", Kind.PLACE, "park", sources=("m2",))
CHESS = Item("c", Kind.ACTIVITY, "chess", sources=("m3",))


def readings_with_merges() -> st.SearchStrategy[Reading]:
    """Messages of a random history, every other a merge of people."""
    merge = st.permutations(("Amy", "Ben", "Cat", "Zoe")).map(
        lambda names: Reading(corrections=(Correction(CorrectionKind.MERGE, names[0], to=names[1], labels=tuple(names[:2])),)))
    return st.one_of(_readings(), merge)


def ids(things: tuple[Item, ...]) -> list[str]:
    return [each.id for each in things]


def test_kept_new_gone_and_changed() -> None:
    closer = replace(PRIYA, closeness=Closeness.INNER, impact=Impact.HELPS)
    swim = Item("s", Kind.ACTIVITY, "swimming")
    found = compare(WellbeingMap((PRIYA, PARK, CHESS)), WellbeingMap((swim, closer, CHESS)))
    assert (ids(found.items.kept), ids(found.items.new), ids(found.items.gone)) == (["c"], ["s"], ["k"])
    assert found.items.changed == (Changed(PRIYA, closer, (
        FieldChange("closeness", None, Closeness.INNER), FieldChange("impact", None, Impact.HELPS))),)
    assert found.items.changed[0].of("impact").after is Impact.HELPS and found.items.changed[0].of("label") is None
    assert found.marks() == {"c": Mark.KEPT, "s": Mark.NEW, "k": Mark.GONE, "p": Mark.CHANGED}
    assert [item.id for item in found.both().items] == ["s", "p", "c", "k"]


def test_a_new_name_is_a_change_of_the_same_person() -> None:
    book = Notebook()
    book.mention(person("Sara", "friend"))
    before = book.map
    book.say(Reading(corrections=(Correction(CorrectionKind.RENAME, "Sara", to="Zahra"),)))
    found = compare(before, book.map)
    assert not found.items.new and not found.items.gone
    assert found.items.changed[0].of("label") == FieldChange("label", "Sara", "Zahra")


def test_two_that_were_one_person_are_neither_gone_nor_new() -> None:
    book = Notebook()
    book.mention(person("Jas", "friend"))
    book.mention(person("Jaspreet", impact=Impact.HELPS))
    book.mention(place("gym"))
    book.say(Reading(links=(Link("Jaspreet", "gym"),), mentions=(person("Jaspreet", known=True), place("gym", known=True))))
    before = book.map
    book.say(Reading(corrections=(Correction(CorrectionKind.MERGE, "Jas", to="Jaspreet", labels=("Jas", "Jaspreet")),)))
    after = book.map
    assert len(before.items) == 3 and len(after.items) == 2, "the merge must have happened"
    found = compare(before, after)
    assert not found.items.new and not found.items.gone and not found.ties.gone and not found.ties.new
    ((gone, kept),) = found.merged
    assert gone.id not in {item.id for item in after.items} and found.same[gone.id] == kept.id
    assert [len(found.ties.kept), len(found.items.changed)] == [1, 1]


def test_starting_over_and_saying_the_same_again_changes_nothing() -> None:
    book = Notebook()
    book.mention(person("Priya", "friend"), activity("chess"))
    before = book.map
    book.history.append(Change(ChangeKind.STARTED_OVER, {}, "m2", book.now))
    book.mention(person("Niall", "cousin"))
    book.mention(activity("chess"), person("priya", "friend"))
    found = compare(before, book.map)
    assert not {item.id for item in before.items} & {item.id for item in book.map.items}, "all ids must be fresh"
    assert not found.items.gone and [item.label for item in found.items.new] == ["Niall"]
    assert not found.items.changed


def test_another_of_the_same_name_is_somebody_else() -> None:
    nurse = Item("n", Kind.PERSON, "Priya", relation="nurse", formal=True)
    found = compare(WellbeingMap((PRIYA,)), WellbeingMap((nurse,)))
    assert (ids(found.items.gone), ids(found.items.new)) == (["p"], ["n"])
    two = (replace(PRIYA, id="x"), replace(PRIYA, id="y"))
    assert ids(compare(WellbeingMap((PRIYA,)), WellbeingMap(two)).items.new) == ["x", "y"], "nothing is guessed"


def test_being_mentioned_again_is_no_change() -> None:
    again = replace(PRIYA, sources=("m1", "m9"), aliases=("Pri",))
    tie = Tie("k", "p", sources=("m1",))
    found = compare(
        WellbeingMap((PRIYA, PARK), (tie,)), WellbeingMap((again, PARK), (replace(tie, strength=3, sources=("m1", "m9")),)))
    assert found.nothing_changed


def test_ties_come_go_and_change_their_words() -> None:
    items = (PRIYA, PARK, CHESS)
    before = WellbeingMap(items, (Tie("k", "p"), Tie("c", "p")))
    after = WellbeingMap((PRIYA, CHESS), (Tie("c", "p", words="taught me"),))
    found = compare(before, after)
    assert found.ties.gone == (Tie("k", "p"),) and not found.ties.new
    assert found.ties.changed[0].of("words") == FieldChange("words", None, "taught me")
    assert found.tie_marks() == {("k", "p"): Mark.GONE, ("c", "p"): Mark.CHANGED}
    assert [tie.a for tie in found.both().ties] == ["c", "k"]


def test_wishes_barriers_and_goals_are_compared_too() -> None:
    before = WellbeingMap(
        (PARK,), wishes=(Wish("w1", "more walks", ("k",)), Wish("w2", "a dog")), barriers=(Barrier("b", "rain", "w1"),),
        goals=(Goal("g", "walk once", ("k",)),))
    after = WellbeingMap(
        (PARK,), wishes=(Wish("w9", "More walks", ("k",)), Wish("w3", "a dog", less=True)), barriers=(Barrier("b", "rain", "w9"),),
        goals=(Goal("g", "walk once", ("k",), first_step="find my boots", state=GoalState.DONE),))
    found = compare(before, after)
    assert [wish.id for wish in found.wishes.gone] == ["w2"] and [wish.id for wish in found.wishes.new] == ["w3"]
    assert [changed.after.id for changed in found.wishes.changed] == ["w9"]  # only its capital
    assert [barrier.id for barrier in found.barriers.kept] == ["b"]
    assert [change.field for change in found.goals.changed[0].fields] == ["first_step", "state"]


def test_nothing_and_nothing() -> None:
    assert compare(WellbeingMap(), WellbeingMap()).nothing_changed
    assert ids(compare(WellbeingMap(), WellbeingMap((PRIYA,))).items.new) == ["p"]


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(readings_with_merges(), min_size=2, max_size=8), st.integers(0, 7))
def test_on_any_history_merged_means_merged_and_gone_means_removed(told: list[Reading], at: int) -> None:
    """The traces that a comparison goes by tell the same as the facts themselves."""
    book, earlier = Notebook(), WellbeingMap()
    book.mention(person("Amy"), person("Ben"), person("Cat"), person("Zoe"), place("gym"), activity("chess"))
    for number, reading in enumerate(told):
        book.say(reading)
        if number == min(at, len(told) - 2):
            earlier = book.map
    later = {item.id for item in book.map.items}
    into = {gone: change.body["kept"] for change in book.history if change.kind is ChangeKind.ITEMS_MERGED for gone in change.body["gone"]}
    found = compare(earlier, book.map)
    merged = {gone.id: kept.id for gone, kept in found.merged}
    for item in earlier.items:
        end = item.id
        while end in into and end not in later:
            end = into[end]
        if item.id in later or item.id in _said_again(found):
            continue
        bears = {each.id for each in book.map.items if item.label in (each.label, *each.aliases)}
        if bears == {end}:
            assert merged.get(item.id) == end
        elif not bears:  # nor is her name: a merge whose other name was put right since is told as gone
            assert item.id not in merged and item in found.items.gone
        else:  # another has her name now: said to be her after she was taken off, or called so since
            assert item.id in merged or item in found.items.gone


def _said_again(found: Comparison) -> set[str]:
    """Earlier items that have a later id of their own without a merge."""
    return {had for had, has in found.same.items() if had != has} - {gone.id for gone, _ in found.merged}


@CALM
@given(maps(most=20))
def test_a_map_differs_in_nothing_from_itself(map: WellbeingMap) -> None:
    found = compare(map, map)
    assert found.nothing_changed and found.items.kept == map.items and set(found.tie_marks()) == {(tie.a, tie.b) for tie in map.ties}


@CALM
@given(maps(most=15), maps(most=15), st.data())
def test_everything_is_in_exactly_one_place_and_the_later_map_can_be_rebuilt(
    one: WellbeingMap, other: WellbeingMap, data: st.DataObject
) -> None:
    shared = tuple(item for item in one.items if data.draw(st.booleans()))
    there = {item.id for item in shared}
    before = one
    after = replace(other, items=(*shared, *(item for item in other.items if item.id not in there)))
    found = compare(before, after)
    earlier = [*(each.before.id for each in found.items.changed), *ids(found.items.gone), *(gone.id for gone, _ in found.merged)]
    same = {had for had, has in found.same.items() if has in ids(found.items.kept)}
    assert sorted([*earlier, *(same - set(earlier))]) == sorted(item.id for item in before.items)
    later = {item.id: item for item in (*found.items.kept, *found.items.new, *(each.after for each in found.items.changed))}
    assert later == {item.id: item for item in after.items}
    assert set(found.marks()) == {item.id for item in found.both().items}
    assert len(found.both().items) == len(found.marks())
    assert set(found.tie_marks()) >= {(tie.a, tie.b) for tie in after.ties}


@CALM
@given(maps(most=12), st.data())
def test_there_and_back_swaps_new_and_gone(map: WellbeingMap, data: st.DataObject) -> None:
    fewer = replace(map, items=tuple(item for item in map.items if data.draw(st.booleans())), ties=())
    there, back = compare(map, fewer), compare(fewer, map)
    gone = {item.id for item in map.items} - {item.id for item in fewer.items}
    assert {*ids(there.items.gone), *(item.id for item, _ in there.merged)} == gone
    assert set(ids(back.items.new)) == gone
