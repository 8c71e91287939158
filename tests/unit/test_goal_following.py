"""What is asked after a goal, and after an answer: in order, once each, and differing by answer."""

from datetime import UTC, datetime, timedelta

import pytest

from mapping.goals import Follow, GoalStory, Heard, Outcome, Plan, Rating, follow, follow_up
from mapping.model import Barrier, Goal, GoalState

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
RAIN = Barrier("b1", "it rains", "g1")
PLAN = Plan("pl1", "g1", "it rains", "go to the library", "b1", NOW, "m1")


def story(step: str | None = None, state: GoalState = GoalState.ACTIVE, **said: object) -> GoalStory:
    return GoalStory(Goal("g1", "walk", first_step=step, state=state), **said)  # type: ignore[arg-type]


@pytest.mark.parametrize(("told", "outcomes", "key", "about"), [
    (story(), {}, "goal.step", "g1"), (story(), {("goal.step", "g1"): "skipped"}, "goal.when", "g1"),
    (story("text Dev"), {}, "goal.when", "g1"), (story("text Dev", when="tuesday"), {}, "goal.barrier", "g1"),
    (story("text Dev", when="tuesday", barriers=(RAIN,)), {}, "goal.plan", "b1"),
    (story("text Dev", when="tuesday", barriers=(RAIN,), plans=(PLAN,)), {}, "checkin.rating", "g1"),
    (story("text Dev", when="tuesday", barriers=(RAIN,), plans=(PLAN,), ratings=(Rating(2, NOW, "m1"),)), {}, "checkin.days", None),
    (story("text Dev", when="tuesday", barriers=(RAIN,)), {("goal.plan", "b1"): "skipped", ("checkin.rating", "g1"): "skipped"}, "checkin.days", None),
    (story("text Dev", where="park"), {("goal.barrier", "g1"): "nobody", ("checkin.rating", "g1"): "skipped"}, "checkin.days", None)])
def test_one_thing_after_the_other(told: GoalStory, outcomes: dict, key: str, about: str | None) -> None:
    assert follow(told, outcomes, asked_how_often=False) == Follow(key, about)


def test_nothing_more_where_all_is_said_or_the_goal_rests() -> None:
    whole = story("text Dev", when="tuesday", barriers=(RAIN,), plans=(PLAN,))
    assert follow(whole, {("checkin.rating", "g1"): "skipped"}, asked_how_often=True) is None
    assert follow(story(state=GoalState.PAUSED), {}, asked_how_often=False) is None


@pytest.mark.parametrize(("outcome", "barrier", "key"), [
    (Outcome.DONE, None, "checkin.next"), (Outcome.PARTLY, None, "checkin.easier"), (Outcome.NOT_YET, None, "goal.barrier"),
    (Outcome.CHANGED_MIND, None, "checkin.change"), (Outcome.BARRIER, "b2", "goal.plan"), (Outcome.NOT_YET, "b2", "goal.plan")])
def test_what_follows_differs_by_answer(outcome: Outcome, barrier: str | None, key: str) -> None:
    found = follow_up(story("text Dev"), {}, outcome, new_barrier=barrier)
    assert found is not None and found.key == key


def test_the_rating_is_asked_now_and_then() -> None:
    asked, heard, ratings = [], [], []
    for week in range(10):
        at = NOW + timedelta(days=7 * week)
        heard.append(Heard(Outcome.DONE, "yes", at, f"m{week}"))
        found = follow_up(story("text Dev", heard=tuple(heard), ratings=tuple(ratings)), {}, Outcome.DONE)
        if found == Follow("checkin.rating", "g1"):
            asked.append(week)
            ratings.append(Rating(5, at, f"r{week}"))
    assert asked == [1, 4, 7]
