"""Writes a picture as SVG, every word in it escaped."""

from functools import lru_cache
from xml.sax.saxutils import escape

from mapping.render.lettering import FAMILIES
from mapping.render.pieces import Circle, Look, Picture, Piece, Shape


def number(value: float) -> str:
    """A number with at most one decimal, the same on every machine."""
    text = f"{value:.1f}"
    return text[:-2] if text.endswith(".0") else text


def write_svg(picture: Picture) -> str:
    """The picture as the text of an SVG file."""
    families = ", ".join(f"'{family}'" for family in FAMILIES)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{picture.width}" height="{picture.height}" '
        f'viewBox="0 0 {picture.width} {picture.height}" role="img" font-family="{families}, sans-serif" '
        f'text-anchor="middle"><title>{escape(picture.title)}</title><desc>{escape(picture.description)}</desc>\n'
        + "\n".join([_piece(piece) for piece in picture.pieces])
        + "\n</svg>\n"
    )


def _piece(piece: Piece) -> str:
    if isinstance(piece, Circle):
        return f'<circle cx="{number(piece.x)}" cy="{number(piece.y)}" r="{number(piece.r)}"{_look(piece.look)}/>'
    if isinstance(piece, Shape):
        return f'<path d="{"".join([_step(step) for step in piece.steps])}"{_look(piece.look)}/>'
    weight = ' font-weight="bold"' if piece.bold else ""
    anchor = "" if piece.anchor == "middle" else f' text-anchor="{piece.anchor}"'
    halo = (
        f' stroke="{piece.halo}" stroke-width="5" stroke-linejoin="round" paint-order="stroke"' if piece.halo else ""
    )
    return (
        f'<text x="{number(piece.x)}" y="{number(piece.y)}" font-size="{number(piece.size)}" fill="{piece.colour}"'
        f"{weight}{anchor}{halo}>{escape(piece.text)}</text>"
    )


def _step(step: tuple) -> str:
    if step[0] == "A":
        return f"A{number(step[1])} {number(step[2])} 0 0 1 {number(step[3])} {number(step[4])}"
    return step[0] + " ".join([number(value) for value in step[1:]])


@lru_cache(maxsize=512)
def _look(look: Look) -> str:
    written = f' fill="{look.fill or "none"}"'
    if look.stroke:
        written += f' stroke="{look.stroke}" stroke-width="{number(look.width)}" stroke-linejoin="round"'
        if look.dashes:
            written += f' stroke-dasharray="{" ".join(map(number, look.dashes))}"'
        if look.round:
            written += ' stroke-linecap="round"'
    return written
