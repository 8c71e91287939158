"""What everything stands on: the page, the three rings, the band of what has no place yet, and the participant."""

from math import cos, hypot, sin, sqrt

from mapping.layout import Layout, Spot
from mapping.layout.measure import text_width, tidy, wrap
from mapping.layout.rings import CAPTION_SIZE, RINGS
from mapping.model import Closeness, WellbeingMap
from mapping.render.pieces import Circle, Look, Piece, Words, box, line
from mapping.render.themes import Theme
from mapping.words import read_words

_GROUND = {Closeness.INNER: 0, Closeness.MIDDLE: 1, Closeness.OUTER: 2}


def draw_rings(layout: Layout, theme: Theme) -> list[Piece]:
    """The page, the rings from the outside in, then the faint borders between people, places and activities."""
    x, y = layout.centre
    dotted = Look(None, theme.muted, 2, (0.1, 9), True)
    pieces: list[Piece] = [box(0, 0, layout.width, layout.height, Look(theme.page))]
    for band in sorted(layout.bands, key=lambda band: -band.outer):
        if band.closeness is not None:
            look = Look(theme.grounds[_GROUND[band.closeness]], theme.line, 2)
            pieces.append(Circle(x, y, band.outer, look))
        else:
            pieces += [Circle(x, y, band.outer, Look(theme.page)), Circle(x, y, band.outer, dotted)]
            pieces.append(Circle(x, y, band.inner + 1, dotted))
    return pieces + _borders(layout, theme)


def _borders(layout: Layout, theme: Theme) -> list[Piece]:
    x, y = layout.centre
    look = Look(None, theme.line, 1.5, (2, 8), True)
    return [
        line(x + a.inner * cos(start), y + a.inner * sin(start), x + a.outer * cos(start), y + a.outer * sin(start), look)
        for a in layout.bands
        if len(a.sectors) > 1
        for start, _ in a.sectors.values()
    ]


def draw_captions(layout: Layout, theme: Theme) -> list[Piece]:
    """The name of each ring, at its top."""
    said, pieces = read_words()["rings"], []
    for band in sorted(layout.bands, key=lambda band: RINGS.index(band.closeness)):
        text, place = said[band.closeness.value if band.closeness else "none"], band.caption
        ground = theme.grounds[_GROUND[band.closeness]] if band.closeness else theme.page
        pieces.append(box(place.left, place.top + 1, place.right, place.top + 28, Look(ground)))
        pieces.append(Words(text, layout.centre[0], place.top + 22, CAPTION_SIZE, theme.muted))
    return pieces


def ground_at(layout: Layout, spot: Spot, theme: Theme) -> str:
    """The colour of the ring that the middle of a label stands on."""
    box = spot.label_box
    far = hypot((box.left + box.right) / 2 - layout.centre[0], (box.top + box.bottom) / 2 - layout.centre[1])
    band = next((band for band in sorted(layout.bands, key=lambda band: band.outer) if far <= band.outer), None)
    return theme.grounds[_GROUND[band.closeness]] if band and band.closeness else theme.page


def draw_you(map: WellbeingMap, layout: Layout, theme: Theme) -> list[Piece]:
    """The participant, in the middle: their name, or "You"."""
    x, y = layout.centre
    lines, size = _in_circle(tidy(map.name or "") or read_words()["picture"]["you"], layout.you_radius - 9)
    step = size * 1.1
    top = y + size * 0.34 - step * (len(lines) - 1) / 2
    return [
        Circle(x, y, layout.you_radius, Look(theme.you)),
        Circle(x, y, layout.you_radius - 5, Look(None, theme.page, 2)),
        *(Words(line, x, top + step * n, size, theme.page, bold=True) for n, line in enumerate(lines)),
    ]


def _in_circle(name: str, radius: float) -> tuple[tuple[str, ...], float]:
    """A name in lines that fit into a circle, as large as it can be; cut only where three lines do not hold it."""
    size = min(38.0, 38 * 2 * radius / max(text_width(name, 38, bold=True), 1))
    if size >= 24:
        return (name,), size
    for size, most in ((26.0, 2), (22.0, 2), (22.0, 3)):
        room = 2 * sqrt(radius**2 - (0.55 * size * most) ** 2)
        lines = wrap(name, size, room, most, bold=True)
        if "".join(lines) == name.replace(" ", ""):  # no word is parted, and nothing cut
            break
    return lines, size
