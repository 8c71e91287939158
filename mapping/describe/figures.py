"""The measures of a map as a table for the worker or a study: plain names, and "not defined" where a measure is not."""

from collections.abc import Iterator

from mapping.metrics import Metrics
from mapping.model import Kind
from mapping.words import read_words

_KINDS = {Kind.PERSON: "people", Kind.GROUP: "groups", Kind.PET: "pets", Kind.PLACE: "places", Kind.ACTIVITY: "activities"}
_SHARES = (
    "density", "effective_size", "efficiency", "constraint", "degree_centralisation", "betweenness_centralisation",
    "heterogeneity", "iqv", "entropy", "ei_index",
)


def figures(found: Metrics) -> tuple[tuple[str, str], ...]:
    """(name, value) for every measure, values to two decimals."""
    return tuple(_rows(found))


def _rows(found: Metrics) -> Iterator[tuple[str, str]]:
    words = read_words()["figures"]
    for kind, name in _KINDS.items():
        yield words["size"].format(kind=words[name]), str(found.size[kind])
    yield words["wished"], str(sum(found.wished.values()))
    yield words["past"], str(sum(found.past.values()))
    for formal, name in ((True, "formal"), (False, "informal"), (None, "formal_not_said")):
        yield words[name], str(found.formal[formal])
    yield words["ties"], str(found.ties_among_people)
    yield words["components"], str(len(found.components))
    yield words["isolates"], str(len(found.isolates))
    for name in _SHARES:
        value = getattr(found, name)
        yield words[name], words["undefined"] if value is None else f"{value:.2f}"
    for (one, other), links in found.cross_kind.items():
        name = words["cross_kind"].format(one=words[_KINDS[one]].lower(), other=words[_KINDS[other]].lower())
        yield name, words["of"].format(present=links.present, possible=links.possible)
