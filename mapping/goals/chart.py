"""Draws how goals have felt over time: one panel a goal, its ratings as dots on a line, its check-ins as signs below; many of them as strokes in a lane for each sort.

Pure: the same stories give the same picture. Nothing is told apart by colour alone, and no goal is set against another.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from mapping.checkins import DEFAULT_ZONE
from mapping.goals.stories import GoalStory, Outcome
from mapping.layout.measure import shorten, text_width, tidy, wrap
from mapping.model import GoalState
from mapping.render.painting import paint
from mapping.render.pieces import Circle, Look, Picture, Piece, Shape, Words, box, line
from mapping.render.png import write_png
from mapping.render.svg import write_svg
from mapping.render.themes import THEMES, Theme
from mapping.words import read_words

WIDTH, TOP, FOOT = 1080, 110, 84
TALL, LOW, GAP = 420, 200, 24  # heights of a panel with ratings and of one without, and what is between two
LEFT, RIGHT = 190, 70  # room for the words of the scale, and for the last dot
GRAPH_TOP, GRAPH_HEIGHT, SIGNS, SIGNS_LOW = 130, 180, 352, 132  # inside a panel
HIGHEST = 10
MOST = 4  # panels in one picture; the newest goals where there are more
LANES, LANE, APART = ("done", "partly", "not yet"), 34, 26  # sorts of signs, the height of a lane, and how near two signs may come
Across = Callable[[datetime], float]  # where a moment stands from left to right
SIGNED = {Outcome.DONE: "done", Outcome.PARTLY: "partly", Outcome.NOT_YET: "not yet", Outcome.BARRIER: "not yet"}


def shown_in(stories: Sequence[GoalStory]) -> tuple[GoalStory, ...]:
    """The goals a chart shows: those that have a rating or a check-in and were not let go."""
    fitting = [story for story in stories if story.goal.state is not GoalState.DROPPED and (story.ratings or _signs(story))]
    return tuple(fitting[-MOST:])


def picture_of(stories: Sequence[GoalStory], *, description: str = "", theme: str = "light", zone: str = DEFAULT_ZONE) -> Picture:
    """The chart as plain pieces, 1080 pixels wide. ``description``: the same in words, for screen readers."""
    colours, said, shown = THEMES[theme], read_words()["chart"], shown_in(stories)
    tops = [TOP + sum(_height(story) + GAP for story in shown[:place]) for place in range(len(shown) + 1)]
    height = (tops[-1] if shown else TOP + LOW) + FOOT
    pieces: list[Piece] = [box(0, 0, WIDTH, height, Look(colours.page)), Words(said["title"], 44, 70, 40, colours.ink, bold=True, anchor="start")]
    for place, story in enumerate(shown):
        pieces += _panel(story, tops[place], colours, ZoneInfo(zone))
    pieces += _legend(shown, height - 34, colours) if shown else [Words(said["nothing"], WIDTH / 2, TOP + 90, 30, colours.muted)]
    return Picture(WIDTH, height, tuple(pieces), said["title"], description)


def draw_chart_svg(stories: Sequence[GoalStory], *, description: str = "", theme: str = "light", zone: str = DEFAULT_ZONE) -> str:
    """The chart as an SVG picture."""
    return write_svg(picture_of(stories, description=description, theme=theme, zone=zone))


def draw_chart(stories: Sequence[GoalStory], *, description: str = "", theme: str = "light", zone: str = DEFAULT_ZONE) -> bytes:
    """The chart as a PNG picture."""
    return write_png(paint(picture_of(stories, description=description, theme=theme, zone=zone)))


def _panel(story: GoalStory, top: float, theme: Theme, zone: ZoneInfo) -> list[Piece]:
    moments = sorted([each.at for each in story.ratings] + [each.at for each in _signs(story)])
    across = _across(moments)
    pieces: list[Piece] = [box(24, top, WIDTH - 24, top + _height(story), Look(theme.grounds[0], theme.line, 1.5))]
    for place, row in enumerate(wrap(tidy(story.goal.text), 30, WIDTH - 120, 2, bold=True)):
        pieces.append(Words(shorten(row, 30, WIDTH - 120, bold=True), 52, top + 46 + 34 * place, 30, theme.ink, bold=True, anchor="start"))
    if story.ratings:
        pieces += [*_scale(top, theme), *_line(story, top, theme, across)]
    y = top + (SIGNS if story.ratings else SIGNS_LOW)
    if _many(story):
        pieces += _lanes(story, y, theme, across)
        y += LANE * (len(_sorts(story)) - 1) + 12
    else:
        for each in _signs(story):
            pieces += _sign(SIGNED[each.outcome], across(each.at), y - 12, theme)
    return pieces + _dates(moments, across, y + 34 if _signs(story) else y, theme, zone)


def _height(story: GoalStory) -> int:
    return (TALL if story.ratings else LOW) + (LANE * (len(_sorts(story)) - 1) + 12 if _many(story) else 0)


def _sorts(story: GoalStory) -> list[str]:
    """The sorts of check-ins there are, in the order of the legend."""
    return [name for name in LANES if any(SIGNED[each.outcome] == name for each in _signs(story))]


def _many(story: GoalStory) -> bool:
    """Whether the signs would lie on one another: then each sort has a lane of its own, with a stroke for each time."""
    moments = sorted([each.at for each in story.ratings] + [each.at for each in _signs(story)])
    places = sorted(_across(moments)(each.at) for each in _signs(story)) if moments else []
    return any(after - before < APART for before, after in zip(places, places[1:], strict=False))


def _lanes(story: GoalStory, y: float, theme: Theme, across: Across) -> list[Piece]:
    pieces: list[Piece] = []
    for place, name in enumerate(_sorts(story)):
        level = y + LANE * place
        pieces += _sign(name, LEFT - 26, level, theme)
        pieces.append(line(LEFT, level, WIDTH - RIGHT + 20, level, Look(stroke=theme.line, width=1.5)))
        pieces += [line(x, level - 10, x, level + 10, Look(stroke=theme.ink, width=3))
                   for x in (across(each.at) for each in _signs(story) if SIGNED[each.outcome] == name)]
    return pieces


def _scale(top: float, theme: Theme) -> list[Piece]:
    said, pieces = read_words()["chart"], []
    for value, name in ((0, said["bottom"]), (5, ""), (HIGHEST, said["top"])):
        y = _down(value, top)
        pieces.append(line(LEFT, y, WIDTH - RIGHT + 20, y, Look(stroke=theme.line, width=1.5, dashes=(2, 7) if value == 5 else ())))
        pieces.append(Words(f"{name} {value}".strip(), LEFT - 14, y + 8, 22, theme.muted, anchor="end"))
    return pieces


def _line(story: GoalStory, top: float, theme: Theme, across: Across) -> list[Piece]:
    points = [(across(rating.at), _down(rating.value, top), rating.value) for rating in story.ratings]
    steps = tuple(("L" if place else "M", x, y) for place, (x, y, _) in enumerate(points))
    pieces: list[Piece] = [Shape(steps, Look(stroke=theme.tie, width=4, round=True))] if len(points) > 1 else []
    for place, (x, y, value) in enumerate(points):
        pieces.append(Circle(x, y, 9, Look(theme.tie, theme.grounds[0], 3)))
        if place in (0, len(points) - 1) or len(points) <= 12:  # many dots: only the first and the last say their number
            pieces.append(Words(str(value), x, y - 18 if value < 9 else y + 34, 24, theme.ink, bold=True, halo=theme.grounds[0]))
    return pieces


def _sign(name: str, x: float, y: float, theme: Theme) -> list[Piece]:
    """Done is a full disc, some of it half of one, not yet an open ring."""
    ink = theme.ink
    pieces: list[Piece] = [Circle(x, y, 11, Look(ink if name == "done" else theme.grounds[0], ink, 3))]
    if name == "partly":
        pieces.append(Shape((("M", x, y + 11), ("A", 11, 11, x, y - 11), ("Z",)), Look(ink)))
    return pieces


def _dates(moments: list[datetime], across: Across, y: float, theme: Theme, zone: ZoneInfo) -> list[Piece]:
    ends = [moments[0], moments[-1]] if (moments[-1] - moments[0]).days else moments[:1]
    years = len({moment.astimezone(zone).year for moment in ends}) > 1
    return [Words(_day(moment.astimezone(zone), year=years), across(moment), y, 22, theme.muted) for moment in ends]


def _legend(shown: Sequence[GoalStory], y: float, theme: Theme) -> list[Piece]:
    said, x, pieces = read_words()["chart"], 60.0, []
    names = [name for name in ("done", "partly", "not yet") if any(SIGNED[each.outcome] == name for story in shown for each in _signs(story))]
    if any(story.ratings for story in shown):
        pieces += [Circle(x, y - 8, 9, Look(theme.tie)), Words(said["rated"], x + 22, y, 24, theme.ink, anchor="start")]
        x += text_width(said["rated"], 24) + 70
    for name in names:
        pieces += [*_sign(name, x, y - 8, theme), Words(said[name], x + 22, y, 24, theme.ink, anchor="start")]
        x += text_width(said[name], 24) + 70
    return pieces


def _across(moments: list[datetime]) -> Across:
    """Where a moment stands from left to right; a single one stands in the middle."""
    first, last = moments[0], moments[-1]
    span = (last - first).total_seconds()
    left, wide = LEFT + 40, WIDTH - LEFT - RIGHT - 60
    return lambda at: left + wide * ((at - first).total_seconds() / span if span else 0.5)


def _down(value: int, top: float) -> float:
    return top + GRAPH_TOP + GRAPH_HEIGHT * (1 - value / HIGHEST)


def _day(local: datetime, *, year: bool = False) -> str:
    return f"{local:%b %Y}" if year else f"{local.day} {local:%b}"


def _signs(story: GoalStory) -> list:
    return [each for each in story.heard if each.outcome in SIGNED]
