"""How people, places and activities hang together: links across kinds, what joins parts of a life, what rests on one person."""

from dataclasses import dataclass
from itertools import combinations

import networkx as nx

from mapping.metrics.graphs import current, graph_of
from mapping.model import Kind, WellbeingMap

PART = 2  # items: something that hangs on one other by itself is no part of a life yet


@dataclass(frozen=True, slots=True)
class Links:
    """How many of the possible ties between two kinds are on the map."""

    present: int
    possible: int


def cross_kind_links(map: WellbeingMap) -> dict[tuple[Kind, Kind], Links]:
    """For every two kinds that are both there: ties present, and possible. Nothing defines density for a map of several
    kinds, so these are reported pair by pair (domain handbook §6.4)."""
    kinds = {item.id: item.kind for item in current(map)}
    tied = [frozenset((kinds[a], kinds[b])) for a, b in graph_of(map, current(map)).edges]
    sizes = {kind: sum(each is kind for each in kinds.values()) for kind in Kind}
    return {
        (one, other): Links(tied.count(frozenset((one, other))), sizes[one] * sizes[other])
        for one, other in combinations(Kind, 2) if sizes[one] and sizes[other]
    }


def joins_parts(map: WellbeingMap) -> dict[str, tuple[tuple[str, ...], ...]]:
    """What joins parts of a life: by id, the parts (two items or more each) that nothing else on the map holds together."""
    graph = graph_of(map, current(map))
    order = {item_id: place for place, item_id in enumerate(graph)}
    found = {}
    for item_id in sorted(nx.articulation_points(graph), key=order.__getitem__):
        around = nx.node_connected_component(graph, item_id) - {item_id}
        parts = [
            tuple(sorted(part, key=order.__getitem__))
            for part in nx.connected_components(graph.subgraph(around)) if len(part) >= PART
        ]
        if len(parts) > 1:
            found[item_id] = tuple(sorted(parts, key=lambda part: order[part[0]]))
    return found


def rests_on_one(map: WellbeingMap) -> dict[str, tuple[str, ...]]:
    """Places, activities and groups that are tied to one person and no other, by the id of that person.

    What is tied to nobody is not among them: a person may well do it alone.
    """
    graph = graph_of(map, current(map))
    people = {person.id for person in current(map, Kind.PERSON)}
    found: dict[str, list[str]] = {}
    for item in current(map, Kind.PLACE, Kind.ACTIVITY, Kind.GROUP):
        holding = people & set(graph[item.id])
        if len(holding) == 1:
            found.setdefault(holding.pop(), []).append(item.id)
    return {person: tuple(found[person]) for person in graph if person in found}
