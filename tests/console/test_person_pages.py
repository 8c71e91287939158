"""The pages about one person over HTTP: what chat text can't do to them, what consent decides at once, and what is written down."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import insert, select, update

from bot.console.roles import Role
from mapping.model import Closeness, Correction, CorrectionKind, Impact, Kind, Mention, Reading
from mapping.services import Goals, Maps, Participants, Sessions
from mapping.services.putting_right import put_right
from mapping.goals import Outcome
from mapping.sessions import DEFAULT, read_plan
from mapping.store.access import looking, storing
from mapping.store.console_tables import audit, note
from mapping.store.sharing import Shared, keep
from mapping.store.tables import alert, change, message
from tests.console.desk import Browser, Desk, on_both

HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(2)>"\'></svg>{{7*7}}'
PAGES = ("", "/talk", "/talk/search?q=script", "/map", "/map/says", "/sessions", "/goals", "/notes", "/alerts", "/agreed", "/put-right")


@pytest.fixture
def signed_in(desk: Desk) -> tuple[Desk, Browser, str]:
    """A worker, and somebody they support who shares everything."""
    ann = desk.add_staff(Role.PSW, "Ann")
    browser = desk.sign_in(ann)
    return desk, browser, desk.add_person("Zed", ann, shares=Shared.TRANSCRIPT)


def speak(desk: Desk, who: str, text: str, message_id: str, *mentions: Mention) -> None:
    desk.says(who, text, message_id=message_id)
    Maps(desk.engine).record(who, message_id, Reading(mentions), part="add", now=desk.now)


def test_nothing_that_was_said_becomes_part_of_a_page(signed_in: tuple[Desk, Browser, str]) -> None:
    desk, browser, zed = signed_in
    speak(desk, zed, HOSTILE, "m1", Mention(HOSTILE, Kind.PERSON, relation="other", relation_words=HOSTILE, impact=Impact.HELPS, impact_words=HOSTILE),
          Mention("park", Kind.PLACE, locality=HOSTILE))
    maps, goals = Maps(desk.engine), Goals(desk.engine)
    goal = maps.choose_goal(zed, "m1", HOSTILE, (), first_step=HOSTILE, part="goal", now=desk.now)
    goals.add_barrier(zed, "m1", goal.id, HOSTILE, part="b", now=desk.now)
    goals.plan(zed, "m1", goal.id, if_words=HOSTILE, then_words=HOSTILE, part="p", now=desk.now)
    goals.hear(zed, "m1", goal.id, Outcome.DONE, HOSTILE, part="h", now=desk.now)
    maps.add_wish(zed, "m1", HOSTILE, less=False, part="w", now=desk.now)
    desk.later(days=2)
    browser = desk.sign_in(desk.staff[0])
    speak(desk, zed, "and my dad", "m2", Mention("dad", Kind.PERSON, "father"))
    desk.alert(zed, "a1", message_id="m1")
    browser.post(f"/console/people/{zed}/notes", {"text": HOSTILE})
    browser.post(f"/console/people/{zed}/talk/m1/note", {"text": HOSTILE})
    item = next(each for each in maps.map_of(zed).items if each.kind is Kind.PERSON)
    for rest in (*PAGES, f"/map/{item.id}", f"/map?around={item.id}", f"/put-right?item={item.id}&message=m1", "/talk/m1/note"):
        answer = browser.get(f"/console/people/{zed}{rest}")
        assert answer.status_code == 200, rest
        assert not re.search(r"<script>|<img src=x|onerror=alert\(2\)>\"'></svg>|>49<", answer.text), rest
        assert answer.text.count("</svg>") == answer.text.count("<svg"), rest
        assert "script-src 'self'" in answer.headers["Content-Security-Policy"]


def test_no_cell_of_a_table_is_a_formula(signed_in: tuple[Desk, Browser, str]) -> None:
    desk, browser, zed = signed_in
    desk.says(zed, "x", message_id="m1")
    goal = Maps(desk.engine).choose_goal(zed, "m1", "=HYPERLINK(\"http://x\")", (), part="g", now=desk.now)
    from mapping.store import checkins
    from mapping.store.tables import checkin
    with storing(desk.engine) as connection:
        slot = checkins.add(connection, zed, desk.now)
        connection.execute(update(checkin).values(state="sent", goal_id=goal.id))
    Goals(desk.engine).hear(zed, "m1", goal.id, Outcome.DONE, "+cmd|' /C calc'!A0", checkin=slot, part="h", now=desk.now)
    table = browser.get(f"/console/people/{zed}/goals.csv").text
    assert "'=HYPERLINK" in table and "'+cmd" in table
    assert not re.search(r"(^|,)\"?[=+@-]", table, re.M)


@on_both
def test_what_is_shared_changes_the_pages_at_once(signed_in: tuple[Desk, Browser, str]) -> None:
    desk, browser, zed = signed_in
    speak(desk, zed, "my secret friend amy", "m1", Mention("Amy", Kind.PERSON, "friend"))
    amy = Maps(desk.engine).map_of(zed).items[0]
    words, name = "my secret friend", "Amy"

    def seen() -> tuple[bool, bool]:
        pages = [browser.get(f"/console/people/{zed}{rest}").text for rest in (*PAGES, f"/map/{amy.id}", f"/put-right?item={amy.id}&message=m1")]
        return any(words in page for page in pages), any(name in page for page in pages)

    assert seen() == (True, True)
    for what, expected in ((Shared.MAP, (False, True)), (Shared.NOTHING, (False, False)), (Shared.TRANSCRIPT, (True, True))):
        with storing(desk.engine) as connection:
            keep(connection, zed, what, version="1", message_id=None, now=desk.now)
        assert seen() == expected, what
    Participants(desk.engine).record_consent(zed, False, version="1", now=desk.now)
    assert seen() == (False, False)


@pytest.mark.parametrize("shared", [Shared.NOTHING, Shared.MAP])
def test_files_and_acts_on_what_is_not_shared_are_refused(signed_in: tuple[Desk, Browser, str], shared: Shared) -> None:
    desk, browser, zed = signed_in
    speak(desk, zed, "my friend amy", "m1", Mention("Amy", Kind.PERSON, "friend"))
    with storing(desk.engine) as connection:
        keep(connection, zed, shared, version="1", message_id=None, now=desk.now)
    assert browser.get(f"/console/people/{zed}/talk/pictures/p1").status_code == 404
    assert browser.post(f"/console/people/{zed}/talk/read", {"message": "m1"}).status_code == 404
    browser.post(f"/console/people/{zed}/talk/m1/note", {"text": "seen"})
    with looking(desk.engine) as connection:
        assert connection.scalar(select(note.c.id)) is None
    if shared is Shared.NOTHING:
        for rest in ("/map.pdf", "/sessions.pdf", "/goals.csv"):
            assert browser.get(f"/console/people/{zed}{rest}").status_code == 404
        amy = Maps(desk.engine).map_of(zed).items[0]
        browser.post(f"/console/people/{zed}/put-right", {"item": amy.id, "act": "off", "key": "k"})
        assert Maps(desk.engine).map_of(zed).items == (amy,)


@on_both
def test_each_thing_can_be_put_right_and_the_person_is_told(signed_in: tuple[Desk, Browser, str]) -> None:
    desk, browser, zed = signed_in
    speak(desk, zed, "amy and her gym, and sal", "m1", Mention("Amy", Kind.PERSON), Mention("gym", Kind.ACTIVITY), Mention("Sal", Kind.PERSON))
    maps = Maps(desk.engine)
    ids = {item.label: item.id for item in maps.map_of(zed).items}

    def right(label: str, act: str, value: str = "", **more: str) -> str:
        desk.later(seconds=1)
        form = {"item": ids[label], "act": act, f"value-{act}": value, "key": f"{act}-{value}", **more}
        answer = browser.post(f"/console/people/{zed}/put-right", form)
        assert answer.status_code == 303, answer.text
        return browser.get(answer.headers["Location"]).text

    assert "Put right: Amy: helps" in right("Amy", "impact", "helps")
    right("Amy", "closeness", "inner")
    right("Amy", "relation", "cousin")
    right("Amy", "name", "Amie")
    right("gym", "kind", "place")
    right("gym", "current")
    item = maps.map_of(zed).items[0]
    assert (item.label, item.impact, item.closeness, item.relation) == ("Amie", Impact.HELPS, Closeness.INNER, "cousin")
    gym = next(each for each in maps.map_of(zed).items if each.id == ids["gym"])
    assert (gym.kind, gym.status) == (Kind.PLACE, "past")
    right("Amy", "same", ids["Sal"])
    right("gym", "off")
    assert [each.label for each in maps.map_of(zed).items] == ["Amie"]
    with looking(desk.engine) as connection:
        told = connection.scalars(select(message.c.text).where(message.c.direction == "out").order_by(message.c.seq)).all()
        kinds = set(connection.scalars(select(note.c.kind)).all())
    assert len(told) == 8 and told[0] == (
        "Ann read what you told me, and saw that I got something wrong. Your map now says: Amy: helps. Is that not right? Tell me, or say \"undo\".")
    assert kinds == {"misunderstanding"}


def test_a_wrong_form_is_said_and_loses_nothing(signed_in: tuple[Desk, Browser, str]) -> None:
    desk, browser, zed = signed_in
    speak(desk, zed, "amy", "m1", Mention("Amy", Kind.PERSON))
    amy = Maps(desk.engine).map_of(zed).items[0]
    for form, says in (({"act": ""}, "Choose what should be put right."), ({"act": "name"}, "Write the name."), ({"act": "same", "value-same": "zz"}, "Choose what else")):
        answer = browser.post(f"/console/people/{zed}/put-right", {"item": amy.id, **form})
        assert answer.status_code == 200 and says in answer.text
    long = "x" * 4001
    answer = browser.post(f"/console/people/{zed}/notes", {"text": long})
    assert "The note is too long." in answer.text and long in answer.text
    assert browser.get(f"/console/people/{zed}/talk?before=abc&after=&since=31-02-2026").status_code == 200
    assert browser.get(f"/console/people/{zed}/talk?at=m_none").status_code == 404
    assert browser.get(f"/console/people/{zed}/map?time=99999&view=nonsense&around=zz").status_code == 200
    assert browser.get(f"/console/people/{zed}/map/zz").status_code == 404


def test_a_message_of_somebody_else_is_never_reached_through_ones_own_person(signed_in: tuple[Desk, Browser, str]) -> None:
    desk, browser, zed = signed_in
    other = desk.add_person("Other", shares=Shared.TRANSCRIPT)
    desk.says(other, "not for ann", message_id="m_other")
    for rest in ("/talk?at=m_other", "/talk/m_other/note"):
        assert browser.get(f"/console/people/{zed}{rest}").status_code == 404
    assert browser.post(f"/console/people/{zed}/talk/read", {"message": "m_other"}).status_code == 404
    assert "not for ann" not in browser.get(f"/console/people/{zed}/put-right?message=m_other").text


@on_both
def test_every_look_is_in_the_log_and_none_of_it_in_words(signed_in: tuple[Desk, Browser, str]) -> None:
    desk, browser, zed = signed_in
    speak(desk, zed, "my friend amy", "m1", Mention("Amy", Kind.PERSON, "friend"))
    with looking(desk.engine) as connection:
        before = connection.scalar(select(audit.c.seq).order_by(audit.c.seq.desc()).limit(1)) or 0
    browser.get(f"/console/people/{zed}/talk/search?q=amy")
    browser.get(f"/console/people/{zed}/map")
    browser.post(f"/console/people/{zed}/talk/read", {"message": "m1"})
    with looking(desk.engine) as connection:
        rows = connection.execute(select(audit).where(audit.c.seq > before, audit.c.subject == zed).order_by(audit.c.seq)).all()
    assert {(row.act, row.field) for row in rows} == {("looked", "overview"), ("looked", "transcript"), ("looked", "map"), ("reviewed", "transcript")}
    assert "amy" not in str([tuple(row) for row in rows]).lower()


def test_an_alert_is_on_the_overview_without_its_words(signed_in: tuple[Desk, Browser, str]) -> None:
    desk, browser, zed = signed_in
    desk.says(zed, "terrible words", message_id="m1")
    desk.alert(zed, "a1", message_id="m1")
    with storing(desk.engine) as connection:
        keep(connection, zed, Shared.MAP, version="1", message_id=None, now=desk.now)
    for rest in ("", "/alerts"):
        page = browser.get(f"/console/people/{zed}{rest}").text
        assert "Spoke of not wanting to live" in page and "terrible words" not in page
    with storing(desk.engine) as connection:
        connection.execute(update(alert).values(closed_at=desk.now))
    assert "Needs you first" not in browser.get(f"/console/people/{zed}").text


def test_what_was_put_right_is_seen_where_it_came_from(signed_in: tuple[Desk, Browser, str]) -> None:
    desk, browser, zed = signed_in
    speak(desk, zed, "amy", "m1", Mention("Amy", Kind.PERSON))
    amy = Maps(desk.engine).map_of(zed).items[0]
    put_right(desk.engine, zed, Correction(CorrectionKind.RENAME, "Amy", "Amie"), {"Amy": amy.id}, key="k", words="; ".join, now=desk.now + timedelta(hours=1))
    page = browser.get(f"/console/people/{zed}/map/{amy.id}").text
    assert "Put right by your team" in page and "“Amy” is called “Amie”" in page
    with looking(desk.engine) as connection:
        assert connection.scalar(select(change.c.message_id).order_by(change.c.seq.desc()).limit(1)).startswith("m_")


@on_both
def test_ten_thousand_messages_page_by_key(signed_in: tuple[Desk, Browser, str]) -> None:
    desk, browser, zed = signed_in
    with storing(desk.engine) as connection:
        connection.execute(insert(message), [
            {"id": f"m{n}", "participant_id": zed, "direction": "in", "kind": "text", "text": f"line {n}", "at": desk.now, "state": "done"}
            for n in range(10_000)])
    page, seen = browser.get(f"/console/people/{zed}/talk").text, []
    for _ in range(3):
        seen += re.findall(r"line (\d+)", page)[::-1]
        page = browser.get(re.search(r'href="([^"]+before=\d+)">Older messages', page)[1].replace("&amp;", "&")).text
    assert seen == [str(n) for n in range(9999, 9849, -1)]
    assert "line 5000" in browser.get(f"/console/people/{zed}/talk?at=m5000").text


def test_in_an_emergency_the_ways_to_what_was_said_are_there_and_until_when(signed_in: tuple[Desk, Browser, str]) -> None:
    desk, browser, zed = signed_in
    desk.says(zed, "cant go on", message_id="m1")
    desk.alert(zed, "a1", message_id="m1")
    with storing(desk.engine) as connection:
        keep(connection, zed, Shared.NOTHING, version="1", message_id=None, now=desk.now)
    way = f"/console/people/{zed}/talk?at=m1#m1"
    assert all(way not in browser.get(f"/console/people/{zed}{rest}").text for rest in ("", "/alerts"))
    browser.post("/console/emergency", {"whom": zed, "reason": "his sister rang, she can't reach him"})
    for rest in ("", "/alerts"):
        page = browser.get(f"/console/people/{zed}{rest}").text
        assert way in page and "open to you until 10:01" in page
    desk.later(minutes=61)
    browser = desk.sign_in(desk.staff[0])
    page = browser.get(f"/console/people/{zed}").text
    assert way not in page and "Emergency access: all" not in page


def test_the_days_on_the_picture_are_those_that_stand_above_it(signed_in: tuple[Desk, Browser, str]) -> None:
    """A session's map goes on until the next one begins: what it is called by is the day of the session."""
    desk, _, zed = signed_in
    sittings = Sessions(desk.engine, read_plan(DEFAULT))
    for number in (1, 2):
        desk.says(zed, "hello", message_id=f"m{number}s")
        sittings.start(zed, f"m{number}s", part="session", now=desk.now)
        speak(desk, zed, f"friend {number}", f"m{number}", Mention(f"Friend {number}", Kind.PERSON))
        desk.later(days=3)
        speak(desk, zed, f"place {number}", f"m{number}b", Mention(f"place {number}", Kind.PLACE))
        desk.later(days=4)
    browser = desk.sign_in(desk.staff[0])
    page = browser.get(f"/console/people/{zed}/sessions").text
    svg = page.partition("<svg")[2]
    assert "Session 1, 26 November 2026 and session 2, 3 December 2026" in page
    assert "26 November 2026 to 3 December 2026" in svg and "New on your map" not in svg
    earlier = browser.get(f"/console/people/{zed}/map?time=1").text
    assert "session 1, 26 November 2026" in earlier and "26 November 2026" in earlier.partition("<svg")[2] and "29 November" not in earlier


def test_what_was_put_right_is_shared_as_the_map_is(signed_in: tuple[Desk, Browser, str]) -> None:
    """The note that is kept of it is in the words of the map."""
    desk, browser, zed = signed_in
    speak(desk, zed, "amy", "m1", Mention("Amy", Kind.PERSON))
    amy = Maps(desk.engine).map_of(zed).items[0]
    browser.post(f"/console/people/{zed}/put-right", {"item": amy.id, "act": "name", "value-name": "Amie", "key": "k"})
    browser.post(f"/console/people/{zed}/notes", {"text": "rang on monday"})
    assert "Amie" in browser.get(f"/console/people/{zed}").text
    for shared, shown in ((Shared.NOTHING, False), (Shared.MAP, True), (Shared.NOTHING, False)):
        with storing(desk.engine) as connection:
            keep(connection, zed, shared, version="1", message_id=None, now=desk.now)
        for rest in ("", "/notes"):
            page = browser.get(f"/console/people/{zed}{rest}").text
            assert ("Amie" in page) is shown and ("Zed does not share their map now" in page) is not shown, (shared, rest)
            assert "rang on monday" in page
    browser.post("/console/emergency", {"whom": zed, "reason": "his sister rang, she can't reach him"})
    assert "Amie" in browser.get(f"/console/people/{zed}/notes").text
