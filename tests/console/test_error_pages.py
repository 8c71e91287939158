"""The pages that say sorry: whoever is signed in finds the links at their top, and nobody else does."""

import re

import pytest
from sqlalchemy.exc import OperationalError

from bot.console import gate
from bot.console.readers import people
from bot.console.roles import Role
from mapping.errors import StoreUnreachable
from tests.console.desk import Browser, Desk

LINKS = ["My people", "Alerts", "My account"]


@pytest.fixture
def ann(desk: Desk) -> Browser:
    return desk.sign_in(desk.add_staff(Role.PSW, "Ann"))


def _links(page: str) -> list[str]:
    return re.findall(r"<a[^>]*>([^<]+)</a>", page.partition('<nav aria-label="Main">')[2].partition("</nav>")[0])


@pytest.mark.parametrize(("method", "path", "status"), [
    ("GET", "/console/nowhere", 404), ("GET", "/console/people/p_nobody", 404), ("GET", "/console/team", 404), ("GET", "/console/sign-out", 405),
    ("GET", "/console/people?a=%00", 400), ("POST", "/console/take-in", 403),
])
def test_every_page_that_says_sorry_has_the_links(ann: Browser, method: str, path: str, status: int) -> None:
    answer = ann.get(path) if method == "GET" else ann.post(path, csrf="0" * 64)
    assert answer.status_code == status and "<h1>Sorry</h1>" in answer.text
    assert _links(answer.text) == LINKS
    assert f'name="csrf" value="{ann.csrf()}"' in answer.text, "and one can sign out"


def test_too_much_at_once_has_them_too(ann: Browser) -> None:
    answer = ann.post("/console/take-in", {"code": "x" * 200_000})
    assert answer.status_code == 413 and _links(answer.text) == LINKS


@pytest.mark.parametrize(("fault", "status"), [(ZeroDivisionError(), 500), (StoreUnreachable("away"), 503), (OperationalError("", {}, Exception()), 503)])
def test_a_fault_in_a_page_has_them_too(ann: Browser, monkeypatch: pytest.MonkeyPatch, fault: Exception, status: int) -> None:
    def fails(*_: object) -> None:
        raise fault

    monkeypatch.setattr(people, "_people", fails)
    answer = ann.get("/console/people")
    assert answer.status_code == status and _links(answer.text) == LINKS


def test_while_the_store_is_away_the_page_is_there_without_them(ann: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise StoreUnreachable("away")

    monkeypatch.setattr(gate.sessions, "find", fails)
    for path, status in (("/console/people", 503), ("/console/nowhere", 404)):
        answer = ann.get(path)
        assert answer.status_code == status and "<h1>Sorry</h1>" in answer.text and "<nav" not in answer.text


def test_a_stranger_finds_no_links(desk: Desk, ann: Browser) -> None:
    for path in ("/console/nowhere", "/console/sign-out"):
        assert "<nav" not in desk.browser().get(path).text
    half_way = desk.browser()
    half_way.post("/console/sign-in", {"email": "ann@example.org", "password": "copper lantern otter quilt"})
    assert "<nav" not in half_way.get("/console/nowhere").text


def test_a_page_that_answers_a_form_watches_for_alerts_too(ann: Browser) -> None:
    for path, status in (("/console/take-in", 422), ("/console/people/p_nobody/notes", 404)):
        answer = ann.post(path)
        assert answer.status_code == status and 'id="news"' in answer.text


def test_a_page_that_is_out_of_date_says_where_ones_words_are(ann: Browser) -> None:
    """They are on the page before: on this one there is nothing to copy."""
    page = ann.post("/console/take-in", csrf="0" * 64).text
    assert "This page is out of date. Go back to find your words, copy them if you need them, then load the page again." in page
