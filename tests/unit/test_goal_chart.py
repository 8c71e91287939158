"""The chart of progress: every goal that has something to show, inside its frame, with the same in words beside it."""

import io
import re
from datetime import UTC, datetime, timedelta

import pytest
from PIL import Image

from mapping.goals import GoalStory, Heard, Outcome, Rating
from mapping.goals.chart import WIDTH, draw_chart, draw_chart_svg, shown_in
from mapping.model import Goal, GoalState

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def story(text: str, values: tuple[int, ...] = (), outcomes: tuple[Outcome, ...] = (), state: GoalState = GoalState.ACTIVE) -> GoalStory:
    return GoalStory(
        Goal(text, text, state=state),
        ratings=tuple(Rating(value, NOON + timedelta(days=7 * week), "m") for week, value in enumerate(values)),
        heard=tuple(Heard(outcome, "x", NOON + timedelta(days=7 * week), "m") for week, outcome in enumerate(outcomes)))


SWIM = story("swim <more> & better", (2, 4, 10), (Outcome.NOT_YET, Outcome.PARTLY, Outcome.DONE))


def test_it_shows_what_there_is_to_show() -> None:
    shown = shown_in([SWIM, story("read"), story("cook", (3,)), story("gone", (3,), state=GoalState.DROPPED), story("rest", (), (Outcome.SKIPPED,))])
    assert [each.goal.text for each in shown] == ["swim <more> & better", "cook"]


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
@pytest.mark.parametrize("stories", [[], [SWIM], [story("a" * 300, (0,))], [story("ring mum", (), (Outcome.DONE,) * 2)], [SWIM] * 6,
                                     [story("long", tuple(week % 11 for week in range(80)))], [story("all", (1, 2), (Outcome.DONE, Outcome.PARTLY, Outcome.NOT_YET) * 130)] * 3])
def test_everything_lies_inside_the_frame(stories: list[GoalStory], theme: str) -> None:
    svg = draw_chart_svg(stories, theme=theme)
    width, height = (int(size) for size in re.search(r'viewBox="0 0 (\d+) (\d+)"', svg).groups())  # type: ignore[union-attr]
    assert width == WIDTH and "nan" not in svg
    assert all(0 <= float(x) <= width for x in re.findall(r'\bc?x="([-\d.]+)"', svg))
    assert all(0 <= float(y) <= height for y in re.findall(r'\bc?y="([-\d.]+)"', svg))


def test_the_same_stories_give_the_same_picture_with_words_for_screen_readers() -> None:
    assert draw_chart_svg([SWIM], description="in words") == draw_chart_svg([SWIM], description="in words")
    assert "<desc>in words</desc>" in draw_chart_svg([SWIM], description="in words")
    picture = Image.open(io.BytesIO(draw_chart([SWIM])))
    assert picture.format == "PNG" and picture.width == WIDTH and len(picture.getcolors(1 << 20) or ()) > 4


def test_no_two_check_ins_lie_on_one_another() -> None:
    """A year of them stands in a lane for each sort, with a stroke for each time; a few are signs."""
    year = story("walk", (3, 6), (Outcome.DONE, Outcome.DONE, Outcome.NOT_YET, Outcome.PARTLY) * 13)
    few = draw_chart_svg([SWIM])
    many = draw_chart_svg([year])
    assert many.count("<path") - few.count("<path") >= 52
    assert float(re.search(r'viewBox="0 0 \d+ (\d+)"', many).group(1)) > float(re.search(r'viewBox="0 0 \d+ (\d+)"', few).group(1))  # type: ignore[union-attr]
