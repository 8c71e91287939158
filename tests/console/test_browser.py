"""The console in real Chromium: joining by keyboard alone, an alert that comes in on an open page, and axe on every page and state."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyotp
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from sqlalchemy import func, insert, select, update

from bot.console.accounts import sessions, workers
from bot.console.roles import Role
from mapping.services import Maps
from mapping.store.access import looking, storing
from mapping.store.console_tables import worker_session
from mapping.store.sharing import Shared
from mapping.store.tables import alert
from tests.console.desk import PASSWORD, Desk, Staff, open_desk
from tests.system.browser.chromium import open_chromium
from tests.system.browser.serving import Served, served

pytestmark = pytest.mark.browser
PATIENT = 60_000  # ms: a busy machine
SIZES = {"phone": (320, 640), "wide": (1280, 900)}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        opened = open_chromium(play)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, Desk]]:
    """The real web process, and a desk on the same home."""
    home = tmp_path_factory.mktemp("console")
    with served(home) as here:
        desk = open_desk(home)
        desk.now = datetime.now(UTC)
        yield here, desk


@pytest.fixture(scope="module")
def team(web: tuple[Served, Desk]) -> dict[Role, Staff]:
    """Somebody of each role, with people, alerts and an emergency to show."""
    _, desk = web
    staff = {role: desk.add_staff(role, f"Sam {role}") for role in Role}
    for number, shares in enumerate((Shared.TRANSCRIPT, Shared.MAP, None)):
        person = desk.add_person(f"Person {number}", staff[Role.PSW], staff[Role.LEAD], shares=shares)
        desk.alert(person, f"a_{number}", kind="asked_for_worker" if number else "suicidal")
    desk.alert(desk.add_person("Unnamed"), "a_unnamed")
    return staff


def _context(browser: Browser, web: tuple[Served, Desk], staff: Staff | None, size: str = "wide") -> BrowserContext:
    """A browser window, signed in without the pages (they have a test of their own)."""
    width, height = SIZES[size]
    here, desk = web
    context = browser.new_context(viewport={"width": width, "height": height}, base_url=here.url.removesuffix("/chat"), locale="en-GB")
    context.set_default_timeout(PATIENT)
    if staff:
        with storing(desk.engine) as connection:
            token = sessions.start(connection, staff.id, sessions.IN, browser="Chrome on Linux", now=datetime.now(UTC))
        context.add_cookies([{"name": "selfmap_console", "value": token, "url": here.url}])
    return context


def _sound(page: Page) -> None:
    """No fault of WCAG 2.2 A or AA, and nothing wider than the window."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url} is {wide} px too wide"


def test_joining_by_keyboard_alone(browser: Browser, web: tuple[Served, Desk]) -> None:
    _, desk = web
    with storing(desk.engine) as connection:
        made = workers.add(connection, email="new@example.org", name="New One", role=Role.PSW, now=datetime.now(UTC))
        token = workers.invite(connection, made, now=datetime.now(UTC))
    with _context(browser, web, None, "phone") as context:
        page = context.new_page()
        page.goto(f"/console/join/{token}")
        _sound(page)
        page.keyboard.press("Tab")
        expect(page.locator(":focus")).to_have_text("Skip to main content")
        page.keyboard.press("Enter")
        for _ in range(2):
            page.keyboard.press("Tab")
            page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Set up your codes")).to_be_visible()
        _sound(page)
        page.keyboard.press("Tab")
        page.locator("summary").focus()
        page.keyboard.press("Enter")
        secret = page.locator(".sm-code").inner_text().replace(" ", "")
        page.keyboard.press("Tab")
        page.keyboard.type(pyotp.TOTP(secret).now())
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
        _sound(page)
        page.get_by_role("link", name="I have kept them").press("Enter")
        expect(page.get_by_role("heading", name="My people")).to_be_visible()
        page.get_by_role("button", name="Sign out").press("Enter")
        expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
        page.get_by_label("Email address").fill("new@example.org")
        page.get_by_label("Password", exact=True).fill("not the right one")
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_contain_text("not right")
        _sound(page)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Your code")).to_be_visible()
        _sound(page)
        page.get_by_role("link", name="I don't have my phone").click()
        _sound(page)


FIVE_SECONDS = 4_900  # milliseconds by the page's own clock: what it does sooner is done however slow the machine


@pytest.mark.parametrize("path", ["/console/people", "/console/alerts"])
def test_an_alert_comes_in_on_an_open_page_within_five_seconds(browser: Browser, web: tuple[Served, Desk], team: dict[Role, Staff], path: str) -> None:
    _, desk = web
    made = "a_new_" + path.rpartition("/")[2]
    person = desk.add_person(f"New {path}", team[Role.PSW])
    with _context(browser, web, team[Role.PSW]) as context:
        page = context.new_page()
        page.clock.install()
        page.goto(path)
        page.clock.pause_at(datetime.now(UTC) + timedelta(hours=1))
        expect(page.locator("#news")).to_be_hidden()
        with storing(desk.engine) as connection:
            connection.execute(insert(alert).values(
                id=made, participant_id=person, message_id=f"m_{made}", kind="suicidal", at=datetime.now(UTC)))
        page.clock.run_for(FIVE_SECONDS)
        expect(page.locator("#news")).to_be_visible(timeout=PATIENT)
        expect(page.get_by_text("A new alert has come in.")).to_be_visible()
        if path.endswith("alerts"):
            expect(page.locator(f"#{made}")).to_contain_text("Now:")
        page.clock.resume()  # axe waits by the page's clock
        _sound(page)


def test_a_page_that_gets_no_answer_says_that_new_alerts_would_not_show(browser: Browser, web: tuple[Served, Desk], team: dict[Role, Staff]) -> None:
    with _context(browser, web, team[Role.PSW], "phone") as context:
        page = context.new_page()
        page.clock.install()
        page.goto("/console/people")
        page.clock.pause_at(datetime.now(UTC) + timedelta(hours=1))
        asked: list[str] = []
        page.route("**/alerts/news", lambda route: (asked.append(route.request.url), route.abort()))
        while len(asked) < 4:
            page.clock.run_for(500)
        expect(page.locator("#news")).to_be_hidden()
        while len(asked) < 5:
            page.clock.run_for(500)
        expect(page.get_by_text("Selfmap does not answer just now.")).to_be_visible()
        page.unroute("**/alerts/news")
        while page.locator("#news").is_visible():
            page.clock.run_for(500)


def test_once_the_sign_in_is_over_the_open_page_is_covered(browser: Browser, web: tuple[Served, Desk], team: dict[Role, Staff]) -> None:
    _, desk = web
    person = desk.add_person("Somebody Shown", team[Role.PSW])
    with _context(browser, web, team[Role.PSW]) as context:
        page = context.new_page()
        page.goto(f"/console/people/{person}")
        expect(page.get_by_role("heading", name="Overview")).to_be_visible(timeout=PATIENT)
        with storing(desk.engine) as connection:
            sessions.end_all(connection, team[Role.PSW].id)
        expect(page.get_by_text("You are signed out.")).to_be_visible(timeout=PATIENT)
        expect(page.locator("main")).to_be_hidden()
        assert "Somebody Shown" not in page.locator("body").inner_text() + page.title(), "whom it was about is covered too"
        _sound(page)
        page.get_by_role("link", name="Sign in again").click()
        expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
        assert page.url.endswith(f"next=/console/people/{person}")


def test_the_log_is_covered_too_once_the_sign_in_is_over(browser: Browser, web: tuple[Served, Desk], team: dict[Role, Staff]) -> None:
    """It names people, and a privacy officer's page waits for no alerts."""
    _, desk = web
    with _context(browser, web, team[Role.PRIVACY]) as context:
        page = context.new_page()
        page.goto("/console/audit")
        expect(page.get_by_role("heading", name="Who has looked")).to_be_visible(timeout=PATIENT)
        with storing(desk.engine) as connection:
            sessions.end_all(connection, team[Role.PRIVACY].id)
        expect(page.get_by_text("You are signed out.")).to_be_visible(timeout=PATIENT)
        expect(page.locator("main")).to_be_hidden()


def test_who_is_writing_is_not_signed_out_meanwhile(browser: Browser, web: tuple[Served, Desk], team: dict[Role, Staff]) -> None:
    _, desk = web
    with _context(browser, web, team[Role.PSW]) as context:
        page = context.new_page()
        page.goto("/console/take-in")
        with storing(desk.engine) as connection:
            connection.execute(update(worker_session).values(seen_at=datetime.now(UTC) - timedelta(minutes=14)))
        with page.expect_response("**/account/awake"):
            page.get_by_label("What you call them").press_sequentially("Ned")
        with looking(desk.engine) as connection:
            assert connection.scalar(select(func.max(worker_session.c.seen_at))) > datetime.now(UTC) - timedelta(minutes=10)


PAGES = {
    Role.PSW: ("people", "alerts", "alerts/closed", "take-in", "emergency", "account", "account/password", "account/recovery-codes",
               "set-up", "again", "nowhere"),
    Role.LEAD: ("team", "audit", "emergencies", "alerts"),
    Role.PRIVACY: ("people", "audit", "emergencies", "account"),
    Role.ADMIN: ("people", "staff", "staff/add", "account"),
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("role", list(Role), ids=str)
def test_every_page_is_sound(browser: Browser, web: tuple[Served, Desk], team: dict[Role, Staff], role: Role, size: str, tmp_path: Path) -> None:
    with _context(browser, web, team[role], size) as context:
        page = context.new_page()
        for path in PAGES[role]:
            page.goto(f"/console/{path}")
            assert page.locator("h1").count() == 1, path
            _sound(page)
            page.screenshot(path=tmp_path / f"{role}-{size}-{path.replace('/', '-')}.png", full_page=True)
        if role is Role.PSW:
            for path, press in (("take-in", "Take them in"), ("emergency", "Open the record for an hour"), ("account/password", "Change my password")):
                page.goto(f"/console/{path}")
                page.get_by_role("button", name=press).click()
                expect(page.get_by_role("alert").first).to_contain_text("There is a problem")
                _sound(page)
            page.goto("/console/people")
            page.get_by_role("link", name=re.compile("^Person 0")).click()
            _sound(page)


@pytest.mark.parametrize("size", SIZES)
def test_the_pages_of_a_bad_day_are_sound(browser: Browser, web: tuple[Served, Desk], size: str) -> None:
    """Refused, slowed down, an opened record of somebody whom nobody has taken in, a closed alert, and words of any length everywhere."""
    _, desk = web
    ann, lead = desk.add_staff(Role.PSW, f"Ann {size}"), desk.add_staff(Role.LEAD, f"Lee {size}")
    long, nameless = desk.add_person(f"{size}{'W' * 70}", ann, shares=Shared.TRANSCRIPT), desk.add_person(f"Nameless {size}")
    desk.says(long, "w" * 900, message_id=f"m_{size}")
    Maps(desk.engine).choose_goal(long, f"m_{size}", "G" * 200, (), first_step="F" * 200, part="g", now=desk.now)
    desk.alert(long, f"a_{long}", message_id=f"m_{size}")
    desk.alert(nameless, f"a_{nameless}")
    with _context(browser, web, ann, size) as context:
        page = context.new_page()
        for path in ("people", "alerts", *(f"people/{long}{rest}" for rest in ("", "/talk", "/goals", "/map", "/notes", "/alerts", "/agreed", "/details", "/put-right"))):
            page.goto(f"/console/{path}")
            _sound(page)
        page.get_by_role("link", name="Alerts").last.click()
        page.get_by_text("Write a note or close it").click()
        page.get_by_label("What did you do?").fill("x" * 300)
        page.get_by_role("button", name="Close the alert").click()
        expect(page.get_by_text("The alert is closed.")).to_be_visible()
        page.goto("/console/alerts/closed")
        _sound(page)
        page.goto("/console/emergency")
        page.get_by_label("Whose record?").fill(nameless)
        page.get_by_label("Why do you need it now?").fill("They wrote of dying, and nobody supports them " + "y" * 200)
        page.get_by_role("button", name="Open the record").click()
        expect(page.get_by_text("Emergency access: all of it is open to you until")).to_be_visible()
        for rest in ("", f"/{nameless}", *(f"/{nameless}/{rest}" for rest in ("talk", "map", "alerts", "agreed"))):
            page.goto(f"/console/people{rest}")
            _sound(page)
        page.goto("/console/take-in")
        for _ in range(9):
            page.get_by_label("Their code").fill("wwww-wwww")
            page.get_by_label("What you call them").fill("Zed")
            page.get_by_role("button", name="Take them in").click()
            expect(page.get_by_text("There is a problem")).to_be_visible()
        expect(page.get_by_role("alert").first).to_contain_text("Too many codes did not work.")
        _sound(page)
        page.locator("main input[name=csrf]").evaluate("field => { field.value = '0' }")
        page.get_by_role("button", name="Take them in").click()
        expect(page.get_by_text("This page is out of date.")).to_be_visible()
        _sound(page)
    with _context(browser, web, lead, size) as context:
        page = context.new_page()
        for path in ("team", "alerts", "alerts/closed", "emergencies", "audit"):
            page.goto(f"/console/{path}")
            _sound(page)
