"""Talk about goals and check-ins, as the actions hold it: planning, the answer, what follows, and steering by words."""

from collections.abc import Iterator
from datetime import time
from pathlib import Path

import pytest

from actions import services
from mapping.goals import Outcome
from mapping.model import GoalState, Kind, Mention, Reading
from tests.integration.talker import NOON, Talker, own_database


@pytest.fixture
def talker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Talker]:
    """Somebody with Dev, the gym and swimming on the map."""
    with own_database(tmp_path, monkeypatch):
        somebody = Talker(monkeypatch)
        mentions = (Mention("Dev", Kind.PERSON, "friend"), Mention("gym", Kind.PLACE), Mention("swimming", Kind.ACTIVITY))
        services.maps().record(somebody.id, "m_0", Reading(mentions=mentions), part="test", now=NOON)
        yield somebody


@pytest.fixture
def planned(talker: Talker) -> Talker:
    """The same, with a goal planned and a check-in each Sunday."""
    talker.say("i want a goal", "suggest_goals")
    talker.say("go swimming with Dev")
    talker.say("text Dev")
    talker.say("tuesday at the gym")
    talker.say("it rains")
    talker.say("ask Dev to walk to the library instead")
    talker.press("Skip")
    talker.say("sundays at 6")
    return talker


def test_a_goal_is_planned_one_question_at_a_time(talker: Talker) -> None:
    assert "?" in talker.say("i want a goal", "suggest_goals")
    assert "first step" in talker.say("go swimming with Dev")
    assert "When and where" in talker.say("text Dev")
    assert "get in the way" in talker.say("tuesday at the gym")
    assert "If it rains" in talker.say("it rains")
    said = talker.say("ask Dev to walk to the library instead")
    assert "If it rains, then: ask Dev to walk to the library instead." in said and "from 0 to 10" in said
    said = talker.say("about 2")
    assert "noted 2 out of 10" in said and "Shall I ask you" in said
    assert "on Sundays, around 6pm" in talker.say("sundays at 6")
    story = talker.stories[0]
    labels = {item.id: item.label for item in services.maps().map_of(talker.id).items}
    assert {labels[item] for item in story.goal.items} == {"Dev", "swimming", "gym"}
    assert (story.goal.first_step, story.when, story.where) == ("text Dev", "tuesday at the gym", "the gym")
    assert story.plan is not None and story.plan.if_words == "it rains"
    assert services.checkins().rhythm(talker.id).days == (6,) and talker.form is None
    assert "swimming with Dev" in talker.say("my goals", "show_goals")


def test_a_hello_is_no_first_step(talker: Talker) -> None:
    talker.say("i want a goal", "suggest_goals")
    talker.say("see Dev more")
    assert "first step" in talker.say("hello", "nlu_fallback")
    talker.say("ring him", "greet")
    assert talker.stories[0].goal.first_step == "ring him"


def test_every_planning_question_can_be_left(talker: Talker) -> None:
    talker.say("i want a goal", "suggest_goals")
    talker.say("go swimming with Dev")
    assert "Shall I ask you" in talker.say("skip", "skip")
    assert "won't ask" in talker.press("No thanks")
    assert talker.form is None and not services.checkins().rhythm(talker.id).on
    talker.say("i want a goal", "suggest_goals")
    talker.say("cook for Dev")
    talker.say("buy rice")
    assert "For example" in talker.say("no idea", "dont_know") and talker.form
    talker.say("dunno", "dont_know")  # said twice, it is left
    talker.press("Nothing I can think of")
    talker.press("Skip")
    assert talker.form is None and talker.stories[1].goal.first_step == "buy rice"


@pytest.mark.parametrize(("text", "intent", "outcome", "asked"), [
    ("yeah went twice", "affirm", Outcome.DONE, "Shall we keep the step"), ("it was lovely", "goodbye", Outcome.DONE, "Shall we keep the step"),
    ("going really well!!", "out_of_scope", Outcome.DONE, "Shall we keep the step"),
    ("went once but didnt stay long", "add_to_map", Outcome.PARTLY, "easier"), ("nah", "deny", Outcome.NOT_YET, "What got in the way?"),
    ("didnt feel up to it", "feel_low", Outcome.NOT_YET, "What got in the way?"),
    ("bus was cancelled again", "add_to_map", Outcome.BARRIER, "What small thing could you do instead?"),
    ("i've changed my mind about it", "add_to_map", Outcome.CHANGED_MIND, "What shall we do with it?")])
def test_follow_ups_differ_by_answer(planned: Talker, text: str, intent: str, outcome: Outcome, asked: str) -> None:
    planned.later(days=6)
    planned.prompted(planned.stories[0].goal.id)
    said = planned.say(text, intent)
    assert asked in said and said.count("?") == 1, said
    assert [(each.outcome, each.words) for each in planned.stories[0].heard] == [(outcome, text)]


def test_a_new_barrier_leads_to_a_new_small_plan(planned: Talker) -> None:
    planned.later(days=6)
    planned.prompted(planned.stories[0].goal.id)
    planned.say("bus was cancelled again")
    said = planned.say("walk to the nearer pool")
    assert "walk to the nearer pool" in said and planned.form is None and "?" not in said
    story = planned.stories[0]
    assert story.plan is not None and story.plan.if_words == "bus was cancelled again" and len(story.plans) == 2


def test_news_in_an_answer_changes_the_map_too(planned: Talker) -> None:
    planned.later(days=6)
    planned.prompted(planned.stories[0].goal.id)
    said = planned.say("Dev's moved to Leeds")
    assert "Dev" in said and "What small thing could you do instead?" in said
    story = planned.stories[0]
    assert story.barriers[-1].text == "Dev's moved to Leeds"
    assert next(item for item in services.maps().map_of(planned.id).items if item.label == "Dev").status == "past"


def test_a_number_alone_is_a_rating_and_the_rating_is_asked_now_and_then(planned: Talker) -> None:
    goal = planned.stories[0].goal.id
    planned.later(days=6)
    planned.prompted(goal)
    assert "6 out of 10" in planned.say("6", "nlu_fallback")
    asked = []
    for _ in range(4):
        planned.later(days=7)
        planned.prompted(goal)
        said = planned.say("yes done", "affirm")
        asked.append("from 0 to 10" in said)
        if asked[-1]:
            planned.say("7")
        planned.say("keep it")
    assert asked == [False, False, True, False]
    assert [rating.value for rating in planned.stories[0].ratings] == [6, 7]
    shown = planned.say("show my progress", "steer_goals")
    assert "6 and 7 out of 10" in shown and "4 done" in shown


def test_done_leads_to_the_next_step_or_the_end(planned: Talker) -> None:
    goal = planned.stories[0].goal.id
    planned.later(days=6)
    planned.prompted(goal)
    planned.say("yep", "affirm")
    assert "first step" in planned.press("A new step")
    planned.say("book a lane")
    assert planned.stories[0].goal.first_step == "book a lane" and planned.form is None
    planned.later(days=7)
    planned.prompted(goal)
    assert "from 0 to 10" in planned.say("done")
    planned.press("Skip")
    assert "put this down as done" in planned.press("I've reached my goal")
    assert planned.stories[0].goal.state is GoalState.DONE


def test_letting_go_is_fine_and_says_so(planned: Talker) -> None:
    planned.later(days=6)
    planned.prompted(planned.stories[0].goal.id)
    planned.say("dont want to do it anymore")
    assert "fine" in planned.press("Let it go")
    assert planned.stories[0].goal.state is GoalState.DROPPED


def test_changing_it_keeps_what_it_was(planned: Talker) -> None:
    planned.later(days=6)
    planned.prompted(planned.stories[0].goal.id)
    planned.say("can i change it")
    planned.press("Change it")
    planned.say("play chess with Dev")
    story = planned.stories[0]
    assert story.goal.text == "play chess with Dev" and [text for text, _ in story.texts] == ["go swimming with Dev", "play chess with Dev"]


def test_something_else_is_heard_and_the_question_comes_once_more(planned: Talker) -> None:
    planned.later(days=6)
    planned.prompted(planned.stories[0].goal.id)
    said = planned.say("my new neighbour is called Ali")
    assert "Ali" in said and "how did it go" in said
    said = planned.say("hmm", "nlu_fallback")
    assert "how did it go" not in said and planned.form is None
    assert planned.stories[0].heard == ()


@pytest.mark.parametrize(("text", "intent", "says", "check"), [
    ("can you message me on saturdays instead", "out_of_scope", "on Saturdays, around 6pm", lambda rhythm: rhythm.days == (5,)),
    ("not this week", "deny", "Sunday 15 March", lambda rhythm: rhythm.not_before is not None),
    ("stop asking about the swimming", "stop", "stopped asking", lambda rhythm: not rhythm.on),
    ("stop messaging me", "stop", "stopped asking", lambda rhythm: not rhythm.on),
    ("check in every other week please", "steer_checkins", "every other week", lambda rhythm: rhythm.weeks == 2),
    ("message me at 10am", "steer_checkins", "around 10am", lambda rhythm: rhythm.at == time(10)),
    ("dont message me before 9", "steer_checkins", "on Sundays", lambda rhythm: rhythm.quiet_to == time(9)),
])
def test_check_ins_are_steered_in_words_at_any_time(planned: Talker, text: str, intent: str, says: str, check: object) -> None:
    assert says in planned.say(text, intent)
    assert check(services.checkins().rhythm(planned.id))  # type: ignore[operator]
    planned.say("undo", "undo")
    assert services.checkins().rhythm(planned.id).days == (6,) and services.checkins().rhythm(planned.id).on


def test_one_of_two_goals_is_left_out(planned: Talker) -> None:
    planned.say("i want a goal", "suggest_goals")
    planned.say("read a book")
    planned.say("skip", "skip")
    said = planned.say("stop asking about swimming", "stop")
    assert "stays one of your goals" in said
    assert services.checkins().rhythm(planned.id).muted == (planned.stories[0].goal.id,) and services.checkins().rhythm(planned.id).on


def test_stop_on_a_check_in_ends_check_ins(planned: Talker) -> None:
    planned.later(days=6)
    planned.prompted(planned.stories[0].goal.id)
    assert "stopped asking" in planned.say("stop", "stop")
    assert not services.checkins().rhythm(planned.id).on and planned.form is None
    assert "on Sundays" in planned.say("check in", "steer_checkins")


def test_an_answer_past_its_form_is_an_answer(planned: Talker) -> None:
    planned.later(days=6)
    planned.prompted(planned.stories[0].goal.id)
    planned.form = None  # the session had not ended: Rasa does not know of the prompt
    said = planned.say("bus was cancelled again", "out_of_scope")
    assert "What small thing could you do instead?" in said and planned.form == "checkin_form"
    planned.say("walk")
    assert planned.stories[0].plan and planned.stories[0].plan.then_words == "walk"


def test_goals_are_steered_in_words(planned: Talker) -> None:
    assert "on hold" in planned.say("put swimming on hold", "steer_goals")
    assert planned.stories[0].goal.state is GoalState.PAUSED
    assert "one of your goals again" in planned.say("start my goal again", "steer_goals")
    assert "goal is now: swim on Fridays with Dev" in planned.say("change my goal to swim on Fridays with Dev", "steer_goals")
    assert "4 out of 10" in planned.say("my goal is a 4", "out_of_scope")
    assert "put this down as done" in planned.say("i've finished my goal", "steer_goals")
    assert [state for state, _ in planned.stories[0].states] == [GoalState.ACTIVE, GoalState.PAUSED, GoalState.ACTIVE, GoalState.DONE]


def test_three_goals_are_plenty(talker: Talker) -> None:
    for text in ("read a book", "cook rice", "see Dev more"):
        talker.say("i want a goal", "suggest_goals")
        talker.say(text)
        talker.say("skip", "skip")
        if talker.form:
            talker.press("No thanks")
    said = talker.say("i want a goal", "suggest_goals")  # before they have typed it
    assert "three goals" in said and len(talker.stories) == 3 and talker.form is None
    assert "Which goal" in talker.say("pause my goal", "steer_goals")
    assert "on hold: cook rice" in talker.press("cook rice")
    talker.say("i want a goal", "suggest_goals")
    talker.say("learn to knit")
    assert [story.goal.text for story in talker.stories if story.active] == ["read a book", "see Dev more", "learn to knit"]


@pytest.mark.parametrize("text", ["Dev died last week", "my friend Dev is nice", "dev rang me yesterday"])
def test_news_in_the_goals_form_is_no_goal(talker: Talker, text: str) -> None:
    talker.say("i want a goal", "suggest_goals")
    talker.say(text)
    assert talker.stories == ()
    assert talker.form == "goals_form"


@pytest.mark.parametrize("text", ["see Dev more", "i want to go swimming with Dev", "swimming", "walk 2 times a week", "be nicer to Dev", "go bowling with Dev", "join a choir with my sister"])
def test_a_goal_in_their_words_is_one(talker: Talker, text: str) -> None:
    talker.say("i want a goal", "suggest_goals")
    talker.say(text)
    assert [story.goal.text for story in talker.stories] == [text]


def test_the_calendar_is_handed_over_on_request_and_no_question_is_lost(planned: Talker) -> None:
    said = planned.say("can i have that in my calendar", "out_of_scope")
    assert "file for your calendar" in said and "on Sundays" in said
    planned.say("stop checking in", "steer_checkins")
    assert "nothing to put in a calendar" in planned.say("put that in my calendar pls", "steer_checkins")


def _three(talker: Talker) -> None:
    for text in ("go to the gym", "cook rice", "see Dev more"):
        talker.say("i want a goal", "suggest_goals")
        talker.say(text)
        talker.say("skip", "skip")
        if talker.form:
            talker.press("No thanks")


@pytest.mark.parametrize(("wanted", "answer", "expected"), [
    ("pause my goal", "the gym one", "on hold: go to the gym"), ("my goal is a 6", "the cooking one", "6 out of 10"),
    ("change my goal to walk more", "the one with dev", "now: walk more"), ("i've finished my goal", "the second one", "as done: cook rice")])
def test_which_goal_is_said_in_a_word_of_it(talker: Talker, wanted: str, answer: str, expected: str) -> None:
    _three(talker)
    assert "Which goal" in talker.say(wanted, "steer_goals")
    assert expected in talker.say(answer)


def test_of_two_of_a_name_in_a_goal_it_is_asked_which_and_the_planning_goes_on(talker: Talker) -> None:
    talker.say("my brother Dave and Dave from work")
    talker.say("i want a goal", "suggest_goals")
    said = talker.say("see Dave more")
    assert "Which Dave" in said and "first step" not in said
    brother = next(each for each in services.maps().map_of(talker.id).items if each.relation == "brother")
    said = talker.say("my brother")
    assert "first step" in said and brother.id in talker.stories[0].goal.items and len(talker.stories[0].goal.items) == 1


def test_the_one_the_words_point_at_is_tied_without_asking(talker: Talker) -> None:
    talker.say("my brother Dave and Dave from work")
    talker.say("i want a goal", "suggest_goals")
    assert "first step" in talker.say("see my brother Dave more")
    assert len(talker.stories[0].goal.items) == 1


def test_undo_says_what_it_took_back(planned: Talker) -> None:
    assert "when I ask" in planned.say("undo that", "undo")


def asked_after(planned: Talker, answer: str) -> str:
    """A check-in and its answer; gives what is asked then."""
    planned.later(days=6)
    planned.prompted(planned.stories[0].goal.id)
    return planned.say(answer)


@pytest.mark.parametrize(("answer", "right", "words", "outcome"), [
    ("i went twice", "no i mean once", "i went once", Outcome.PARTLY), ("yes did it twice", "sorry i meant 3 times", "yes did it 3 times", Outcome.DONE),
    ("i went", "oh i mean i didnt go", "i didnt go", Outcome.NOT_YET), ("didnt manage it", "no i mean i did it", "i did it", Outcome.DONE)])
def test_the_answer_to_a_check_in_is_put_right(planned: Talker, answer: str, right: str, words: str, outcome: Outcome) -> None:
    said = asked_after(planned, answer)
    before = len(planned.stories[0].heard)
    question = said.split("\n")[-1]
    again = planned.say(right, "deny")
    heard = planned.stories[0].heard
    assert len(heard) == before and heard[-1].words == words and heard[-1].outcome is outcome, again
    assert not planned.stories[0].barriers[1:] and words in again
    if outcome is Outcome.DONE and "didnt" not in answer:
        assert again.endswith(question), (question, again)


@pytest.mark.parametrize("answers", [("go for a walk",), ("go for a walk", "text Dev"), ("go for a walk", "text Dev", "friday"), ("go for a walk", "text Dev", "friday", "it rains")])
@pytest.mark.parametrize("text", ["no dev is my cousin not my friend", "actually Dev is my cousin", "sorry dev's my cousin not a mate", "oh dev isnt my friend hes my cousin"])
def test_the_map_put_right_in_the_middle_of_planning_is_no_answer(talker: Talker, answers: tuple[str, ...], text: str) -> None:
    talker.say("i want a goal", "suggest_goals")
    question = [talker.say(answer) for answer in answers][-1].split("\n")[-1]
    story = talker.stories[0]
    said = talker.say(text, "deny")
    now = next(item for item in services.maps().map_of(talker.id).items if item.label == "Dev")
    assert now.relation == "cousin" and said.endswith(question), said
    after = talker.stories[0]
    assert (after.goal.first_step, after.when, after.barriers, after.plan) == (story.goal.first_step, story.when, story.barriers, story.plan)
