"""Where everything on the picture of a map stands: pure functions from a map to places."""

from mapping.layout.place import place_items
from mapping.layout.shapes import Band, Box, Label, Layout, Level, Spot

__all__ = ["Band", "Box", "Label", "Layout", "Level", "Spot", "place_items"]
