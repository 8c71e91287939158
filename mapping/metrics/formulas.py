"""The formulas of domain handbook §6.4, on plain networkx graphs and counts. ``None`` is "undefined", never 0.

Graphs are undirected, of people only and without the participant. n: people, m: ties among them.
"""

from collections.abc import Iterable, Sequence
from math import log2

import networkx as nx

EGO = object()  # the participant, where a formula needs them: no id can be the same


def density(people: nx.Graph) -> float | None:
    """2m / n(n-1), from 0 to 1. Undefined for fewer than two people (egor: NA; networkx would say 0)."""
    return nx.density(people) if len(people) > 1 else None


def components(people: nx.Graph) -> list[list[object]]:
    """The circles that hang together, the biggest first, each in graph order; somebody alone is one of their own."""
    order = {node: place for place, node in enumerate(people)}
    found = [sorted(part, key=order.__getitem__) for part in nx.connected_components(people)]
    return sorted(found, key=lambda part: (-len(part), order[part[0]]))


def isolates(people: nx.Graph) -> list[object]:
    """People tied to no other person."""
    return list(nx.isolates(people))


def effective_size(people: nx.Graph) -> float | None:
    """n - 2m/n (Borgatti, unweighted): how many people reach others that nobody else here reaches. Undefined for n = 0."""
    return nx.effective_size(_with_ego(people), [EGO])[EGO] if len(people) else None


def efficiency(people: nx.Graph) -> float | None:
    """Effective size / n, up to 1. Undefined for n = 0."""
    size = effective_size(people)
    return None if size is None else size / len(people)


def constraint(people: nx.Graph) -> float | None:
    """Burt's constraint of the participant, all ties weighing the same. Undefined for n = 0."""
    return nx.constraint(_with_ego(people), [EGO])[EGO] if len(people) else None


def degree_centralisation(people: nx.Graph) -> float | None:
    """Freeman's: sum(max - degree) / ((n-1)(n-2)); 0 all alike, 1 a star. Undefined for fewer than three people."""
    count = len(people)
    return _spread(dict(people.degree()).values()) / ((count - 1) * (count - 2)) if count > 2 else None


def betweenness_centralisation(people: nx.Graph) -> float | None:
    """Freeman's, on betweenness from 0 to 1: sum(max - b) / (n-1). Undefined for fewer than three people."""
    count = len(people)
    return _spread(nx.betweenness_centrality(people).values()) / (count - 1) if count > 2 else None


def shares(counts: Sequence[int]) -> list[float] | None:
    """n_k / n for each category. Undefined for n = 0."""
    total = sum(counts)
    return [count / total for count in counts] if total else None


def blau(counts: Sequence[int]) -> float | None:
    """Blau's heterogeneity 1 - sum(p²), from 0 to 1 - 1/K. Undefined for n = 0."""
    parts = shares(counts)
    return None if parts is None else 1 - sum(part * part for part in parts)


def iqv(counts: Sequence[int]) -> float | None:
    """K(1 - sum(p²)) / (K - 1), from 0 to 1. ``counts`` has all K categories, empty ones too. Undefined for n = 0, K < 2."""
    unlike, kinds = blau(counts), len(counts)
    return None if unlike is None or kinds < 2 else kinds * unlike / (kinds - 1)


def entropy(counts: Sequence[int]) -> float | None:
    """Shannon's, in bits; 0·log 0 is 0. Undefined for n = 0."""
    parts = shares(counts)
    return None if parts is None else sum(-part * log2(part) for part in parts if part)


def ei_index(external: int, internal: int) -> float | None:
    """(E - I) / (E + I), from -1 (all within) to 1 (all across). Undefined where there are none."""
    return (external - internal) / (external + internal) if external + internal else None


def _spread(values: Iterable[float]) -> float:
    values = list(values)
    return sum(max(values) - value for value in values)


def _with_ego(people: nx.Graph) -> nx.Graph:
    whole = nx.Graph(people.edges)
    whole.add_edges_from((EGO, person) for person in people)
    return whole
