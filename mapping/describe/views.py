"""Parts of a map in words: who and what helps, what is hard, only people, around one thing, what they would like.

Each works on a whole map or on any part of one, so the same words stand beside the picture of a part.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from mapping.describe import said
from mapping.describe.facts import item_facts, item_line
from mapping.describe.names import Names, agreeing, section
from mapping.describe.whole import LIKE_PEOPLE, describe_map
from mapping.layout.measure import tidy
from mapping.model import Impact, Item, Kind, Status, WellbeingMap
from mapping.words import read_words

_GROUPED = {"person": LIKE_PEOPLE, "place": (Kind.PLACE,), "activity": (Kind.ACTIVITY,)}


def describe_helping(map: WellbeingMap) -> str:
    """Who and what helps now, in the person's own words; then what is a bit of both."""
    return _by_impact(map, Impact.HELPS) or read_words()["views"]["helps"]["none"]


def describe_hard(map: WellbeingMap) -> str:
    """Who and what makes it harder now, what is a bit of both, and what gets in the way."""
    parts = (_by_impact(map, Impact.HINDERS), said.barriers(map, Names(map)))
    return _paragraphs(*parts) or read_words()["views"]["hinders"]["none"]


def describe_people(map: WellbeingMap) -> str:
    """The people, groups and pets alone, and how they are linked."""
    people = map.of_kind(*LIKE_PEOPLE)
    if not people:
        return read_words()["views"]["people"]["none"]
    ids = {item.id for item in people}
    ties = tuple(tie for tie in map.ties if {tie.a, tie.b} <= ids)
    return describe_map(replace(map, items=people, ties=ties, wishes=(), barriers=(), goals=()))


def describe_around(map: WellbeingMap, item_id: str) -> str:
    """One person, place or activity, with all that is said of it and all that goes together with it."""
    item = map.item(item_id)
    if item is None:
        return read_words()["views"]["around"]["unknown"]
    names = Names(map)
    wishes = tuple(wish for wish in map.wishes if item_id in wish.items)
    goals = tuple(goal for goal in map.goals if item_id in goal.items)
    blocked = {item_id, *(each.id for each in (*wishes, *goals))}
    barriers = tuple(barrier for barrier in map.barriers if barrier.blocks in blocked)
    about = replace(map, wishes=wishes, barriers=barriers, goals=goals)
    return _paragraphs(
        " ".join(_told_of(item, names)), _tied_to(map, item, names), said.wishes(about, names), said.barriers(about, names),
        said.goals(about, names))


def describe_wishes(map: WellbeingMap) -> str:
    """What they would like: wishes, what is longed for, goals, and what is in the way of these."""
    wanted = tuple(item for item in map.items if item.status is Status.WISHED)
    ids = {each.id for each in (*map.wishes, *map.goals, *wanted)}
    if not ids:
        return read_words()["views"]["wishes"]["none"]
    names = Names(map)
    barriers = tuple(barrier for barrier in map.barriers if barrier.blocks in ids)
    longed_for = section(
        read_words()["text"]["headings"]["wished"], (item_line(names.of(item), item) for item in wanted))
    return _paragraphs(
        said.wishes(map, names), longed_for, said.goals(map, names), said.barriers(replace(map, barriers=barriers), names))


def describe_view(map: WellbeingMap, view: str, around: str | None = None) -> str:
    """A view by its name ("whole", "people", "helps", "hard", "around", "wishes"). Raises KeyError for any other.

    ``around`` is the id of the item that "around" is about.
    """
    return describe_around(map, around or "") if view == "around" else _VIEWS[view](map)


_VIEWS: Mapping[str, Callable[[WellbeingMap], str]] = {
    "whole": describe_map, "people": describe_people, "helps": describe_helping, "hard": describe_hard, "wishes": describe_wishes,
}


def _by_impact(map: WellbeingMap, impact: Impact) -> str:
    words, names = read_words()["views"], Names(map)
    now = [item for item in map.items if item.status is Status.CURRENT]
    parts = [
        section(words[impact.value][heading], (
            said.impact_line(names, item) for item in now if item.impact is impact and item.kind in kinds))
        for heading, kinds in _GROUPED.items()
    ]
    both = (said.impact_line(names, item) for item in now if item.impact is Impact.MIXED)
    return _paragraphs(*parts, section(words["mixed"], both))


def _told_of(item: Item, names: Names) -> Iterator[str]:
    words, name = read_words()["views"]["around"], names.of(item)
    facts = list(item_facts(item, with_kind=item.kind is not Kind.PERSON, with_ring=True))
    yield f"{name}: {'; '.join(facts)}." if facts else f"{name}."
    if item.status is not Status.CURRENT:
        yield agreeing(words[item.status.value], [item]).format(name=name)
    if item.impact:
        yield agreeing(words[item.impact.value], [item]).format(name=name)
    if own := tidy(item.impact_words or ""):
        yield words["own_words"].format(words=own)


def _tied_to(map: WellbeingMap, item: Item, names: Names) -> str:
    words = read_words()["views"]["around"]
    lines = []
    for tie in map.ties:
        if item.id in (tie.a, tie.b) and tie.a != tie.b:
            others = names.of_ids([tie.b if tie.a == item.id else tie.a])
            lines += [f"{other}: {tidy(tie.words)}." if tie.words else f"{other}." for other in others]
    return section(words["ties"], lines) or words["alone"].format(name=names.of(item))


def _paragraphs(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)
