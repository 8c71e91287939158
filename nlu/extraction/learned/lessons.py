"""Turns an annotated text into lessons: what a judge saw, and what would have been right."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from mapping.model import Kind, Link, Mention, is_formal
from nlu.evaluation.scoring import fold
from nlu.extraction import links
from nlu.extraction.learned.candidates import SORT, further
from nlu.extraction.learned.impact_traits import impact_traits
from nlu.extraction.learned.item_traits import item_traits
from nlu.extraction.learned.judges import BEING, NONE, TIE, pairs
from nlu.extraction.learned.tie_traits import tie_traits
from nlu.extraction.reader import Reader
from nlu.extraction.seen import Seen
from nlu.extraction.sightings import Sighting

Lesson = tuple[list[str], str]  # traits, the right class
CLASS = {"person": BEING, "group": BEING, "pet": "pet", "place": "place", "activity": "activity"}


@dataclass(slots=True)
class Lessons:
    """All lessons for the three judges."""

    items: list[Lesson] = field(default_factory=list)
    ties: list[Lesson] = field(default_factory=list)
    impacts: list[Lesson] = field(default_factory=list)


def known_of(row: dict) -> tuple[Mention, ...]:
    """The map so far, as a row gives it."""
    return tuple(
        Mention(k["label"], Kind(k["type"]), k.get("relation"), formal=is_formal(k.get("relation")), known=True)
        for k in row.get("known") or ()
    )


def learn_from(reader: Reader, row: dict, lessons: Lessons) -> None:
    """Add what this annotated text teaches. ``reader`` must be one without judges."""
    seen = reader.look(row["text"], asked=row.get("asked"), about=row.get("about"), known=known_of(row))
    if seen is None or seen.answer is not None or seen.corrected.corrections:
        return
    lessons.items += _item_lessons(seen, row)
    told = reader.attributed(seen)
    found = links.find_links(seen.message, seen.clauses, told, seen.asked)
    meant = _meant(told, row["nodes"])
    lessons.ties += _tie_lessons(seen, told, found, meant, row)
    for sighting in told:
        if id(sighting) in meant:
            right = meant[id(sighting)]["impact"] or NONE
            lessons.impacts.append((list(impact_traits(seen, told, sighting)), right))


def _item_lessons(seen: Seen, row: dict) -> Iterator[Lesson]:
    candidates = [*seen.sightings, *further(seen.message, seen.sightings)]
    surest = sorted(candidates, key=lambda s: (s.sort == SORT, s.dropped))
    meant = _meant(surest, row["nodes"])
    for candidate in candidates:
        if not candidate.known:
            right = CLASS[meant[id(candidate)]["type"]] if id(candidate) in meant else NONE
            yield list(item_traits(seen.spots, seen.clauses, candidate, seen.asked)), right


def _tie_lessons(seen: Seen, told: list[Sighting], found: list[Link], meant: dict[int, dict], row: dict) -> Iterator[Lesson]:
    by_pattern = {frozenset((link.a.lower(), link.b.lower())): link for link in found}
    wanted = {frozenset(map(fold, link)) for link in row["links"]}
    for a, b in pairs(told):
        ends = [fold(meant[id(s)]["label"]) for s in (a, b) if id(s) in meant]
        right = TIE if frozenset(ends) in wanted else NONE
        pattern = by_pattern.get(frozenset((a.mention().label.lower(), b.mention().label.lower())))
        yield list(tie_traits(seen, told, a, b, pattern)), right


def _meant(sightings: list[Sighting], nodes: list[dict]) -> dict[int, dict]:
    """Which annotated node each sighting is (by the sighting's id); each node once."""
    left, found = list(nodes), {}
    for sighting in sightings:
        label = fold(sighting.mention().label)
        node = next((n for n in left if label in {fold(name) for name in (n["label"], *n.get("alts", []))}), None)
        if node is not None:
            left.remove(node)
            found[id(sighting)] = node
    return found


