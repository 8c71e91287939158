"""A worker puts a goal right over HTTP: every choice, what the person is told, and what is refused."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.console.roles import Role
from mapping.goals import GoalStory, Outcome
from mapping.services import Goals, Maps, Participants
from mapping.store.access import looking, storing
from mapping.store.console_tables import audit, note
from mapping.store.sharing import Shared, keep
from mapping.store.tables import message
from tests.console.desk import Browser, Desk, on_both


@pytest.fixture
def signed_in(desk: Desk) -> tuple[Desk, Browser, str, str]:
    """A worker, and somebody they support with a goal that was heard to have gone well."""
    ann = desk.add_staff(Role.PSW, "Ann")
    browser, zed = desk.sign_in(ann), desk.add_person("Zed", ann, shares=Shared.TRANSCRIPT)
    desk.says(zed, "id like to swim", message_id="m1")
    desk.says(zed, "not really", message_id="m2")
    goal = Maps(desk.engine).choose_goal(zed, "m1", "swim", (), part="g", now=desk.now).id
    Goals(desk.engine).hear(zed, "m2", goal, Outcome.DONE, "not really", part="h", now=desk.now)
    return desk, browser, zed, goal


def story(desk: Desk, who: str) -> GoalStory:
    return Goals(desk.engine).stories(who)[0]


def right(desk: Desk, browser: Browser, who: str, goal: str, act: str, value: str = "", **more: str) -> str:
    desk.later(seconds=1)
    answer = browser.post(f"/console/people/{who}/goals/{goal}/put-right", {"act": act, f"value-{act}": value, "key": f"{act}-{value}", **more})
    assert answer.status_code == 303, answer.text
    return browser.get(answer.headers["Location"]).text


def told(desk: Desk) -> list[str]:
    with looking(desk.engine) as connection:
        return list(connection.scalars(select(message.c.text).where(message.c.direction == "out").order_by(message.c.seq)))


@on_both
def test_each_thing_of_a_goal_can_be_put_right_and_the_person_is_told(signed_in: tuple[Desk, Browser, str, str]) -> None:
    desk, browser, zed, goal = signed_in
    assert "Put right: The goal in new words: swim at the lido" in right(desk, browser, zed, goal, "text", "swim at the lido")
    for act, value in (("first_step", "ring them"), ("when", "on Monday"), ("where", "the lido"), ("with_whom", "Amy"), ("state", "paused")):
        right(desk, browser, zed, goal, act, value)
    now = story(desk, zed)
    assert (now.goal.text, now.goal.first_step, now.when, now.where, now.with_whom, now.goal.state) == (
        "swim at the lido", "ring them", "on Monday", "the lido", "Amy", "paused")
    right(desk, browser, zed, goal, "outcome", "not yet", message="m2")
    assert [each.outcome for each in story(desk, zed).heard] == [Outcome.NOT_YET]
    assert told(desk)[0] == (
        "Ann read what you told me, and saw that I got something wrong about a goal. Now it says: The goal in new words: swim at the lido. "
        "Is that not right? Tell me, or say \"undo\".")
    assert len(told(desk)) == 7
    right(desk, browser, zed, goal, "off")
    assert Goals(desk.engine).stories(zed) == ()
    with looking(desk.engine) as connection:
        assert set(connection.scalars(select(note.c.kind))) == {"misunderstanding"}
        rows = connection.execute(select(audit.c.act, audit.c.field).where(audit.c.subject == zed, audit.c.act == "put_right")).all()
    assert len(rows) == 8 and {row.field for row in rows} == {"goals"}


def test_a_wrong_number_or_plan_is_put_right_alone(signed_in: tuple[Desk, Browser, str, str]) -> None:
    desk, browser, zed, goal = signed_in
    goals, said = Goals(desk.engine), desk.now
    desk.says(zed, "went, a 7, and if it rains ill take the bus", message_id="m3")
    goals.hear(zed, "m3", goal, Outcome.PARTLY, "went", part="h", now=said)
    goals.rate(zed, "m3", goal, 7, part="r", now=said)
    goals.add_barrier(zed, "m3", goal, "rain", part="b", now=said)
    goals.plan(zed, "m3", goal, if_words="it rains", then_words="take the bus", part="p", now=said)
    desk.later(minutes=5)
    goals.rate(zed, "m4", goal, 9, part="r", now=desk.now)
    page = browser.get(f"/console/people/{zed}/goals/{goal}/put-right?message=m3").text
    assert "They gave another number than 7, or none" in page and "if it rains, then take the bus" in page
    assert "felt 2 out of 10" in right(desk, browser, zed, goal, "rating", "2", message="m3")
    right(desk, browser, zed, goal, "then_words", "walk fast", message="m3")
    right(desk, browser, zed, goal, "outcome", "done", message="m3")
    now = story(desk, zed)
    assert [(each.value, each.at) for each in now.ratings] == [(2, said), (9, now.ratings[1].at)], "on the day they said it"
    assert [(each.if_words, each.then_words) for each in now.plans] == [("it rains", "walk fast")]
    assert [each.text for each in now.barriers] == ["rain"] and Outcome.DONE in [each.outcome for each in now.heard]
    assert "no number was given" in right(desk, browser, zed, goal, "rating", "none")
    assert "there is no such plan" in right(desk, browser, zed, goal, "no_plan")
    now = story(desk, zed)
    assert [each.value for each in now.ratings] == [2] and [each.text for each in now.barriers] == ["rain"]
    for act, value in (("rating", "11"), ("rating", ""), ("if_words", " ")):
        assert browser.post(f"/console/people/{zed}/goals/{goal}/put-right", {"act": act, f"value-{act}": value}).status_code in (200, 422)
    assert story(desk, zed).ratings == now.ratings


def test_the_way_leads_from_the_message_and_from_the_goal(signed_in: tuple[Desk, Browser, str, str]) -> None:
    desk, browser, zed, goal = signed_in
    assert f"/console/people/{zed}/put-right?message=m2" in browser.get(f"/console/people/{zed}/talk").text
    found = browser.get(f"/console/people/{zed}/put-right?message=m2").text
    assert f"/console/people/{zed}/goals/{goal}/put-right?message=m2" in found and "Nothing that was understood" not in found
    form = browser.get(f"/console/people/{zed}/goals/{goal}/put-right?message=m2").text
    assert "It went differently" in form and "This message is not about this goal" in form
    assert f"/console/people/{zed}/goals/{goal}/put-right" in browser.get(f"/console/people/{zed}/goals").text
    right(desk, browser, zed, goal, "not_about", message="m2")
    assert story(desk, zed).heard == ()


def test_a_wrong_form_is_said_and_changes_nothing(signed_in: tuple[Desk, Browser, str, str]) -> None:
    desk, browser, zed, goal = signed_in
    before, where = story(desk, zed), f"/console/people/{zed}/goals/{goal}/put-right"
    for form, says in (
        ({"act": ""}, "Choose what should be put right."), ({"act": "text", "value-text": " "}, "Write it in at most 300 letters."),
        ({"act": "text", "value-text": "x" * 301}, "Write it in at most 300 letters."), ({"act": "state", "value-state": "eaten"}, "Choose what should"),
        ({"act": "outcome", "value-outcome": "well", "message": "m2"}, "Choose how it went."),
        ({"act": "outcome", "value-outcome": "done", "message": "m1"}, "Choose what should be put right."),
    ):
        answer = browser.post(where, form)
        assert answer.status_code == 200 and says in answer.text, form
    assert "nothing was changed" in right(desk, browser, zed, goal, "text", "swim")
    assert browser.get(f"/console/people/{zed}/goals/g_none/put-right").status_code == 404
    assert story(desk, zed) == before and told(desk) == []


def test_a_fourth_goal_is_not_put_under_way(signed_in: tuple[Desk, Browser, str, str]) -> None:
    desk, browser, zed, goal = signed_in
    right(desk, browser, zed, goal, "state", "dropped")
    for number in range(3):
        Maps(desk.engine).choose_goal(zed, f"m1{number}", f"goal {number}", (), part="g", now=desk.now)
    answer = browser.post(f"/console/people/{zed}/goals/{goal}/put-right", {"act": "state", "value-state": "active"})
    assert "3 goals are under way already." in answer.text


@pytest.mark.parametrize("shared", [None, Shared.NOTHING])
def test_nothing_is_put_right_of_what_is_not_shared_or_kept(signed_in: tuple[Desk, Browser, str, str], shared: Shared | None) -> None:
    desk, browser, zed, goal = signed_in
    if shared is None:
        Participants(desk.engine).record_consent(zed, False, version="1", now=desk.now + timedelta(seconds=1))
    else:
        with storing(desk.engine) as connection:
            keep(connection, zed, shared, version="1", message_id=None, now=desk.now)
    answer = browser.post(f"/console/people/{zed}/goals/{goal}/put-right", {"act": "text", "value-text": "run"})
    assert "Not shared." in answer.text and "swim" not in answer.text
    assert story(desk, zed).goal.text == "swim"
