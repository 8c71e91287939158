"""Makes the README's pictures of the console from its invented people: `.venv/bin/python -m tests.console.pictures [FOLDER]`."""

import io
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.console.browsing import JOANNE, WINSTON, Demo, demo, join
from tests.system.browser.chromium import ROOT, open_chromium

PICTURES = ROOT / "docs" / "pictures"
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
TALL, DRAWN = {"width": 1280, "height": 1200}, ("map", "around", "sessions")
COLOURS = 96  # a page has few, and so a picture of it is small
PAGES = (  # the picture's name, the page, and what to come to first
    ("people", "/people", None), ("overview", f"/people/{JOANNE}", None), ("transcript", f"/people/{JOANNE}/talk?since=first", None),
    ("map", f"/people/{JOANNE}/map", None), ("around", f"/people/{JOANNE}/map", "choir"), ("sessions", f"/people/{JOANNE}/sessions?earlier=2&later=5", None),
    ("goals", f"/people/{JOANNE}/goals", None), ("not-shared", f"/people/{WINSTON}/talk", None), ("alerts", "/alerts", None),
)


def keep(page: Page, path: Path, *, whole: bool = False) -> None:
    """A small picture of the page as it stands."""
    image = Image.open(io.BytesIO(page.screenshot(full_page=whole)))
    image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


def take(here: Demo, page: Page, folder: Path, mark: str, *, whole: bool = False) -> None:
    """Every page in turn."""
    for name, address, choose in PAGES:
        if not whole:
            page.set_viewport_size(TALL if name in DRAWN else WIDE)
        page.goto(here.url + address)
        if choose:
            page.locator(".sm-map__list").get_by_role("link", name=choose, exact=True).click()
            page.wait_for_url("**around=**")
        page.evaluate("document.fonts.ready")
        keep(page, folder / f"console-{name}{mark}.png", whole=whole)


def main(folder: Path = PICTURES, *, whole: bool = False) -> None:
    """All of them, wide; with ``whole``, each page to its end, and at the width of a phone too: to look at."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home, demo(Path(home) / "home") as here, sync_playwright() as play:
        browser = open_chromium(play)
        page = join(browser.new_context(viewport=WIDE), here, "kirsty")
        take(here, page, folder, "", whole=whole)
        if whole:
            page.set_viewport_size(PHONE)
            take(here, page, folder, "-phone", whole=True)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), whole=True) if len(sys.argv) > 1 else main()
