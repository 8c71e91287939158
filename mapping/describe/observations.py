"""What a map says, in plain sentences to think about. Never scored, ranked, praised or held against what is usual."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from mapping.describe.captions import cut, some
from mapping.describe.names import agreeing, counted, listed
from mapping.layout.measure import tidy
from mapping.metrics import CIRCLES, Circle, Metrics, measure
from mapping.model import Impact, Item, Kind, Status, WellbeingMap
from mapping.naming import spoken
from mapping.words import of_them, read_words

MOST_CIRCLES = 4  # circles of people named one by one


@dataclass(frozen=True, slots=True)
class Observation:
    """One thing that the map says. ``key`` names the sort, ``items`` are the ids that it is about."""

    key: str
    text: str
    items: tuple[str, ...] = ()


def observe(map: WellbeingMap) -> tuple[Observation, ...]:
    """All that can be said of this map, the plainest first. What was not said is never told as if it were not so."""
    found = measure(map)
    return tuple(
        replace(each, text=each.text[:1].upper() + each.text[1:]) for way in _WAYS for each in way(map, found))


def tell_observations(map: WellbeingMap, most: int = 6) -> str:
    """Up to ``most`` observations one under the other, with a question to think about at the end."""
    words = read_words()["observations"]
    told = [f"- {each.text}" for each in observe(map)[:most]]
    return "\n".join([*told, "", words["closing"]]) if told else words["none"]


def _circles(map: WellbeingMap, found: Metrics) -> Iterator[Observation]:
    words = read_words()["observations"]
    there = {circle: count for circle, count in found.composition.items() if count}
    people = tuple(item.id for item in map.of_kind(Kind.PERSON) if item.status is Status.CURRENT)
    if len(there) > 1:
        groups = listed([counted(words["circle"][circle.value], there[circle]) for circle in CIRCLES if circle in there])
        yield Observation("circles", words["circles"].format(groups=groups), people)
    elif len(people) > 1 and (only := next(iter(there))) is not Circle.OTHER:
        yield Observation("circles", words["all_of_one"][only.value], people)


def _links(map: WellbeingMap, found: Metrics) -> Iterator[Observation]:
    words = read_words()["observations"]
    if found.size[Kind.PERSON] < 2:
        return
    if not found.ties_among_people:
        yield Observation("no_pairs", words["no_pairs"])
        return
    yield Observation("pairs", counted(words["pairs"], found.ties_among_people))
    circles = [part for part in found.components if len(part) > 1]
    if 1 < len(circles) <= MOST_CIRCLES:
        told = words["part"].join(_said(map, part) for part in circles)
        ids = tuple(each for part in circles for each in part)
        yield Observation("separate", words["separate"].format(count=len(circles), circles=told), ids)
    if found.isolates:
        text = _agreeing(words["isolates"], map, found.isolates).format(names=_said(map, found.isolates))
        yield Observation("isolates", text, found.isolates)


def _with_others(map: WellbeingMap, found: Metrics) -> Iterator[Observation]:
    """What they do with someone, and what is linked with nobody; not said is not "alone"."""
    words = read_words()["observations"]
    company = {item.id for item in map.of_kind(Kind.PERSON, Kind.GROUP, Kind.PET) if item.status is Status.CURRENT}
    doing = [item for item in map.of_kind(Kind.ACTIVITY) if item.status is Status.CURRENT]
    ends = {frozenset((tie.a, tie.b)) for tie in map.ties}
    shared = tuple(item.id for item in doing if any(frozenset((item.id, each)) in ends for each in company))
    rest = tuple(item.id for item in doing if item.id not in shared)
    for key, ids in (("with_someone", shared), ("with_nobody", rest if shared else ())):
        if ids:
            yield Observation(key, words[key]["one" if len(ids) == 1 else "many"].format(names=_said(map, ids)), ids)


def _joining(map: WellbeingMap, found: Metrics) -> Iterator[Observation]:
    words = read_words()["observations"]
    for item_id, parts in found.joins_parts.items():
        told = words["part"].join(_said(map, part) for part in parts)
        yield Observation("joins", words["joins"].format(name=_said(map, [item_id]), parts=told), (item_id,))


def _resting(map: WellbeingMap, found: Metrics) -> Iterator[Observation]:
    words = read_words()["observations"]
    for person, things in found.rests_on_one.items():
        text = _agreeing(words["rests_on_one"], map, things)
        told = text.format(things=_said(map, things), name=_said(map, [person]))
        yield Observation("rests_on_one", told, (person, *things))


def _helping(map: WellbeingMap, found: Metrics) -> Iterator[Observation]:
    words = read_words()["observations"]
    helping = [item for item in map.items if item.impact is Impact.HELPS and item.status is Status.CURRENT]
    if helping:
        ids = tuple(item.id for item in helping)
        yield Observation("helps", agreeing(words["helps"], helping).format(names=_said(map, ids)), ids)
    people = [item for item in helping if item.kind is Kind.PERSON]
    if len(people) == 1 and len(helping) > 1 and found.size[Kind.PERSON] > 1:
        yield Observation("one_helps", agreeing(words["one_helps"], people).format(name=_said(map, [people[0].id])), (people[0].id,))


def _not_now(map: WellbeingMap, found: Metrics) -> Iterator[Observation]:
    words = read_words()["observations"]
    for key, status in (("wishes", Status.WISHED), ("past", Status.PAST)):
        if ids := tuple(item.id for item in map.items if item.status is status):
            yield Observation(key, counted(words[key], len(ids)), ids)


def _said(map: WellbeingMap, ids: Sequence[str]) -> str:
    """The names as the bot says them in a sentence, the first few."""
    return some([cut(tidy(_called(item))) for item_id in ids if (item := map.item(item_id))])


def _called(item: Item) -> str:
    said = spoken(item)
    return said.removeprefix("your ") if of_them() else said


def _agreeing(forms: dict[str, str], map: WellbeingMap, ids: tuple[str, ...]) -> str:
    return agreeing(forms, [item for item_id in ids if (item := map.item(item_id))])


_WAYS: tuple[Callable[[WellbeingMap, Metrics], Iterator[Observation]], ...] = (
    _circles, _helping, _links, _with_others, _joining, _resting, _not_now,
)
