"""The map as GraphML and GEXF, for Gephi, igraph, R and the like: flat values only, and no sign that XML refuses.

The participant is no node (ego networks are analysed without ego); what they said of themselves, of wishes, barriers and
goals are attributes of the graph. Several values in one attribute are a JSON list.
"""

import io
import json
from typing import Any

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter
from networkx.readwrite.graphml import GraphMLWriter

from mapping.export.node_link import graph_of
from mapping.export.signs import writable
from mapping.model import WellbeingMap


def flat_graph(wellbeing_map: WellbeingMap) -> nx.Graph:
    """The map as a graph whose attributes are text, whole numbers or true and false; what was not said is left out."""
    graph = graph_of(wellbeing_map)
    flat = nx.Graph(**_flat(graph.graph))
    for item, said in graph.nodes(data=True):
        flat.add_node(item, **_flat(said))
    for a, b, said in graph.edges(data=True):
        flat.add_edge(a, b, **_flat(said))
    return flat


def write_graphml(wellbeing_map: WellbeingMap) -> bytes:
    """The map as GraphML, UTF-8."""
    writer, out = GraphMLWriter(encoding="utf-8", prettyprint=True), io.BytesIO()
    writer.add_graph_element(flat_graph(wellbeing_map))
    writer.dump(out)
    return out.getvalue().replace(b"\r", b"&#13;")  # readers turn a bare carriage return into a line end


def write_gexf(wellbeing_map: WellbeingMap) -> bytes:
    """The map as GEXF 1.2, UTF-8, with the map's own date and none of the day it was written."""
    graph = flat_graph(wellbeing_map)
    name = str(graph.graph.pop("name", ""))
    graph.name = name
    writer, out = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft"), io.BytesIO()
    writer.add_graph(graph)
    for meta in writer.xml.iter("meta"):
        meta.attrib.pop("lastmodifieddate", None)
        if wellbeing_map.at:
            meta.set("lastmodifieddate", wellbeing_map.at.date().isoformat())
    writer.write(out)
    return out.getvalue().replace(b"\r", b"&#13;")


def _flat(said: dict[str, Any]) -> dict[str, str | int | bool]:
    return {name: _one(value) for name, value in said.items() if value not in (None, [], ())}


def _one(value: Any) -> str | int | bool:
    if isinstance(value, bool | int):
        return value
    return writable(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
