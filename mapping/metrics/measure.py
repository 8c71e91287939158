"""All measures of one map, and of the way between two."""

from collections.abc import Mapping
from dataclasses import dataclass

from mapping.comparison import Comparison
from mapping.metrics import formulas
from mapping.metrics.across import Links, cross_kind_links, joins_parts, rests_on_one
from mapping.metrics.circle import Circle, circle_of, composition, formal_counts
from mapping.metrics.graphs import current, graph_of
from mapping.model import Item, Kind, Status, WellbeingMap


@dataclass(frozen=True, slots=True)
class Metrics:
    """The measures of domain handbook §6.4 on what is in the person's life now. ``None`` is "undefined", never 0.

    Sizes are counts by kind, ``wished`` and ``past`` what stands on the map besides. Density, components, isolates, effective
    size, efficiency, constraint and both centralisations are of people alone, without the participant. ``heterogeneity``,
    ``iqv`` and ``entropy`` are of ``composition``; ``ei_index`` weighs ties between circles against those within one.
    """

    size: Mapping[Kind, int]
    wished: Mapping[Kind, int]
    past: Mapping[Kind, int]
    composition: Mapping[Circle, int]
    formal: Mapping[bool | None, int]
    ties_among_people: int
    density: float | None
    components: tuple[tuple[str, ...], ...]
    isolates: tuple[str, ...]
    effective_size: float | None
    efficiency: float | None
    constraint: float | None
    degree_centralisation: float | None
    betweenness_centralisation: float | None
    heterogeneity: float | None
    iqv: float | None
    entropy: float | None
    ei_index: float | None
    cross_kind: Mapping[tuple[Kind, Kind], Links]
    joins_parts: Mapping[str, tuple[tuple[str, ...], ...]]
    rests_on_one: Mapping[str, tuple[str, ...]]


def measure(map: WellbeingMap) -> Metrics:
    """All measures of this map. An empty map has sizes of 0 and nothing that is undefined for it."""
    people = {person.id: person for person in current(map, Kind.PERSON)}
    graph = graph_of(map, tuple(people.values()))
    circles = composition(map)
    across = sum(circle_of(people[a]) is not circle_of(people[b]) for a, b in graph.edges)
    counts = tuple(circles.values())
    return Metrics(
        size=_sizes(map, Status.CURRENT),
        wished=_sizes(map, Status.WISHED),
        past=_sizes(map, Status.PAST),
        composition=circles,
        formal=formal_counts(map),
        ties_among_people=graph.number_of_edges(),
        density=formulas.density(graph),
        components=tuple(tuple(str(each) for each in part) for part in formulas.components(graph)),
        isolates=tuple(str(each) for each in formulas.isolates(graph)),
        effective_size=formulas.effective_size(graph),
        efficiency=formulas.efficiency(graph),
        constraint=formulas.constraint(graph),
        degree_centralisation=formulas.degree_centralisation(graph),
        betweenness_centralisation=formulas.betweenness_centralisation(graph),
        heterogeneity=formulas.blau(counts),
        iqv=formulas.iqv(counts),
        entropy=formulas.entropy(counts),
        ei_index=formulas.ei_index(across, graph.number_of_edges() - across),
        cross_kind=cross_kind_links(map),
        joins_parts=joins_parts(map),
        rests_on_one=rests_on_one(map),
    )


@dataclass(frozen=True, slots=True)
class Change:
    """How the people on two maps overlap (domain handbook §6.3). ``None`` is "undefined".

    ``stability``: kept / people before. ``turnover``: (gone + new) / people on either. ``jaccard``: kept / people on either.
    ``delta``: people now - people before.
    """

    stability: float | None
    turnover: float | None
    jaccard: float | None
    delta: int


def measure_change(compared: Comparison) -> Change:
    """How the people in a life changed between two maps. Only those who were, or are, in it at the time count."""
    before = {compared.same.get(person.id, person.id) for person in current(compared.before, Kind.PERSON)}
    after = {person.id for person in current(compared.after, Kind.PERSON)}
    either = before | after
    return Change(
        stability=len(before & after) / len(before) if before else None,
        turnover=len(before ^ after) / len(either) if either else None,
        jaccard=len(before & after) / len(either) if either else None,
        delta=len(after) - len(before),
    )


def _sizes(map: WellbeingMap, status: Status) -> dict[Kind, int]:
    def counts(item: Item, kind: Kind) -> bool:
        return item.kind is kind and item.status is status

    return {kind: sum(counts(item, kind) for item in map.items) for kind in Kind}
