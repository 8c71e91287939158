"""What people want done with a goal, in their words; talk about a life is none of it."""

import pytest

from nlu.checkins.steering import GoalWish, Steer, read_goal_wish

PAUSE, RESUME, FINISH, CHANGE, RATE, CHART = Steer
SAID = [
    ("pause my goal", GoalWish(PAUSE)), ("can we pause the swimming goal for now", GoalWish(PAUSE, "swimming")),
    ("put my goal on hold please", GoalWish(PAUSE)), ("put the gym on hold", GoalWish(PAUSE, "gym")),
    ("start my goal again", GoalWish(RESUME)), ("unpause the walking goal", GoalWish(RESUME, "walking")),
    ("i've finished my goal", GoalWish(FINISH)), ("my goal is done", GoalWish(FINISH)), ("I have reached the swimming goal!", GoalWish(FINISH, "swimming")),
    ("mark my cooking goal as done", GoalWish(FINISH, "cooking")), ("my walking goal is finished", GoalWish(FINISH, "walking")),
    ("change my goal to walk with Dev on Fridays", GoalWish(CHANGE, to="walk with Dev on Fridays")),
    ("can you change the gym goal to swimming", GoalWish(CHANGE, "gym", "swimming")),
    ("my goal is a 7 now", GoalWish(RATE, rating=7)), ("rate my goal 4 out of 10", GoalWish(RATE, rating=4)), ("my swimming goal is at six", GoalWish(RATE, "swimming", rating=6)),
    ("show me a chart of my progress", GoalWish(CHART)), ("how am i doing with my goals", GoalWish(CHART)), ("progress", GoalWish(CHART)),
    ("can i see my progress", GoalWish(CHART)),
]
NOTHING = ["i go to the gym", "my goal is to swim", "i finished work at 5", "he scored a goal", "my brother scored 2 goals on sunday", "i put the kettle on", "hold on",
           "i want to finish college", "how are you doing", "i have 3 goals", "we had a break from each other", "my diary is full", "set a goal"]


@pytest.mark.parametrize(("text", "wish"), SAID)
def test_said_of_a_goal(text: str, wish: GoalWish) -> None:
    assert read_goal_wish(text) == wish


@pytest.mark.parametrize("text", NOTHING)
def test_talk_about_a_life_is_none(text: str) -> None:
    assert read_goal_wish(text) is None
