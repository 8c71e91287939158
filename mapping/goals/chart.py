"""Draws how goals have felt over time: one panel a goal, its ratings as dots on a line, its check-ins as signs below.

Pure: the same stories give the same picture. Nothing is told apart by colour alone, and no goal is set against another.
"""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from mapping.checkins import DEFAULT_ZONE
from mapping.goals.stories import GoalStory, Outcome
from mapping.layout.measure import shorten, text_width, tidy, wrap
from mapping.model import GoalState
from mapping.render.pieces import circle, document, line, number, tag, words
from mapping.render.raster import rasterise
from mapping.render.themes import THEMES, Theme
from mapping.words import read_words

WIDTH, TOP, FOOT = 1080, 110, 84
TALL, LOW, GAP = 420, 200, 24  # heights of a panel with ratings and of one without, and what is between two
LEFT, RIGHT = 190, 70  # room for the words of the scale, and for the last dot
GRAPH_TOP, GRAPH_HEIGHT, SIGNS, SIGNS_LOW = 130, 180, 352, 132  # inside a panel
HIGHEST = 10
MOST = 4  # panels in one picture; the newest goals where there are more
SIGNED = {Outcome.DONE: "done", Outcome.PARTLY: "partly", Outcome.NOT_YET: "not yet", Outcome.BARRIER: "not yet"}


def shown_in(stories: Sequence[GoalStory]) -> tuple[GoalStory, ...]:
    """The goals a chart shows: those that have a rating or a check-in and were not let go."""
    fitting = [story for story in stories if story.goal.state is not GoalState.DROPPED and (story.ratings or _signs(story))]
    return tuple(fitting[-MOST:])


def draw_chart_svg(stories: Sequence[GoalStory], *, description: str = "", theme: str = "light", zone: str = DEFAULT_ZONE) -> str:
    """The chart as an SVG picture, 1080 pixels wide. ``description``: the same in words, for screen readers."""
    colours, said, shown = THEMES[theme], read_words()["chart"], shown_in(stories)
    tops = [TOP + sum(_height(story) + GAP for story in shown[:place]) for place in range(len(shown) + 1)]
    height = (tops[-1] if shown else TOP + LOW) + FOOT
    parts = [tag("rect", width=WIDTH, height=height, fill=colours.page), words(said["title"], 44, 70, 40, colours.ink, text_anchor="start", font_weight="bold")]
    for place, story in enumerate(shown):
        parts.append(_panel(story, tops[place], colours, ZoneInfo(zone)))
    if not shown:
        parts.append(words(said["nothing"], WIDTH / 2, TOP + 90, 30, colours.muted))
    else:
        parts.append(_legend(shown, height - 34, colours))
    return document(WIDTH, height, parts, said["title"], description)


def draw_chart(stories: Sequence[GoalStory], *, description: str = "", theme: str = "light", zone: str = DEFAULT_ZONE) -> bytes:
    """The chart as a PNG picture."""
    return rasterise(draw_chart_svg(stories, description=description, theme=theme, zone=zone))


def _panel(story: GoalStory, top: float, theme: Theme, zone: ZoneInfo) -> str:
    moments = sorted([each.at for each in story.ratings] + [each.at for each in _signs(story)])
    across = _across(moments)
    parts = [tag("rect", x=24, y=top, width=WIDTH - 48, height=_height(story), rx=18, fill=theme.grounds[0], stroke=theme.line, stroke_width=1.5)]
    for place, row in enumerate(wrap(tidy(story.goal.text), 30, WIDTH - 120, 2, bold=True)):
        parts.append(words(shorten(row, 30, WIDTH - 120, bold=True), 52, top + 46 + 34 * place, 30, theme.ink, text_anchor="start", font_weight="bold"))
    if story.ratings:
        parts += [_scale(top, theme), _line(story, top, theme, across)]
    y = top + (SIGNS if story.ratings else SIGNS_LOW)
    parts += [_sign(SIGNED[each.outcome], across(each.at), y - 12, theme) for each in _signs(story)]
    parts.append(_dates(moments, across, y + 34 if _signs(story) else y, theme, zone))
    return "".join(parts)


def _height(story: GoalStory) -> int:
    return TALL if story.ratings else LOW


def _scale(top: float, theme: Theme) -> str:
    said, parts = read_words()["chart"], []
    for value, name in ((0, said["bottom"]), (5, ""), (HIGHEST, said["top"])):
        y = _down(value, top)
        parts.append(line(LEFT, y, WIDTH - RIGHT + 20, y, stroke=theme.line, stroke_width=1.5, stroke_dasharray="2 7" if value == 5 else None))
        parts.append(words(f"{name} {value}".strip(), LEFT - 14, y + 8, 22, theme.muted, text_anchor="end"))
    return "".join(parts)


def _line(story: GoalStory, top: float, theme: Theme, across: object) -> str:
    points = [(across(rating.at), _down(rating.value, top), rating.value) for rating in story.ratings]  # type: ignore[operator]
    path = " ".join(f"{number(x)},{number(y)}" for x, y, _ in points)
    parts = [tag("polyline", points=path, fill="none", stroke=theme.tie, stroke_width=4, stroke_linejoin="round")] if len(points) > 1 else []
    for place, (x, y, value) in enumerate(points):
        parts.append(circle(x, y, 9, fill=theme.tie, stroke=theme.grounds[0], stroke_width=3))
        if place in (0, len(points) - 1) or len(points) <= 12:  # many dots: only the first and the last say their number
            above = value < 9
            parts.append(words(str(value), x, y - 18 if above else y + 34, 24, theme.ink, halo=theme.grounds[0], font_weight="bold"))
    return "".join(parts)


def _sign(name: str, x: float, y: float, theme: Theme) -> str:
    """Done is a full disc, some of it half of one, not yet an open ring."""
    ink = theme.ink
    parts = [circle(x, y, 11, fill=ink if name == "done" else theme.grounds[0], stroke=ink, stroke_width=3)]
    if name == "partly":
        parts.append(tag("path", d=f"M{number(x)} {number(y - 11)}A11 11 0 0 0 {number(x)} {number(y + 11)}Z", fill=ink))
    return "".join(parts)


def _dates(moments: list[datetime], across: object, y: float, theme: Theme, zone: ZoneInfo) -> str:
    ends = [moments[0], moments[-1]] if (moments[-1] - moments[0]).days else moments[:1]
    return "".join(words(_day(moment.astimezone(zone)), across(moment), y, 22, theme.muted) for moment in ends)  # type: ignore[operator]


def _legend(shown: Sequence[GoalStory], y: float, theme: Theme) -> str:
    said, x, parts = read_words()["chart"], 60.0, []
    names = [name for name in ("done", "partly", "not yet") if any(SIGNED[each.outcome] == name for story in shown for each in _signs(story))]
    if any(story.ratings for story in shown):
        parts += [circle(x, y - 8, 9, fill=theme.tie), words(said["rated"], x + 22, y, 24, theme.ink, text_anchor="start")]
        x += text_width(said["rated"], 24) + 70
    for name in names:
        parts += [_sign(name, x, y - 8, theme), words(said[name], x + 22, y, 24, theme.ink, text_anchor="start")]
        x += text_width(said[name], 24) + 70
    return "".join(parts)


def _across(moments: list[datetime]) -> object:
    """Where a moment stands from left to right; a single one stands in the middle."""
    first, last = moments[0], moments[-1]
    span = (last - first).total_seconds()
    left, wide = LEFT + 40, WIDTH - LEFT - RIGHT - 60
    return lambda at: left + wide * ((at - first).total_seconds() / span if span else 0.5)


def _down(value: int, top: float) -> float:
    return top + GRAPH_TOP + GRAPH_HEIGHT * (1 - value / HIGHEST)


def _day(local: datetime) -> str:
    return f"{local.day} {local:%b}"


def _signs(story: GoalStory) -> list:
    return [each for each in story.heard if each.outcome in SIGNED]
