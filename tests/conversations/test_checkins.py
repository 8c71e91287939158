"""Goals and check-ins through the whole service: planned in small questions, asked when it is due, answered as talk."""

from datetime import time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update

from mapping.goals import Outcome
from mapping.model import GoalState, Status
from mapping.services import Checkins, Goals
from mapping.store.access import storing
from mapping.store.tables import message
from tests.system.service import Person, now

pytestmark = pytest.mark.system
TO_GOAL = ("my friend Dev", "thats everyone", "nowhere", "no", "no", "no", "i want a goal", "go swimming with Dev")


@pytest.fixture
def planned(person: Person) -> Person:
    """Somebody with a planned goal, asked once a week."""
    assert "first step" in person.say(*TO_GOAL)
    assert "When and where" in person.say("text Dev")
    assert "get in the way" in person.say("tuesday afternoon")
    assert "If it rains" in person.say("it rains")
    assert "from 0 to 10" in person.say("ask Dev to walk to the library instead")
    assert "Shall I ask you" in person.say("2")
    assert "around 6pm" in person.say("sundays at 6")
    return person


def prompt(person: Person) -> str:
    """A check-in that has just become due: the running bot sends it by itself. Returns its words."""
    local = now().astimezone(ZoneInfo("Europe/London")) - timedelta(minutes=5)
    checkins, before = Checkins(person.engine), len(person.heard())
    checkins.choose(person.participant_id, f"m_due{before}", part="test", now=now(), on=True, days=tuple(range(7)), not_before=None,
                    at=time(local.hour, local.minute), quiet_from=time(0), quiet_to=time(0))
    checkins.plan(person.participant_id, now=now() - timedelta(minutes=10))
    with storing(person.engine) as connection:  # their last words were an hour ago: a check-in does not break into a talk
        connection.execute(update(message).where(message.c.participant_id == person.participant_id).values(at=now() - timedelta(hours=1)))
    person._until(lambda: len(person.heard()) > before and person._settled())  # noqa: SLF001
    person.seen = len(person.heard())
    return person.heard()[-1]


def test_a_goal_is_planned_and_kept(planned: Person) -> None:
    story = Goals(planned.engine).stories(planned.participant_id)[0]
    assert (story.goal.text, story.goal.first_step, story.when) == ("go swimming with Dev", "text Dev", "tuesday afternoon")
    assert story.plan is not None and story.plan.then_words == "ask Dev to walk to the library instead"
    assert Checkins(planned.engine).rhythm(planned.participant_id).days == (6,)


@pytest.mark.parametrize(("text", "outcome", "asked"), [
    ("yeah went twice", Outcome.DONE, "keep the step"), ("nah", Outcome.NOT_YET, "got in the way"),
    ("didnt feel up to it", Outcome.NOT_YET, "got in the way"), ("bus was cancelled again", Outcome.BARRIER, "What small thing"),
    ("going really well!!", Outcome.DONE, "keep the step")])
def test_a_prompt_comes_and_its_answer_is_read_as_talk(planned: Person, text: str, outcome: Outcome, asked: str) -> None:
    asked_how = prompt(planned)
    assert "swimming with Dev" in asked_how or "text Dev" in asked_how
    answer = planned.say(text)
    assert asked in answer and answer.count("?") == 1, answer
    told = Checkins(planned.engine).told(planned.participant_id)
    assert [each.outcome for row in told for each in row.heard] == [outcome]


def test_news_in_an_answer_is_on_the_map(planned: Person) -> None:
    prompt(planned)
    assert "What small thing" in planned.say("Dev's moved to Leeds")
    assert next(item for item in planned.map().items if item.label == "Dev").status is Status.PAST
    assert "new small plan" in planned.say("go with my sister")


def test_help_in_the_middle_comes_back_to_the_question(planned: Person) -> None:
    prompt(planned)
    answer = planned.say("help")
    assert "undo" in answer and "how did it go" in answer
    assert "out of 10" in planned.say("7")


def test_danger_in_an_answer_is_answered_first(planned: Person) -> None:
    prompt(planned)
    answer = planned.say("nah i want to kill myself")
    assert "999" in answer or "116 123" in answer
    assert Goals(planned.engine).stories(planned.participant_id)[0].heard == ()


def test_steering_in_words(planned: Person) -> None:
    assert "on Saturdays" in planned.say("can you message me on saturdays instead")
    assert "leave it for now" in planned.say("not this week")
    assert "on hold" in planned.say("put the swimming goal on hold")
    assert planned.map().goals[0].state is GoalState.PAUSED
    assert "stopped asking" in planned.say("stop messaging me")
    assert not Checkins(planned.engine).rhythm(planned.participant_id).on


def test_a_session_begins_with_what_changed(planned: Person) -> None:
    assert "session 1" in planned.say("start session 1")
    planned.say("my neighbour Ali")
    answer = planned.say("start the next session")
    assert "session 2" in answer and "Ali" in answer


def test_goals_are_shown_with_their_plan(planned: Person) -> None:
    answer = planned.say("what are my goals")
    assert "swimming with Dev" in answer and "text Dev" in answer and "If it rains" in answer
