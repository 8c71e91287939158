"""The web chat in real Chromium against the real service: from hello to a map, with the keyboard alone."""

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests.system.browser.chromium import open_chromium
from tests.system.service import Service

pytestmark = [pytest.mark.system, pytest.mark.browser]
PATIENCE = 60_000  # ms


def say(page: Page, text: str, heard: str) -> None:
    page.get_by_role("textbox").fill(text)
    page.keyboard.press("Enter")
    expect(page.locator("#log article.bot, #log article.said").last).to_contain_text(heard, timeout=PATIENCE)


def test_a_newcomer_maps_with_the_keyboard_alone(service: Service) -> None:
    with sync_playwright() as play:
        browser = open_chromium(play)
        page = browser.new_page(viewport={"width": 320, "height": 640})
        problems: list[str] = []
        page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.goto(f"http://127.0.0.1:{service.web_port}/chat")
        say(page, "hello", "Is it OK")
        page.get_by_role("button", name="Yes, that's OK").focus()
        page.keyboard.press("Enter")
        expect(page.locator("#log")).to_contain_text("Who do you live with?", timeout=PATIENCE)
        say(page, "i live with my brother Kai", "family")
        say(page, "thats everyone", "Where")
        say(page, "the library with Kai", "at ease")
        say(page, "show me my map", "at ease")
        picture = page.locator("#log img").last
        expect(picture).to_be_visible(timeout=PATIENCE)
        assert "Kai" in (picture.get_attribute("alt") or "") and "library" in (picture.get_attribute("alt") or "")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        assert problems == []
        browser.close()
