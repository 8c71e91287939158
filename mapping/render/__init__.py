"""Draws a map as a picture: SVG, PNG or PDF. Pure functions; nothing is read but our fonts and words."""

from mapping.render.drawing import draw_comparison, draw_pdf, draw_png, draw_svg, draw_view, file_of

__all__ = ["draw_comparison", "draw_pdf", "draw_png", "draw_svg", "draw_view", "file_of"]
