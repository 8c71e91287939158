"""Words said to another question, and words taken back: where they go in the talk."""

from pathlib import Path

import pytest

from actions import services
from tests.integration import goal_wordings
from tests.integration.talker import Talker, own_database


@pytest.fixture
def talker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # noqa: ANN201
    with own_database(tmp_path, monkeypatch):
        yield Talker(monkeypatch, ruled=True)


def begun(talker: Talker, place: str) -> Talker:
    goal_wordings._begin(talker, place)
    return talker


@pytest.mark.parametrize("text", ["no leave it as it was", "actually keep it swimming", "go back to the old one", "no put it back how it was"])
def test_a_goal_put_in_other_words_by_mistake_goes_back(talker: Talker, text: str) -> None:
    begun(talker, "idle").say("change my swimming goal to go to the gym")
    talker.say(text)
    assert talker.stories[0].goal.text == goal_wordings.SWIM


def test_the_new_words_stay_where_they_are_meant(talker: Talker) -> None:
    begun(talker, "idle").say("change my swimming goal to go to the gym")
    talker.say("keep it the gym")
    talker.say("keep it like that please")
    assert talker.stories[0].goal.text == "go to the gym"


def test_a_whole_deed_said_to_when_is_a_step(talker: Talker) -> None:
    begun(talker, "when").say("get the bus to the pool")
    assert (talker.stories[0].when, services.maps().talk(talker.id).question.key) == (None, "goal.when")
    talker.say("book a lane for friday at 6")
    assert "friday at 6" in talker.stories[0].when and "book a lane" in talker.stories[0].goal.first_step


def test_days_turned_down_do_not_pass_the_rating_by(talker: Talker) -> None:
    begun(talker, "rating").say("no sundays")
    assert services.maps().talk(talker.id).question.key == "checkin.rating"


def test_days_turned_down_are_no_new_step(talker: Talker) -> None:
    begun(talker, "how").say("yes went twice")
    talker.say("no sundays")
    assert talker.stories[0].goal.first_step == "pack my kit on sunday night" and 6 not in services.checkins().rhythm(talker.id).days


def test_the_same_as_last_week_is_what_was_told_then(talker: Talker) -> None:
    begun(talker, "how").say("only some of it")
    talker.later(days=7)
    talker.prompted(talker.stories[0].goal.id)
    talker.say("same as last week")
    assert [str(each.outcome) for each in talker.stories[0].heard] == ["partly", "partly"]
