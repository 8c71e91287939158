"""Chooses from a directory what fits an interest and an area."""

from collections.abc import Iterable

from mapping.model import Kind, Status, WellbeingMap
from mapping.naming import fold_label
from mapping.resources.interests import interests_in
from mapping.resources.record import OPEN, Resource


def choose(
    resources: Iterable[Resource], *, interests: Iterable[str] = (), areas: Iterable[str] = (), age: float | None = None,
    most: int = 5,
) -> tuple[Resource, ...]:
    """Up to ``most`` that are open, fit any of the interests and any of the areas; without these, any will do.

    ``areas``: names of towns or parts of them, or the first half of a postcode. What names no area of its own comes after what is
    near. The most interests in common come first, then the latest check; what was never checked comes last.
    """
    wanted, near = frozenset(interests), tuple(filter(None, (fold_label(area) for area in areas)))
    found = [
        each for each in resources
        if each.status == OPEN and _old_enough(each, age) and (not wanted or wanted & interests_of(each)) and _nearness(each, near) < 2
    ]

    def order(resource: Resource) -> tuple[int, int, int]:
        checked = resource.checked.toordinal() if resource.checked else 0
        return -len(wanted & interests_of(resource)), _nearness(resource, near), -checked

    return tuple(sorted(found, key=order)[:most])


def near_to(map: WellbeingMap, resources: Iterable[Resource]) -> tuple[Resource, ...]:
    """What is where this person's own places, groups and activities are, and what names no area; all, where the map names none."""
    mine = (Kind.PLACE, Kind.ACTIVITY, Kind.GROUP)
    near = tuple(fold_label(item.locality) for item in map.of_kind(*mine) if item.locality and item.status is Status.CURRENT)
    resources = tuple(resources)
    if not any(_nearness(each, near) == 0 for each in resources):
        return resources
    return tuple(each for each in resources if _nearness(each, near) < 2)


def interests_of(resource: Resource) -> frozenset[str]:
    """By its terms and its name; by its description only where these say nothing."""
    return interests_in(" ; ".join((resource.name, *resource.terms))) or interests_in(resource.description)


def _nearness(resource: Resource, near: tuple[str, ...]) -> int:
    """0 in one of the areas (or none is asked for), 1 where it names no area, 2 elsewhere."""
    if not near:
        return 0
    own = [f" {fold_label(area)} " for area in resource.areas]
    if not own:
        return 1
    return 0 if any(f" {area} " in each for area in near for each in own) else 2


def _old_enough(resource: Resource, age: float | None) -> bool:
    """Within its age limits; where the person's age is not known, what is for children alone is left out."""
    if age is None:
        return resource.most_age is None or resource.most_age >= 18
    return (resource.least_age or 0) <= age <= (resource.most_age if resource.most_age is not None else age)
