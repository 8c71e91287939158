"""Suggestions come from the person's own map, each kind where it has something to grow from, each with its reason."""

from collections.abc import Sequence

import pytest

from mapping.model import Barrier, Frequency, Goal, Impact, Item, Kind, Status, Tie, WellbeingMap, Wish
from mapping.resources import read_directory
from mapping.suggestions import Reason, Suggestion, SuggestionKind, Tuning, suggest
from tests.unit.test_resources import SAMPLE


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


def test_nobody_is_asked_along_to_the_home_they_share() -> None:
    assert _kinds(suggest(WellbeingMap((DEV, _item("home", Kind.PLACE))), tuning=Tuning(ways=("together",)))) == []


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


def _one(wellbeing_map: WellbeingMap, way: str, **said: object) -> Suggestion:
    """The first suggestion of one way alone."""
    return suggest(wellbeing_map, tuning=Tuning(ways=(way,)), **said)[0]  # type: ignore[arg-type]


def test_somebody_not_met_often_gets_a_word() -> None:
    found = _one(WellbeingMap((_item("Ivy", frequency=Frequency.LESS_OFTEN),)), "seldom seen")
    assert (found.kind, found.reason, found.names["person"]) == (SuggestionKind.RECONNECT, Reason.NOT_MET_OFTEN, "Ivy")
    assert _kinds(suggest(WellbeingMap((_item("Ivy", frequency=Frequency.WEEKLY),)))) == []


def test_not_only_one_person_for_something() -> None:
    life = WellbeingMap((DEV, SIS, BADMINTON), (Tie("Dev", "badminton"),))
    found = _one(life, "more than one")
    assert (found.kind, found.items) == (SuggestionKind.ALSO_WITH, ("sister", "badminton", "Dev"))
    assert found.names["other"] == "Dev" and found.reason is Reason.ONE_PERSON_ALONE
    shared = WellbeingMap(life.items, (*life.ties, Tie("badminton", "sister")))
    assert suggest(shared, tuning=Tuning(ways=("more than one",))) == ()


def test_somebody_who_is_not_paid_where_most_are() -> None:
    workers = tuple(_item(name, formal=True, relation="nurse") for name in ("Kay", "Lou"))
    found = _one(WellbeingMap((*workers, DEV)), "balance")
    assert (found.kind, found.items, found.reason) == (SuggestionKind.BALANCE, ("Dev",), Reason.MOSTLY_FORMAL)
    assert suggest(WellbeingMap((workers[0], DEV)), tuning=Tuning(ways=("balance",))) == (), "half is not most"


def test_a_little_movement_only_where_it_is_wanted() -> None:
    people = (DEV, _item("walking", Kind.ACTIVITY, status=Status.PAST), _item("park", Kind.PLACE), _item("home", Kind.PLACE))
    move = Tuning(ways=("move",))
    assert suggest(WellbeingMap(people), tuning=move) == ()
    wanted = WellbeingMap(people, wishes=(Wish("w", "get a bit fitter"),))
    assert _kinds(suggest(wanted, tuning=move)) == [SuggestionKind.MOVE_AGAIN, SuggestionKind.MOVE_WITH, SuggestionKind.MOVE_TO]
    assert all("home" not in each.items and each.names["wish"] == "get a bit fitter" for each in suggest(wanted, tuning=move))
    assert _one(WellbeingMap((DEV,)), "move", more=["more exercise"]).kind is SuggestionKind.MOVE_WITH
    hard = WellbeingMap(people, wishes=wanted.wishes, barriers=(Barrier("b", "my knees are bad"),))
    assert suggest(hard, tuning=move) == (), "a body that can't is not told to"
    unwell = WellbeingMap(people, wishes=(Wish("w", "lose weight"),), barriers=(Barrier("b", "my eating disorder"),))
    assert suggest(unwell) == () or all(not each.kind.startswith(("move", "wish")) for each in suggest(unwell))


def test_round_a_barrier() -> None:
    nurse = _item("Kay", formal=True, relation="nurse")
    helper = _item("Ivy", impact=Impact.HELPS)
    wish = Wish("w", "learn to swim")
    practical = WellbeingMap((nurse, helper), wishes=(wish,), barriers=(Barrier("b", "the bus fare", "w"),))
    found = _one(practical, "barriers")
    assert (found.kind, found.items, found.reason) == (SuggestionKind.BARRIER_ASK, ("b", "Kay"), Reason.IN_THE_WAY_OF)
    assert (found.names["barrier"], found.names["what"]) == ("the bus fare", "learn to swim")
    shy = WellbeingMap((nurse, helper), barriers=(Barrier("b", "I'm too shy"),))
    found = _one(shy, "barriers")
    assert (found.kind, found.items, found.reason) == (SuggestionKind.BARRIER_TALK, ("b", "Ivy"), Reason.IN_THE_WAY)
    meds = WellbeingMap((nurse,), barriers=(Barrier("b", "my meds make me sleepy"),))
    assert _one(meds, "barriers").kind is SuggestionKind.BARRIER_ASK, "that is for somebody whose job it is"


def test_what_has_a_barrier_is_not_asked_for_but_gone_round() -> None:
    swim = _item("swim", Kind.ACTIVITY, status=Status.PAST)
    assert suggest(WellbeingMap((swim,), barriers=(Barrier("b", "my knees", "swim"),))) == (), "nobody is told to try it again"
    assert _kinds(suggest(WellbeingMap((swim,)))) == [SuggestionKind.BACK_TO]
    alone = WellbeingMap((swim, DEV), (Tie("Dev", "swim"),), barriers=(Barrier("b", "nobody to go with", "swim"),))
    assert _kinds(suggest(alone, tuning=Tuning(ways=("back to",)))) == [SuggestionKind.BACK_TO_WITH], "with company it goes round the barrier"


def test_a_wish_with_something_in_its_way_gets_a_step_round_that() -> None:
    wish = Wish("w", "see the sea")
    found = _one(WellbeingMap(wishes=(wish,), barriers=(Barrier("b", "the train is 30 pounds", "w"),)), "wishes")
    assert (found.kind, found.items, found.reason) == (SuggestionKind.BARRIER_STEP, ("b", "w"), Reason.IN_THE_WAY_OF)
    assert (found.names["barrier"], found.names["what"]) == ("the train is 30 pounds", "see the sea")
    unwell = WellbeingMap(wishes=(wish,), barriers=(Barrier("b", "my hip", "w"),))
    assert suggest(unwell) == (), "nobody is told to find a way round their own body"


def test_a_place_for_something_wished_for() -> None:
    pool, swim = _item("leisure pool", Kind.PLACE), Wish("w", "learn to swim")
    found = _one(WellbeingMap((LIBRARY, pool), wishes=(swim,)), "wishes")
    assert (found.kind, found.items, found.names["place"]) == (SuggestionKind.WISH_AT, ("w", "leisure pool"), "the leisure pool")
    assert _one(WellbeingMap((LIBRARY,), wishes=(swim,)), "wishes").kind is SuggestionKind.WISH_STEP


def test_something_nearby_for_a_wish_or_a_barrier() -> None:
    near = read_directory(SAMPLE / "services.json").resources
    life = WellbeingMap((DEV,), wishes=(Wish("w", "learn to swim"),), barriers=(Barrier("b", "the bus fare"),))
    found = _one(life, "wishes", nearby=near)
    assert (found.kind, found.items, found.names["resource"]) == (SuggestionKind.WISH_NEARBY, ("w",), "Sample: Quiet swim")
    assert found.names["details"] == "This is a made-up example. It is not a real place. It is in Sampleton. Last checked on 12 October 2026."
    assert _one(life, "barriers", nearby=near).names["resource"] == "Sample: Bus pass help"
    assert _one(WellbeingMap(wishes=(Wish("w", "see Dev"),)), "wishes", nearby=near).kind is SuggestionKind.WISH_STEP


def test_nobody_is_told_to_take_a_break_from_what_they_need() -> None:
    for label, said in (("my tablets", {}), ("eating", {}), ("appointments", {}), ("work", {}), ("Jo", {"relation": "son"}), ("Kay", {"formal": True})):
        kind = Kind.PERSON if said else Kind.ACTIVITY
        assert suggest(WellbeingMap((_item(label, kind, **said),)), less=[label]) == (), label
    assert _kinds(suggest(WellbeingMap((_item("Mo"),)), less=["Mo"])) == [SuggestionKind.LEAN_LESS]


@pytest.mark.parametrize("label", ["the pub", "bookies", "drinking", "casino", "smoking weed", "hospital"])
def test_what_may_be_an_old_habit_is_never_suggested(label: str) -> None:
    old = Item("i1", Kind.ACTIVITY, label, status=Status.PAST, sources=("m1",))
    now = Item("i2", Kind.PLACE, label, sources=("m1",))
    friend = Item("i3", Kind.PERSON, "Baz", relation="friend", formal=False, sources=("m1",))
    assert not any({"i1", "i2"} & set(idea.items) for idea in suggest(WellbeingMap((old, now, friend))))
