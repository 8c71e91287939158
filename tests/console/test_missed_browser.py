"""What the bot missed or read wrong, put in and put right in real Chromium: with the mouse, by keyboard alone, at 320 pixels, and by axe's rules."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from mapping.model import Impact
from mapping.services import Maps
from tests.console.browsing import JOANNE, Demo
from tests.console.test_person_browser import broken, browser, fits, here, kirsty, page, to

__all__ = ["browser", "here", "kirsty", "page"]
pytestmark = pytest.mark.browser


def row(page: Page) -> Locator:
    """The message that a search led to."""
    return page.locator(".sm-said-row", has=page.locator(".sm-bubble--here"))


def find(here: Demo, page: Page, words: str) -> None:
    page.goto(here.person(JOANNE, f"/talk/search?q={words}"))
    page.get_by_role("link", name=re.compile("See it in the talk")).last.click()


def test_from_the_words_to_the_map_and_back(here: Demo, page: Page) -> None:
    find(here, page, "biscuit")
    row(page).get_by_role("link", name=re.compile("The bot missed something")).click()
    expect(page.get_by_role("heading", name="The bot missed something", level=1)).to_be_visible()
    expect(page.locator(".sm-bubble")).to_contain_text("biscuit")
    page.get_by_label("A place", exact=True).check()
    page.get_by_label("What they call it").locator("visible=true").fill("the kitchen table")
    page.get_by_label("Does it help, or make things harder, if they said").locator("visible=true").select_option("helps")
    page.get_by_role("button", name="Put it on the map").click()
    expect(page.get_by_text("They are told when the moment fits.")).to_be_visible()
    row(page).get_by_role("link", name=re.compile("New: the kitchen table")).click()
    expect(page.locator(".sm-found")).to_contain_text("biscuit")
    page.get_by_role("link", name=re.compile("See it in the talk")).first.click()
    expect(page.locator(".sm-bubble--here")).to_contain_text("biscuit")
    table = next(item for item in Maps(here.served.engine).map_of(JOANNE).items if item.label == "the kitchen table")
    assert table.impact is Impact.HELPS


def test_by_keyboard_alone(here: Demo, page: Page) -> None:
    def press(wanted: Locator) -> None:
        to(page, wanted)
        page.keyboard.press("Enter")
        page.wait_for_load_state()

    find(here, page, "telly")
    press(row(page).get_by_role("link", name=re.compile("The bot missed something")))
    to(page, page.get_by_label("A person", exact=True))
    page.keyboard.press("Space")
    to(page, page.get_by_label("What they call them"))
    page.keyboard.type("Linda")
    press(page.get_by_role("button", name="Put it on the map"))
    expect(page.get_by_role("alert").first).to_contain_text("That name is on the map already.")
    expect(page.get_by_label("What they call them")).to_have_value("Linda")
    to(page, page.get_by_role("link", name="Put something right about “Linda”"))
    to(page, page.get_by_label("What they call them"))
    page.keyboard.press("End")
    page.keyboard.type(" from the shop")
    press(page.get_by_role("button", name="Put it on the map"))
    expect(page.get_by_text("Put right: New: Linda from the shop, a person.")).to_be_visible()
    page.goto(here.person(JOANNE, "/map"))
    wish = Maps(here.served.engine).map_of(JOANNE).wishes[0]
    press(page.locator(f'.sm-map__list a[href$="/put-right/{wish.id}"]'))
    to(page, page.get_by_label("They would like something else, or said it in other words"))
    page.keyboard.press("Space")
    to(page, page.get_by_label("In their words"))
    page.keyboard.type("grow runner beans")
    press(page.get_by_role("button", name="Put it right"))
    expect(page.get_by_text("Put right: Would like: grow runner beans")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 320])
def test_every_state_of_the_form_meets_wcag_and_fits(here: Demo, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    found = Maps(here.served.engine).map_of(JOANNE)
    page.goto(here.person(JOANNE, f"/talk/{found.items[0].sources[0]}/missed"))
    for sort in ("A person", "A group", "A pet", "A place", "Something they do", "Something they would like", "Something they would like less of",
                 "Something that gets in the way"):
        page.get_by_label(sort, exact=True).check()
        assert page.locator(".sm-conditional >> visible=true").count() == 1, sort
        assert broken(page) == [] and fits(page), sort
    page.get_by_label("A person", exact=True).check()
    for name in ("", "x" * 80, found.items[0].label):
        page.get_by_label("What they call them").fill(name)
        if name != "x" * 80:
            page.get_by_role("button", name="Put it on the map").click()
            expect(page.get_by_role("alert").first).to_contain_text("There is a problem")
        assert broken(page) == [] and fits(page), name
    page.goto(here.person(JOANNE, f"/put-right/{found.wishes[0].id}"))
    page.get_by_label("They would like something else, or said it in other words").check()
    assert broken(page) == [] and fits(page)
    page.get_by_role("button", name="Put it right").click()
    expect(page.get_by_role("alert").first).to_contain_text("There is a problem")
    assert broken(page) == [] and fits(page)


def test_without_scripts_the_form_works_too(here: Demo, browser: Browser, kirsty: dict[str, object]) -> None:
    context = browser.new_context(storage_state=kirsty, java_script_enabled=False)
    page = context.new_page()
    page.goto(here.person(JOANNE, f"/talk/{Maps(here.served.engine).map_of(JOANNE).items[0].sources[0]}/missed"))
    page.get_by_label("A pet", exact=True).check()
    page.get_by_label("What they call it").locator("visible=true").fill("Biscuit the hamster")
    page.get_by_role("button", name="Put it on the map").click()
    expect(page.get_by_text("Put right: New: Biscuit the hamster, a pet.")).to_be_visible()
    context.close()
