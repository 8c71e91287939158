"""Lists that go on for long: nothing of them ends without a word, and everything in them can be reached."""

import re

import pytest
from sqlalchemy import insert, update

from bot.console.readers import alerts, notes
from bot.console.roles import Role
from mapping.store.access import storing
from mapping.store.console_tables import note
from mapping.store.sharing import Shared
from mapping.store.tables import alert
from tests.console.desk import Browser, Desk, on_both


@pytest.fixture
def signed_in(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> tuple[Desk, Browser, str]:
    """A worker with somebody of theirs, at a console that shows four of a list at a time."""
    monkeypatch.setattr(alerts, "MOST", 4)
    monkeypatch.setattr(notes, "AT_A_TIME", 4)
    ann = desk.add_staff(Role.PSW, "Ann")
    return desk, desk.sign_in(ann), desk.add_person("Zed", ann, shares=Shared.TRANSCRIPT)


def through(browser: Browser, path: str, pattern: str, on: str) -> list[list[str]]:
    """What each page has, as one goes on by this link."""
    found = []
    while True:
        page = browser.get(path).text
        found.append(re.findall(pattern, page))
        way = re.search(rf'<a href="([^"]+)">{on}</a>', page)
        if way is None:
            return found
        path = way[1].replace("&amp;", "&")


def test_closed_alerts_and_notes_are_two_hundred_at_a_time() -> None:
    assert (alerts.MOST, notes.AT_A_TIME) == (200, 200)


@on_both
def test_every_closed_alert_can_be_reached(signed_in: tuple[Desk, Browser, str]) -> None:
    desk, browser, zed = signed_in
    for number in range(10):
        desk.alert(zed, f"a_{number}")
        desk.later(seconds=1)
        with storing(desk.engine) as connection:
            connection.execute(update(alert).where(alert.c.id == f"a_{number}").values(closed_at=desk.now))
    assert through(browser, "/console/alerts/closed", r'id="a_(\d)"', "Older alerts") == [["9", "8", "7", "6"], ["5", "4", "3", "2"], ["1", "0"]]
    assert through(browser, "/console/alerts/closed?page=3", r'id="a_(\d)"', "Newer alerts")[-1] == ["9", "8", "7", "6"]
    assert "There are no more." in browser.get("/console/alerts/closed?page=9").text
    assert browser.get("/console/alerts/closed?page=x").status_code == 200


@on_both
def test_open_alerts_stand_by_urgency_over_all_their_pages(signed_in: tuple[Desk, Browser, str]) -> None:
    desk, browser, zed = signed_in
    for number in range(6):
        desk.alert(zed, f"a_{number}", kind="asked_for_worker" if number < 5 else "suicidal")
        desk.later(seconds=1)
    with storing(desk.engine) as connection:
        connection.execute(update(alert).where(alert.c.id == "a_0").values(acknowledged_at=desk.now))
    assert through(browser, "/console/alerts", r'id="a_(\d)"', "More alerts") == [["5", "1", "2", "3"], ["4", "0"]]


@on_both
def test_every_note_can_be_reached(signed_in: tuple[Desk, Browser, str]) -> None:
    desk, browser, zed = signed_in
    with storing(desk.engine) as connection:
        for number in range(9):
            desk.later(seconds=1)
            connection.execute(insert(note).values(
                id=f"n_{number}", participant_id=zed, worker_id=desk.staff[0].id, kind="note", text=f"note {number}", at=desk.now))
    where = f"/console/people/{zed}/notes"
    assert through(browser, where, r">note (\d)<", "Older notes") == [["8", "7", "6", "5"], ["4", "3", "2", "1"], ["0"]]
    assert "These are the last." in browser.get(f"{where}?page=3").text
    browser.post(f"/console/people/{zed}/notes/n_8/strike")
    assert "More notes" not in browser.get(f"/console/people/{desk.add_person('Amy', desk.staff[0])}/notes").text
