"""Parts of a map in words, two maps compared in words, and what a map says: true to the map, plain, never a judgement."""

import re
from dataclasses import replace

import pytest
from hypothesis import given

from mapping.comparison import compare
from mapping.describe import (
    CAPTION_LIMIT, NetworkType, changes_caption, describe_around, describe_changes, describe_hard, describe_helping,
    describe_map, describe_people, describe_shape, describe_view, describe_wishes, figures, observe, short_form,
    tell_observations,
)
from mapping.layout.labels import shown_name
from mapping.metrics import measure
from mapping.model import (
    Barrier, Closeness, Frequency, Goal, GoalState, Impact, Item, Kind, Status, Tie, WellbeingMap, Wish, is_formal,
)
from tests.unit.test_layout import CALM
from tests.unit.whole_maps import whole_maps

JUDGING = re.compile(r"\b(better|worse|good|bad|great|well done|normal|average|usual|healthy|weak|strong|lacking|should|must|score|risk|progress)\b", re.I)


def someone(label: str, relation: str | None = None, **said: object) -> Item:
    return Item(label.lower(), Kind.PERSON, label, relation, formal=is_formal(relation), sources=("m",), **said)  # type: ignore[arg-type]


LIFE = WellbeingMap(
    (
        someone("Nan", "grandmother", impact=Impact.HELPS, closeness=Closeness.INNER, frequency=Frequency.WEEKLY),
        someone("Dev", "friend"),
        someone("Karen", "nurse", relation_words="CPN", impact=Impact.MIXED, impact_words="she listens but cancels"),
        someone("Mo", "brother", impact=Impact.HINDERS),
        Item("gym", Kind.PLACE, "gym", status=Status.PAST, impact=Impact.HELPS),
        Item("library", Kind.PLACE, "library", impact=Impact.HELPS),
        Item("badminton", Kind.ACTIVITY, "badminton"),
        Item("swimming", Kind.ACTIVITY, "swimming", status=Status.WISHED),
    ),
    (Tie("badminton", "dev"), Tie("mo", "nan", "her favourite"), Tie("dev", "gym")),
    (Wish("w", "learn to swim", ("swimming",)), Wish("x", "rows", ("mo",), True)),
    (Barrier("y", "the bus fare", "w"), Barrier("q", "rain")),
    (Goal("z", "ring Nan on Sundays", ("nan",), "put it in my phone"),),
)
LATER = replace(
    LIFE,
    items=(
        replace(LIFE.items[0], closeness=Closeness.MIDDLE, frequency=Frequency.DAILY),
        replace(LIFE.items[1], label="Devinder", aliases=("Dev",), impact=Impact.HELPS),
        replace(LIFE.items[2], impact=Impact.HELPS), *LIFE.items[3:5], *LIFE.items[6:7],
        replace(LIFE.items[7], status=Status.CURRENT), Item("walkers", Kind.GROUP, "the walkers"),
    ),
    ties=(Tie("badminton", "dev"), Tie("dev", "walkers")), wishes=LIFE.wishes[:1], barriers=LIFE.barriers[:1],
    goals=(replace(LIFE.goals[0], state=GoalState.DONE),),
)


def test_who_and_what_helps() -> None:
    assert describe_helping(LIFE) == (
        "People who help:\n- Nan.\n\nPlaces that help:\n- library.\n\n"
        "A bit of both:\n- Karen. You said: “she listens but cancels”")
    assert "haven't said yet what helps" in describe_helping(WellbeingMap((someone("Dev"),)))


def test_what_is_hard() -> None:
    assert describe_hard(LIFE) == (
        "People who make it harder:\n- Mo.\n\nA bit of both:\n- Karen. You said: “she listens but cancels”\n\n"
        "What gets in the way:\n- the bus fare (this gets in the way of your wish “learn to swim”).\n- rain.")
    assert "haven't said that anything makes it harder" in describe_hard(WellbeingMap())


def test_only_people() -> None:
    text = describe_people(LIFE)
    assert all(name in text for name in ("Nan", "Dev", "Karen", "Mo", "Mo and Nan: her favourite"))
    assert not any(name in text for name in ("gym", "library", "badminton", "swim", "bus"))


def test_around_one_person() -> None:
    assert describe_around(LIFE, "mo") == (
        "Mo: brother. Mo makes it harder.\n\nGoes together with:\n- Nan: her favourite.\n\n"
        "What you would like:\n- Less of this: rows (to do with Mo).")
    assert describe_around(LIFE, "gym").startswith("gym: a place. gym is in the past. gym helps.\n\nGoes together with:\n- Dev.")
    assert "haven't told me of anything" in describe_around(LIFE, "karen")
    assert "can't find that" in describe_around(LIFE, "nobody")


def test_what_i_would_like() -> None:
    text = describe_wishes(LIFE)
    assert all(each in text for each in ("learn to swim", "swimming: something to do", "ring Nan", "Less of this: rows", "the bus fare"))
    assert "rain" not in text, "it is in the way of no wish"
    assert "haven't told me of a wish" in describe_wishes(WellbeingMap((someone("Dev"),)))


def test_views_by_name() -> None:
    assert describe_view(LIFE, "whole") == describe_map(LIFE) and describe_view(LIFE, "hard") == describe_hard(LIFE)
    assert describe_view(LIFE, "around", "mo") == describe_around(LIFE, "mo")
    assert "can't find that" in describe_view(LIFE, "around")
    with pytest.raises(KeyError):
        describe_view(LIFE, "all")


@CALM
@given(whole_maps(most=8))
def test_every_view_of_every_map_has_words_and_a_short_form(map: WellbeingMap) -> None:
    for view in ("whole", "people", "helps", "hard", "wishes"):
        text = describe_view(map, view)
        assert text and "\n\n\n" not in text
        for limit in (300, CAPTION_LIMIT):
            under = short_form(text, limit)
            assert 0 < len(under.encode("utf-16-le")) // 2 <= limit
            if under != text:
                *told, _, more = under.split("\n") if "\n" in under else ["", "", under]
                assert more == "There is more. Ask me what is on your map to hear it all." and not told[-1].endswith(":")
    for item in map.items:
        assert shown_name(item).replace("”", "””") in describe_around(map, item.id)


def test_compared_with_last_time() -> None:
    assert describe_changes(compare(LIFE, LATER)).split("\n\n") == [
        "New on your map:\n- the walkers: a group.",
        "Not on your map any more:\n- library: a place.",
        "What has changed:\n- Nan: close now. Before: closest.\n- Nan: daily now. Before: weekly.\n- Dev is called Devinder now.\n"
        "- Karen: helps now. Before: a bit of both.\n- swimming was a wish, and is in your life now.\n"
        "- ring Nan on Sundays: done now. Before: going on.",
        "What you have told me more about:\n- Devinder: helps.",
        "New links:\n- Devinder and the walkers.",
        "Links that are gone:\n- Mo and Nan: her favourite.\n- Devinder and gym.",
        "Wishes that are gone:\n- Less of this: rows (to do with Mo).",
        "No longer in the way:\n- rain.",
        "The same as last time: 1 person, 1 place and 1 activity.",
    ]
    assert describe_changes(compare(LIFE, LIFE)) == changes_caption(compare(LIFE, LIFE)) == "Your map is the same as last time."
    assert changes_caption(compare(LIFE, LATER)).startswith("New on your map: the walkers. Not on your map any more: library.")


@CALM
@given(whole_maps(most=6), whole_maps(most=6))
def test_every_change_is_named_and_the_caption_fits(before: WellbeingMap, after: WellbeingMap) -> None:
    compared = compare(before, after)
    text, short = describe_changes(compared), changes_caption(compared)
    for item in (*compared.items.new, *compared.items.gone):
        assert shown_name(item).replace("”", "””") in text or shown_name(item) in text
    assert 0 < len(short.encode("utf-16-le")) // 2 <= CAPTION_LIMIT
    assert "{" not in re.sub(r"“.*”", "", text) or any("{" in word for word in str((before, after)))


def test_what_the_map_says() -> None:
    assert [each.text for each in observe(LIFE)] == [
        "The people in your life now: 2 are family, 1 is a friend and 1 is a worker or a service.",
        "You said that these help: your nan and the library.",
        "Your nan is the one person you said helps.",
        "1 pair of your people is linked.",
        "Dev and Karen are not linked with the other people on your map.",
        "You do this with someone: badminton.",
        "Badminton is linked with Dev, and with no one else on your map.",
        "1 thing on your map is a wish.",
        "1 thing on your map is in the past.",
    ]
    assert tell_observations(LIFE, most=2).endswith(
        "the library.\n\nThere is no right or wrong in any of this. What stands out for you?")
    assert "not much on your map" in tell_observations(WellbeingMap())


def test_what_was_not_said_is_not_told_as_if_it_were_not_so() -> None:
    two = WellbeingMap((someone("Dev", "friend"), someone("Bo", "friend")))
    assert [each.text for each in observe(two)] == [
        "All the people on your map now are friends.", "You haven't told me which of your people know each other."]


def test_parts_of_a_life_that_one_person_joins() -> None:
    people = tuple(someone(name) for name in ("Ann", "Bea", "Cy", "Di", "Eve"))
    ties = (Tie("ann", "bea"), Tie("bea", "cy"), Tie("cy", "di"), Tie("di", "eve"))
    assert "Cy links parts of your life: Ann and Bea – Di and Eve." in [each.text for each in observe(WellbeingMap(people, ties))]
    apart = [each.text for each in observe(WellbeingMap(people, (ties[0], ties[3])))]
    assert "Your people come in 2 circles that are not linked: Ann and Bea – Di and Eve." in apart
    assert "Cy is not linked with the other people on your map." in apart


@CALM
@given(whole_maps(most=8))
def test_observations_name_what_is_there_and_judge_nothing(map: WellbeingMap) -> None:
    said = observe(map)
    assert all(map.item(item_id) for each in said for item_id in each.items)
    own = " ".join(f"{item.label} {' '.join(item.aliases)}" for item in map.items)
    assert not [each.text for each in said if JUDGING.search(each.text) and not JUDGING.search(own)]


def _people(**counts: int) -> WellbeingMap:
    relations = {"family": "cousin", "friends": "friend", "formal": "nurse", "community": "neighbour", "other": None}
    return WellbeingMap(tuple(
        someone(f"{group} {n}", relations[group]) for group, count in counts.items() for n in range(count)))


@pytest.mark.parametrize(("map", "points_to"), [
    (_people(formal=3, family=1), (NetworkType.FORMAL_AND_SPARSE,)),
    (_people(formal=1, family=2), (NetworkType.FAMILY_AND_STABLE,)),
    (_people(friends=3, family=2), (NetworkType.DIVERSE_AND_ACTIVE,)),
    (_people(formal=1, family=1), (NetworkType.FORMAL_AND_SPARSE, NetworkType.FAMILY_AND_STABLE)),
    (_people(other=2), ()), (_people(family=1), ()), (WellbeingMap(), ()),
])
def test_a_shape_is_described_with_its_reasons_and_is_no_finding(map: WellbeingMap, points_to: tuple[NetworkType, ...]) -> None:
    shape = describe_shape(map)
    assert shape.points_to == points_to
    assert shape.statement in shape.text and "no finding" in shape.statement and "could not be reached" in shape.statement
    assert set(shape.reasons) == (set(NetworkType) if len(map.items) > 1 else set())


def test_a_shape_gives_each_word_its_facts() -> None:
    reasons = describe_shape(LATER, compare(LIFE, LATER)).reasons
    assert reasons[NetworkType.FORMAL_AND_SPARSE] == (
        "Formal: 1 of 4 people are workers or services.",
        "Sparse: 0 of 6 possible links between people are on the map. Not linked with anyone: 4.")
    assert reasons[NetworkType.FAMILY_AND_STABLE][1] == "Stable: 4 of 4 people on the earlier map are on this one."
    assert "one map can't show this" in describe_shape(LATER).reasons[NetworkType.FAMILY_AND_STABLE][1]
    assert reasons[NetworkType.DIVERSE_AND_ACTIVE][1] == "Active: the map has 2 activities and 0 places."


@CALM
@given(whole_maps(most=8))
def test_figures_say_where_a_measure_is_not_defined(map: WellbeingMap) -> None:
    found = dict(figures(measure(map)))
    people = sum(item.kind is Kind.PERSON and item.status is Status.CURRENT for item in map.items)
    assert (found["Density among people (0 to 1; needs two)"] == "not defined") is (people < 2)
    assert "nan" not in " ".join(found.values()).lower()
