"""What annoyed when goals and check-ins were talked through by hand as tired, terse, ashamed and changeable people."""

import shutil
from collections.abc import Iterator
from datetime import time
from pathlib import Path

import pytest

from actions import services
from mapping.goals import Outcome
from mapping.model import Kind, Mention, Reading
from tests.integration.talker import NOON, Talker, own_database


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A database with nobody in it, migrated once."""
    folder = tmp_path_factory.mktemp("empty")
    with pytest.MonkeyPatch.context() as patched, own_database(folder, patched):
        pass
    yield folder / "selfmap.db"


@pytest.fixture
def talker(empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Talker]:
    """Somebody with Dev, Amy, the pool and the library on the map, so that there are ideas to pick from."""
    shutil.copy(empty, tmp_path / "selfmap.db")
    with own_database(tmp_path, monkeypatch):
        somebody = Talker(monkeypatch, ruled=True)
        mentions = (Mention("Dev", Kind.PERSON, "friend"), Mention("Amy", Kind.PERSON, "sister"), Mention("pool", Kind.PLACE), Mention("library", Kind.PLACE))
        services.maps().record(somebody.id, "m_0", Reading(mentions=mentions), part="test", now=NOON)
        yield somebody


def plan(talker: Talker, *answers: str) -> str:
    """A goal, chosen and planned with these answers."""
    talker.say("i want a goal", "suggest_goals")
    said = ""
    for answer in answers:
        said = talker.say(answer)
    return said


@pytest.fixture
def asked(talker: Talker) -> Talker:
    """The same, with a whole plan, asked on Sundays, and a check-in before them."""
    plan(talker, "go swimming with Dev", "text Dev", "tuesday at the pool", "it rains", "go the day after", "2", "sundays at 6")
    talker.later(days=6)
    talker.prompted(talker.stories[0].goal.id)
    return talker


@pytest.mark.parametrize(("text", "intent"), [
    ("save for a coat", "out_of_scope"), ("learn guitar", "out_of_scope"), ("go for a walk every day", "out_of_scope"), ("get to the pool again", "out_of_scope"),
    ("stop smoking", "stop"), ("say hello to my neighbour", "greet"), ("sleep better", "ask_medical"), ("be less anxious on the bus", "feel_low"), ("talk to someone about my debts", "want_person")])
def test_their_own_goal_is_kept_beside_the_ideas(talker: Talker, text: str, intent: str) -> None:
    assert "You can also write your own" in talker.say("i want a goal", "suggest_goals")
    said = talker.say(text, intent)
    assert "saved your goal" in said and "small first step" in said and talker.stories[0].goal.text == text


@pytest.mark.parametrize(("text", "intent"), [("whats the weather", "out_of_scope"), ("tell me a joke", "out_of_scope"), ("go away", "insult"), ("stop asking me", "stop"), ("do my maths homework for me?", "out_of_scope")])
def test_what_is_no_goal_is_not_kept_as_one(talker: Talker, text: str, intent: str) -> None:
    talker.say("i want a goal", "suggest_goals")
    talker.say(text, intent)
    assert talker.stories == ()


@pytest.mark.parametrize("before", [("walk",), ("walk", "find my shoes"), ("walk", "find my shoes", "friday"), ("walk", "find my shoes", "friday", "rain")])
def test_another_goal_may_be_wanted_in_the_middle_of_a_plan(talker: Talker, before: tuple[str, ...]) -> None:
    plan(talker, *before)
    said = talker.say("i want another goal", "suggest_goals")
    assert "another goal" not in said and "as your goal" in said
    assert "saved your goal" in talker.say("ring Amy more")
    assert [story.goal.text for story in talker.stories] == ["walk", "ring Amy more"]
    assert all("another goal" not in barrier.text for story in talker.stories for barrier in story.barriers)


def test_a_fourth_goal_is_said_to_be_too_many_before_it_is_typed(talker: Talker) -> None:
    for goal in ("walk", "ring Amy more", "read a book"):
        plan(talker, goal)
        talker.later(hours=1)
        services.maps().ask(talker.id, f"m_open{goal}", "open", None, part="open", now=talker.now)
    said = talker.say("i want another goal", "suggest_goals")
    assert "three goals" in said and "ring Amy more" in said and "as your goal" not in said


def test_a_day_and_a_number_alone_say_the_hour(talker: Talker) -> None:
    plan(talker, "walk", "find my shoes", "friday", "no", "2")
    assert "around 5pm" in talker.say("yh mon 5")
    assert (services.checkins().rhythm(talker.id).days, services.checkins().rhythm(talker.id).at) == ((0,), time(17))


def test_what_got_in_the_way_is_said_back(asked: Talker) -> None:
    assert "What got in the way" in asked.say("nah")
    assert "what got in the way: my back" in asked.say("my back")
    assert asked.stories[0].barriers[-1].text == "my back"


@pytest.mark.parametrize("text", ["i feel so ashamed i never stick to anything", "im useless", "i let everyone down", "no. its my own fault im just lazy"])
def test_shame_is_met_kindly_and_not_noted_down(asked: Talker, text: str) -> None:
    asked.say("i didnt do it")
    said = asked.say(text)
    assert "not a failure" in said and text not in said and said.count("?") == 1


def test_shame_in_the_first_answer_is_met_too(asked: Talker) -> None:
    said = asked.say("i havent been. i feel like such a failure")
    assert "not a failure" in said and said.count("?") == 1
    assert asked.stories[0].heard[-1].outcome in (Outcome.NOT_YET, Outcome.BARRIER)


def test_what_is_left_ends_in_a_whole_sentence(asked: Talker) -> None:
    asked.say("nah")
    asked.say("my back")
    said = asked.say("dont know", "dont_know")
    assert "leave" in said and "ask again on Sunday" in said


@pytest.mark.parametrize("text", ["actually no i didnt", "no i didnt", "wait no not yet", "sorry no i didnt go"])
def test_a_yes_is_taken_back(asked: Talker, text: str) -> None:
    assert "keep the step" in asked.say("yeah")
    said = asked.say(text)
    assert "put that right" in said and asked.stories[0].heard[-1].outcome is Outcome.NOT_YET
    assert len(asked.stories[0].heard) == 1 and "What got in the way" in said


def test_no_doubled_with(talker: Talker) -> None:
    plan(talker, "walk", "find my shoes", "thursday with Amy")
    talker.say("with Dev not Amy")
    assert talker.stories[0].when == "thursday with Dev"


def test_the_step_that_is_asked_for_may_be_named(talker: Talker) -> None:
    plan(talker, "go swimming")
    assert "First step: buy a costume" in talker.say("actually make the first step buy a costume")
    assert talker.stories[0].goal.first_step == "buy a costume"


def test_a_part_of_the_day_is_no_first_step(talker: Talker) -> None:
    plan(talker, "walk")
    said = talker.say("mornings")
    assert "When: mornings" in said and "first step" in said and talker.stories[0].goal.first_step is None


def test_a_thing_in_the_way_reads_as_a_sentence(talker: Talker) -> None:
    plan(talker, "walk", "find my shoes", "friday")
    assert "If rain" not in (said := talker.say("rain")) and "rain" in said
    assert "If rain" not in talker.say("take my hood")


@pytest.mark.parametrize("text", ["i was tired", "we had people round"])
def test_a_deed_told_is_no_goodbye(talker: Talker, text: str) -> None:
    plan(talker, "walk", "find my shoes", "friday", "no", "2", "no thanks")
    said = talker.say(text, "stop", 0.84)
    assert "stop here" not in said and "Bye" not in said


def test_a_number_beside_the_answer_is_kept(asked: Talker) -> None:
    said = asked.say("yes! and id say 7 out of 10")
    assert asked.stories[0].heard[-1].outcome is Outcome.DONE and asked.stories[0].ratings[-1].value == 7
    assert "7 out of 10" in said and "from 0 to 10" not in said


def test_not_wanting_it_any_more_at_a_check_in_is_an_answer(asked: Talker) -> None:
    said = asked.say("i dont want to go swimming any more", "drop_goal")
    assert asked.stories[0].heard[-1].outcome is Outcome.CHANGED_MIND and "What shall we do with it" in said


@pytest.mark.parametrize("text", ["lol more like a 6", "actually 6", "no wait, 6", "make it a 6", "sorry, 6"])
@pytest.mark.parametrize("first", [(), ("yeah went",)])
def test_a_number_put_right_is_the_number_and_no_step(asked: Talker, first: tuple[str, ...], text: str) -> None:
    before = asked.stories[0].goal.first_step
    for answer in (*first, "7"):
        asked.say(answer, "answer")
    said = asked.say(text, "out_of_scope")
    (story,) = asked.stories
    assert "6 out of 10" in said and story.ratings[-1].value == 6 and 7 not in [rating.value for rating in story.ratings] and story.goal.first_step == before, said


@pytest.mark.parametrize("text", ["ask me tomorrow", "text me later", "can we do this another time"])
def test_who_puts_it_off_hears_when_it_comes_next_and_is_not_asked_again(asked: Talker, text: str) -> None:
    said = asked.say(text, "steer_checkins")
    assert "leave that one" in said and "I'll ask again on" in said and "?" not in said, said
    assert asked.stories[0].heard[-1].outcome is Outcome.SKIPPED


@pytest.mark.parametrize("text", ["😞", "👎", "😔😔"])
def test_a_sad_face_is_a_not_yet(asked: Talker, text: str) -> None:
    assert "What got in the way?" in asked.say(text, "answer")


def test_who_tells_of_a_death_is_asked_for_no_step(asked: Talker) -> None:
    said = asked.say("no my nan died", "add_to_map")
    assert said.count("?") == 1 and "Would you like to keep your nan on your map?" in said, said
    assert "I'll keep your nan" in asked.say("yes", "affirm")


def test_a_place_that_was_shut_that_day_is_still_there(asked: Talker) -> None:
    said = asked.say("kind of. got there but pool was shut", "answer")
    assert "in the past" not in said and "some of it happened" in said, said


@pytest.mark.parametrize("text", ["dev went without me", "they left without me"])
def test_gone_without_them_is_a_not_yet(asked: Talker, text: str) -> None:
    asked.say(text, "add_to_map")
    assert asked.stories[0].heard[-1].outcome in (Outcome.NOT_YET, Outcome.BARRIER)
