"""The pages about one person in real Chromium: the six tasks of a worker's day, by keyboard alone, at 320 pixels, and by axe's rules."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from mapping.services import Maps
from tests.console.browsing import AGNIESZKA, DEREK, GARETH, JOANNE, MALIK, SHABNAM, WINSTON, Demo, demo, join
from tests.system.browser.chromium import open_chromium

pytestmark = pytest.mark.browser
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}
STATES = (  # every page and state about a person
    f"{JOANNE}", f"{MALIK}", f"{WINSTON}", f"{AGNIESZKA}", f"{GARETH}",
    f"{JOANNE}/talk", f"{MALIK}/talk", f"{WINSTON}/talk", f"{JOANNE}/talk/search?q=choir", f"{JOANNE}/talk/search?q=walrus",
    f"{JOANNE}/map", f"{JOANNE}/map?view=hard", f"{JOANNE}/map/says", f"{JOANNE}/map?time=1", f"{AGNIESZKA}/map", f"{JOANNE}/sessions", f"{AGNIESZKA}/sessions",
    f"{MALIK}/sessions", f"{JOANNE}/goals", f"{GARETH}/goals", f"{AGNIESZKA}/goals", f"{JOANNE}/notes", f"{AGNIESZKA}/notes", f"{MALIK}/alerts",
    f"{JOANNE}/alerts", f"{JOANNE}/agreed", f"{AGNIESZKA}/agreed", f"{JOANNE}/put-right",
    f"{JOANNE}/details",
)
OF_A_PART = ("/map?around={item}", "/map/{item}", "/put-right?item={item}", "/goals/{goal}/put-right", "/talk/{message}/note", "/talk/{message}/missed",
             "/put-right/{said}", "/put-right?message={message}")  # of Joanne's


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        opened = open_chromium(play)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    with demo(tmp_path_factory.mktemp("demo") / "home") as running:
        yield running


@pytest.fixture(scope="module")
def kirsty(here: Demo, browser: Browser) -> dict[str, object]:
    """Her browser's cookies, once she has joined."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    join(context, here, "kirsty")
    return context.storage_state()


@pytest.fixture
def page(browser: Browser, kirsty: dict[str, object]) -> Iterator[Page]:
    """A page of hers; at the end nothing may have been written to the browser's console."""
    context = browser.new_context(storage_state=kirsty, viewport={"width": 1280, "height": 900})
    opened, faults = context.new_page(), []
    opened.on("console", lambda line: faults.append(line.text) if line.type in ("error", "warning") else None)
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("response", lambda answer: faults.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None)
    yield opened
    context.close()
    assert faults == []


def broken(page: Page) -> list[str]:
    """What axe finds wrong with the page, a line each."""
    found = Axe().run(page, options=WCAG).response["violations"]
    return [f"{rule['id']}: {node['target']} {node['failureSummary']}" for rule in found for node in rule["nodes"]]


def fits(page: Page) -> bool:
    """Whether nothing makes the page itself wider than the screen."""
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


# the six tasks of a day

def test_who_needs_somebody_first_and_what_was_said(here: Demo, page: Page) -> None:
    page.goto(f"{here.url}/people")
    page.locator(".sm-person").first.get_by_role("link", name="Malik A.").click()
    expect(page.get_by_role("heading", name="Needs you first")).to_be_visible()
    page.get_by_role("link", name="Read what was said").click()
    flagged = page.locator(".sm-bubble--here")
    expect(flagged).to_contain_text("i dont want to be alive any more")
    expect(flagged).to_contain_text("Spoke of not wanting to live")
    expect(flagged).to_be_in_viewport()
    page.get_by_role("navigation", name="Pages about Malik A.").get_by_role("link", name="Alerts").click()
    page.get_by_role("button", name="I am on it").click()
    expect(page.get_by_text("It is yours now.")).to_be_visible()


def test_read_what_is_new_with_what_was_understood_and_mark_it_as_read(here: Demo, page: Page) -> None:
    page.goto(here.person(JOANNE))
    page.get_by_role("link", name="Read what is new").click()
    row = page.locator(".sm-said-row", has_text="i want to try growing beans next year with mr abara").first
    expect(row.locator(".sm-beside")).to_contain_text("Would like: try growing beans next year with mr abara")
    page.get_by_role("button", name="I have read up to here").click()
    expect(page.get_by_text("Marked as read up to there.")).to_be_visible()
    page.goto(here.person(JOANNE))
    expect(page.get_by_text("All of it has been read")).to_be_visible()


def test_see_the_map_choose_a_thing_and_come_to_its_words_and_back(here: Demo, page: Page) -> None:
    page.goto(here.person(JOANNE, "/map"))
    page.get_by_role("group", name="Things on the picture").get_by_role("link", name=re.compile("^Linda")).click()
    expect(page.get_by_role("heading", name="Around Linda")).to_be_focused()
    page.get_by_role("link", name="The words it came from").click()
    expect(page.locator(".sm-found")).to_contain_text("my cpn is called linda. and kirsty my peer worker")
    page.get_by_role("link", name=re.compile("See it in the talk")).first.click()
    expect(page.locator(".sm-bubble--here")).to_contain_text("my cpn is called linda")
    page.locator(".sm-said-row", has_text="my cpn is called linda").get_by_role("link", name=re.compile("New: Linda")).click()
    page.get_by_role("link", name="See it on the map").click()
    expect(page.get_by_role("heading", name="Around Linda")).to_be_visible()


def test_compare_sessions_and_see_how_goals_go(here: Demo, page: Page) -> None:
    page.goto(here.person(JOANNE, "/sessions"))
    page.get_by_label("From").select_option(label="Session 2, " + page.get_by_label("From").locator("option").nth(1).inner_text().split(", ")[1])
    page.get_by_role("button", name="Compare").click()
    new = page.locator(".sm-map__list")
    expect(new).to_contain_text("Bev")
    page.get_by_role("navigation", name="Pages about Joanne P.").get_by_role("link", name="Goals").click()
    expect(page.get_by_role("heading", name="go back to the choir one time under way")).to_be_visible()
    expect(page.get_by_text("“yeah i went!! stayed for the whole thing”")).to_be_visible()


def test_put_right_what_was_misunderstood(here: Demo, page: Page) -> None:
    page.goto(here.person(JOANNE, "/talk/search?q=telly"))
    page.get_by_role("link", name=re.compile("See it in the talk")).last.click()
    page.locator(".sm-said-row", has_text="i grow tomatoes on the allotment").get_by_role("link", name=re.compile("Put right")).click()
    page.get_by_role("link", name="telly", exact=True).click()
    page.get_by_label("It is called something else").check()
    page.get_by_label("The name").fill("the television")
    assert broken(page) == []
    page.get_by_role("button", name="Put it right").click()
    expect(page.get_by_text("Put right: “telly” is called “the television”. They are told when the moment fits.")).to_be_visible()
    expect(page.locator(".sm-remark--wrong")).to_contain_text("“telly” is called “the television”")
    assert "the television" in [item.label for item in Maps(here.served.engine).map_of(JOANNE).items]


def test_write_notes_and_take_one_back(here: Demo, page: Page) -> None:
    page.goto(here.person(GARETH, "/notes"))
    page.get_by_label("New note").fill("Rang again.\nHe is well, and busy.")
    page.get_by_role("button", name="Keep the note").click()
    expect(page.get_by_text("The note is kept.")).to_be_visible()
    page.get_by_role("button", name="Take back").first.click()
    expect(page.locator(".sm-remark").first).to_contain_text("Taken back on")
    page.goto(here.person(GARETH, "/talk"))
    page.get_by_role("link", name=re.compile("Add a note")).last.click()
    page.get_by_role("button", name="Keep the note").click()
    expect(page.get_by_role("alert")).to_contain_text("Write the note first.")
    page.get_by_label("Your note").fill("Ask about the rod.")
    page.get_by_role("button", name="Keep the note").click()
    expect(page.locator(".sm-remark", has_text="Ask about the rod.")).to_be_visible()


def to(page: Page, wanted: Locator, most: int = 150) -> None:
    """Goes on with the Tab key alone until this has the focus. Fails where it never does."""
    expect(wanted).to_be_visible()
    for _ in range(most):
        page.keyboard.press("Tab")
        if wanted.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"{wanted} is not reached by keyboard on {page.url}")


def test_the_six_tasks_by_keyboard_alone(here: Demo, page: Page) -> None:
    def press(wanted: Locator) -> None:
        to(page, wanted)
        page.keyboard.press("Enter")
        page.wait_for_load_state()

    page.goto(f"{here.url}/people")
    press(page.get_by_role("link", name="Malik A."))  # who needs somebody, and what was said
    press(page.get_by_role("link", name="Read what was said"))
    expect(page.locator(".sm-bubble--here")).to_be_in_viewport()
    press(page.get_by_role("link", name="Alerts", exact=True).first)
    to(page, page.locator("summary", has_text="Write a note or close it").first)
    page.keyboard.press("Enter")
    to(page, page.get_by_label("What did you do?").first)
    page.keyboard.type("Rang him. His nan is with him.")
    press(page.get_by_role("button", name="Keep the note").first)
    expect(page.get_by_text("Your note is kept.")).to_be_visible()
    page.goto(here.person(SHABNAM, "/talk"))  # read, and mark as read
    press(page.get_by_role("button", name="I have read up to here"))
    expect(page.get_by_text("Marked as read up to there.")).to_be_visible()
    page.goto(here.person(JOANNE, "/map"))  # from a thing to its words
    press(page.locator(".sm-map__list").get_by_role("link", name="Linda", exact=True))
    press(page.get_by_role("link", name="The words it came from"))
    press(page.get_by_role("link", name=re.compile("See it in the talk")).first)
    expect(page.locator(".sm-bubble--here")).to_contain_text("my cpn is called linda")
    page.goto(here.person(JOANNE, "/sessions"))  # compare sessions
    to(page, page.get_by_label("From"))
    page.keyboard.press("ArrowUp")
    press(page.get_by_role("button", name="Compare"))
    expect(page.get_by_role("heading", name=re.compile("Session 3, .* and session 5"))).to_be_visible()
    page.goto(here.person(JOANNE, "/talk/search?q=biscuit"))  # put something right
    press(page.get_by_role("link", name=re.compile("See it in the talk")).last)
    press(page.locator(".sm-said-row", has=page.locator(".sm-bubble--here")).get_by_role("link", name=re.compile("Put right")))
    expect(page.get_by_role("heading", name="Put something right")).to_be_visible()
    page.goto(here.person(GARETH, "/notes"))  # write a note
    to(page, page.get_by_label("New note"))
    page.keyboard.type("Rang, and wrote this without a mouse.")
    press(page.get_by_role("button", name="Keep the note"))
    expect(page.get_by_text("The note is kept.")).to_be_visible()


# what is shared, and with whom

def test_not_shared_is_said_field_by_field(here: Demo, page: Page) -> None:
    for rest, shared in (("/map", True), ("/sessions", True), ("/goals", True), ("/talk", False), ("/talk/search?q=pearl", False)):
        page.goto(here.person(WINSTON, rest))
        assert page.locator(".sm-not-shared").count() == (0 if shared else 1), rest
    for rest in ("/map", "/sessions", "/goals", "/talk"):
        page.goto(here.person(AGNIESZKA, rest))
        expect(page.locator(".sm-not-shared")).to_contain_text("Not shared. Agnieszka K. has not agreed that you see")
    item = Maps(here.served.engine).map_of(WINSTON).items[0]
    page.goto(here.person(WINSTON, f"/map/{item.id}"))
    expect(page.locator(".sm-not-shared")).to_contain_text("what was said")


@pytest.mark.parametrize("rest", ["", "/talk", "/map", "/goals", "/notes", "/alerts", "/agreed", "/sessions", "/map.pdf", "/goals.csv"])
def test_somebody_elses_person_is_not_there(here: Demo, page: Page, rest: str) -> None:
    answer = page.request.get(here.person(DEREK, rest))
    assert answer.status == 404 == page.request.get(here.person("p_nobody", rest)).status


# without a mouse, on a small screen, without scripts

def test_the_map_by_keyboard_alone(here: Demo, page: Page) -> None:
    page.goto(here.person(JOANNE, "/map"))
    page.get_by_role("button", name="Bigger").focus()
    page.keyboard.press("Enter")
    canvas = page.locator(".sm-map__canvas")
    assert canvas.get_attribute("data-zoom") == "1.5"
    stage = page.locator(".sm-map__stage")
    stage.focus()
    page.keyboard.press("+")
    assert canvas.get_attribute("data-zoom") == "2"
    page.get_by_role("button", name="Right", exact=True).press("Enter")
    page.wait_for_function("document.querySelector('.sm-map__stage').scrollLeft > 0")
    stage.focus()
    page.keyboard.press("0")
    assert canvas.get_attribute("data-zoom") == "1"
    page.keyboard.press("Tab")
    expect(page.get_by_role("group", name="Things on the picture").get_by_role("link").first).to_be_focused()
    name = page.evaluate("document.activeElement.getAttribute('aria-label')").split(":")[0]
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=f"Around {name}")).to_be_focused()
    assert "around=" in page.url
    page.go_back()
    expect(page.get_by_role("heading", name="The whole map", exact=True)).to_be_visible()


def test_the_slider_goes_through_the_sessions_by_keyboard(here: Demo, page: Page) -> None:
    page.goto(here.person(JOANNE, "/map"))
    slider = page.get_by_label("Move through time")
    slider.focus()
    page.keyboard.press("Home")
    expect(page.get_by_role("heading", name=re.compile("The whole map, session 1,"))).to_be_visible()
    expect(page.get_by_label("Move through time")).to_be_focused()
    assert "Session 1," in page.get_by_label("Move through time").get_attribute("aria-valuetext")
    assert page.locator(".sm-map__list").get_by_text("Bev").count() == 0
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", name=re.compile("The whole map, session 2,"))).to_be_visible()
    assert page.locator(".sm-map__list").get_by_text("allotment").count() > 0


def test_dragging_moves_the_picture_and_chooses_nothing(here: Demo, page: Page) -> None:
    page.goto(here.person(JOANNE, "/map"))
    for _ in range(3):
        page.get_by_role("button", name="Bigger").click()
    stage = page.locator(".sm-map__stage")
    before, box = stage.evaluate("stage => stage.scrollLeft"), stage.bounding_box()
    page.mouse.move(box["x"] + 300, box["y"] + 250)
    page.mouse.down()
    page.mouse.move(box["x"] + 200, box["y"] + 250, steps=4)
    page.mouse.up()
    assert stage.evaluate("stage => stage.scrollLeft") > before + 50
    assert "around=" not in page.url


def test_without_scripts_the_map_is_a_picture_a_list_and_links(here: Demo, browser: Browser, kirsty: dict[str, object]) -> None:
    context = browser.new_context(storage_state=kirsty, java_script_enabled=False)
    page = context.new_page()
    page.goto(here.person(JOANNE, "/map"))
    expect(page.get_by_role("button", name="Bigger")).to_be_hidden()
    page.locator(".sm-map__list").get_by_role("link", name="Linda", exact=True).click()
    expect(page.get_by_role("heading", name="Around Linda")).to_be_visible()
    page.goto(here.person(JOANNE, "/map"))
    page.get_by_label("The map as it was").select_option("1")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("heading", name=re.compile("The whole map, session 1,"))).to_be_visible()
    context.close()


@pytest.mark.parametrize("width", [1280, 320])
def test_every_page_and_state_meets_wcag_and_fits(here: Demo, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    found: dict[str, list[str]] = {}
    for state in STATES:
        page.goto(here.person(state))
        problems = broken(page) + ([] if fits(page) else ["wider than the screen"])
        if problems:
            found[state] = problems
    found_on = Maps(here.served.engine).map_of(JOANNE)
    item, goal, said = found_on.items[0], found_on.goals[0], found_on.wishes[0]
    for rest in OF_A_PART:
        page.goto(here.person(JOANNE, rest.format(item=item.id, goal=goal.id, message=item.sources[0], said=said.id)))
        if problems := broken(page) + ([] if fits(page) else ["wider than the screen"]):
            found[rest] = problems
    assert found == {}


def test_the_map_and_a_comparison_print_as_pdf(here: Demo, page: Page) -> None:
    for rest in ("/map.pdf", "/map.pdf?view=helps", "/sessions.pdf"):
        answer = page.request.get(here.person(JOANNE, rest))
        assert (answer.status, answer.headers["content-type"], answer.body()[:5]) == (200, "application/pdf", b"%PDF-")
