"""The web chat in real Chromium: a whole small talk, at phone width and wide, by mouse and by keyboard alone."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from sqlalchemy import delete, func, select

from mapping.store.engine import reading, writing
from mapping.store.tables import message, participant
from tests.system.browser.chromium import open_chromium
from tests.system.browser.looks import contrasts, drawn_map
from tests.system.browser.scripted_bot import Answer, ScriptedBot
from tests.system.browser.serving import Served, served

pytestmark = pytest.mark.browser
PATIENT = 15_000  # ms: a busy machine
SIZES = {"phone": (320, 568), "wide": (1280, 800)}
LONG_TITLE = "What happens with what I say?"
MAP_WORDS = "You are in the middle.\nClose to you: Moira, your sister.\nPlaces: the allotment, which helps."


def script(said: str) -> list[Answer]:
    """The bot of these tests."""
    match said:
        case "hello":
            return [Answer("Hello. I can help you make a map of the people, places and activities in your life."),
                    Answer("Shall we begin?", buttons=(("Yes, please", "/affirm"), (LONG_TITLE, "/ask_privacy")))]
        case "/affirm":
            return [Answer("Good. Who do you live with?")]
        case "/ask_privacy":
            return [Answer("It stays here.")]
        case "show me my map":
            return [Answer("Here is your map so far.", png=drawn_map(), words=MAP_WORDS)]
    return [Answer(f"You said: {said}")]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        opened = open_chromium(play)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, ScriptedBot]]:
    """One web process and one scripted bot; every test comes as a person of its own."""
    with served(tmp_path_factory.mktemp("web")) as here, ScriptedBot(here.engine, script) as bot:
        yield here, bot


@pytest.fixture
def web(process: tuple[Served, ScriptedBot]) -> Served:
    with writing(process[0].engine) as connection:
        connection.execute(delete(participant))
    return process[0]


@pytest.fixture
def bot(process: tuple[Served, ScriptedBot]) -> ScriptedBot:
    return process[1]


@pytest.fixture(params=SIZES, ids=str)
def page(request: pytest.FixtureRequest, browser: Browser, web: Served, bot: ScriptedBot) -> Iterator[Page]:
    width, height = SIZES[request.param]
    context = browser.new_context(viewport={"width": width, "height": height}, has_touch=request.param == "phone")
    yield from opened(context, web)


@pytest.fixture
def one_page(browser: Browser, web: Served, bot: ScriptedBot) -> Iterator[Page]:
    yield from opened(browser.new_context(viewport={"width": 390, "height": 780}), web)


def opened(context: BrowserContext, web: Served) -> Iterator[Page]:
    """A page on the chat; at the end nothing may have been written to the browser's console."""
    here = context.new_page()
    faults: list[str] = []
    here.faults = faults
    here.on("console", lambda line: faults.append(line.text) if line.type in ("error", "warning") else None)
    here.on("pageerror", lambda error: faults.append(str(error)))
    here.goto(web.url)
    yield here
    context.close()
    assert faults == []


def say(page: Page, text: str) -> None:
    page.get_by_label("Your message").fill(text)
    page.keyboard.press("Enter")


def sees(page: Page, text: str, side: str = "selfmap") -> None:
    expect(page.locator(f".said.{side} > .text").get_by_text(text, exact=True)).to_be_visible(timeout=PATIENT)


def picture_of(page: Page, name: str) -> None:
    """Keep a picture of the page where a folder for them is named: for people to look at."""
    if folder := os.environ.get("SELFMAP_SCREENSHOTS"):
        page.screenshot(path=Path(folder) / f"{name}-{page.viewport_size['width']}.png")


def fits(page: Page) -> bool:
    """Nothing is wider than the screen, and the page itself stays put: only the conversation scrolls."""
    return page.evaluate("""() => document.documentElement.scrollWidth <= innerWidth
        && document.documentElement.scrollHeight <= innerHeight
        && document.getElementById('scroll').scrollWidth <= document.getElementById('scroll').clientWidth""")


def test_a_whole_small_talk(page: Page) -> None:
    expect(page.get_by_label("Your message")).to_be_focused()
    picture_of(page, "empty")
    say(page, "hello")
    sees(page, "hello", "person")
    sees(page, "Shall we begin?")
    expect(page.get_by_label("Your message")).to_have_value("")
    expect(page.get_by_label("Your message")).to_be_focused()
    assert fits(page)
    picture_of(page, "buttons")
    page.get_by_role("button", name="Yes, please").click()
    sees(page, "Yes, please", "person")
    sees(page, "Good. Who do you live with?")
    expect(page.get_by_role("button", name=LONG_TITLE)).to_be_disabled()
    say(page, "show me my map")
    picture = page.get_by_role("img", name="You are in the middle")
    expect(picture).to_be_visible(timeout=PATIENT)
    assert picture.get_attribute("alt") == MAP_WORDS
    page.wait_for_function("img => img.complete && img.naturalWidth", arg=picture.element_handle(), timeout=PATIENT)
    at_end(page)
    picture_of(page, "picture")
    page.get_by_text("Read the map as text").click()
    expect(page.locator("details .text")).to_be_visible()
    assert fits(page)
    picture_of(page, "map")
    page.reload()
    for text in ("Shall we begin?", "Here is your map so far."):
        sees(page, text)
    expect(page.get_by_role("img", name="You are in the middle")).to_have_count(1)


def test_the_keyboard_alone_is_enough(one_page: Page) -> None:
    one_page.keyboard.type("hello")
    one_page.keyboard.press("Enter")
    sees(one_page, "Shall we begin?")
    expect(one_page.get_by_role("button", name="Yes, please")).to_be_enabled()
    one_page.keyboard.press("Shift+Tab")
    one_page.keyboard.press("Shift+Tab")
    expect(one_page.get_by_role("button", name="Yes, please")).to_be_focused()
    one_page.keyboard.press("Enter")
    sees(one_page, "Good. Who do you live with?")
    expect(one_page.get_by_label("Your message")).to_be_focused()
    one_page.keyboard.type("mum")
    one_page.keyboard.press("Shift+Enter")
    one_page.keyboard.type("and dad")
    one_page.keyboard.press("Enter")
    sees(one_page, "mum\nand dad", "person")


def test_reading_shows_while_the_bot_reads(one_page: Page, bot: ScriptedBot) -> None:
    bot.may_answer.clear()
    say(one_page, "hello")
    sees(one_page, "hello", "person")
    reading = one_page.get_by_role("status").locator("> span")
    expect(reading).to_have_text("Selfmap is reading…", timeout=PATIENT)
    expect(reading).to_be_in_viewport()
    picture_of(one_page, "reading")
    bot.may_answer.set()
    sees(one_page, "Shall we begin?")
    expect(reading).to_be_hidden()


def test_a_text_that_is_too_long_stays_in_the_box(page: Page, web: Served) -> None:
    text = "I like trees. " * 300
    say(page, text)
    expect(page.get_by_role("alert")).to_contain_text("Your message is too long. It has 4,200 characters")
    expect(page.get_by_label("Your message")).to_have_value(text)
    assert fits(page)
    picture_of(page, "too-long")
    say(page, "I like trees.")
    sees(page, "You said: I like trees.")
    expect(page.get_by_role("alert")).to_be_empty()
    assert count_inbound(web) == 1


def test_nothing_typed_is_said_kindly(one_page: Page, web: Served) -> None:
    say(one_page, "   ")
    expect(one_page.get_by_role("alert")).to_have_text("Type something first, then press Send.")
    assert count_inbound(web) == 0


def test_what_looks_like_html_is_text(page: Page) -> None:
    nasty = "<img src=x onerror=alert(1)><script>document.title='broken'</script>"
    page.on("dialog", lambda dialog: pytest.fail("a script ran"))
    say(page, nasty)
    sees(page, nasty, "person")
    sees(page, f"You said: {nasty}")
    page.reload()
    sees(page, f"You said: {nasty}")
    assert page.title() == "Chat – Selfmap"
    assert page.locator(".said img").count() == 0


def test_words_survive_while_the_server_is_away(one_page: Page, web: Served) -> None:
    say(one_page, "hello")
    sees(one_page, "Shall we begin?")
    web.stop()
    say(one_page, "I see my aunt on Sundays")
    expect(one_page.locator("#away")).to_contain_text("This page tries again by itself.", timeout=PATIENT)
    expect(one_page.get_by_label("Your message")).to_have_value("I see my aunt on Sundays")
    picture_of(one_page, "away")
    web.start()
    sees(one_page, "You said: I see my aunt on Sundays")
    expect(one_page.locator("#away")).to_be_empty()
    expect(one_page.get_by_label("Your message")).to_have_value("")
    assert count_inbound(web) == 2
    assert all("ERR_CONNECTION_REFUSED" in fault or "ERR_" in fault for fault in one_page.faults)
    one_page.faults.clear()


def test_older_messages_come_page_by_page(one_page: Page) -> None:
    for number in range(45):
        say(one_page, f"line {number}")
        sees(one_page, f"line {number}", "person")
    sees(one_page, "You said: line 44")
    one_page.reload()
    expect(one_page.locator(".said")).to_have_count(40)
    at_end(one_page)
    for shown in (80, 90):
        one_page.get_by_text("Show earlier messages").click()
        expect(one_page.locator(".said")).to_have_count(shown)
    expect(one_page.get_by_text("Show earlier messages")).to_be_hidden()
    texts = one_page.locator(".said.person > .text").all_inner_texts()
    assert texts == [f"line {number}" for number in range(45)]


def test_a_new_person_begins_afresh(page: Page) -> None:
    say(page, "hello")
    sees(page, "Shall we begin?")
    page.get_by_role("link", name="Start as a new person").click()
    picture_of(page, "new")
    page.get_by_role("button", name="Start as a new person").click()
    expect(page.get_by_text("Say hello to begin.")).to_be_visible()
    expect(page.locator(".said")).to_have_count(0)


def test_two_open_pages_show_the_same(one_page: Page) -> None:
    other = one_page.context.new_page()
    other.goto(one_page.url)
    say(one_page, "hello")
    sees(other, "Shall we begin?")
    other.get_by_role("button", name="Yes, please").click()
    sees(one_page, "Good. Who do you live with?")
    expect(one_page.get_by_role("button", name="Yes, please")).to_be_disabled()


def test_it_works_without_script(browser: Browser, web: Served, bot: ScriptedBot) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(web.url)
    page.get_by_label("Your message").fill("hello")
    page.get_by_role("button", name="Send").click()
    sees(page, "Shall we begin?")  # the page loads itself again while the bot reads
    page.get_by_role("button", name="Yes, please").click()
    sees(page, "Good. Who do you live with?")
    context.close()


def test_words_can_be_read_in_light_and_dark(browser: Browser, web: Served, bot: ScriptedBot) -> None:
    for scheme in ("light", "dark"):
        size = {"width": 390, "height": 780}
        context = browser.new_context(color_scheme=scheme, viewport=size, reduced_motion="reduce")
        page = context.new_page()
        page.goto(web.url)
        say(page, "hello")
        sees(page, "Shall we begin?")
        page.get_by_role("button", name="Yes, please").click()
        sees(page, "Good. Who do you live with?")
        assert page.evaluate("() => getComputedStyle(document.querySelector('.dots i')).animationName") == "none"
        poor = {name: ratio for name, ratio in contrasts(page).items() if ratio < 4.5}
        assert poor == {}
        picture_of(page, scheme)
        page.goto(f"{web.url}/help")
        picture_of(page, f"help-{scheme}")
        context.close()


def at_end(page: Page) -> None:
    """The latest words are in sight."""
    page.wait_for_function("""() => { const s = document.getElementById('scroll');
        return s.scrollHeight - s.scrollTop - s.clientHeight < 5 }""", timeout=PATIENT)


def count_inbound(web: Served) -> int:
    with reading(web.engine) as connection:
        return connection.scalar(select(func.count()).select_from(message).where(message.c.direction == "in"))
