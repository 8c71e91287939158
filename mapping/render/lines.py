"""The straight lines from the participant, styled by what each thing does for them, with a small sign each."""

from mapping.layout import Layout, Spot
from mapping.layout.boxes import SIGN
from mapping.model import Impact, Item, Status
from mapping.render.pieces import circle, line, number, tag
from mapping.render.themes import Theme

STYLES = {  # width, dashes: told apart in black and white too
    Impact.HELPS: (5.0, None),
    Impact.HINDERS: (5.0, "15 9"),
    Impact.MIXED: (5.0, "20 7 4 7"),
    Impact.NEITHER: (3.0, "3 7"),
    None: (1.8, None),
}


def draw_spoke(item: Item, spot: Spot, layout: Layout, theme: Theme) -> str:
    """The line from the participant to one item."""
    x, y = layout.centre
    far = layout.distance(spot) or 1
    start, end = layout.you_radius / far, 1 - layout.level.radius / far
    width, dashes = STYLES[item.impact]
    return line(
        x + (spot.x - x) * start,
        y + (spot.y - y) * start,
        x + (spot.x - x) * end,
        y + (spot.y - y) * end,
        stroke=theme.impacts[item.impact] if item.impact else theme.plain,
        stroke_width=width,
        stroke_dasharray=dashes,
        opacity=None if item.status is Status.CURRENT else "0.5",
    )


def draw_badge(item: Item, spot: Spot, layout: Layout, theme: Theme) -> str:
    """The small sign where that line meets the symbol: +, −, ± or o; nothing where it was not said."""
    if item.impact is None:
        return ""
    far, r = layout.distance(spot) or 1, layout.level.radius
    size = min(13.0, 5 + r * 0.32)
    out = (r + SIGN - 1 - size) / far
    return draw_sign(
        item.impact, spot.x + (layout.centre[0] - spot.x) * out, spot.y + (layout.centre[1] - spot.y) * out, size, theme
    )


def draw_sign(impact: Impact, x: float, y: float, size: float, theme: Theme) -> str:
    """One sign in a small circle."""
    colour, arm = theme.impacts[impact], size * 0.55
    look = {"stroke": colour, "stroke_width": size / 4, "stroke_linecap": "round"}
    disc = circle(x, y, size, fill=theme.paper, stroke=colour, stroke_width=2.5)
    across, down = f"M{number(x - arm)} {{}}h{number(2 * arm)}", f"M{number(x)} {{}}v{{}}"
    strokes = {
        Impact.HELPS: across.format(number(y)) + down.format(number(y - arm), number(2 * arm)),
        Impact.HINDERS: across.format(number(y)),
        Impact.MIXED: across.format(number(y - 0.2 * size))
        + down.format(number(y - 0.75 * size), number(1.1 * size))
        + across.format(number(y + 0.62 * size)),
    }
    if impact is Impact.NEITHER:
        return disc + circle(x, y, size * 0.38, fill="none", **look)
    return disc + tag("path", d=strokes[impact], fill="none", **look)
