"""What of a map may be suggested at all: never somebody who died or fell out, never what is hard for the person."""

from collections.abc import Sequence

from mapping.model import Frequency, GoalState, Impact, Item, Kind, Status, WellbeingMap
from mapping.naming import fold_label

_DUTIES = frozenset(
    "work job shift shifts school college uni university course class therapy counselling appointment hospital court "
    "prison jobcentre gp surgery clinic probation".split()
)
# Never put to anybody as an idea, whatever was said of it: what may be a habit they left behind, and places of bad times.
_NEVER = frozenset(
    "pub pubs bar bars bookies betting bet bets casino casinos gambling slots drink drinks drinking drunk boozer "
    "booze spoons wetherspoons off-licence offy weed cannabis coke drugs dealer smoking smoke vaping clubbing raves rave "
    "hospital ward unit psych prison jail court probation police rehab clinic funeral cemetery graveyard crematorium "
    "diet dieting slimming fasting fighting shoplifting".split()
)
_HARD = (Impact.HINDERS, Impact.MIXED)
SELDOM = (Frequency.MONTHLY, Frequency.LESS_OFTEN)


class Fitting:
    """A map for suggestions. ``more``, ``less``: ids, labels or sentences naming what they want more or less of."""

    def __init__(self, wellbeing_map: WellbeingMap, more: Sequence[str], less: Sequence[str]) -> None:
        self.map = wellbeing_map
        wishes = [(item, wish.less) for wish in wellbeing_map.wishes for item in wish.items]
        self._less = {item.id for item in wellbeing_map.items if _named(item, less)} | {
            item for item, less_of in wishes if less_of
        }
        self._more = {item.id for item in wellbeing_map.items if _named(item, more)} | {
            item for item, less_of in wishes if not less_of
        }
        goals = [goal for goal in wellbeing_map.goals if goal.state in (GoalState.ACTIVE, GoalState.PAUSED)]
        self._has_goal = {item for goal in goals for item in goal.items}
        self._tied = {frozenset((tie.a, tie.b)) for tie in wellbeing_map.ties}

    def wants_more(self, item: Item) -> bool:
        """True where the person said they want more of it."""
        return item.id in self._more

    def wants_less(self) -> tuple[Item, ...]:
        """What the person said they want less of, as long as it is in their life."""
        return tuple(
            item
            for item in self.map.items
            if item.id in self._less and item.status is Status.CURRENT and not item.formal
        )

    def tied(self, one: Item, other: Item) -> bool:
        """True where the two are tied on the map."""
        return frozenset((one.id, other.id)) in self._tied

    def companions(self) -> tuple[Item, ...]:
        """People in their life now who may be asked along: nobody paid, nobody hard. Those who help come first."""
        people = [item for item in self._open(Kind.PERSON) if item.status is Status.CURRENT and not item.formal]
        return tuple(sorted(people, key=self._helpful_first))

    def things(self, status: Status) -> tuple[Item, ...]:
        """Activities and places that may be suggested, the wanted first, then those that help, then activities."""
        found = [item for item in self._open(Kind.ACTIVITY, Kind.PLACE) if item.status is status and not _duty(item)]
        return tuple(sorted(found, key=lambda item: (self._helpful_first(item), item.kind is Kind.PLACE)))

    def helping(self) -> tuple[Item, ...]:
        """What helps and is in their life now, the wanted first, then what there is not enough of to be daily."""
        found = [
            item for item in self._open(*Kind)
            if item.status is Status.CURRENT and item.impact is Impact.HELPS and not item.formal and not _duty(item)
        ]
        return tuple(
            sorted(
                found,
                key=lambda item: (
                    not self.wants_more(item),
                    item.frequency is Frequency.DAILY,
                    item.kind is Kind.PERSON,
                ),
            )
        )

    def _open(self, *kinds: Kind) -> list[Item]:
        return [
            item for item in self.map.of_kind(*kinds)
            if item.impact not in _HARD and not _NEVER & set(fold_label(item.label).split()) and item.id not in self._less and item.id not in self._has_goal
        ]

    def _helpful_first(self, item: Item) -> tuple[bool, bool]:
        return (not self.wants_more(item), item.impact is not Impact.HELPS)


def _duty(item: Item) -> bool:
    return bool(_DUTIES & set(fold_label(item.label).split()))


def _named(item: Item, words: Sequence[str]) -> bool:
    own = [f" {fold_label(word)} " for word in (item.label, *item.aliases)]
    return any(word == item.id or any(name in f" {fold_label(word)} " for name in own) for word in words)
