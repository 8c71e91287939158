"""A map as files: to look at, to take to a GP, for other programs; and a map file read back."""

from mapping.export.node_link import dump_map, graph_of, map_data
from mapping.export.reading import load_map

__all__ = ["dump_map", "graph_of", "load_map", "map_data"]
