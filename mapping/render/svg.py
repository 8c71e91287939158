"""Writes a picture as SVG, every word in it escaped."""

import re
from functools import lru_cache
from xml.sax.saxutils import escape

from mapping.render.lettering import FAMILIES
from mapping.render.pieces import Circle, Look, Picture, Piece, Shape


_STEPS = {
    "M": "M%.1f %.1f", "L": "L%.1f %.1f", "Q": "Q%.1f %.1f %.1f %.1f", "A": "A%.1f %.1f 0 0 1 %.1f %.1f", "Z": "Z",
}  # fmt: skip
_WHOLE = re.compile(r"\.0(?!\d)")


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


def _numbers(form: str, *values: float) -> str:
    """Numbers with at most one decimal, the same on every machine."""
    return _WHOLE.sub("", form % values)


def _piece(piece: Piece) -> str:
    if isinstance(piece, Circle):
        return _numbers('<circle cx="%.1f" cy="%.1f" r="%.1f"', piece.x, piece.y, piece.r) + f"{_look(piece.look)}/>"
    if isinstance(piece, Shape):
        path = _WHOLE.sub("", "".join([_STEPS[step[0]] % step[1:] for step in piece.steps]))
        return f'<path d="{path}"{_look(piece.look)}/>'
    weight = ' font-weight="bold"' if piece.bold else ""
    anchor = "" if piece.anchor == "middle" else f' text-anchor="{piece.anchor}"'
    halo = (
        f' stroke="{piece.halo}" stroke-width="5" stroke-linejoin="round" paint-order="stroke"' if piece.halo else ""
    )
    place = _numbers('<text x="%.1f" y="%.1f" font-size="%.1f"', piece.x, piece.y, piece.size)
    return f'{place} fill="{piece.colour}"{weight}{anchor}{halo}>{escape(piece.text)}</text>'


@lru_cache(maxsize=512)
def _look(look: Look) -> str:
    written = f' fill="{look.fill or "none"}"'
    if look.stroke:
        written += f' stroke="{look.stroke}" stroke-width="{_numbers('%.1f', look.width)}" stroke-linejoin="round"'
        if look.dashes:
            written += f' stroke-dasharray="{" ".join([_numbers("%.1f", length) for length in look.dashes])}"'
        if look.round:
            written += ' stroke-linecap="round"'
    return written
