"""What stands on a map: people, groups, pets, places and activities, the ties between them, wishes, barriers, goals."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """The five kinds of item. The participant is not one of them: they are the middle of the map."""

    PERSON = "person"
    GROUP = "group"
    PET = "pet"
    PLACE = "place"
    ACTIVITY = "activity"


class Closeness(StrEnum):
    """The three rings of the convoy model (domain handbook §6.1)."""

    INNER = "inner"
    MIDDLE = "middle"
    OUTER = "outer"


class Frequency(StrEnum):
    """How often, as a person would say it."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    LESS_OFTEN = "less often"


class Impact(StrEnum):
    """What something does for the person's wellbeing. Not said is ``None``, never ``neither``."""

    HELPS = "helps"
    HINDERS = "hinders"
    MIXED = "mixed"
    NEITHER = "neither"


class Status(StrEnum):
    """Whether something is in the person's life now, wished for, or past (ended, moved, died)."""

    CURRENT = "current"
    WISHED = "wished"
    PAST = "past"


class GoalState(StrEnum):
    """Where a goal stands."""

    ACTIVE = "active"
    PAUSED = "paused"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Item:
    """One person, group, pet, place or activity on the map.

    ``sources`` are the ids of the messages its facts came from, oldest first; never empty on a stored map.
    ``relation`` is canonical (``mapping.model.RELATIONS``) and to the participant; ``relation_words`` is how they put it
    ("Dev's sister", "cpn"). ``None`` everywhere means "not said".
    """

    id: str
    kind: Kind
    label: str
    relation: str | None = None
    relation_words: str | None = None
    formal: bool | None = None
    closeness: Closeness | None = None
    frequency: Frequency | None = None
    impact: Impact | None = None
    impact_words: str | None = None
    status: Status = Status.CURRENT
    locality: str | None = None
    aliases: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie between two items (by id, in sorted order). Ties to the participant are the items' own attributes.

    ``words`` is how it was put ("sister"), ``strength`` 1 (said once) and up.
    """

    a: str
    b: str
    words: str | None = None
    strength: int = 1
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wish:
    """Something the person would like in their life (or less of: ``less`` true), in their words."""

    id: str
    text: str
    items: tuple[str, ...] = ()
    less: bool = False
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Barrier:
    """What stands in the way, in the person's words; ``blocks`` is the wish's, goal's or item's id, if said."""

    id: str
    text: str
    blocks: str | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal in the person's own words, tied to items on the map."""

    id: str
    text: str
    items: tuple[str, ...] = ()
    first_step: str | None = None
    state: GoalState = GoalState.ACTIVE
    chosen_at: datetime | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WellbeingMap:
    """A whole map at one moment (aware UTC), in the order things were first said."""

    items: tuple[Item, ...] = ()
    ties: tuple[Tie, ...] = ()
    wishes: tuple[Wish, ...] = ()
    barriers: tuple[Barrier, ...] = ()
    goals: tuple[Goal, ...] = ()
    at: datetime | None = None
    session: int | None = None
    name: str | None = field(default=None)

    def item(self, item_id: str) -> Item | None:
        """The item with this id, or None."""
        return next((item for item in self.items if item.id == item_id), None)

    def wish_or_barrier(self, said_id: str) -> Wish | Barrier | None:
        """The wish or the barrier with this id, or None."""
        return next((said for said in (*self.wishes, *self.barriers) if said.id == said_id), None)

    def of_kind(self, *kinds: Kind) -> tuple[Item, ...]:
        """The items of these kinds, in map order."""
        return tuple(item for item in self.items if item.kind in kinds)
