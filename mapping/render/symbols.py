"""The symbols: each kind has a shape of its own, so that the picture reads without colour."""

from math import cos, pi, sin

from mapping.model import Item, Kind, Status
from mapping.render.pieces import circle, number, tag
from mapping.render.themes import Theme


def draw_symbol(item: Item, x: float, y: float, r: float, theme: Theme, *, right: bool = True) -> str:
    """The symbol of one item: filled now, dotted outline where wished, faint with a small clock where past."""
    colour = theme.kinds[item.kind]
    fill, mark = (colour, theme.paper) if item.status is Status.CURRENT else (theme.paper, colour)
    look = {"fill": fill, "stroke": colour, "stroke_width": max(2.5, r / 10), "stroke_linejoin": "round"}
    if item.status is Status.WISHED:
        look |= {"stroke_dasharray": "0.1 6", "stroke_linecap": "round", "stroke_width": 3.5}
    inside = _SHAPES[item.kind](x, y, r, look) + _MARKS[item.kind](x, y, r, mark)
    if item.formal:
        inside += _square(item.kind, x, y, r, mark)
    if item.status is not Status.PAST:
        return inside
    return tag("g", inside, opacity="0.5") + draw_clock(x + (0.72 if right else -0.72) * r, y - 0.72 * r, theme)


def draw_clock(x: float, y: float, theme: Theme) -> str:
    """The small sign for something past."""
    look = {"stroke": theme.muted, "stroke_width": 2.0, "stroke_linecap": "round"}
    return circle(x, y, 9, fill=theme.paper, **look) + tag(
        "path", d=f"M{number(x)} {number(y - 5)}V{number(y)}H{number(x + 4)}", fill="none", **look
    )


def polygon(points: list[tuple[float, float]], **look: str | float | None) -> str:
    """A closed shape through these points."""
    return tag("polygon", points=" ".join(f"{number(x)},{number(y)}" for x, y in points), **look)


def _person(x: float, y: float, r: float, look: dict) -> str:
    return circle(x, y, r - 1, **look)


def _group(x: float, y: float, r: float, look: dict) -> str:
    outer = look | {"fill": "none", "stroke_width": 2.5}
    return circle(x, y, r + 2, **outer) + circle(x, y, r - 4, **look)


def _pet(x: float, y: float, r: float, look: dict) -> str:
    s = r * 0.92
    ears = [(-1, -0.95), (-0.42, -0.62), (0.42, -0.62), (1, -0.95)]
    start = "L".join(f"{number(x + a * s)} {number(y + b * s)}" for a, b in ears)
    return tag(
        "path",
        d=f"M{start}V{number(y + 0.2 * s)}A{number(s)} {number(s * 0.8)} 0 0 1 {number(x - s)} {number(y + 0.2 * s)}Z",
        **look,
    )


def _place(x: float, y: float, r: float, look: dict) -> str:
    shape = [(0, -1), (1, -0.15), (0.8, -0.15), (0.8, 0.9), (-0.8, 0.9), (-0.8, -0.15), (-1, -0.15)]
    return polygon([(x + a * r, y + b * r) for a, b in shape], **look)


def _activity(x: float, y: float, r: float, look: dict) -> str:
    return polygon([(x + r * cos(pi * n / 3), y + r * sin(pi * n / 3)) for n in range(6)], **look)


def _bust(x: float, y: float, s: float, mark: str) -> str:
    shoulders = (
        f"M{number(x - 0.5 * s)} {number(y + 0.55 * s)}a{number(0.5 * s)} {number(0.55 * s)} 0 0 1 {number(s)} 0Z"
    )
    return circle(x, y - 0.28 * s, 0.27 * s, fill=mark) + tag("path", d=shoulders, fill=mark)


def _one(x: float, y: float, r: float, mark: str) -> str:
    return _bust(x, y, r * 0.82, mark)


def _two(x: float, y: float, r: float, mark: str) -> str:
    return _bust(x - 0.3 * r, y, r * 0.52, mark) + _bust(x + 0.3 * r, y, r * 0.52, mark)


def _eyes(x: float, y: float, r: float, mark: str) -> str:
    eyes = circle(x - 0.36 * r, y - 0.05 * r, 0.13 * r, fill=mark) + circle(
        x + 0.36 * r, y - 0.05 * r, 0.13 * r, fill=mark
    )
    return eyes + tag("ellipse", cx=x, cy=y + 0.32 * r, rx=0.16 * r, ry=0.11 * r, fill=mark)


def _door(x: float, y: float, r: float, mark: str) -> str:
    return tag("rect", x=x - 0.2 * r, y=y + 0.2 * r, width=0.4 * r, height=0.7 * r, fill=mark)


def _star(x: float, y: float, r: float, mark: str) -> str:
    turns = [(-pi / 2 + pi * n / 5, (0.6 if n % 2 == 0 else 0.26) * r) for n in range(10)]
    return polygon([(x + far * cos(turn), y + far * sin(turn)) for turn, far in turns], fill=mark)


def _square(kind: Kind, x: float, y: float, r: float, mark: str) -> str:
    """The mark of formal support: a square frame, like a badge worn at work."""
    half = (0.62 if kind in (Kind.PERSON, Kind.GROUP) else 0.42) * r
    y += 0.36 * r if kind is Kind.PLACE else 0
    return tag(
        "rect",
        x=x - half,
        y=y - half,
        width=2 * half,
        height=2 * half,
        fill="none",
        stroke=mark,
        stroke_width=max(2.0, r / 11),
    )


_SHAPES = {Kind.PERSON: _person, Kind.GROUP: _group, Kind.PET: _pet, Kind.PLACE: _place, Kind.ACTIVITY: _activity}
_MARKS = {Kind.PERSON: _one, Kind.GROUP: _two, Kind.PET: _eyes, Kind.PLACE: _door, Kind.ACTIVITY: _star}
