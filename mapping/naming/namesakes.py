"""Two people of one name: who shares a name, and what each is called so that a person can tell them apart."""

import re
from collections.abc import Iterable

from mapping.model import Item, Kind, Tie, WellbeingMap
from mapping.naming.labels import fold_label, is_role
from mapping.words import read_words

_MARKED = re.compile(r"^(?P<name>.+?) \((?P<mark>[^()]+)\)$")


def bare_name(label: str) -> str:
    """The name without what tells it apart: "Sarah (cousin)" is Sarah."""
    marked = _MARKED.match(label)
    return marked["name"] if marked else label


def mark_of(label: str) -> str | None:
    """What tells a name apart, if anything does: "Sarah (cousin)" is told apart by "cousin"."""
    marked = _MARKED.match(label)
    return marked["mark"] if marked else None


def namesakes(items: Iterable[Item]) -> dict[str, tuple[Item, ...]]:
    """People and pets who share a name, by the folded name; a role ("brother") is no name."""
    groups: dict[str, list[Item]] = {}
    for item in items:
        name = bare_name(item.label)
        if item.kind in (Kind.PERSON, Kind.PET) and not is_role(name, relation_words=item.relation_words):
            groups.setdefault(fold_label(name), []).append(item)
    return {name: tuple(group) for name, group in groups.items() if len(group) > 1}


def marks(item: Item, wellbeing_map: WellbeingMap) -> tuple[str, ...]:
    """The words that may tell this one apart, the most telling first: who they are, then where they belong, then where."""
    tied = {end for tie in wellbeing_map.ties if item.id in (tie.a, tie.b) for end in _ends(tie)} - {item.id}
    where = [other.label for other in wellbeing_map.items if other.id in tied and other.kind in (Kind.PLACE, Kind.GROUP)]
    named = read_words()["relations"]
    canonical = named.get(item.relation, item.relation) if item.relation else None
    said = [item.relation_words, canonical if canonical != "other" else None, *where, item.locality]
    return tuple(dict.fromkeys(word for word in said if word))


def told_apart(group: tuple[Item, ...], wellbeing_map: WellbeingMap) -> dict[str, str]:
    """A label for each of the group (by id), all different. What tells one apart keeps doing so while it is true."""
    standing = {item.id: mark for item in group if (mark := mark_of(item.label)) and mark in marks(item, wellbeing_map)}
    taken: set[str] = set(standing.values())
    shared = _shared_marks(group, wellbeing_map)
    labels = {}
    for item in group:
        mark = standing.get(item.id) or next(
            (word for word in marks(item, wellbeing_map) if fold_label(word) not in shared and word not in taken),
            None) or _another(taken)
        taken.add(mark)
        labels[item.id] = f"{bare_name(item.label)} ({mark})"
    return labels


def _shared_marks(group: tuple[Item, ...], wellbeing_map: WellbeingMap) -> set[str]:
    counted: dict[str, int] = {}
    for item in group:
        for mark in {fold_label(word) for word in marks(item, wellbeing_map)}:
            counted[mark] = counted.get(mark, 0) + 1
    return {mark for mark, count in counted.items() if count > 1}


def _another(taken: set[str]) -> str:
    word = read_words()["another"]
    return next(name for number in range(1, 100) if (name := word if number == 1 else f"{word} {number}") not in taken)


def _ends(tie: Tie) -> tuple[str, str]:
    return (tie.a, tie.b)
