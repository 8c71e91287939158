"""No page is forgotten: every address of the console that answers with a page is opened in Chromium by the tests that run axe on it."""

from werkzeug.exceptions import NotFound

from tests.console import test_browser, test_person_browser
from tests.console.desk import Desk

BY_THE_WAY = ("sign-in", "sign-in/code", "sign-in/recovery", "join/token")  # test_joining_by_keyboard_alone comes through these
NO_PAGE = {  # files, marks for scripts, and addresses that only lead on
    "static", "front", "organisation", "organisation_back", "alert_news", "awake", "audit_file", "talk_picture", "map_pdf", "sessions_pdf", "goals_csv",
}


def test_every_page_is_opened_where_axe_looks(desk: Desk) -> None:
    addresses = desk.app.url_map.bind("127.0.0.1:8080")
    opened = [
        *(f"/console/{path}" for paths in test_browser.PAGES.values() for path in paths), *(f"/console/{path}" for path in BY_THE_WAY),
        *(f"/console/people/{state}" for state in test_person_browser.STATES),
        *(f"/console/people/p_x{rest}" for rest in test_person_browser.OF_A_PART)]
    seen = {_endpoint(addresses, path.partition("?")[0]) for path in opened}
    pages = {rule.endpoint.removeprefix("console.") for rule in desk.app.url_map.iter_rules()
             if rule.endpoint.startswith("console.") and "GET" in rule.methods}
    assert len(pages) > 30
    assert pages - seen - NO_PAGE == set()


def _endpoint(addresses: object, path: str) -> str:
    try:
        return addresses.match(path)[0].removeprefix("console.")
    except NotFound:
        return "nowhere"
