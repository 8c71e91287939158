"""Parts of the map asked for, without Rasa: in words, as a picture, by a button, and since last time."""

import io
from pathlib import Path

import pytest
from PIL import Image

from actions import services
from mapping.render.themes import THEMES
from mapping.store.access import storing
from mapping.store.pictures import kept
from tests.integration import talker
from tests.integration.talker import Talker, own_database


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(talker.RULES, "show_map", "action_draw_map")
    monkeypatch.setitem(talker.RULES, "list_map", "action_list_map")
    with own_database(tmp_path, monkeypatch):
        person = Talker(monkeypatch)
        for text in ("my mum helps me a lot", "my boss Karen stresses me out", "i play badminton with Dev on tuesdays"):
            person.say(text)
        yield person


def test_what_helps_and_what_is_hard(told: Talker) -> None:
    helps = told.say("who's on my map that helps?", "list_map")
    assert "mum" in helps and "Karen" not in helps and "Dev" not in helps
    hard = told.say("show me what's hard", "show_map")
    assert "Karen" in hard and "mum" not in hard


def test_a_button_under_the_map_shows_a_part(told: Talker) -> None:
    told.say("show me my map", "show_map")
    assert [each["title"] for each in told.buttons] == ["What helps", "What is hard", "Only people", "Dark colours"]
    people = told.press("Only people")
    assert "Karen" in people and "adminton" not in people


def page_of(told: Talker) -> str:
    """The colour of the page of the newest picture."""
    with storing(services.engine()) as connection:
        png, _ = kept(connection, told.id, f"pic_m_{told.number}")
    return "#{:02x}{:02x}{:02x}".format(*Image.open(io.BytesIO(png)).convert("RGB").getpixel((4, 4)))


def test_the_map_is_dark_where_that_is_asked_for(told: Talker) -> None:
    told.say("show me my map", "show_map")
    assert page_of(told) == THEMES["light"].page
    told.press("Dark colours")
    assert page_of(told) == THEMES["dark"].page and "Light colours" in [each["title"] for each in told.buttons]
    told.press("Light colours")
    assert page_of(told) == THEMES["light"].page
    helps = told.say("can i have what helps in dark colours", "show_map")
    assert page_of(told) == THEMES["dark"].page and "mum" in helps and "Karen" not in helps
    helps = told.press("Light colours")
    assert page_of(told) == THEMES["light"].page and "mum" in helps and "Karen" not in helps
    told.say("can i have it in black and white", "show_map")
    assert page_of(told) == THEMES["print"].page


def test_around_one_person(told: Talker) -> None:
    about = told.say("what have i told you about Dev", "list_map")
    assert "adminton" in about and "Karen" not in about


def test_what_has_changed_since_last_time(told: Talker) -> None:
    assert "no time before this one" in told.say("what's changed since last time?", "list_map")
    told.later(days=8)
    told.say("my mate Priya is great")
    changes = told.say("what's changed since last time?", "show_map")
    assert "New on your map: Priya" in changes and "Karen" not in changes
    told.say("show me my map", "show_map")
    assert "What has changed" in [each["title"] for each in told.buttons]


def test_what_the_map_says_is_no_score(told: Talker) -> None:
    assert "no right or wrong" in told.say("what does my map say", "list_map")
