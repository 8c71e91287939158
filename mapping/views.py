"""Parts of a map to look at one at a time: only people, what helps, what is hard, around one thing, what they would like.

Pure functions from a map to the part of it that a view shows, as a map of its own: every item, tie and wish of the part is
one of the whole map, as it stands there. An unknown item gives an empty part.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from enum import StrEnum

from mapping.model import Impact, Item, Kind, Status, WellbeingMap

LIKE_PEOPLE = (Kind.PERSON, Kind.GROUP, Kind.PET)


class View(StrEnum):
    """What may be asked to be seen."""

    WHOLE = "whole"
    PEOPLE = "people"
    HELPS = "helps"
    HARD = "hard"
    AROUND = "around"
    WISHES = "wishes"


def view_of(map: WellbeingMap, view: View, around: str | None = None) -> WellbeingMap:
    """The part of the map that a view shows; ``around`` is the id of the item that View.AROUND is about."""
    if view is View.AROUND:
        return around_one(map, around or "")
    return _VIEWS[view](map)


def only_people(map: WellbeingMap) -> WellbeingMap:
    """People, groups and pets, and the ties between them."""
    return _part(map, map.of_kind(*LIKE_PEOPLE))


def what_helps(map: WellbeingMap) -> WellbeingMap:
    """What is in their life now and helps, or is a bit of both."""
    return _part(map, _now_with(map, Impact.HELPS, Impact.MIXED))


def what_is_hard(map: WellbeingMap) -> WellbeingMap:
    """What is in their life now and makes it harder, or is a bit of both, and what gets in the way."""
    return replace(_part(map, _now_with(map, Impact.HINDERS, Impact.MIXED)), barriers=map.barriers)


def around_one(map: WellbeingMap, item_id: str) -> WellbeingMap:
    """One person, place or activity, all it goes together with, and the ties among all of these."""
    if map.item(item_id) is None:
        return _part(map, ())
    near = {item_id} | {end for tie in map.ties if item_id in (tie.a, tie.b) for end in (tie.a, tie.b)}
    return _part(map, (item for item in map.items if item.id in near))


def what_they_would_like(map: WellbeingMap) -> WellbeingMap:
    """What is wished for, what wishes and goals name, and what a wished thing goes together with; all wishes and goals."""
    wanted = {item.id for item in map.items if item.status is Status.WISHED}
    named = {item_id for each in (*map.wishes, *map.goals) for item_id in each.items}
    beside = {end for tie in map.ties if {tie.a, tie.b} & wanted for end in (tie.a, tie.b)}
    part = _part(map, (item for item in map.items if item.id in wanted | named | beside))
    return replace(part, wishes=map.wishes, goals=map.goals)


def _now_with(map: WellbeingMap, *impacts: Impact) -> Iterable[Item]:
    return (item for item in map.items if item.status is Status.CURRENT and item.impact in impacts)


def _part(map: WellbeingMap, items: Iterable[Item]) -> WellbeingMap:
    """These items with the ties between them, and the wishes and goals that name nothing else."""
    items = tuple(items)
    ids = {item.id for item in items}
    within = lambda named: bool(named) and ids.issuperset(named)  # noqa: E731
    return replace(
        map,
        items=items,
        ties=tuple(tie for tie in map.ties if tie.a in ids and tie.b in ids),
        wishes=tuple(wish for wish in map.wishes if within(wish.items)),
        goals=tuple(goal for goal in map.goals if within(goal.items)),
        barriers=(),
    )


_VIEWS: Mapping[View, Callable[[WellbeingMap], WellbeingMap]] = {
    View.WHOLE: lambda map: map,
    View.PEOPLE: only_people,
    View.HELPS: what_helps,
    View.HARD: what_is_hard,
    View.WISHES: what_they_would_like,
}
