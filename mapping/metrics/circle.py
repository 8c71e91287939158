"""Which circle of a life each person belongs to: family, friends, people around, or paid to help."""

from collections import Counter
from enum import StrEnum

from mapping.metrics.graphs import current
from mapping.model import FORMAL_RELATIONS, Item, Kind, WellbeingMap


class Circle(StrEnum):
    """The categories of composition, fixed in advance. ``OTHER``: a relation outside the others, or none said."""

    FAMILY = "family"
    FRIENDS = "friends"
    COMMUNITY = "community"
    FORMAL = "formal"
    OTHER = "other"


CIRCLES = tuple(Circle)
_FAMILY = frozenset(
    "mother father sister brother sibling partner wife husband child son daughter grandmother grandfather aunt uncle cousin "
    "niece nephew in-law".split()
)
_CIRCLE = (
    dict.fromkeys(_FAMILY, Circle.FAMILY) | {"friend": Circle.FRIENDS}
    | dict.fromkeys(("neighbour", "colleague", "boss", "roommate"), Circle.COMMUNITY)
    | dict.fromkeys(FORMAL_RELATIONS, Circle.FORMAL)
)


def circle_of(person: Item) -> Circle:
    """Where this person belongs. Somebody who is there in a paid or professional role is formal, whatever else they are."""
    return Circle.FORMAL if person.formal else _CIRCLE.get(person.relation or "", Circle.OTHER)


def composition(map: WellbeingMap) -> dict[Circle, int]:
    """How many people of each circle are in their life now; all circles, empty ones too."""
    found = Counter(circle_of(person) for person in current(map, Kind.PERSON))
    return {circle: found[circle] for circle in CIRCLES}


def formal_counts(map: WellbeingMap) -> dict[bool | None, int]:
    """How many people and groups are formal (True), informal (False), or not said to be either (None)."""
    found = Counter(item.formal for item in current(map, Kind.PERSON, Kind.GROUP))
    return {formal: found[formal] for formal in (True, False, None)}
