"""What a worker reads of a map is about somebody, and never speaks to "you": on the pages, in the pictures' words, and in the files."""

import re

import pytest

from bot.console.roles import Role
from mapping.model import BarrierSaid, Closeness, Impact, Kind, Mention, Reading
from mapping.render import picture
from mapping.services import Maps, Sessions
from mapping.sessions import DEFAULT, read_plan
from mapping.store.sharing import Shared
from tests.console.desk import Browser, Desk

YOU = re.compile(r"\b(you|your|yours|my|me|i)\b", re.I)
VIEWS = ("", "?view=people", "?view=helps", "?view=hard", "?view=wishes")


@pytest.fixture
def signed_in(desk: Desk) -> tuple[Desk, Browser, str]:
    """A worker, and somebody whose map has a bit of everything at their second of three sessions, and a little less at the first."""
    ann = desk.add_staff(Role.PSW, "Ann")
    zed, maps, sittings = desk.add_person("Zed Q", ann, shares=Shared.TRANSCRIPT), Maps(desk.engine), Sessions(desk.engine, read_plan(DEFAULT))
    for number, reading in enumerate((
        Reading((Mention("nan", Kind.PERSON, "grandmother", impact=Impact.HELPS, closeness=Closeness.INNER), Mention("Bev", Kind.PERSON, "friend"),
                 Mention("Kit", Kind.PERSON, "friend"), Mention("Al", Kind.PERSON, "friend"), Mention("Jo", Kind.PERSON, "friend"))),
        Reading((Mention("drinking", Kind.ACTIVITY, impact=Impact.HINDERS, impact_words="it gets on top of them"), Mention("library", Kind.PLACE)),
                wishes=("sleep",), barriers=(BarrierSaid("noise"),)),
        Reading((Mention("lido", Kind.PLACE),)),
    ), 1):
        desk.says(zed, "hello", message_id=f"m{number}s")
        sittings.start(zed, f"m{number}s", part="session", now=desk.now)
        desk.says(zed, "words", message_id=f"m{number}")
        maps.record(zed, f"m{number}", reading, part="add", now=desk.now)
        desk.later(days=7)
    return desk, desk.sign_in(ann), zed


def words_in(pdf: bytes) -> str:
    """What a screen reader says of the picture on this page."""
    return bytes.fromhex(re.search(rb"/Alt <FEFF([0-9A-F]+)>", pdf)[1].decode()).decode("utf-16-be")


def test_no_picture_or_list_speaks_to_you(signed_in: tuple[Desk, Browser, str]) -> None:
    desk, browser, zed = signed_in
    nan = Maps(desk.engine).map_of(zed).items[0].id
    for rest in (*(f"/map{view}" for view in VIEWS), f"/map?around={nan}", "/map?time=1", "/sessions", "/sessions?earlier=1&later=2"):
        page = browser.get(f"/console/people/{zed}{rest}").text
        svg = re.search(r"<svg.*?</svg>", page, re.S)[0]
        said = re.sub(r"<[^>]+>", " ", svg)
        assert YOU.findall(said) == [], (rest, said)
        assert "Zed Q" in re.sub(r"\s+", " ", said), "their name stands in the middle"
        assert "last time" not in page, rest
    assert "The map so far has" in browser.get(f"/console/people/{zed}/map").text
    assert "The same both times: 5 people." in browser.get(f"/console/people/{zed}/sessions?earlier=1&later=2").text
    main = browser.get(f"/console/people/{zed}/map/says").text.partition("<main")[2].partition("</main>")[0]
    assert YOU.findall(re.sub(r"<[^>]+>", " ", main)) == []


def test_no_file_speaks_to_you(signed_in: tuple[Desk, Browser, str], monkeypatch: pytest.MonkeyPatch) -> None:
    desk, browser, zed = signed_in
    drawn, make_words = [], picture.Words
    monkeypatch.setattr(picture, "Words", lambda text, *rest, **more: drawn.append(text) or make_words(text, *rest, **more))
    nan = Maps(desk.engine).map_of(zed).items[0].id
    for rest in (*(f"/map.pdf{view}" for view in VIEWS), f"/map.pdf?around={nan}", "/sessions.pdf", "/sessions.pdf?earlier=1&later=2"):
        said = words_in(browser.get(f"/console/people/{zed}{rest}").data)
        assert said and YOU.findall(said) == [] and "last time" not in said, (rest, said)
    assert drawn and [text for text in drawn if YOU.search(text)] == []
    assert words_in(browser.get(f"/console/people/{zed}/map.pdf").data).startswith("The map so far has 5 people, 2 places and 1 activity.")


def test_an_empty_map_does_not_either(desk: Desk) -> None:
    ann = desk.add_staff(Role.PSW, "Ann")
    browser, zed = desk.sign_in(ann), desk.add_person("Zed Q", ann, shares=Shared.MAP)
    for view in VIEWS:
        svg = re.search(r"<svg.*?</svg>", browser.get(f"/console/people/{zed}/map{view}").text, re.S)[0]
        assert YOU.findall(re.sub(r"<[^>]+>", " ", svg)) == [], view
        assert YOU.findall(words_in(browser.get(f"/console/people/{zed}/map.pdf{view}").data)) == [], view
