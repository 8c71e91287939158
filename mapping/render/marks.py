"""The signs of two maps compared: a ring round what is new or changed, a cross through what is gone."""

from mapping.comparison import Mark
from mapping.render.pieces import Circle, Look, Piece, Shape
from mapping.render.themes import Theme

__all__ = ["Mark", "draw_mark"]
RING = 7.0  # how far the ring stands off the symbol


def draw_mark(mark: Mark | None, x: float, y: float, r: float, theme: Theme) -> list[Piece]:
    """The sign of what became of one thing; nothing where it was kept as it was."""
    if mark is Mark.NEW:
        return [Circle(x, y, r + RING, Look(None, theme.mark, 4))]
    if mark is Mark.CHANGED:
        return [Circle(x, y, r + RING, Look(None, theme.mark, 4, (7, 6)))]
    if mark is Mark.GONE:
        far = r + 2
        cross = (("M", x - far, y - far), ("L", x + far, y + far), ("M", x - far, y + far), ("L", x + far, y - far))
        return [Shape(cross, Look(None, theme.paper, 8, (), True)), Shape(cross, Look(None, theme.mark, 4, (), True))]
    return []
