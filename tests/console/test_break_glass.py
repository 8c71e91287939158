"""An opened record, as its pages look: whose it is though nobody gave them a name, and what can be done about an alert there."""

import re

import pytest

from bot.console.roles import Role
from mapping.services import Participants
from mapping.store.sharing import Shared
from tests.console.desk import Browser, Desk

REASON = "her sister rang and can't reach her"


@pytest.fixture
def samir(desk: Desk) -> Browser:
    return desk.sign_in(desk.add_staff(Role.PSW, "Samir"))


def test_somebody_whom_nobody_has_taken_in_is_called_something(desk: Desk, samir: Browser) -> None:
    una = desk.add_person("Una")  # nobody supports them, so the team has no name for them
    desk.says(una, "i am here", message_id="m1")
    samir.post("/console/emergency", {"whom": una, "reason": REASON})
    for rest in ("", "/talk", "/map", "/alerts", "/agreed", "/notes"):
        page = samir.get(f"/console/people/{una}{rest}").text
        assert '<p class="sm-who__name">Somebody without a name yet</p>' in page, rest
        assert 'aria-label=""' not in page and f"/console/people/{una}/details" not in page, rest


def test_a_name_that_can_not_be_kept_is_not_said_to_be_kept(desk: Desk, samir: Browser) -> None:
    una = desk.add_person("Una")
    samir.post("/console/emergency", {"whom": una, "reason": REASON})
    samir.get(f"/console/people/{una}")
    answer = samir.post(f"/console/people/{una}/details", {"known_as": "Una"})
    page = samir.get(answer.headers["Location"]).text
    assert "Nothing was kept: nobody has taken this person in yet." in page and "Kept." not in page


def test_what_was_done_about_an_alert_is_written_where_it_stands(desk: Desk, samir: Browser) -> None:
    """The page of all alerts has those of one's own people; an emergency opens one record."""
    zed = desk.add_person("Zed", desk.add_staff(Role.PSW, "Ann"), shares=Shared.NOTHING)
    desk.alert(zed, "a_1")
    samir.post("/console/emergency", {"whom": "Zed", "reason": REASON})
    here = f"/console/people/{zed}/alerts"
    for act, text, says in (("acknowledge", "", "It is yours now."), ("note", "", "Write what you did first."), ("note", "Rang her.", "Your note is kept."),
                            ("close", "She is well.", "The alert is closed.")):
        page = samir.get(here).text
        action = re.search(rf'action="([^"]+/{act})"', page)[1]
        back = re.search(r'name="back" value="(\w*)"', page)[1]
        answer = samir.post(action, {"text": text, "back": back})
        assert answer.headers["Location"] == here
        assert says in samir.get(here).text
    page = samir.get(here).text
    assert "Rang her." in page and "She is well." in page and "What did you do?" not in page


def test_who_opened_a_record_is_not_asked_to_look_at_it(desk: Desk) -> None:
    lead, other = (desk.sign_in(desk.add_staff(Role.LEAD, name)) for name in ("Lee", "Dawn"))
    desk.add_person("Zed", desk.add_staff(Role.PSW, "Ann"))
    lead.post("/console/emergency", {"whom": "Zed", "reason": REASON})
    own, others = (browser.get("/console/emergencies").text for browser in (lead, other))
    assert "Somebody else has to look at this." in own and "I have looked at this" not in own
    assert "I have looked at this" in others


def test_an_opened_record_is_found_again_among_ones_own_people_until_it_closes(desk: Desk, samir: Browser) -> None:
    zed, una = desk.add_person("Zed", desk.add_staff(Role.PSW, "Ann"), shares=Shared.NOTHING), desk.add_person("Una")
    assert "Open to you in an emergency" not in samir.get("/console/people").text
    samir.post("/console/emergency", {"whom": "Zed", "reason": REASON})
    desk.later(minutes=5)
    samir.post("/console/emergency", {"whom": una, "reason": REASON})
    page = samir.get("/console/people").text
    assert f'<a href="/console/people/{zed}">Zed</a>' in page and "open to you until 10:01" in page
    assert f'<a href="/console/people/{una}">Somebody without a name yet</a>' in page and f"Their number: {una}." in page and "until 10:06" in page
    assert page.count("Open to you in an emergency") == 1
    other = desk.sign_in(desk.add_staff(Role.LEAD, "Lee"))
    assert una not in other.get("/console/people").text
    desk.later(minutes=61)
    assert "Open to you in an emergency" not in desk.sign_in(desk.staff[0]).get("/console/people").text


@pytest.mark.parametrize(("shares", "way"), [(Shared.TRANSCRIPT, True), (Shared.MAP, False), (Shared.NOTHING, False)])
def test_the_page_of_alerts_leads_to_what_was_said_only_where_that_is_shared(desk: Desk, shares: Shared, way: bool) -> None:
    lee = desk.add_staff(Role.LEAD, "Lee")
    browser, zed, other = desk.sign_in(lee), desk.add_person("Zed", lee, shares=shares), desk.add_person("Una", shares=Shared.TRANSCRIPT)
    desk.alert(zed, "a_1", message_id="m1")
    desk.alert(other, "a_2", message_id="m2")
    page = browser.get("/console/alerts").text
    assert (f"/console/people/{zed}/talk?at=m1#m1" in page) is way
    assert ("What was said is not shared with you. Speak with Zed." in page) is not way
    assert f"/console/people/{other}" not in page.replace(f"/console/people/{other}/alerts/", "")
    Participants(desk.engine).record_consent(zed, False, version="1", now=desk.now)
    assert f"/console/people/{zed}/talk" not in browser.get("/console/alerts").text
    browser.post("/console/emergency", {"whom": zed, "reason": REASON})
    assert f"/console/people/{zed}/talk?at=m1#m1" in browser.get("/console/alerts").text
    browser.post("/console/emergency", {"whom": other, "reason": REASON})
    page = browser.get("/console/alerts").text
    assert f"/console/people/{other}/talk?at=m2#m2" in page, "a record that an emergency opened, whoever's it is"
