"""The small key at the foot of the picture: only what is used on this map."""

from collections.abc import Callable, Iterator, Mapping

from mapping.layout import Layout
from mapping.layout.measure import text_width
from mapping.model import Impact, Item, Kind, Status, WellbeingMap
from mapping.render.lines import draw_sign, spoke_look
from mapping.render.marks import Mark, draw_mark
from mapping.render.pieces import Look, Piece, Shape, Words, line
from mapping.render.symbols import draw_symbol
from mapping.render.themes import Theme
from mapping.words import read_words

SIZE, ROW, MARK = 23.0, 35.0, 13.0
LINE, GAP = 54.0, 30.0

Entry = tuple[
    str, float, Callable[[float, float], list[Piece]]
]  # words, width of the mark, what draws the mark at (left, middle)


def draw_legend(map: WellbeingMap, layout: Layout, theme: Theme, marks: Mapping[str, Mark] | None = None) -> list[Piece]:
    """The key, in up to three rows, each in the middle."""
    rows: list[list[Entry]] = [[]]
    for entry in _entries(map, theme, set((marks or {}).values())):
        if rows[-1] and sum(map_width(e) for e in (*rows[-1], entry)) > layout.width - 60:
            rows.append([])
        rows[-1].append(entry)
    top = layout.height - 122 + (3 - len(rows)) * ROW / 2
    return [piece for n, row in enumerate(rows) for piece in _draw_row(row, layout.width, top + n * ROW + ROW / 2, theme)]


def map_width(entry: Entry) -> float:
    """How wide one entry is, with the space after it."""
    return entry[1] + 10 + text_width(entry[0], SIZE) + GAP


def _draw_row(row: list[Entry], width: float, y: float, theme: Theme) -> Iterator[Piece]:
    x = (width - sum(map_width(entry) for entry in row) + GAP) / 2
    for entry in row:
        yield from entry[2](x, y)
        yield Words(entry[0], x + entry[1] + 10, y + SIZE * 0.34, SIZE, theme.ink, anchor="start")
        x += map_width(entry)


def _entries(map: WellbeingMap, theme: Theme, marks: set[Mark]) -> Iterator[Entry]:
    said = read_words()
    key = said["picture"]["legend"]
    for mark in (Mark.NEW, Mark.CHANGED, Mark.GONE):
        if mark in marks:
            yield key["marks"][mark.value], 2 * MARK + 6, lambda x, y, mark=mark: draw_mark(mark, x + MARK + 3, y, MARK - 5, theme)
    for kind in Kind:
        if map.of_kind(kind):
            yield said["kinds"][kind.value]["legend"], 2 * MARK, _symbol(Item("", kind, ""), theme)
    if any(item.formal for item in map.items):
        yield key["formal"], 2 * MARK, _symbol(Item("", Kind.PERSON, "", formal=True), theme)
    for status in (Status.WISHED, Status.PAST):
        if shown := next((item for item in map.items if item.status is status), None):
            yield key[status.value], 2 * MARK + 6, _symbol(Item("", shown.kind, "", status=status), theme)
    for impact in Impact:
        if any(item.impact is impact for item in map.items):
            yield key[impact.value], LINE, _spoke(impact, theme)
    if map.ties:
        look = Look(None, theme.tie, 4, (), True)
        yield key["tie"], LINE, lambda x, y: [Shape((("M", x, y + 6), ("Q", x + LINE / 2, y - 12, x + LINE, y + 6)), look)]


def _symbol(item: Item, theme: Theme) -> Callable[[float, float], list[Piece]]:
    return lambda x, y: draw_symbol(item, x + MARK, y, MARK, theme)


def _spoke(impact: Impact, theme: Theme) -> Callable[[float, float], list[Piece]]:
    look = spoke_look(impact, True, None, theme)
    return lambda x, y: [line(x, y, x + LINE, y, look), *draw_sign(impact, x + LINE - 10, y, 11, theme)]
