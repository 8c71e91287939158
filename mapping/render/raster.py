"""Turns the picture into a PNG with our own fonts only, so that it looks the same on every machine."""

from collections.abc import Mapping
from datetime import datetime

import resvg_py

from mapping.layout.measure import FONTS
from mapping.model import WellbeingMap
from mapping.render.svg import draw_svg


def draw_png(
    map: WellbeingMap,
    *,
    theme: str = "light",
    title: str | None = None,
    now: datetime | None = None,
    previous: Mapping[str, tuple[float, float]] | None = None,
    zoom: float = 1,
) -> bytes:
    """The map as a PNG picture, 1280 by 1280 pixels at ``zoom`` 1 up to 60 items."""
    return rasterise(draw_svg(map, theme=theme, title=title, now=now, previous=previous), zoom=zoom)


def rasterise(svg: str, *, zoom: float = 1) -> bytes:
    """An SVG picture of ours as PNG."""
    plain = all(letter < "\u017f" or letter in "…·’‘“”–—" for letter in svg)
    files = sorted(str(path) for path in FONTS.glob("Atkinson*.ttf" if plain else "*.ttf"))
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            skip_system_fonts=True,
            font_files=files,
            font_family="Atkinson Hyperlegible",
            sans_serif_family="Noto Sans",
            zoom=zoom,
        )
    )
