"""Which part of the map somebody wants to see, by their words; and what "since last time" means."""

from datetime import UTC, datetime, timedelta

import pytest

from actions.patterns import says
from actions.viewing import IN_ORDER
from mapping.history import last_time
from mapping.model import Change, ChangeKind

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


@pytest.mark.parametrize("text", ["show me the good stuff", "which ppl make me feel better?", "what have i got going for me", "who can i lean on",
                                  "what keeps me going on my map", "who's in my corner on the map", "who do i have that supports me"])
def test_what_helps_is_asked_for_in_many_ways(text: str) -> None:
    assert part_of(text) == "helps"


@pytest.mark.parametrize("text", ["whats bad on my map", "show me the things that bring me down", "whats making it worse for me", "what's dragging me down",
                                  "the negative stuff on my map", "show what gets in my way", "can i see just the hard bits"])
def test_what_is_hard_is_asked_for_in_many_ways(text: str) -> None:
    assert part_of(text) == "hard"


@pytest.mark.parametrize(("text", "part"), [
    ("just show me people", "people"), ("family and friends only", "people"), ("only the people please, not places", "people"),
    ("what am i hoping for", "wishes"), ("what did i say id like", "wishes"), ("show me what i'd like more of", "wishes"), ("the things i want more of", "wishes"),
    ("show me how my map was vs now", "changes"), ("how is it different to the last one", "changes"), ("whats gone from my map", "changes"),
    ("who's new on my map", "changes"), ("compare now and before", "changes"), ("what does it tell you about me", "says"), ("what patterns do you see", "says"),
    ("can i see my map i feel bad today", None), ("show me the map again please, i had a bad night", None), ("does it show me my map", None),
    ("my map please its a good day", None), ("can you show it", None),
])
def test_the_other_parts_are_asked_for_in_many_ways(text: str, part: str | None) -> None:
    assert part_of(text) == part


@pytest.mark.parametrize(("text", "part"), [
    ("whats good in my life on the map", "helps"), ("what do i have going well", "helps"), ("who's got my back", "helps"), ("what isnt helping", "hard"), ("what's not helping me", "hard"),
    ("can i see who's on it", "people"), ("show me my friends and family", "people"), ("my map without the places", "people"), ("what would i like", "wishes"), ("show me my hopes", "wishes"),
    ("my dreams", "wishes"), ("show last time and now", "changes"), ("what can you see in my map", "says"), ("show me my map", None), ("can i see my map of hope road", None),
])
def test_a_fresh_reader_s_wordings(text: str, part: str | None) -> None:
    assert part_of(text) == part


def test_a_picture_for_a_printer_without_colours() -> None:
    assert says("look print", "my map in grayscale") and says("look print", "greyscale please")


@pytest.mark.parametrize("text", ["who does Dev know", "mum and who she's linked to", "just show Dev's bit", "just mum and what's near her", "show choir and who goes with it", "who knows mum", "what's around mum", "what goes with mum"])
def test_what_is_around_one_is_asked_for_in_many_ways(text: str) -> None:
    assert says("view around", text)


def part_of(text: str) -> str | None:
    return next((str(name) for name in IN_ORDER if says(f"view {name}", text)), None)


@pytest.mark.parametrize(("text", "part"), [
    ("who's on my map that helps?", "helps"), ("show me what helps", "helps"), ("What’s hard on my map", "hard"),
    ("show me just the people", "people"), ("who is on my map", "people"), ("what's changed since last time?", "changes"),
    ("show me my wishes", "wishes"), ("what have i said i'd like", "wishes"), ("what does my map say", "says"),
    ("show me my map", None), ("i want to see my map", None), ("can you help me see the map", None), ("map please", None),
    ("i would like to see the map", None), ("what have you got so far", None), ("can i see the picture", None),
])
def test_the_part_that_is_asked_for(text: str, part: str | None) -> None:
    assert part_of(text) == part


@pytest.mark.parametrize(("text", "look"), [
    ("dark map", "dark"), ("can i have it dark", "dark"), ("the map but darker please", "dark"), ("show me what helps in dark mode", "dark"),
    ("can i have it in black and white", "print"), ("a map i can print", "print"), ("show me my map", None), ("who's on my map that helps?", None),
])
def test_the_colours_that_are_asked_for(text: str, look: str | None) -> None:
    assert next((name for name in ("dark", "print") if says(f"look {name}", text)), None) == look


def placed(hours: float, message: str, seq: int) -> Change:
    body = {"id": f"i{seq}", "said": {"kind": "person", "label": f"Ann {seq}"}}
    return Change(ChangeKind.ITEM_ADDED, body, message, NOON + timedelta(hours=hours), 1, seq)


def asked(hours: float, seq: int) -> Change:
    return Change(ChangeKind.QUESTION_ASKED, {"key": "people.home"}, f"m{seq}", NOON + timedelta(hours=hours), 1, seq)


def test_last_time_is_before_the_latest_long_quiet() -> None:
    first, second = [placed(0, "a", 1), placed(1, "b", 2)], [asked(30, 3), placed(31, "c", 4)]
    assert last_time([]) is None and last_time(first) is None
    assert last_time([*first, *second]) == NOON + timedelta(hours=1)
    assert last_time([asked(0, 1), placed(20, "a", 2)]) is None  # nothing was on the map then


def test_with_a_worker_it_is_before_the_latest_session() -> None:
    start = Change(ChangeKind.SESSION_STARTED, {"number": 2, "topics": [], "keys": []}, "s", NOON + timedelta(hours=50), 2, 5)
    history = [placed(0, "a", 1), placed(30, "b", 2), start, placed(51, "c", 6)]
    assert last_time(history) == NOON + timedelta(hours=30)
    assert last_time([start, placed(51, "c", 6)]) is None
