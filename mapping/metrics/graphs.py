"""A map as graphs to measure. Only what is in the person's life now counts.

Domain handbook §6.1: the map asks for what is important "in your life right now". Wishes and what is past stand on it too, and
are counted apart, never into a measure.
"""

from collections.abc import Sequence

import networkx as nx

from mapping.model import Item, Kind, Status, WellbeingMap


def current(map: WellbeingMap, *kinds: Kind) -> tuple[Item, ...]:
    """What is in their life now, of these kinds or of all, in map order."""
    return tuple(item for item in map.items if item.status is Status.CURRENT and (not kinds or item.kind in kinds))


def graph_of(map: WellbeingMap, items: Sequence[Item]) -> nx.Graph:
    """These items and the ties among them, by id. A tie of an item with itself is left out."""
    graph = nx.Graph()
    graph.add_nodes_from(item.id for item in items)
    graph.add_edges_from((tie.a, tie.b) for tie in map.ties if tie.a != tie.b and tie.a in graph and tie.b in graph)
    return graph
