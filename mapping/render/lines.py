"""The straight lines from the participant, styled by what each thing does for them, with a small sign each."""

from functools import lru_cache

from mapping.layout import Layout, Spot
from mapping.layout.boxes import SIGN
from mapping.model import Frequency, Impact, Item, Status
from mapping.render.pieces import Circle, Look, Piece, Shape, line, mix
from mapping.render.symbols import FAINT
from mapping.render.themes import Theme

STYLES = {  # width, dashes: told apart in black and white too
    Impact.HELPS: (4.5, ()),
    Impact.HINDERS: (4.5, (15.0, 9.0)),
    Impact.MIXED: (4.5, (20.0, 7.0, 4.0, 7.0)),
    Impact.NEITHER: (3.0, (3.0, 7.0)),
    None: (1.8, ()),
}
OFTEN = {Frequency.DAILY: 1.5, Frequency.WEEKLY: 1.15, Frequency.MONTHLY: 0.85, Frequency.LESS_OFTEN: 0.65, None: 1.0}


def draw_spoke(item: Item, spot: Spot, layout: Layout, theme: Theme) -> Piece:
    """The line from the participant to one item: the more often, the wider."""
    x, y = layout.centre
    far = layout.distance(spot) or 1
    start, end = layout.you_radius / far, 1 - layout.level.radius / far
    look = spoke_look(item.impact, item.status is Status.CURRENT, item.frequency, theme)
    return line(x + (spot.x - x) * start, y + (spot.y - y) * start, x + (spot.x - x) * end, y + (spot.y - y) * end, look)


@lru_cache(maxsize=256)
def spoke_look(impact: Impact | None, current: bool, often: Frequency | None, theme: Theme) -> Look:
    """How that line looks."""
    width, dashes = STYLES[impact]
    colour = theme.impacts[impact] if impact else theme.plain
    return Look(None, colour if current else mix(colour, theme.grounds[1], FAINT), round(width * OFTEN[often], 1), dashes)


def draw_badge(item: Item, spot: Spot, layout: Layout, theme: Theme) -> list[Piece]:
    """The small sign where that line meets the symbol: +, −, ± or o; nothing where it was not said."""
    if item.impact is None:
        return []
    far, r = layout.distance(spot) or 1, layout.level.radius
    size = min(13.0, 5 + r * 0.32)
    out = (r + SIGN - 1 - size) / far
    x, y = layout.centre
    return draw_sign(item.impact, spot.x + (x - spot.x) * out, spot.y + (y - spot.y) * out, size, theme)


def draw_sign(impact: Impact, x: float, y: float, size: float, theme: Theme) -> list[Piece]:
    """One sign in a small circle."""
    colour, arm = theme.impacts[impact], size * 0.55
    disc = Circle(x, y, size, Look(theme.paper, colour, 2.5))
    ink = Look(None, colour, size / 4, (), True)
    across = lambda at: (("M", x - arm, at), ("L", x + arm, at))  # noqa: E731
    if impact is Impact.NEITHER:
        return [disc, Circle(x, y, size * 0.38, ink)]
    if impact is Impact.HINDERS:
        return [disc, Shape(across(y), ink)]
    if impact is Impact.HELPS:
        return [disc, Shape((*across(y), ("M", x, y - arm), ("L", x, y + arm)), ink)]
    plus = (*across(y - 0.2 * size), ("M", x, y - 0.75 * size), ("L", x, y + 0.35 * size))
    return [disc, Shape((*plus, *across(y + 0.62 * size)), ink)]
