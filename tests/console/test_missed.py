"""A worker puts in what the bot missed in a message, and puts right a wish or what gets in the way, over HTTP."""

import re

import pytest
from sqlalchemy import func, select

from bot.console.roles import Role
from mapping.model import BarrierSaid, Closeness, Impact, Kind, Mention, Reading, Status
from mapping.services import Goals, Maps, Participants
from mapping.services.missed import add_missed
from mapping.store.access import looking, storing
from mapping.store.console_tables import audit, note
from mapping.store.sharing import Shared, keep
from mapping.store.tables import change, message
from tests.console.desk import Browser, Desk, on_both

Signed = tuple[Desk, Browser, str]


@pytest.fixture
def signed_in(desk: Desk) -> Signed:
    """A worker, and somebody they support of whose message the bot understood one thing of many."""
    ann = desk.add_staff(Role.PSW, "Ann")
    browser, zed = desk.sign_in(ann), desk.add_person("Zed", ann, shares=Shared.TRANSCRIPT)
    desk.says(zed, "sal and my cousin amy take me to the lido, and id like to sing", message_id="m1")
    Maps(desk.engine).record(
        zed, "m1", Reading((Mention("Sal", Kind.PERSON),), wishes=("sing",), barriers=(BarrierSaid("the bus"),)), part="add", now=desk.now)
    return desk, browser, zed


def missed(signed_in: Signed, sort: str, **said: str) -> str:
    """The form filled in and sent; what the page after it says."""
    desk, browser, zed = signed_in
    desk.later(seconds=1)
    where = f"/console/people/{zed}/talk/m1/missed"
    assert browser.get(where).status_code == 200
    answer = browser.post(where, {"sort": sort, "key": f"{sort}{said}", **{f"{field}-{sort}": value for field, value in said.items()}})
    assert answer.status_code == 303, answer.text
    assert answer.headers["Location"].endswith(f"/console/people/{zed}/talk?at=m1#m1")
    return browser.get(answer.headers["Location"]).text


def right(signed_in: Signed, said_id: str, act: str, text: str = "", **more: str) -> str:
    desk, browser, zed = signed_in
    desk.later(seconds=1)
    answer = browser.post(f"/console/people/{zed}/put-right/{said_id}", {"act": act, "value-text": text, "key": f"{said_id}{act}{text}", **more})
    assert answer.status_code == 303, answer.text
    return browser.get(answer.headers["Location"]).text


def told(desk: Desk) -> list[str]:
    with looking(desk.engine) as connection:
        return list(connection.scalars(select(message.c.text).where(message.c.direction == "out").order_by(message.c.seq)))


@on_both
def test_what_was_missed_is_on_the_map_with_its_words_and_the_person_is_told(signed_in: Signed) -> None:
    desk, browser, zed = signed_in
    assert f"/console/people/{zed}/talk/m1/missed" in browser.get(f"/console/people/{zed}/talk").text
    page = missed(signed_in, "person", name="amy", relation="cousin", closeness="inner", impact="helps")
    assert "Put right: New: Amy, cousin; closest; helps. They are told when the moment fits." in page
    amy = Maps(desk.engine).map_of(zed).items[1]
    assert (amy.label, amy.kind, amy.relation, amy.closeness, amy.impact) == ("Amy", Kind.PERSON, "cousin", Closeness.INNER, Impact.HELPS)
    assert amy.sources[0] == "m1"
    assert f'<a href="/console/people/{zed}/map/{amy.id}">New: Amy' in page, "from the words to the thing"
    back = browser.get(f"/console/people/{zed}/map/{amy.id}").text
    assert "take me to the lido" in back and f"/console/people/{zed}/talk?at=m1#m1" in back, "and from the thing to the words"
    assert "sm-remark--wrong" in page and told(desk) == [
        "Ann read what you told me, and saw that I missed something. Your map now says: New: Amy, cousin; closest; helps. "
        "Is that not right? Tell me, or say \"undo\"."]
    with looking(desk.engine) as connection:
        assert connection.execute(select(note.c.kind, note.c.message_id)).all() == [("misunderstanding", "m1")]
        assert connection.execute(select(audit.c.field, audit.c.outcome).where(audit.c.act == "put_right")).all() == [("map", "done")]
    Maps(desk.engine).undo(zed, "m9", part="undo", now=desk.now)
    assert [item.label for item in Maps(desk.engine).map_of(zed).items] == ["Sal"]
    assert "(taken back since)" in browser.get(f"/console/people/{zed}/talk").text


def test_every_sort_of_thing_can_be_missed(signed_in: Signed) -> None:
    desk, _, zed = signed_in
    for sort, name, more in (
        ("group", "the choir", {"closeness": "outer"}), ("pet", "Rex", {"impact": "helps"}), ("place", "the lido", {"impact": "mixed"}),
        ("activity", "swimming", {}), ("wish", "see Amy", {}), ("less", "smoke", {}), ("barrier", "money", {}),
    ):
        missed(signed_in, sort, name=name, **more)
    map = Maps(desk.engine).map_of(zed)
    assert [(item.label, str(item.kind), item.status) for item in map.items[1:]] == [
        ("the choir", "group", Status.CURRENT), ("Rex", "pet", Status.CURRENT), ("the lido", "place", Status.CURRENT), ("swimming", "activity", Status.CURRENT)]
    assert [(wish.text, wish.less) for wish in map.wishes] == [("sing", False), ("see Amy", False), ("smoke", True)]
    assert [each.text for each in map.barriers] == ["the bus", "money"]
    assert len(told(desk)) == 7 and "In the way: money" in told(desk)[-1]


def test_what_can_not_be_put_in_is_said_and_nothing_typed_is_lost(signed_in: Signed) -> None:
    desk, browser, zed = signed_in
    before, where = Maps(desk.engine).map_of(zed), f"/console/people/{zed}/talk/m1/missed"
    for form, says in (
        ({}, "Choose what the bot missed."), ({"sort": "walrus"}, "Choose what the bot missed."), ({"sort": "person", "name-person": " "}, "Write what they call it."),
        ({"sort": "place", "name-place": "x" * 81}, "in at most 80 letters."), ({"sort": "wish"}, "Write it in their words."),
        ({"sort": "barrier", "name-barrier": "x" * 301}, "in at most 300 letters."),
        ({"sort": "person", "name-person": "Amy", "relation-person": "x" * 81}, "Write who that is to them in at most 80 letters."),
        ({"sort": "person", "name-person": "sal"}, "That name is on the map already."), ({"sort": "wish", "name-wish": "Sing"}, "That is on the map already."),
        ({"sort": "barrier", "name-barrier": "The bus"}, "That is on the map already."),
    ):
        answer = browser.post(where, form)
        assert answer.status_code == 200 and says in answer.text, form
        assert all(f'value="{value}"' in answer.text for name, value in form.items() if name != "sort"), form
    assert Maps(desk.engine).map_of(zed) == before and told(desk) == []
    sal, sing, bus = before.items[0], before.wishes[0], before.barriers[0]
    for sort, name, way in (("person", "sal", f"put-right?item={sal.id}"), ("wish", "sing", f"put-right/{sing.id}?"), ("barrier", "the bus", f"put-right/{bus.id}?")):
        page = browser.post(where, {"sort": sort, f"name-{sort}": name}).text
        offered = re.search(rf'href="(/console/people/{zed}/{re.escape(way)}[^"]*message=m1)"', page.replace("&amp;", "&"))
        assert offered and browser.get(offered[1]).status_code == 200, "the one that is there is offered"
    assert browser.post(f"/console/people/{zed}/talk/m_none/missed", {"sort": "pet"}).status_code == 404
    desk.says(desk.add_person("Other", shares=Shared.TRANSCRIPT), "not for ann", message_id="m_other")
    assert browser.get(f"/console/people/{zed}/talk/m_other/missed").status_code == 404


@pytest.mark.parametrize("shared", [Shared.MAP, Shared.NOTHING, None])
def test_only_where_what_was_said_and_the_map_are_shared(signed_in: Signed, shared: Shared | None) -> None:
    desk, browser, zed = signed_in
    map = Maps(desk.engine).map_of(zed)
    if shared is None:
        Participants(desk.engine).record_consent(zed, False, version="1", now=desk.now)
    else:
        with storing(desk.engine) as connection:
            keep(connection, zed, shared, version="1", message_id=None, now=desk.now)
    with looking(desk.engine) as connection:
        facts = connection.scalar(select(func.count()).select_from(change))
    where = f"/console/people/{zed}/talk/m1/missed"
    for answer in (browser.get(where), browser.post(where, {"sort": "pet", "name-pet": "Rex"})):
        assert "Not shared." in answer.text and "lido" not in answer.text and "Sal" not in answer.text
    if shared is not Shared.MAP:
        answer = browser.post(f"/console/people/{zed}/put-right/{map.wishes[0].id}", {"act": "off"})
        assert "Not shared." in answer.text and "sing" not in answer.text
    with looking(desk.engine) as connection:
        assert connection.scalar(select(func.count()).select_from(change)) == facts
    assert told(desk) == []


@on_both
def test_a_wish_and_what_gets_in_the_way_are_put_right(signed_in: Signed) -> None:
    desk, browser, zed = signed_in
    map = Maps(desk.engine).map_of(zed)
    wish, bus = map.wishes[0], map.barriers[0]
    way = f"/console/people/{zed}/put-right/{wish.id}"
    assert way in browser.get(f"/console/people/{zed}/map").text and f"{way}?message=m1" in browser.get(f"/console/people/{zed}/put-right?message=m1").text
    assert "take me to the lido" in browser.get(way).text, "the words it came from"
    assert "Put right: Would like: dance" in right(signed_in, wish.id, "text", "dance")
    assert "Put right: Would like less of: dance" in right(signed_in, wish.id, "less")
    assert "They would like more of it, not less" in browser.get(way).text
    assert "Put right: In the way: the train" in right(signed_in, bus.id, "text", "the train", message="m1")
    assert [each.text for each in Maps(desk.engine).map_of(zed).barriers] == ["the train"]
    assert "Put right: Not a wish: dance" in right(signed_in, wish.id, "off")
    assert "Put right: Not in the way: the train" in right(signed_in, bus.id, "off")
    now = Maps(desk.engine).map_of(zed)
    assert (now.wishes, now.barriers) == ((), ()) and len(told(desk)) == 5
    assert browser.get(way).status_code == 404
    Maps(desk.engine).undo(zed, "m9", part="undo", now=desk.now)
    assert [each.text for each in Maps(desk.engine).map_of(zed).barriers] == ["the train"]


def test_a_wish_alone_gives_the_message_its_way_to_put_it_right(signed_in: Signed) -> None:
    desk, browser, zed = signed_in
    desk.says(zed, "id like a dog", message_id="m2")
    Maps(desk.engine).record(zed, "m2", Reading(wishes=("a dog",)), part="w", now=desk.now)
    assert f"/console/people/{zed}/put-right?message=m2" in browser.get(f"/console/people/{zed}/talk").text
    page = browser.get(f"/console/people/{zed}/put-right?message=m2").text
    assert "Would like: a dog" in page and "Nothing that was understood" not in page and "sing" not in page


def test_what_gets_in_the_way_of_a_goal_is_put_right_from_the_goal(signed_in: Signed) -> None:
    desk, browser, zed = signed_in
    goal = Maps(desk.engine).choose_goal(zed, "m1", "sing", (), part="g", now=desk.now)
    barrier = Goals(desk.engine).add_barrier(zed, "m1", goal.id, "my voice", part="b", now=desk.now)
    assert f"/console/people/{zed}/put-right/{barrier.id}" in browser.get(f"/console/people/{zed}/goals").text
    assert "In the way of “sing”: the noise" in right(signed_in, barrier.id, "text", "the noise")
    assert "got something wrong about a goal" in told(desk)[0]
    right(signed_in, barrier.id, "off")
    assert Goals(desk.engine).stories(zed)[0].barriers == ()


def test_a_wrong_form_about_a_wish_is_said_and_changes_nothing(signed_in: Signed) -> None:
    desk, browser, zed = signed_in
    before = Maps(desk.engine).map_of(zed)
    wish, bus = before.wishes[0], before.barriers[0]
    for said, form, says in (
        (wish, {"act": ""}, "Choose what should be put right."), (wish, {"act": "text", "value-text": " "}, "in at most 300 letters."),
        (bus, {"act": "text", "value-text": "x" * 301}, "in at most 300 letters."),
    ):
        answer = browser.post(f"/console/people/{zed}/put-right/{said.id}", form)
        assert answer.status_code == 200 and says in answer.text, form
    assert "nothing was changed" in right(signed_in, wish.id, "text", "sing")
    assert browser.get(f"/console/people/{zed}/put-right/w_none").status_code == 404
    assert Maps(desk.engine).map_of(zed) == before and told(desk) == []


def test_less_of_what_gets_in_the_way_is_no_choice(signed_in: Signed) -> None:
    desk, browser, zed = signed_in
    bus = Maps(desk.engine).map_of(zed).barriers[0]
    assert "nothing was changed" in right(signed_in, bus.id, "less")
    add_missed(desk.engine, zed, "m1", Reading(barriers=(BarrierSaid("rain"),)), key="k", words="; ".join, now=desk.now)
    assert [each.text for each in Maps(desk.engine).map_of(zed).barriers] == ["the bus", "rain"]
