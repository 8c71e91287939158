"""What is written at each symbol, and how much room that takes."""

from mapping.layout.measure import ELLIPSIS, shorten, text_width, tidy, wrap
from mapping.layout.shapes import Label, Level
from mapping.model import Item, Status
from mapping.words import read_words

LINE = 1.22  # line height, as a share of the type size: room for the marks of Arabic and Indian scripts
CLOSE_LINE = 1.1  # of letters that have no marks above them, where there is little room
LEVELS = (
    Level(34, 27, 34, 270, 12),
    Level(30, 25, 30, 235, 12),
    Level(27, 23, 26, 205, 12),
    Level(24, 22, 22, 180, 12),
    Level(22, 22, 19, 160, 12),  # twelve lines hold any name of 60 letters, the widest too
    Level(22, 22, 17, 140, 12),
    Level(22, 22, 15, 132, 12, under=False),
)
SNUG_LEVEL = Level(22, 22, 15, 190, 12, under=False, snug=True)
ROOMS = (112, 132, 150, 170, 190)  # how wide a snug name may be: the first that takes least
BESIDE, BEYOND = 10.0, 54.0  # what a symbol and clear space take across and down, with the words of a snug name
BROKEN = 0.1  # by how much more than it takes a name counts for each word that is parted in it
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
    name = shown_name(item)
    if level.snug:
        return min((_label(name, "", level, room) for room in ROOMS), key=lambda label: _room_taken(label, name))
    return _label(name, under_line(item, level.under_size, level.room, note) if level.under else "", level, level.room)


def _label(name: str, under: str, level: Level, room: float) -> Label:
    lines = wrap(name, level.name_size, room, level.lines, bold=True)
    widths = [text_width(line, level.name_size, bold=True) for line in lines]
    width = max([*widths, text_width(under, level.under_size)]) + 6
    leading = CLOSE_LINE if level.snug and name.isascii() else LINE
    height = leading * level.name_size * len(lines) + (LINE * level.under_size if under else 0) + 2
    return Label(lines, under, width, height, leading)


def _room_taken(label: Label, name: str) -> tuple[bool, float]:
    """Whether a name is cut, then how much of the picture it and its symbol take, with a little more for each word that is parted."""
    cut = label.lines[-1].endswith(ELLIPSIS) and not name.endswith(ELLIPSIS)
    parted = len("".join(label.lines)) - len(name.replace(" ", ""))
    return cut, (label.width + BESIDE) * (label.height + BEYOND) * (1 + BROKEN * parted)
