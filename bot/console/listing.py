"""A map as a list for its page: everything on it once, in groups, with what is said of it and what it goes with."""

from collections.abc import Iterator
from dataclasses import dataclass

from mapping.describe.names import Names
from mapping.describe.third_person import facts_about
from mapping.model import Closeness, Item, Kind, Status, WellbeingMap
from mapping.views import LIKE_PEOPLE
from mapping.words import read_words


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing: its name, what is said of it, and the names of what it goes with."""

    id: str
    name: str
    facts: tuple[str, ...]
    ties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A heading with the things under it, or with wishes or barriers (id, words)."""

    heading: str
    entries: tuple[Entry, ...] = ()
    said: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a longer text: a heading with lines, or plain words."""

    heading: str
    lines: tuple[str, ...]


def groups_of(map: WellbeingMap) -> tuple[Group, ...]:
    """Everything on the map, the closest people first; groups with nothing in them are left out."""
    words, names = read_words()["console"]["list"], Names(map)
    found = [Group(words[key], tuple(entry_of(item, map, names) for item in items)) for key, items in _parts(map)]
    found.append(Group(words["wishes"], said=tuple((wish.id, _less(wish.text, wish.less)) for wish in map.wishes)))
    found.append(Group(words["barriers"], said=tuple((barrier.id, barrier.text) for barrier in map.barriers)))
    return tuple(group for group in found if group.entries or group.said)


def entry_of(item: Item, map: WellbeingMap, names: Names) -> Entry:
    """One thing with what is said of it."""
    ends = [end for tie in map.ties if item.id in (tie.a, tie.b) for end in (tie.a, tie.b) if end != item.id]
    return Entry(item.id, names.of(item), tuple(facts_about(item, with_kind=item.kind not in (Kind.PERSON, Kind.PLACE, Kind.ACTIVITY))),
                 tuple(names.of_ids(ends)))


def blocks_of(text: str) -> tuple[Block, ...]:
    """A text of ``mapping.describe`` taken apart: each paragraph as its heading and the lines under it."""
    return tuple(_block(paragraph.split("\n")) for paragraph in text.split("\n\n") if paragraph.strip())


def _block(lines: list[str]) -> Block:
    listed = tuple(line[2:] for line in lines if line.startswith("- "))
    head = " ".join(line for line in lines if not line.startswith("- "))
    return Block(head.rstrip(":"), listed) if listed else Block("", (head,))


def _parts(map: WellbeingMap) -> Iterator[tuple[str, tuple[Item, ...]]]:
    now = [item for item in map.items if item.status is Status.CURRENT]
    for ring in (*Closeness, None):
        yield ring.value if ring else "unplaced", tuple(item for item in now if item.kind in LIKE_PEOPLE and item.closeness is ring)
    for kind in (Kind.PLACE, Kind.ACTIVITY):
        yield kind.value, tuple(item for item in now if item.kind is kind)
    for status in (Status.WISHED, Status.PAST):
        yield status.value, tuple(item for item in map.items if item.status is status)


def _less(text: str, less: bool) -> str:
    return f"Less of: {text}" if less else text
