"""The small key at the foot of the picture: only what is used on this map."""

from collections.abc import Callable, Iterator

from mapping.layout import Layout
from mapping.layout.measure import text_width
from mapping.model import Impact, Item, Kind, Status, WellbeingMap
from mapping.render.lines import STYLES, draw_sign
from mapping.render.pieces import line, tag, words
from mapping.render.symbols import draw_symbol
from mapping.render.themes import Theme
from mapping.words import read_words

SIZE, ROW, MARK = 23.0, 35.0, 13.0
LINE, GAP = 54.0, 30.0

Entry = tuple[
    str, float, Callable[[float, float], str]
]  # words, width of the mark, what draws the mark at (left, middle)


def draw_legend(map: WellbeingMap, layout: Layout, theme: Theme) -> str:
    """The key, in up to three rows, each in the middle."""
    rows: list[list[Entry]] = [[]]
    for entry in _entries(map, theme):
        if rows[-1] and sum(map_width(e) for e in (*rows[-1], entry)) > layout.width - 60:
            rows.append([])
        rows[-1].append(entry)
    top = layout.height - 122 + (3 - len(rows)) * ROW / 2
    return "".join(_draw_row(row, layout.width, top + n * ROW + ROW / 2, theme) for n, row in enumerate(rows))


def map_width(entry: Entry) -> float:
    """How wide one entry is, with the space after it."""
    return entry[1] + 10 + text_width(entry[0], SIZE) + GAP


def _draw_row(row: list[Entry], width: float, y: float, theme: Theme) -> str:
    x, parts = (width - sum(map_width(entry) for entry in row) + GAP) / 2, []
    for entry in row:
        parts.append(entry[2](x, y))
        parts.append(words(entry[0], x + entry[1] + 10, y + SIZE * 0.34, SIZE, theme.ink, text_anchor="start"))
        x += map_width(entry)
    return "".join(parts)


def _entries(map: WellbeingMap, theme: Theme) -> Iterator[Entry]:
    said = read_words()
    for kind in Kind:
        if map.of_kind(kind):
            yield said["kinds"][kind.value]["legend"], 2 * MARK, _symbol(Item("", kind, ""), theme)
    key = said["picture"]["legend"]
    if any(item.formal for item in map.items):
        yield key["formal"], 2 * MARK, _symbol(Item("", Kind.PERSON, "", formal=True), theme)
    for status in (Status.WISHED, Status.PAST):
        if shown := next((item for item in map.items if item.status is status), None):
            yield key[status.value], 2 * MARK + 6, _symbol(Item("", shown.kind, "", status=status), theme)
    for impact in Impact:
        if any(item.impact is impact for item in map.items):
            yield key[impact.value], LINE, _spoke(impact, theme)
    if map.ties:
        yield (
            key["tie"],
            LINE,
            lambda x, y: tag(
                "path",
                d=f"M{x:.1f} {y + 6:.1f}q{LINE / 2:.1f} -18 {LINE:.1f} 0",
                fill="none",
                stroke=theme.tie,
                stroke_width=4.0,
                stroke_linecap="round",
            ),
        )


def _symbol(item: Item, theme: Theme) -> Callable[[float, float], str]:
    return lambda x, y: draw_symbol(item, x + MARK, y, MARK, theme)


def _spoke(impact: Impact, theme: Theme) -> Callable[[float, float], str]:
    width, dashes = STYLES[impact]
    return lambda x, y: (
        line(x, y, x + LINE, y, stroke=theme.impacts[impact], stroke_width=width, stroke_dasharray=dashes)
        + draw_sign(impact, x + LINE - 10, y, 11, theme)
    )
