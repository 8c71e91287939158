"""Which part of the map somebody wants to see, by their words; and what "since last time" means."""

from datetime import UTC, datetime, timedelta

import pytest

from actions.patterns import says
from actions.viewing import IN_ORDER
from mapping.history import last_time
from mapping.model import Change, ChangeKind

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


@pytest.mark.parametrize(("text", "part"), [
    ("who's on my map that helps?", "helps"), ("show me what helps", "helps"), ("What’s hard on my map", "hard"),
    ("show me just the people", "people"), ("who is on my map", "people"), ("what's changed since last time?", "changes"),
    ("show me my wishes", "wishes"), ("what have i said i'd like", "wishes"), ("what does my map say", "says"),
    ("show me my map", None), ("i want to see my map", None), ("can you help me see the map", None), ("map please", None),
    ("i would like to see the map", None), ("what have you got so far", None), ("can i see the picture", None),
])
def test_the_part_that_is_asked_for(text: str, part: str | None) -> None:
    assert next((str(name) for name in IN_ORDER if says(f"view {name}", text)), None) == part


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
