"""What everything stands on: the page, the three rings, the band of what has no place yet, and the participant."""

from math import cos, sin

from mapping.layout import Layout
from mapping.layout.measure import shorten, text_width, tidy
from mapping.layout.rings import CAPTION_SIZE, RINGS
from mapping.model import Closeness, WellbeingMap
from mapping.render.pieces import circle, line, tag, words
from mapping.render.themes import Theme
from mapping.words import read_words

_GROUND = {Closeness.INNER: 0, Closeness.MIDDLE: 1, Closeness.OUTER: 2}


def draw_rings(layout: Layout, theme: Theme) -> str:
    """The rings from the outside in, then the faint borders between people, places and activities."""
    x, y = layout.centre
    rings = []
    for band in sorted(layout.bands, key=lambda band: -band.outer):
        placed = band.closeness is not None
        rings.append(
            circle(
                x,
                y,
                band.outer,
                fill=theme.grounds[_GROUND[band.closeness]] if placed else theme.page,
                stroke=theme.line if placed else theme.muted,
                stroke_width=2.0,
                stroke_dasharray=None if placed else "3 9",
                stroke_linecap=None if placed else "round",
            )
        )
        if not placed:
            rings.append(
                circle(
                    x,
                    y,
                    band.inner + 1,
                    fill="none",
                    stroke=theme.muted,
                    stroke_width=2.0,
                    stroke_dasharray="3 9",
                    stroke_linecap="round",
                )
            )
    return "".join(rings) + _borders(layout, theme)


def _borders(layout: Layout, theme: Theme) -> str:
    x, y = layout.centre
    return "".join(
        line(
            x + band.inner * cos(start),
            y + band.inner * sin(start),
            x + band.outer * cos(start),
            y + band.outer * sin(start),
            stroke=theme.line,
            stroke_width=1.5,
            stroke_dasharray="2 8",
            stroke_linecap="round",
        )
        for band in layout.bands
        if len(band.sectors) > 1
        for start, _ in band.sectors.values()
    )


def draw_captions(layout: Layout, theme: Theme) -> str:
    """The name of each ring, at its top."""
    said = read_words()["rings"]
    parts = []
    for band in sorted(layout.bands, key=lambda band: RINGS.index(band.closeness)):
        text, box = said[band.closeness.value if band.closeness else "none"], band.caption
        ground = theme.grounds[_GROUND[band.closeness]] if band.closeness else theme.page
        parts.append(
            tag(
                "rect",
                x=box.left,
                y=box.top + 1,
                width=box.right - box.left,
                height=27,
                rx=12,
                fill=ground,
                opacity="0.9",
            )
        )
        parts.append(words(text, layout.centre[0], box.top + 22, CAPTION_SIZE, theme.muted, font_style=None))
    return "".join(parts)


def draw_you(map: WellbeingMap, layout: Layout, theme: Theme) -> str:
    """The participant, in the middle: their name, or "You"."""
    x, y = layout.centre
    name = tidy(map.name or "") or read_words()["picture"]["you"]
    room = 2 * layout.you_radius - 18
    size = max(24.0, min(38.0, 38 * room / max(text_width(name, 38, bold=True), 1)))
    text = words(shorten(name, size, room, bold=True), x, y + size * 0.34, size, theme.page, font_weight="bold")
    return (
        circle(x, y, layout.you_radius, fill=theme.you)
        + circle(x, y, layout.you_radius - 5, fill="none", stroke=theme.page, stroke_width=2.0)
        + text
    )
