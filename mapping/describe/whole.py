"""The whole map as text: everything on it, grouped the way people speak of their lives.

Complete: from the text alone the map can be built again (``tests/unit/test_describe_complete.py`` does so). Left out is what
nobody said: ids, sources and times.
"""

from collections.abc import Iterator

from mapping.describe import said
from mapping.describe.facts import item_line
from mapping.describe.names import Names, counted, listed, section
from mapping.model import Closeness, Kind, Status, WellbeingMap
from mapping.words import read_words

LIKE_PEOPLE = (Kind.PERSON, Kind.GROUP, Kind.PET)


def describe_map(map: WellbeingMap) -> str:
    """Everything on the map as plain paragraphs. Works for any part of a map too."""
    if not (map.items or map.wishes or map.goals or map.barriers):
        return read_words()["text"]["empty"]
    names = Names(map)
    paragraphs = (
        opening(map),
        *people(map, names),
        *_kind_lists(map, names),
        *_not_now(map, names),
        said.ties(map, names),
        *said.impacts(map, names),
        said.wishes(map, names),
        said.barriers(map, names),
        said.goals(map, names),
    )
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def opening(map: WellbeingMap) -> str:
    """How much is on the map."""
    words = read_words()["text"]
    counts = [counted(words["counts"][kind.value], count) for kind in Kind if (count := len(map.of_kind(kind)))]
    if not counts:
        return words["nothing_placed"]
    return words["opening"].format(counts=listed(counts)) + (
        " " + counted(words["ties_count"], len(map.ties)) if map.ties else "")


def people(map: WellbeingMap, names: Names) -> Iterator[str]:
    """A paragraph for each ring with people, groups or pets in it, the closest first; last those not placed."""
    headings = read_words()["text"]["headings"]
    now = [item for item in map.of_kind(*LIKE_PEOPLE) if item.status is Status.CURRENT]
    for ring in (*Closeness, None):
        lines = (
            item_line(names.of(item), item, with_kind=item.kind is not Kind.PERSON, with_ring=False)
            for item in now if item.closeness is ring
        )
        yield section(headings[ring.value if ring else "unplaced"], lines)


def _kind_lists(map: WellbeingMap, names: Names) -> Iterator[str]:
    headings = read_words()["text"]["headings"]
    for kind in (Kind.PLACE, Kind.ACTIVITY):
        now = (item for item in map.of_kind(kind) if item.status is Status.CURRENT)
        yield section(headings[kind.value], (item_line(names.of(item), item, with_kind=False) for item in now))


def _not_now(map: WellbeingMap, names: Names) -> Iterator[str]:
    """What is longed for, and what is past: neither is put down as part of their life now."""
    headings = read_words()["text"]["headings"]
    for status in (Status.WISHED, Status.PAST):
        lines = (item_line(names.of(item), item) for item in map.items if item.status is status)
        yield section(headings[status.value], lines)
