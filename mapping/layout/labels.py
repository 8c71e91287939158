"""What is written at each symbol, and how much room that takes."""

from mapping.layout.measure import shorten, text_width, tidy, wrap
from mapping.layout.shapes import Label, Level
from mapping.model import Item, Status
from mapping.words import read_words

LINE = 1.22  # line height, as a share of the type size: room for the marks of Arabic and Indian scripts
LEVELS = (
    Level(34, 27, 34, 270, 12),
    Level(30, 25, 30, 235, 12),
    Level(27, 23, 26, 205, 12),
    Level(24, 22, 22, 180, 12),
    Level(22, 22, 19, 160, 12),  # twelve lines hold any name of 60 letters, the widest too
    Level(22, 22, 17, 140, 12),
    Level(22, 22, 15, 132, 12, under=False),
)
ROUGH_LEVELS = (*LEVELS[:6], Level(22, 22, 15, 132, 3, under=False), Level(22, 22, 15, 132, 2, under=False))  # while a map grows
_LEVEL_UP_TO = (7, 14, 24, 36, 50, 60)  # items


def first_level(count: int) -> int:
    """The biggest level that so many items may be drawn at."""
    return sum(count > most for most in _LEVEL_UP_TO)


def shown_name(item: Item) -> str:
    """The item's label as it can be drawn; a word for its kind where nothing of it can."""
    return tidy(item.label) or read_words()["kinds"][item.kind.value]["one"]


def relation_words(item: Item) -> str | None:
    """What this is to the participant, as a person would say it; None where not said or the label says it already."""
    words = read_words()["relations"]
    said = tidy(item.relation_words or "") or (words.get(item.relation, item.relation) if item.relation else "")
    return said if said and said.casefold() not in tidy(item.label).casefold().split() + [tidy(item.label).casefold()] else None


def under_line(item: Item, size: float, room: float, note: str | None = None) -> str:
    """The small line under a name: what fits of a note, relation, "in the past" or "a wish", and how often."""
    words = read_words()
    state = words["status"].get(item.status.value) if item.status is not Status.CURRENT else None
    often = words["frequency"][item.frequency.value] if item.frequency else None
    relation = relation_words(item)
    last = (note,) if note else (state,) if state else (relation,)
    for parts in ((note, relation, state, often), (note, relation, state), (note, state), last):
        line = " · ".join(part for part in parts if part)
        if text_width(line, size) <= room:
            return line
    return shorten(line, size, room)


def make_label(item: Item, level: Level, note: str | None = None) -> Label:
    """The label of one item at one level, with its size in pixels."""
    lines = wrap(shown_name(item), level.name_size, level.room, level.lines, bold=True)
    under = under_line(item, level.under_size, level.room, note) if level.under else ""
    widths = [text_width(line, level.name_size, bold=True) for line in lines]
    width = max([*widths, text_width(under, level.under_size)]) + 6
    height = LINE * (level.name_size * len(lines) + (level.under_size if under else 0)) + 2
    return Label(lines, under, width, height)
