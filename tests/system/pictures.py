"""Makes the README's pictures from a real talk with the real service: `.venv/bin/python -m tests.system.pictures`."""

import tempfile
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from tests.system.browser.chromium import open_chromium
from tests.system.journeys import REQUIRED
from tests.system.service import ROOT, Service

PICTURES = ROOT / "docs" / "pictures"
WIDTH, HEIGHT = 390, 844  # a usual phone


def answer(page: Page, text: str) -> None:
    """Type one message and wait until the bot has asked or said something after it."""
    said = page.locator("#log article, #log li").count()
    page.get_by_role("textbox").fill(text)
    page.keyboard.press("Enter")
    settle(page, said)


def settle(page: Page, said: int) -> None:
    """Until there is more than before and nothing is being read."""
    page.wait_for_function("said => document.querySelectorAll('#log article, #log li').length > said + 1", arg=said)
    expect(page.get_by_text("Selfmap is reading")).to_be_hidden()
    page.wait_for_timeout(400)


def main(url: str | None = None) -> None:
    """One whole talk at phone width; the chat and the map as they were shown."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        service = None
        if url is None:
            service = Service(Path(folder) / "home")
            service.start()
            url = f"http://127.0.0.1:{service.web_port}/chat"
        browser = open_chromium(play)
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, device_scale_factor=2)
        page.goto(url)
        answer(page, "hiya")
        said = page.locator("#log article, #log li").count()
        page.get_by_role("button", name="Yes, that's OK").click()
        settle(page, said)
        for text in REQUIRED[:2]:
            answer(page, text)
        page.screenshot(path=PICTURES / "chat.png")
        for text in REQUIRED[2:]:
            answer(page, text)
        page.wait_for_timeout(1000)
        page.screenshot(path=PICTURES / "map-in-chat.png")
        picture = page.locator("#log img").last.get_attribute("src")
        (PICTURES / "map.png").write_bytes(page.request.get(f"{url.rsplit('/chat', 1)[0]}{picture}").body())
        browser.close()
        if service:
            service.stop()


if __name__ == "__main__":
    import sys

    main(*sys.argv[1:])
