"""Parts of the map, asked for in words and by a button."""

import pytest

from tests.system.service import Person

pytestmark = pytest.mark.system


def test_parts_of_the_map_are_asked_for(person: Person) -> None:
    person.say("my mum helps me a lot", "my boss Karen stresses me out", "i play badminton with Dev on tuesdays")
    helps = person.say("who's on my map that helps?")
    assert "um" in helps and "Karen" not in helps
    hard = person.say("show me what's hard")
    assert "Karen" in hard and "Mum" not in hard
    person.say("show me my map")
    shown = person.press("What helps")
    assert "um" in shown and "Karen" not in shown
    assert "compare" in person.say("what's changed since last time?")
