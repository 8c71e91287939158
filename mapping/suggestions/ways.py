"""The ways a suggestion grows from a map, by the names they have in the settings file. Each tries freely: the guard decides."""

from collections.abc import Callable, Iterator, Mapping

from mapping.metrics import rests_on_one
from mapping.model import Barrier, Frequency, Impact, Item, Kind, Status, Wish
from mapping.naming import fold_label, spoken
from mapping.resources import Resource, interests_in, short_details
from mapping.suggestions.fitting import MOVING, SELDOM, WALKING, Fitting
from mapping.suggestions.guard import is_of_body, names
from mapping.suggestions.kinds import Reason, Suggestion, SuggestionKind

PRACTICAL = frozenset({"money", "getting about", "home help", "work", "health", "caring", "children"})


def _wished(fitting: Fitting) -> Iterator[Suggestion]:
    """Towards a wish: what is on nearby, a place on the map where it can be had, or a first step; past what is in its way, where something is."""
    for wish in fitting.map.wishes:
        if wish.less or fold_label(wish.text) in fitting.goal_texts:
            continue
        items = [item for each in wish.items if (item := fitting.map.item(each))]
        if any(item.status is Status.PAST or item.impact in (Impact.HINDERS, Impact.MIXED) for item in items):
            continue  # a wish for something past or hard is met by the other ways, or by none
        yield from _past_what_is_in_the_way(fitting, wish)
        if found := fitting.near(wish.text):
            yield Suggestion(
                SuggestionKind.WISH_NEARBY, (wish.id, *wish.items), {"wish": wish.text} | _resource_names(found),
                Reason.WISHED_AND_NEAR, wish.text)
        yield from _where_it_is(fitting, wish)
        yield Suggestion(SuggestionKind.WISH_STEP, (wish.id, *wish.items), {"wish": wish.text}, Reason.WISHED, wish.text)


def _past_what_is_in_the_way(fitting: Fitting, wish: Wish) -> Iterator[Suggestion]:
    for barrier in fitting.map.barriers:
        if barrier.blocks == wish.id and not is_of_body(barrier):
            yield Suggestion(
                SuggestionKind.BARRIER_STEP, (barrier.id, wish.id, *wish.items), {"barrier": barrier.text, "what": wish.text},
                Reason.IN_THE_WAY_OF, f"{barrier.text}; {wish.text}")


def _where_it_is(fitting: Fitting, wish: Wish) -> Iterator[Suggestion]:
    wanted = interests_in(wish.text)
    for thing in fitting.things(Status.CURRENT):
        tied = any(fitting.tied(thing, item) for each in wish.items if (item := fitting.map.item(each)))
        if thing.kind is Kind.PLACE and thing.id not in wish.items and (tied or wanted & interests_in(thing.label)):
            yield Suggestion(
                SuggestionKind.WISH_AT, (wish.id, *wish.items, thing.id),
                {"wish": wish.text, "place": spoken(thing), "thing": spoken(thing)}, Reason.WISHED_AND_THERE, wish.text)


def _seen_seldom(fitting: Fitting) -> Iterator[Suggestion]:
    for person in fitting.companions():
        wanted = fitting.wants_more(person)
        if wanted or person.impact is Impact.HELPS and person.frequency in SELDOM:
            reason = Reason.WANTED_MORE if wanted else Reason.SEEN_SELDOM
            yield _about(SuggestionKind.SEE_MORE_OF, reason, person=person)
        elif person.frequency is Frequency.LESS_OFTEN:
            yield _about(SuggestionKind.RECONNECT, Reason.NOT_MET_OFTEN, person=person)


def _back_to(fitting: Fitting) -> Iterator[Suggestion]:
    """What they used to do, with the person they did it with where there is one, else alone."""
    for thing in fitting.things(Status.PAST):
        for person in fitting.companions():
            if fitting.tied(person, thing):
                yield _about(SuggestionKind.BACK_TO_WITH, Reason.USED_TO_TOGETHER, person=person, thing=thing)
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


def _more_than_one(fitting: Fitting) -> Iterator[Suggestion]:
    """Another person for something that only one is part of now."""
    for other_id, things in rests_on_one(fitting.map).items():
        other = fitting.map.item(other_id)
        for thing in (each for thing_id in things if (each := fitting.map.item(thing_id)) and each.kind is Kind.ACTIVITY):
            for person in fitting.companions():
                if other is not None and person is not other and not other.formal:
                    made = _about(SuggestionKind.ALSO_WITH, Reason.ONE_PERSON_ALONE, person=person, thing=thing)
                    yield Suggestion(made.kind, (*made.items, other.id), made.names | {"other": spoken(other)}, made.reason)


def _balancing(fitting: Fitting) -> Iterator[Suggestion]:
    """A little time with somebody who is not paid, where most people are."""
    if fitting.mostly_formal():
        for person in fitting.companions():
            yield _about(SuggestionKind.BALANCE, Reason.MOSTLY_FORMAL, person=person)


def _moving(fitting: Fitting) -> Iterator[Suggestion]:
    """A little movement, only where they said that they want this."""
    wish = fitting.health_wish()
    if wish is None:
        return
    things = [*fitting.things(Status.CURRENT), *fitting.things(Status.PAST)]
    again = [thing for thing in things if thing.kind is Kind.ACTIVITY and interests_in(thing.label) & MOVING]
    to = [thing for thing in fitting.things(Status.CURRENT) if thing.kind is Kind.PLACE]
    wanted = interests_in(wish)
    if wanted & MOVING and not wanted & WALKING:  # "go swimming" is no wish for a walk
        again, to, along = [thing for thing in again if interests_in(thing.label) & wanted], [], ()
    else:
        along = fitting.companions()
    made = (
        *(_about(SuggestionKind.MOVE_AGAIN, Reason.WANTS_HEALTH, thing=thing) for thing in again),
        *(_about(SuggestionKind.MOVE_WITH, Reason.WANTS_HEALTH, person=person) for person in along),
        *(_about(SuggestionKind.MOVE_TO, Reason.WANTS_HEALTH, thing=thing) for thing in to),
    )
    for each in made:
        yield Suggestion(each.kind, each.items, each.names | {"wish": wish}, each.reason, wish)


def _round_barriers(fitting: Fitting) -> Iterator[Suggestion]:
    """A small first step round what gets in the way: what is there for it nearby, somebody whose job it is, or somebody to talk to."""
    for barrier in fitting.map.barriers:
        reason, what = _in_the_way(fitting, barrier)
        said = {"barrier": barrier.text} | ({"what": what} if what else {})
        if found := fitting.near(barrier.text):
            yield Suggestion(
                SuggestionKind.BARRIER_NEARBY, (barrier.id,), said | _resource_names(found), Reason.IN_THE_WAY_AND_NEAR, barrier.text)
        asked = [(SuggestionKind.BARRIER_ASK, person) for person in fitting.workers()]
        talked = [(SuggestionKind.BARRIER_TALK, person) for person in fitting.companions() if person.impact is Impact.HELPS]
        practical = bool(interests_in(barrier.text) & PRACTICAL)
        for kind, person in (*asked, *talked) if practical else (*talked, *asked):
            if not names(person, barrier.text) and barrier.blocks != person.id:
                yield Suggestion(kind, (barrier.id, person.id), said | {"person": spoken(person)}, reason, barrier.text)


def _in_the_way(fitting: Fitting, barrier: Barrier) -> tuple[Reason, str | None]:
    texts = {each.id: each.text for each in (*fitting.map.wishes, *fitting.map.goals)}
    item = fitting.map.item(barrier.blocks or "")
    what = spoken(item) if item else texts.get(barrier.blocks or "")
    return (Reason.IN_THE_WAY_OF if what else Reason.IN_THE_WAY), what


def _resource_names(resource: Resource) -> dict[str, str]:
    """Its name, and a sentence with when it was last checked; an invented entry says what it is."""
    return {"resource": resource.name, "details": short_details(resource)}


def _about(
    kind: SuggestionKind, reason: Reason, *, person: Item | None = None, thing: Item | None = None
) -> Suggestion:
    filled: dict[str, str] = {}
    for item in (person, thing):
        if item is not None:
            filled["person" if item is person else "thing"] = spoken(item)
            if item.kind in (Kind.PLACE, Kind.ACTIVITY, Kind.PERSON):
                filled[str(item.kind)] = spoken(item)
    filled.setdefault("thing", filled.get("person", ""))
    return Suggestion(kind, tuple(item.id for item in (person, thing) if item is not None), filled, reason)


WAYS: Mapping[str, Callable[[Fitting], Iterator[Suggestion]]] = {
    "wishes": _wished, "seldom seen": _seen_seldom, "back to": _back_to, "together": _together, "build on": _building_on_helping,
    "less of": _leaning_less, "more than one": _more_than_one, "balance": _balancing, "move": _moving, "barriers": _round_barriers,
}
