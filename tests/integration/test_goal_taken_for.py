"""What no pattern knows is done by what it is most like: only where that is sure, nothing else is asked, and there is something it can be about."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert

from actions import services
from mapping.model import GoalState
from mapping.store.access import storing
from mapping.store.tables import checkin
from nlu.checkins.learned.told import Told
from tests.integration import goal_wordings
from tests.integration.talker import NOON, Talker, own_database


@pytest.fixture
def talker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with own_database(tmp_path, monkeypatch):
        somebody = Talker(monkeypatch, ruled=True)
        goal_wordings._begin(somebody, "idle")
        yield somebody


def states(talker: Talker) -> list[GoalState]:
    return [goal.state for goal in goal_wordings.talker_map(talker).goals]


def test_a_goal_is_named_anywhere_in_a_long_message(talker: Talker) -> None:
    talker.say("i cor get to the baths while dad's in hospital so leave the swimming on one side for now")
    assert states(talker) == [GoalState.PAUSED, GoalState.ACTIVE]


def test_less_than_all_is_not_all(talker: Talker) -> None:
    talker.say("dont ask me about swimming. the other one is fine")
    rhythm = services.checkins().rhythm(talker.id)
    assert rhythm.on and len(rhythm.muted) == 1


@pytest.mark.parametrize("text", ["bin off swimming innit", "sack the swimming off will yer"])
def test_what_would_be_lost_is_asked_about_and_stays_on_the_map(talker: Talker, text: str) -> None:
    assert "take off" in talker.say(text, "insult").lower()
    assert states(talker) == [GoalState.ACTIVE, GoalState.ACTIVE]
    assert "swimming" in {item.label for item in goal_wordings.talker_map(talker).items}
    talker.say("yes", "affirm")
    assert states(talker) == [GoalState.DROPPED, GoalState.ACTIVE]


def test_somebody_taken_off_the_map_is_no_goal_let_go(talker: Talker) -> None:
    talker.say("take dev off")
    assert states(talker) == [GoalState.ACTIVE, GoalState.ACTIVE]
    assert "Dev" not in {item.label for item in goal_wordings.talker_map(talker).items}


def test_a_rating_finds_its_goal_by_a_word_beside_it(talker: Talker) -> None:
    talker.say("ringing amy. 1 out of 10")
    assert [story.ratings[-1].value if story.ratings else None for story in talker.stories] == [None, 1]


def test_a_day_that_is_for_something_else_is_none_to_ask_on(talker: Talker) -> None:
    talker.say("darlin sunday is church and then family dinner, ask mi pon a wednesday instead")
    assert services.checkins().rhythm(talker.id).days == (2,)


def test_while_the_map_asks_something_it_is_an_answer(talker: Talker) -> None:
    services.maps().ask(talker.id, "m_0", "activities.do", None, part="ask", now=NOON)
    talker.say("i cor get to the baths while dad's in hospital so leave the swimming on one side for now")
    assert states(talker) == [GoalState.ACTIVE, GoalState.ACTIVE]


def test_without_what_was_taught_the_patterns_alone_hear(talker: Talker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("actions.taken_for.told", lambda: Told(None, {}))
    talker.say("i cor get to the baths while dad's in hospital so leave the swimming on one side for now")
    assert states(talker) == [GoalState.ACTIVE, GoalState.ACTIVE]
    talker.say("pause the swimming goal")
    assert states(talker) == [GoalState.PAUSED, GoalState.ACTIVE]


def test_a_check_in_is_answered_late_where_its_goal_is_named(talker: Talker) -> None:
    swim = talker.stories[0].goal.id
    talker.later(days=6)
    sent = talker.now - timedelta(hours=1)
    with storing(services.engine()) as connection:
        connection.execute(insert(checkin).values(id="c_1", participant_id=talker.id, due_at=sent, look_at=sent, state="sent", goal_id=swim, settled_at=sent))
    talker.say("dev is coming round for tea")
    assert not talker.stories[0].heard
    talker.say("oh right swimming. no mate, been proper low")
    assert [str(heard.outcome) for heard in talker.stories[0].heard] == ["not yet"]
    talker.say("went swimming with dev")
    assert len(talker.stories[0].heard) == 1  # it was answered once


def test_a_number_is_no_next_step(talker: Talker) -> None:
    talker.later(days=6)
    talker.prompted(talker.stories[0].goal.id)
    talker.say("went twice!!! buzzing")
    assert "step" in talker.say("7")
    assert (talker.stories[0].ratings[-1].value, talker.stories[0].goal.first_step) == (7, "pack my kit on sunday night")


@pytest.mark.parametrize(("text", "intent"), [("stop", "stop"), ("pause", "stop"), ("i need a break", "stop"), ("forget it", "undo"), ("take that off", "undo"), ("pause", "add_to_map"), ("remove it", "add_to_map")])
def test_short_words_that_name_nothing_are_the_talk_s(talker: Talker, text: str, intent: str) -> None:
    before = services.checkins().rhythm(talker.id)
    talker.say("my mate steve came round")
    said = talker.say(text, intent)
    assert states(talker) == [GoalState.ACTIVE, GoalState.ACTIVE] and services.checkins().rhythm(talker.id) == before
    assert "goal" not in said


@pytest.mark.parametrize("text", ["keep the swimming one but stop asking about ringing amy", "stop asking about ringing amy but keep the swimming one"])
def test_what_is_to_be_kept_is_not_silenced(talker: Talker, text: str) -> None:
    amy = talker.stories[1].goal.id
    talker.say(text)
    assert services.checkins().rhythm(talker.id).muted == (amy,)


@pytest.mark.parametrize("text", ["amy came over on saturday with her new fella steve, we had a lovely time", "amy is in hospital with pneumonia"])
def test_news_of_somebody_is_no_late_answer(talker: Talker, text: str) -> None:
    amy = talker.stories[1].goal.id
    talker.later(days=6)
    sent = talker.now - timedelta(hours=1)
    with storing(services.engine()) as connection:
        connection.execute(insert(checkin).values(id="c_1", participant_id=talker.id, due_at=sent, look_at=sent, state="sent", goal_id=amy, settled_at=sent))
    talker.say(text)
    assert not talker.stories[1].heard


def test_just_one_is_a_step_and_no_rating(talker: Talker) -> None:
    talker.later(days=6)
    talker.prompted(talker.stories[0].goal.id)
    talker.say("went twice!!! buzzing")
    talker.say("just one")
    assert not talker.stories[0].ratings


def test_the_first_time_is_no_goal_s_time(talker: Talker) -> None:
    talker.say("for the first time in years i went out with dave")
    assert talker.stories[0].when is None


def test_the_rating_is_the_last_one_said(talker: Talker) -> None:
    talker.say("gone from 3/10 to 6/10 with the swimming")
    assert talker.stories[0].ratings[-1].value == 6


def test_how_somebody_is_rates_no_goal(talker: Talker) -> None:
    assert "Which goal" not in talker.say("im about a 2 today")
