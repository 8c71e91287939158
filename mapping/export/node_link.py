"""A map as a file: networkx node-link JSON with the attributes of design §5, in a form that has a version.

``map-1.schema.json`` beside this module is its JSON Schema (draft 2020-12). A new field that readers may pass over raises
the second figure of FORMAT_VERSION; one that they must know raises the first, and gets a schema file of its own.
"""

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import networkx as nx

from mapping.history.bodies import item_body
from mapping.model import Barrier, Goal, WellbeingMap, Wish

FORMAT = "selfmap-map"
FORMAT_VERSION = "1.0"
SCHEMA = Path(__file__).parent / "map-1.schema.json"


def graph_of(wellbeing_map: WellbeingMap) -> nx.Graph:
    """The map as a networkx graph: items by id, ties between them, the rest as the graph's own attributes."""
    graph = nx.Graph(name=wellbeing_map.name, session=wellbeing_map.session, at=_moment(wellbeing_map.at))
    for kind in ("wishes", "barriers", "goals"):
        graph.graph[kind] = [_row(each) for each in getattr(wellbeing_map, kind)]
    for item in wellbeing_map.items:
        graph.add_node(item.id, **item_body(item), sources=list(item.sources))
    for tie in wellbeing_map.ties:
        graph.add_edge(tie.a, tie.b, words=tie.words, strength=tie.strength, sources=list(tie.sources))
    return graph


def map_data(wellbeing_map: WellbeingMap) -> dict[str, Any]:
    """The map as node-link data: plain lists and words, ready for JSON."""
    return {"format": FORMAT, "version": FORMAT_VERSION, **nx.node_link_data(graph_of(wellbeing_map), edges="edges")}


def dump_map(wellbeing_map: WellbeingMap) -> str:
    """The map as the text of a file."""
    return json.dumps(map_data(wellbeing_map), ensure_ascii=False, indent=2) + "\n"


def _row(said: Wish | Barrier | Goal) -> dict[str, Any]:
    return {name: _plain(value) for name, value in asdict(said).items()}


def _plain(value: object) -> Any:
    """A value as JSON, whatever goals come to hold: times as ISO 8601, several as a list, closed sets as their word."""
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, dict):
        return {str(name): _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value if value is None or isinstance(value, bool | int | float) else str(value)


def _moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
