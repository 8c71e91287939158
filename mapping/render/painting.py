"""Paints a picture as pixels, with our own fonts only, so that it looks the same on every machine."""

from functools import lru_cache
from math import cos, hypot, pi, sin

import blend2d
import numpy as np

from mapping.render.lettering import THICKER, Sign, outline, set_line
from mapping.render.pieces import Circle, Look, Picture, Shape, Words

HALO = 5.0
DOT = 0.1  # as long is a dash that is no more than its two round ends
CURVE = 12  # straight bits that a curve is taken apart into where it is dashed

Point = tuple[float, float]


def paint(picture: Picture, zoom: float = 1) -> np.ndarray:
    """The picture as (height, width, 3) numbers 0 to 255, red green blue."""
    image = blend2d.Image(round(picture.width * zoom), round(picture.height * zoom))
    brush = _Brush(blend2d.Context(image), zoom)
    for piece in picture.pieces:
        if isinstance(piece, Words):
            brush.words(piece)
        elif isinstance(piece, Circle):
            brush.circle(piece)
        else:
            brush.shape(piece)
    brush.context.end()
    return image.asarray()[:, :, :3]  # the fourth number says how solid a dot is: all of ours are


@lru_cache(maxsize=64)
def _parts(colour: str) -> tuple[int, int, int]:
    """Blue, green, red: Blend2D takes them for red, green, blue, and keeps those in that order from the end."""
    return int(colour[5:7], 16), int(colour[3:5], 16), int(colour[1:3], 16)


class _Brush:
    """What draws pieces with one context, everything made bigger by ``zoom``."""

    def __init__(self, context: "blend2d.Context", zoom: float) -> None:
        self.context, self.zoom = context, zoom
        context.set_stroke_join(blend2d.StrokeJoin.ROUND)

    def circle(self, piece: Circle) -> None:
        """A circle."""
        x, y, r = piece.x * self.zoom, piece.y * self.zoom, piece.r * self.zoom
        if piece.look.fill:
            self.context.set_fill_style_rgba(*_parts(piece.look.fill))
            self.context.fill_circle(x, y, r)
        if piece.look.stroke and _is_dotted(piece.look):
            self.context.set_fill_style_rgba(*_parts(piece.look.stroke))
            self.context.fill_path(_dotted_circle(x, y, r, piece.look.dashes[1], piece.look.width, self.zoom))
        elif piece.look.stroke and piece.look.dashes:
            self._pen(piece.look)
            self.context.stroke_path(_dashed_circle(x, y, r, piece.look.dashes, self.zoom))
        elif piece.look.stroke:
            self._pen(piece.look)
            self.context.stroke_circle(x, y, r)

    def shape(self, piece: Shape) -> None:
        """Any outline."""
        look = piece.look
        if look.fill or not look.dashes:
            path = _path(piece.steps, self.zoom)
        if look.fill:
            self.context.set_fill_style_rgba(*_parts(look.fill))
            self.context.fill_path(path)
        if look.stroke and look.dashes:
            self._dashed(_flat(piece.steps), look)
        elif look.stroke:
            self._pen(look)
            self.context.stroke_path(path)

    def words(self, piece: Words) -> None:
        """One line of text: first its halo, then its signs."""
        width, signs = set_line(piece.text, bold=piece.bold)
        size = piece.size * self.zoom
        left = piece.x * self.zoom - width * size * {"start": 0, "middle": 0.5, "end": 1}[piece.anchor]
        top = piece.y * self.zoom
        if piece.halo:
            self._signs(signs, left, top, size, piece.halo, HALO / piece.size)
        self._signs(signs, left, top, size, piece.colour, 0)

    def _signs(self, signs: tuple[Sign, ...], left: float, top: float, size: float, colour: str, thicker: float) -> None:
        """Signs are filled, never stroked: thicker outlines stand for their halo, in a third of the time."""
        context = self.context
        context.set_fill_style_rgba(*_parts(colour))
        context.save()
        at_x = at_y = 0.0
        for sign in signs:
            if path := _sign_path(sign.file, sign.number, thicker + (THICKER if sign.bolder else 0), size):
                x, y = left + sign.x * size, top + sign.y * size
                context.translate(x - at_x, y - at_y)
                context.fill_path(path)
                at_x, at_y = x, y
        context.restore()

    def _pen(self, look: Look) -> None:
        self.context.set_stroke_style_rgba(*_parts(look.stroke))
        self.context.set_stroke_width(look.width * self.zoom)
        self.context.set_stroke_caps(blend2d.StrokeCap.ROUND if look.round else blend2d.StrokeCap.BUTT)

    def _dashed(self, lines: list[list[Point]], look: Look) -> None:
        path = blend2d.Path()
        if _is_dotted(look):
            for points in lines:
                _add_dots(path, points, look.dashes[1], look.width, self.zoom)
            self.context.set_fill_style_rgba(*_parts(look.stroke))
            self.context.fill_path(path)
            return
        for points in lines:
            _add_dashes(path, points, look.dashes, self.zoom)
        self._pen(look)
        self.context.stroke_path(path)


def _path(steps: tuple, size: float) -> "blend2d.Path":
    path = blend2d.Path()
    for step in steps:
        kind, given = step[0], [value * size for value in step[1:]]
        if kind == "M":
            path.move_to(*given)
        elif kind == "L":
            path.line_to(*given)
        elif kind == "Q":
            path.quad_to(*given)
        elif kind == "C":
            path.cubic_to(*given)
        elif kind == "A":
            path.elliptic_arc_to(given[0], given[1], 0.0, False, True, given[2], given[3])
        else:
            path.close()
    return path


def _is_dotted(look: Look) -> bool:
    """Whether a line is a row of dots: they are filled, far sooner than as many short strokes with round ends are drawn."""
    return look.round and len(look.dashes) == 2 and look.dashes[0] <= DOT


@lru_cache(maxsize=64)
def _dotted_circle(x: float, y: float, r: float, gap: float, width: float, zoom: float) -> "blend2d.Path":
    path = blend2d.Path()
    _add_dots(path, _circle_points(x, y, r, zoom), gap, width, zoom)
    return path


def _add_dots(path: "blend2d.Path", points: list[Point], gap: float, width: float, zoom: float) -> None:
    corners = [(width / 2 * cos(pi * n / 4), width / 2 * sin(pi * n / 4)) for n in range(8)]
    ahead = 0.0  # how far on the next dot is
    for (x, y), (x2, y2) in zip(points, points[1:], strict=False):
        far = hypot(x2 - x, y2 - y)
        while ahead < far:
            at_x, at_y = x + (x2 - x) * ahead / far, y + (y2 - y) * ahead / far
            path.move_to((at_x + corners[0][0]) * zoom, (at_y + corners[0][1]) * zoom)
            for right, down in corners[1:]:
                path.line_to((at_x + right) * zoom, (at_y + down) * zoom)
            path.close()
            ahead += gap + DOT
        ahead -= far


def _circle_points(x: float, y: float, r: float, zoom: float) -> list[Point]:
    many = max(48, int(r / 3))
    turns = [2 * pi * n / many for n in range(many + 1)]
    return [((x + r * cos(turn)) / zoom, (y + r * sin(turn)) / zoom) for turn in turns]


@lru_cache(maxsize=64)
def _dashed_circle(x: float, y: float, r: float, dashes: tuple[float, ...], zoom: float) -> "blend2d.Path":
    """As rings change in steps only, many pictures have the same ones."""
    path = blend2d.Path()
    _add_dashes(path, _circle_points(x, y, r, zoom), dashes, zoom)
    return path


@lru_cache(maxsize=8192)
def _sign_path(file: str, number: int, thicker: float, size: float) -> "blend2d.Path | None":
    steps = outline(file, number, thicker=thicker)
    return _path(steps, size) if steps else None


def _flat(steps: tuple) -> list[list[Point]]:
    """An outline as straight bits, one list for each part of it."""
    parts: list[list[Point]] = []
    for kind, *given in steps:
        if kind == "M":
            parts.append([tuple(given)])
        elif kind == "L":
            parts[-1].append(tuple(given))
        elif kind == "Z":
            parts[-1].append(parts[-1][0])
        elif kind == "Q":
            (x0, y0), (x1, y1, x2, y2) = parts[-1][-1], given
            for t in [n / CURVE for n in range(1, CURVE + 1)]:
                u = 1 - t
                parts[-1].append((u * u * x0 + 2 * u * t * x1 + t * t * x2, u * u * y0 + 2 * u * t * y1 + t * t * y2))
        else:
            parts[-1] += _half_turn(parts[-1][-1], *given)
    return parts


def _half_turn(start: Point, rx: float, ry: float, x: float, y: float) -> list[Point]:
    """An arc between two points on one height as straight bits: our shapes have no other."""
    middle, turn = (start[0] + x) / 2, pi if x > start[0] else 0.0
    return [(middle + rx * cos(turn + pi * n / CURVE), y + ry * sin(turn + pi * n / CURVE)) for n in range(1, CURVE + 1)]


def _add_dashes(path: "blend2d.Path", points: list[Point], dashes: tuple[float, ...], zoom: float) -> None:
    turn, left, down = 0, dashes[0], True
    path.move_to(points[0][0] * zoom, points[0][1] * zoom)
    for (x, y), (x2, y2) in zip(points, points[1:], strict=False):
        far = hypot(x2 - x, y2 - y)
        if not far:
            continue
        done, step_x, step_y = 0.0, (x2 - x) / far, (y2 - y) / far
        while far - done > left:
            done += left
            at = ((x + step_x * done) * zoom, (y + step_y * done) * zoom)
            if down:
                path.line_to(*at)
            else:
                path.move_to(*at)
            down, turn = not down, (turn + 1) % len(dashes)
            left = dashes[turn]
        left -= far - done
        if down:
            path.line_to(x2 * zoom, y2 * zoom)
