"""The console of the invented service in real Chromium: the real web process on a home made by `selfmap demo`'s own code."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pyotp
from playwright.sync_api import BrowserContext, Page

from bot.cli.demo import SAYS, fill
from bot.console.parts import INVENTED
from tests.system.browser.serving import Served, free_port, settings_in, store_in

PASSWORD = "copper lantern otter quilt"
JOANNE, MALIK, WINSTON, AGNIESZKA, GARETH, DEREK, SHABNAM = (f"p_demo_{name}" for name in ("joanne", "malik", "winston", "agnieszka", "gareth", "derek", "shabnam"))


@dataclass
class Demo:
    """The web process, and for each of the staff the token they join with."""

    served: Served
    tokens: dict[str, str]

    @property
    def url(self) -> str:
        """Where the console is."""
        return self.served.url.replace("/chat", "/console")

    def person(self, participant_id: str, rest: str = "") -> str:
        """A page about one person."""
        return f"{self.url}/people/{participant_id}{rest}"


@contextmanager
def demo(home: Path, now: datetime | None = None) -> Iterator[Demo]:
    """Invented people, and the web process to look at them with."""
    home.mkdir(parents=True, exist_ok=True)
    settings = settings_in(home, free_port())
    engine = store_in(settings)
    (home / INVENTED).write_text(SAYS)
    tokens = fill(engine, settings, now=now or datetime.now(UTC))
    here = Served(settings, engine)
    here.start()
    try:
        yield Demo(here, tokens)
    finally:
        here.stop()
        engine.dispose()


def join(context: BrowserContext, here: Demo, name: str) -> Page:
    """Somebody of the staff joins by their address and is signed in. Their page stands on the list of people."""
    page = context.new_page()
    page.goto(f"{here.url}/join/{here.tokens[name]}")
    page.get_by_label("Choose a password").fill(PASSWORD)
    page.get_by_label("The same password once more").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.get_by_text("I can't scan it").click()
    secret = page.locator(".sm-code").inner_text().replace(" ", "")
    page.get_by_label("The 6 numbers the app shows now").fill(pyotp.TOTP(secret).now())
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("link", name="I have kept them. Go on").click()
    return page
