"""Draws a map as a picture: SVG, PNG or PDF. Pure functions; nothing is read but our fonts and words."""

from mapping.render.pdf import draw_pdf
from mapping.render.raster import draw_png
from mapping.render.svg import draw_svg

__all__ = ["draw_pdf", "draw_png", "draw_svg"]
