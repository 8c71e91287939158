"""The map in words: complete, plain, and short enough for Telegram."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapping.describe import caption, describe_map, split_for_telegram, tell_observations
from mapping.layout.measure import tidy
from mapping.model import (
    Barrier,
    Closeness,
    Frequency,
    Goal,
    GoalState,
    Impact,
    Item,
    Kind,
    Status,
    Tie,
    WellbeingMap,
    Wish,
)
from tests.lives import thing
from tests.unit.test_layout import CALM, maps

FULL = WellbeingMap(
    items=(
        Item(
            "a",
            Kind.PERSON,
            "Odette",
            relation="aunt",
            closeness=Closeness.INNER,
            impact=Impact.HELPS,
            impact_words="she makes me laugh",
            frequency=Frequency.WEEKLY,
            locality="Leith",
            aliases=("Auntie O",),
        ),
        Item("b", Kind.PERSON, "Dr Quill", relation="gp", formal=True, impact=Impact.MIXED),
        Item("c", Kind.PET, "Rolo", closeness=Closeness.OUTER),
        Item("d", Kind.GROUP, "the quilters", formal=False, closeness=Closeness.MIDDLE, impact=Impact.NEITHER),
        Item("e", Kind.PLACE, "the pool", status=Status.PAST, impact=Impact.HINDERS, closeness=Closeness.INNER),
        Item("f", Kind.ACTIVITY, "swimming", status=Status.WISHED),
    ),
    ties=(Tie("a", "d", words="runs it"), Tie("e", "f"), Tie("a", "b"), Tie("a", "c")),
    wishes=(Wish("w", "more time outside", items=("f",)), Wish("v", "arguing", less=True)),
    barriers=(Barrier("x", "the bus is dear", blocks="w"), Barrier("y", "bad knees")),
    goals=(Goal("g", "swim once", items=("f",), first_step="ring the pool"), Goal("h", "knit", state=GoalState.DONE)),
)


def test_everything_that_was_said_is_there() -> None:
    text = describe_map(FULL)
    for said in (
        "Odette",
        "aunt",
        "weekly",
        "in Leith",
        "Auntie O",
        "she makes me laugh",
        "Dr Quill",
        "GP",
        "a worker or a service",
        "Rolo",
        "a pet",
        "the quilters",
        "a group",
        "not a worker",
        "the pool",
        "In the past:\n- the pool: a place",
        'in the ring "closest"',
        "makes it harder",
        "Not in your life yet, but you would like it:\n- swimming: something to do",
        "Odette and the quilters: runs it",
        "the pool and swimming",
        "more time outside",
        "Less of this: arguing",
        "the bus is dear",
        "gets in the way of your wish “more time outside”",
        "bad knees",
        "swim once",
        "First step: ring the pool",
        "knit (done)",
    ):
        assert said in text, said


def test_it_is_grouped_as_people_speak() -> None:
    headings = [line for line in describe_map(FULL).splitlines() if line.endswith(":")]
    assert headings == [
        "Closest to you:",
        "Close to you:",
        "Less close, but still part of your life:",
        "In your life (you haven't said how close):",
        "Not in your life yet, but you would like it:",
        "In the past:",
        "What goes together:",
        "What helps:",
        "What is a bit of both:",
        "What neither helps nor makes it harder:",
        "What you would like:",
        "What gets in the way:",
        "Your goals:",
    ]


@CALM
@given(maps(most=30))
def test_every_label_is_named_and_captions_fit(map: WellbeingMap) -> None:
    text = describe_map(map)
    assert all(tidy(item.label) in text for item in map.items)
    assert 0 < len(caption(map).encode("utf-16-le")) // 2 < 1024


def test_a_caption_counts_and_names_without_judging() -> None:
    assert caption(FULL) == (
        "Your map so far has 2 people, 1 group, 1 pet, 1 place and 1 activity. 4 lines show what goes together. "
        "You said Odette helps. A bit of both: Dr Quill. "
        "Many lines meet at Odette. You haven't said how close Dr Quill is. That is fine."
    )


def test_a_caption_speaks_to_the_person_of_what_is_there_now() -> None:
    """It said "my ex links to the most others": the bot's own ex, long past, in small letters and as if in a list of the best."""
    ex, nan = (Item(label, Kind.PERSON, label, impact=Impact.HELPS, status=status) for label, status in (("my ex", Status.PAST), ("my nan", Status.CURRENT)))
    others = tuple(Item(f"p{n}", Kind.PLACE, f"place {n}") for n in range(4))
    ties = tuple(Tie(*sorted(("my ex", each.id))) for each in others)
    assert caption(WellbeingMap((ex, nan, *others), ties)).endswith(" You said your nan helps. You haven't said how close your nan is. That is fine.")
    assert "Many lines meet at your nan." in caption(WellbeingMap((nan, *others), tuple(Tie("my nan", each.id) for each in others)))


@pytest.mark.parametrize("say", [caption, describe_map])
def test_an_empty_map_is_kind(say: object) -> None:
    assert "nothing on your map yet" in say(WellbeingMap())


@CALM
@given(st.text(max_size=400), st.integers(10, 60))
def test_pieces_fit_and_lose_nothing(text: str, limit: int) -> None:
    pieces = split_for_telegram(text, limit)
    assert all(0 < len(piece.encode("utf-16-le", "surrogatepass")) // 2 <= limit for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


def test_it_is_split_where_it_hurts_least() -> None:
    assert split_for_telegram("One two three.\n\nFour five six.", 20) == ["One two three.", "Four five six."]
    assert split_for_telegram("One two. Three four. Five", 12) == ["One two.", "Three four.", "Five"]
    assert split_for_telegram("short") == ["short"]


def test_one_thing_that_helps_is_not_these() -> None:
    for told in (caption, tell_observations):
        one = told(WellbeingMap((thing("Jo", "Pi+"), thing("chess", "Dm-"))))
        assert "Jo helps." in one and "these help" not in one
        assert "the one person" not in one  # it was just said
        assert "help: Jo and art" in told(WellbeingMap((thing("Jo", "Pi+"), thing("art", "Dm+"), thing("Ann", "Pm"))))
    assert "chess makes things harder." in caption(WellbeingMap((thing("chess", "Dm-"),)))
    assert "these help: mum and dad." in caption(WellbeingMap((thing("mum and dad", "Pi+"),))).lower()
