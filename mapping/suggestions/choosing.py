"""Chooses suggestions: different kinds about different items first, always the same for the same map."""

from collections.abc import Callable, Iterator, Sequence

from mapping.model import Frequency, Impact, Item, Kind, Status, WellbeingMap
from mapping.naming import spoken
from mapping.suggestions.fitting import SELDOM, Fitting
from mapping.suggestions.kinds import Reason, Suggestion, SuggestionKind


def suggest(
    wellbeing_map: WellbeingMap, *, count: int = 3, more: Sequence[str] = (), less: Sequence[str] = (),
) -> tuple[Suggestion, ...]:
    """At most ``count`` suggestions from this map, the most telling first; fewer where it holds less.

    ``more`` and ``less``: ids, labels or sentences naming what they would like more or less of.
    """
    fitting = Fitting(wellbeing_map, more, less)
    pools = [list(way(fitting)) for way in _WAYS]
    chosen: list[Suggestion] = []
    for allowed in (_new_kind_new_items, _new_items, _new_pair):
        for pool in pools:
            found = next((each for each in pool if allowed(each, chosen)), None)
            if found is not None and len(chosen) < count:
                chosen.append(found)
    return tuple(chosen)


def _new_items(suggestion: Suggestion, chosen: list[Suggestion]) -> bool:
    used = {item for each in chosen for item in each.items}
    return suggestion not in chosen and not used & set(suggestion.items)


def _new_kind_new_items(suggestion: Suggestion, chosen: list[Suggestion]) -> bool:
    return _new_items(suggestion, chosen) and all(_like(each.kind) != _like(suggestion.kind) for each in chosen)


def _like(kind: SuggestionKind) -> str:
    """Kinds that differ only in their words count as one."""
    return kind.removesuffix("_at").removesuffix("_with")


def _new_pair(suggestion: Suggestion, chosen: list[Suggestion]) -> bool:
    return all(not set(suggestion.items) <= set(each.items) for each in chosen)


def _wished(fitting: Fitting) -> Iterator[Suggestion]:
    """A first step towards a wish. A wish for something past or present is met by the other ways."""
    for wish in fitting.map.wishes:
        items = [item for each in wish.items if (item := fitting.map.item(each))]
        hard = any(item.impact in (Impact.HINDERS, Impact.MIXED) or item.status is Status.PAST for item in items)
        started = any(goal.text == wish.text for goal in fitting.map.goals)
        if not wish.less and not hard and not started:
            yield Suggestion(SuggestionKind.WISH_STEP, (wish.id, *wish.items), {"wish": wish.text}, Reason.WISHED)


def _seen_seldom(fitting: Fitting) -> Iterator[Suggestion]:
    for person in fitting.companions():
        wanted = fitting.wants_more(person)
        if wanted or person.impact is Impact.HELPS and person.frequency in SELDOM:
            reason = Reason.WANTED_MORE if wanted else Reason.SEEN_SELDOM
            yield _about(SuggestionKind.SEE_MORE_OF, reason, person=person)


def _back_to(fitting: Fitting) -> Iterator[Suggestion]:
    """What they used to do, with the person they did it with where there is one."""
    for thing in fitting.things(Status.PAST):
        person = next((each for each in fitting.companions() if fitting.tied(each, thing)), None)
        if person is not None:
            yield _about(SuggestionKind.BACK_TO_WITH, Reason.USED_TO_TOGETHER, person=person, thing=thing)
        else:
            yield _about(SuggestionKind.BACK_TO, Reason.USED_TO, thing=thing)


def _together(fitting: Fitting) -> Iterator[Suggestion]:
    """Somebody for company at something they do already: activities first, and the best of them where both help."""
    pairs = [
        (person, thing) for thing in fitting.things(Status.CURRENT) for person in fitting.companions()
        if not fitting.tied(person, thing)
    ]
    for person, thing in sorted(pairs, key=_activities_then_helpful):
        kind = SuggestionKind.TOGETHER if thing.kind is Kind.ACTIVITY else SuggestionKind.TOGETHER_AT
        yield _about(kind, _together_reason(person, thing), person=person, thing=thing)


def _activities_then_helpful(pair: tuple[Item, Item]) -> tuple[bool, int]:
    return (pair[1].kind is Kind.PLACE, -sum(item.impact is Impact.HELPS for item in pair))


def _together_reason(person: Item, thing: Item) -> Reason:
    helps = (person.impact is Impact.HELPS, thing.impact is Impact.HELPS)
    return {
        (True, True): Reason.BOTH_HELP, (True, False): Reason.PERSON_HELPS, (False, True): Reason.THING_HELPS,
    }.get(helps, Reason.NOT_TOGETHER_YET)


def _building_on_helping(fitting: Fitting) -> Iterator[Suggestion]:
    for thing in fitting.helping():
        reason = Reason.WANTED_MORE if fitting.wants_more(thing) else Reason.THING_HELPS
        if thing.kind is not Kind.PERSON:
            yield _about(SuggestionKind.BUILD_ON_HELPING, reason, thing=thing)
        elif thing.frequency is not Frequency.DAILY:
            yield _about(SuggestionKind.SEE_MORE_OF, Reason.PERSON_HELPS, person=thing)


def _leaning_less(fitting: Fitting) -> Iterator[Suggestion]:
    """Only what the person said themselves that they want less of."""
    for thing in fitting.wants_less():
        yield _about(SuggestionKind.LEAN_LESS, Reason.WANTED_LESS, thing=thing)


def _about(
    kind: SuggestionKind, reason: Reason, *, person: Item | None = None, thing: Item | None = None
) -> Suggestion:
    names: dict[str, str] = {}
    for item in (person, thing):
        if item is not None:
            names["person" if item is person else "thing"] = spoken(item)
            if item.kind in (Kind.PLACE, Kind.ACTIVITY, Kind.PERSON):
                names[str(item.kind)] = spoken(item)
    names.setdefault("thing", names.get("person", ""))
    return Suggestion(kind, tuple(item.id for item in (person, thing) if item is not None), names, reason)


_WAYS: tuple[Callable[[Fitting], Iterator[Suggestion]], ...] = (
    _wished, _seen_seldom, _back_to, _together, _building_on_helping, _leaning_less,
)
