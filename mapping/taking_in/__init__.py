"""Takes a starting map in from another program's files. Nothing here touches a database."""

from mapping.taking_in.meanings import Meanings, read_meanings, shipped_meanings
from mapping.taking_in.network_canvas import read_starting_map
from mapping.taking_in.starting import NotTaken, StartingMap
from mapping.taking_in.tables import Table, read_tables

__all__ = [
    "Meanings", "NotTaken", "StartingMap", "Table", "read_meanings", "read_starting_map", "read_tables", "shipped_meanings",
]
