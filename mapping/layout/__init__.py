"""Where everything on the picture of a map stands: pure functions from a map to places.

``place_items`` is in ``mapping.layout.place``, so that who only measures words needs no machine code.
"""

from mapping.layout.shapes import Band, Box, Label, Layout, Level, Spot

__all__ = ["Band", "Box", "Label", "Layout", "Level", "Spot"]
