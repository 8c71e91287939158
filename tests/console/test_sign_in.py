"""Signing in over HTTP: password and code, invited only, and nothing a stranger can do keeps anybody out."""

import re

import pytest

from bot.console.accounts import workers
from bot.console.roles import Role
from mapping.store.access import storing
from tests.console.desk import HOST, PASSWORD, Browser, Desk, Staff, on_both


@pytest.fixture
def ann(desk: Desk) -> Staff:
    return desk.add_staff(Role.PSW, "Ann Lee")


def _password(browser: Browser, staff: Staff, password: str = PASSWORD) -> int:
    return browser.post("/console/sign-in", {"email": staff.email, "password": password}).status_code


def test_a_password_alone_opens_nothing(desk: Desk, ann: Staff) -> None:
    browser = desk.browser()
    assert _password(browser, ann) == 303
    for path in ("/console/people", "/console/alerts", "/console/account"):
        assert browser.get(path).headers["Location"].startswith("/console/sign-in?")
    assert browser.get("/console/alerts/news").status_code in (302, 303, 401)


def test_a_wrong_password_and_an_unknown_account_are_answered_alike(desk: Desk, ann: Staff) -> None:
    known = desk.browser().post("/console/sign-in", {"email": ann.email, "password": "not the right one"})
    unknown = desk.browser().post("/console/sign-in", {"email": "nobody@example.org", "password": "not the right one"})
    assert known.status_code == unknown.status_code == 422
    tidy = [re.sub(r'value="[^"]*"', "", answer.text) for answer in (known, unknown)]
    assert tidy[0] == tidy[1]


@on_both
def test_a_code_works_once_and_five_wrong_ones_begin_again(desk: Desk, ann: Staff) -> None:
    desk.sign_in(ann)
    again = desk.browser()
    _password(again, ann)
    assert again.post("/console/sign-in/code", {"code": desk.code_of(ann)}).status_code == 422
    desk.later(hours=2)
    other = desk.browser()
    _password(other, ann)
    answers = [other.post("/console/sign-in/code", {"code": "000000"}) for _ in range(4)]
    assert answers[-1].status_code in (422, 429)


@on_both
def test_a_recovery_code_works_once(desk: Desk, ann: Staff) -> None:
    browser = desk.sign_in(ann)
    desk.later(minutes=2)
    page = browser.post("/console/account/recovery-codes").text
    codes = re.findall(r"<li>(\w{4}-\w{4}-\w{4})</li>", page)
    assert len(set(codes)) == 10
    for expected in (303, 422):
        other = desk.browser()
        _password(other, ann)
        assert other.post("/console/sign-in/recovery", {"code": codes[0].upper()}).status_code == expected


def test_too_many_tries_with_a_recovery_code_are_told_to_wait_and_not_that_the_code_is_wrong(desk: Desk, ann: Staff) -> None:
    browser = desk.browser()
    _password(browser, ann)
    pages = [browser.post("/console/sign-in/recovery", {"code": "wwww-wwww-wwww"}) for _ in range(9)]
    wrong, slowed = pages[0], next(page for page in pages if page.status_code == 429)
    assert "This code is not one of yours" in wrong.text and wrong.status_code == 422
    assert "Please wait" in slowed.text and "not one of yours" not in slowed.text


def test_a_new_token_at_sign_in_and_the_planted_one_opens_nothing(desk: Desk, ann: Staff) -> None:
    desk.later(seconds=60)
    browser = desk.browser()
    browser.client.set_cookie("selfmap_console", "p" * 43, domain="127.0.0.1")
    _password(browser, ann)
    browser.post("/console/sign-in/code", {"code": desk.code_of(ann)})
    assert browser.client.get_cookie("selfmap_console", domain="127.0.0.1").value != "p" * 43
    planted = desk.browser()
    planted.client.set_cookie("selfmap_console", "p" * 43, domain="127.0.0.1")
    assert planted.get("/console/people").status_code == 303


def test_signing_out_ends_it_for_whoever_kept_the_cookie(desk: Desk, ann: Staff) -> None:
    browser = desk.sign_in(ann)
    thief = desk.browser()
    thief.client.set_cookie("selfmap_console", browser.client.get_cookie("selfmap_console", domain="127.0.0.1").value, domain="127.0.0.1")
    assert thief.get("/console/people").status_code == 200
    browser.post("/console/sign-out")
    assert thief.get("/console/people").status_code == browser.get("/console/people").status_code == 303


@on_both
def test_it_ends_after_15_quiet_minutes_and_after_8_hours(desk: Desk, ann: Staff) -> None:
    browser = desk.sign_in(ann)
    desk.later(minutes=14)
    assert browser.get("/console/people").status_code == 200
    desk.later(minutes=14)
    assert browser.get("/console/alerts/news").status_code == 200  # a page that asks by itself keeps nobody signed in
    desk.later(minutes=2)
    assert browser.get("/console/people").status_code == 303
    browser = desk.sign_in(ann)
    for _ in range(48):
        assert browser.get("/console/people").status_code == 200
        desk.later(minutes=10)
    assert browser.get("/console/people").status_code == 303


def test_sign_out_everywhere(desk: Desk, ann: Staff) -> None:
    first, second = desk.sign_in(ann), desk.sign_in(ann)
    assert first.get("/console/account").text.count("Sign it out") == 1
    second.post("/console/account/sign-out-everywhere")
    assert first.get("/console/people").status_code == second.get("/console/people").status_code == 303


@on_both
def test_a_stranger_who_guesses_slows_strangers_and_not_the_owner(desk: Desk, ann: Staff) -> None:
    known = desk.sign_in(ann)
    known.post("/console/sign-out")
    stranger = desk.browser()
    statuses = [_password(stranger, ann, f"guess number {number}") for number in range(8)]
    assert statuses[:5] == [422] * 5 and statuses[-1] == 429
    assert _password(desk.browser(), ann) == 429  # a browser nobody knows waits, even with the right password
    desk.later(seconds=60)
    assert _password(known, ann) == 303  # their own does not
    assert known.post("/console/sign-in/code", {"code": desk.code_of(ann)}).status_code == 303
    desk.later(minutes=16)
    assert _password(desk.browser(), ann) == 303  # and nothing is for good


def test_who_is_disabled_is_out_at_once(desk: Desk, ann: Staff) -> None:
    browser = desk.sign_in(ann)
    with storing(desk.engine) as connection:
        workers.disable(connection, ann.id, now=desk.now)
    assert browser.get("/console/people").status_code == 303
    assert _password(desk.browser(), ann) == 422


@on_both
def test_somebody_invited_joins_and_the_link_works_once(desk: Desk) -> None:
    with storing(desk.engine) as connection:
        made = workers.add(connection, email="New@Example.org", name="New One", role=Role.LEAD, now=desk.now)
        token = workers.invite(connection, made, now=desk.now)
    browser, path = desk.browser(), f"/console/join/{token}"
    assert "Hello New One" in browser.get(path).text
    for bad in ("short", "password1234", "newonenewone", PASSWORD):
        once_more = "another thing entirely" if bad == PASSWORD else bad
        assert browser.post(path, {"password": bad, "once_more": once_more}).status_code == 422
    assert browser.post(path, {"password": PASSWORD, "once_more": PASSWORD}).headers["Location"] == "/console/set-up"
    assert browser.get("/console/people").status_code == 303  # not before the codes are set up
    secret = re.search(r'class="sm-code">([A-Z2-7 ]+)<', browser.get("/console/set-up").text)[1].replace(" ", "")
    staff = Staff(made, "new@example.org", "New One", Role.LEAD, secret)
    assert browser.post("/console/set-up", {"code": "000000"}).status_code == 422
    page = browser.post("/console/set-up", {"code": desk.code_of(staff)})
    assert page.status_code == 200 and len(re.findall(r"<li>\w{4}-\w{4}-\w{4}</li>", page.text)) == 10
    assert browser.get("/console/people").status_code == 200
    assert desk.browser().get(path).status_code == 404
    assert desk.sign_in(staff).get("/console/team").status_code == 200


def test_an_invitation_is_over_after_three_days(desk: Desk) -> None:
    with storing(desk.engine) as connection:
        made = workers.add(connection, email="new@example.org", name="New One", role=Role.PSW, now=desk.now)
        token = workers.invite(connection, made, now=desk.now)
    desk.later(hours=73)
    assert desk.browser().get(f"/console/join/{token}").status_code == 404


def test_sensitive_acts_ask_for_password_and_code_again(desk: Desk, ann: Staff) -> None:
    browser = desk.sign_in(ann)
    desk.later(minutes=11)
    for path in ("/console/account/password", "/console/account/recovery-codes", "/console/emergency", "/console/set-up"):
        assert browser.get(path).headers["Location"].startswith("/console/again?next=")
    answer = browser.post("/console/again?next=/console/account/password", {"password": PASSWORD, "code": desk.code_of(ann)})
    assert answer.headers["Location"] == "/console/account/password"
    new = "violet tractor pebble choir"
    assert browser.post("/console/account/password", {"password": new, "once_more": new}).status_code == 303
    assert _password(desk.browser(), ann) == 422 and _password(desk.browser(), ann, new) == 303


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", "/console//evil.example", "/chat", "javascript:alert(1)"])
def test_nobody_is_sent_to_another_site_after_signing_in(desk: Desk, ann: Staff, elsewhere: str) -> None:
    desk.later(seconds=60)
    browser = desk.browser()
    browser.client.post("/console/sign-in", base_url=HOST, query_string={"next": elsewhere}, data={
        "csrf": browser.csrf(), "email": ann.email, "password": PASSWORD})
    answer = browser.client.post("/console/sign-in/code", base_url=HOST, query_string={"next": elsewhere}, data={
        "csrf": browser.csrf(), "code": desk.code_of(ann)})
    assert answer.headers["Location"] == "/console/people"
