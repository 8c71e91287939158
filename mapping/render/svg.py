"""Draws a whole map as an SVG picture."""

from collections.abc import Mapping
from datetime import datetime

from mapping.describe import caption
from mapping.layout import Layout, Spot, place_items
from mapping.layout.measure import shorten, tidy, wrap
from mapping.layout.place import TITLE
from mapping.model import Item, WellbeingMap
from mapping.render.curves import draw_ties
from mapping.render.ground import draw_captions, draw_rings, draw_you
from mapping.render.legend import draw_legend
from mapping.render.lines import draw_badge, draw_spoke
from mapping.render.pieces import document, tag, words
from mapping.render.symbols import draw_symbol
from mapping.render.themes import THEMES, Theme
from mapping.words import read_words


def draw_svg(
    map: WellbeingMap,
    *,
    theme: str = "light",
    title: str | None = None,
    now: datetime | None = None,
    previous: Mapping[str, tuple[float, float]] | None = None,
) -> str:
    """The map as an SVG picture, 1280 by 1280 pixels up to 60 items: the same map always gives the same text.

    ``theme`` is light, dark or print. The date is from ``now`` or the map; ``previous`` as in ``place_items``.
    """
    colours, layout = THEMES[theme], place_items(map, previous=previous)
    name = tidy(map.name or "")
    said = read_words()["picture"]
    heading = tidy(title or "") or (said["title_named"].format(name=name) if name else said["title"])
    parts = [
        tag("rect", width=layout.width, height=layout.height, fill=colours.page),
        draw_rings(layout, colours),
        *_lines(map, layout, colours),
        draw_captions(layout, colours),
        draw_you(map, layout, colours),
        *_symbols(map, layout, colours),
        *_labels(map, layout, colours),
        _heading(heading, colours),
        _date(now or map.at, layout, colours),
        draw_legend(map, layout, colours),
        "" if map.items else _nothing_yet(layout, colours),
    ]
    return document(layout.width, layout.height, parts, heading, caption(map))


def _spots(map: WellbeingMap, layout: Layout) -> list[tuple[Item, Spot]]:
    by_id = {spot.item_id: spot for spot in layout.spots}
    return [(item, by_id[item.id]) for item in map.items]


def _lines(map: WellbeingMap, layout: Layout, theme: Theme) -> list[str]:
    spokes = sorted(_spots(map, layout), key=lambda pair: pair[0].impact is not None)  # plain ones under the others
    return [draw_spoke(item, spot, layout, theme) for item, spot in spokes] + draw_ties(map, layout, theme)


def _symbols(map: WellbeingMap, layout: Layout, theme: Theme) -> list[str]:
    return [
        draw_symbol(item, spot.x, spot.y, layout.level.radius, theme, right=spot.x >= layout.centre[0])
        + draw_badge(item, spot, layout, theme)
        for item, spot in _spots(map, layout)
    ]


def _labels(map: WellbeingMap, layout: Layout, theme: Theme) -> list[str]:
    return [_label(spot, layout, theme) for _, spot in _spots(map, layout)]


def _label(spot: Spot, layout: Layout, theme: Theme) -> str:
    level, box, parts = layout.level, spot.label_box, []
    x, y, halo = (box.left + box.right) / 2, box.top + 1, theme.grounds[0]
    for line in spot.label.lines:
        parts.append(
            words(line, x, y + level.name_size * 0.9, level.name_size, theme.ink, halo=halo, font_weight="bold")
        )
        y += level.name_size * 1.22
    if spot.label.under:
        parts.append(words(spot.label.under, x, y + level.under_size * 0.86, level.under_size, theme.muted, halo=halo))
    return "".join(parts)


def _heading(text: str, theme: Theme) -> str:
    lines = wrap(text, 36, TITLE.right - TITLE.left - 16, 2, bold=True)
    return "".join(
        words(
            shorten(line, 36, (390, 330)[n], bold=True),
            TITLE.left + 12,
            TITLE.top + 38 + 42 * n,
            36,
            theme.ink,
            text_anchor="start",
            font_weight="bold",
        )
        for n, line in enumerate(lines)
    )


def _date(at: datetime | None, layout: Layout, theme: Theme) -> str:
    if at is None:
        return ""
    text = f"{at.day} {at:%B %Y}"
    return words(text, layout.width - TITLE.left - 12, TITLE.top + 34, 26, theme.muted, text_anchor="end")


def _nothing_yet(layout: Layout, theme: Theme) -> str:
    said = read_words()["picture"]
    y = layout.centre[1] + layout.you_radius + 62
    parts = [words(said["empty"], layout.centre[0], y, 38, theme.ink, font_weight="bold")]
    for n, line in enumerate(wrap(said["empty_under"], 26, 440, 3)):
        parts.append(words(line, layout.centre[0], y + 44 + 34 * n, 26, theme.muted))
    return "".join(parts)
