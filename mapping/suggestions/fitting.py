"""A map as the ways to a suggestion look at it: who is there, what helps, what is wanted. What may not be is the guard's."""

import re
from collections.abc import Iterable, Sequence

from mapping.model import Frequency, GoalState, Impact, Item, Kind, Status, WellbeingMap
from mapping.naming import fold_label
from mapping.resources import Resource, choose, interests_in

_DUTIES = frozenset(
    "work job shift shifts school college uni university course class therapy counselling appointment hospital court "
    "prison jobcentre gp surgery clinic probation".split()
)
MOVING = frozenset({"walking", "swimming", "fitness", "dancing"})
WALKING = frozenset({"walking", "fitness", "health"})  # what a short walk is a step towards
_OTHER_HEALTH = re.compile(r"\b(?:sleep|smok)")  # a wish for health that a walk is no plain step towards
SELDOM = (Frequency.MONTHLY, Frequency.LESS_OFTEN)


class Fitting:
    """A map for suggestions. ``more``, ``less``: ids, labels or sentences naming what they want more or less of.

    ``nearby``: a service's own directory, already for the person's area.
    """

    def __init__(
        self, wellbeing_map: WellbeingMap, more: Sequence[str], less: Sequence[str], nearby: Sequence[Resource] = (),
    ) -> None:
        self.map = wellbeing_map
        self.more, self._nearby = tuple(more), tuple(nearby)
        wishes = [(item, wish.less) for wish in wellbeing_map.wishes for item in wish.items]
        self.less = {item.id for item in wellbeing_map.items if _named(item, less)} | {item for item, less_of in wishes if less_of}
        self._more = {item.id for item in wellbeing_map.items if _named(item, more)} | {
            item for item, less_of in wishes if not less_of
        }
        goals = [goal for goal in wellbeing_map.goals if goal.state in (GoalState.ACTIVE, GoalState.PAUSED)]
        self._has_goal = {item for goal in goals for item in goal.items}
        self.goal_texts = {fold_label(goal.text) for goal in wellbeing_map.goals}
        self._tied = {frozenset((tie.a, tie.b)) for tie in wellbeing_map.ties}

    def wants_more(self, item: Item) -> bool:
        """True where the person said they want more of it."""
        return item.id in self._more

    def wants_less(self) -> tuple[Item, ...]:
        """What the person said they want less of."""
        return tuple(item for item in self.map.items if item.id in self.less)

    def tied(self, one: Item, other: Item) -> bool:
        """True where the two are tied on the map."""
        return frozenset((one.id, other.id)) in self._tied

    def companions(self) -> tuple[Item, ...]:
        """People, those whom they want more of and who help first. Whom one can ask along is the guard's to say."""
        return tuple(sorted(self._open(Kind.PERSON), key=self._helpful_first))

    def workers(self) -> tuple[Item, ...]:
        """People who are paid to be there, those who help first."""
        return tuple(sorted((item for item in self.map.of_kind(Kind.PERSON) if item.formal), key=self._helpful_first))

    def things(self, status: Status) -> tuple[Item, ...]:
        """Activities and places, the wanted first, then those that help, then activities."""
        found = [item for item in self._open(Kind.ACTIVITY, Kind.PLACE) if item.status is status and not _duty(item)]
        return tuple(sorted(found, key=lambda item: (self._helpful_first(item), item.kind is Kind.PLACE)))

    def helping(self) -> tuple[Item, ...]:
        """What helps and is in their life now, the wanted first, then what there is not enough of to be daily."""
        found = [
            item for item in self._open(*Kind)
            if item.status is Status.CURRENT and item.impact is Impact.HELPS and not item.formal and not _duty(item)
        ]

        def order(item: Item) -> tuple[bool, bool, bool]:
            return not self.wants_more(item), item.frequency is Frequency.DAILY, item.kind is Kind.PERSON

        return tuple(sorted(found, key=order))

    def mostly_formal(self) -> bool:
        """Whether more than half of the people in their life now are paid to be there."""
        people = [item for item in self.map.of_kind(Kind.PERSON) if item.status is Status.CURRENT]
        return sum(bool(item.formal) for item in people) * 2 > len(people)

    def health_wish(self) -> str | None:
        """The person's own words for wanting to move more, or None where they said nothing of the kind."""
        said = [wish.text for wish in self.map.wishes if not wish.less] + list(self.more)
        return next((text for text in said if interests_in(text) & (MOVING | {"health"}) and not _OTHER_HEALTH.search(fold_label(text))), None)

    def near(self, text: str) -> Resource | None:
        """What the service's directory has for this, the best fitting first."""
        interests = interests_in(text)
        return next(iter(choose(self._nearby, interests=interests, most=1)), None) if interests else None

    def _open(self, *kinds: Kind) -> list[Item]:
        return [item for item in self.map.of_kind(*kinds) if item.id not in self._has_goal]

    def _helpful_first(self, item: Item) -> tuple[bool, bool]:
        return (not self.wants_more(item), item.impact is not Impact.HELPS)


def _duty(item: Item) -> bool:
    return bool(_DUTIES & set(fold_label(item.label).split()))


def _named(item: Item, words: Iterable[str]) -> bool:
    own = [f" {fold_label(word)} " for word in (item.label, *item.aliases)]
    return any(word == item.id or any(name in f" {fold_label(word)} " for name in own) for word in words)
