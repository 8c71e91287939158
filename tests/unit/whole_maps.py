"""Random maps with everything a map can hold, for the tests of its words and suggestions."""

from hypothesis import strategies as st

from mapping.layout.measure import tidy
from mapping.model import (
    RELATIONS, Barrier, Closeness, Frequency, Goal, GoalState, Impact, Item, Kind, Status, Tie, WellbeingMap, Wish,
)
from tests.unit.test_layout import HARD

TRICKY = st.sampled_from([
    "mum and dad", "and", "Bea, Cat; Dan", "the café: upstairs", "Dr.", "“quoted”", "said 3 times", "in Leith", "daily", "sister", "a pet",
    "you also say Bo", "Less of this: tea", "tea (to do with Bea)", "go out. First step: shoes", "knit (done)", "x (this gets in the way of y)",
    "GP (you say “doc”)", "Sarah (cousin)", "Sarah", "sarah", "gym", "...", "Why?", "my sister Ann", "helps", "you said “no”", "”", "- list", "{name} {0}",
])
WORDS = TRICKY | HARD | st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=40)
VISIBLE = WORDS.filter(lambda text: bool(tidy(text)))
maybe = st.none


@st.composite
def items(draw: st.DrawFn, item_id: str, words: st.SearchStrategy[str]) -> Item:
    """One item with any facts."""
    kind = draw(st.sampled_from(Kind))
    return Item(
        item_id, kind, draw(words),
        relation=draw(maybe() | st.sampled_from(sorted(RELATIONS))), relation_words=draw(maybe() | words),
        formal=draw(st.sampled_from((None, True, False))), closeness=draw(maybe() | st.sampled_from(Closeness)),
        frequency=draw(maybe() | st.sampled_from(Frequency)), impact=draw(maybe() | st.sampled_from(Impact)),
        impact_words=draw(maybe() | words), status=draw(st.sampled_from(Status)), locality=draw(maybe() | words),
        aliases=tuple(draw(st.lists(words, max_size=2))), sources=("m1",))


@st.composite
def whole_maps(draw: st.DrawFn, most: int = 8, words: st.SearchStrategy[str] = VISIBLE) -> WellbeingMap:
    """A map of up to so many items, each pair tied once at most, with wishes, barriers and goals."""
    ids = [f"i{n}" for n in range(draw(st.integers(0, most)))]
    some_ids = st.lists(st.sampled_from(ids), max_size=2, unique=True).map(tuple) if ids else st.just(())
    pairs = st.lists(st.lists(st.sampled_from(ids), min_size=2, max_size=2, unique=True).map(sorted).map(tuple), max_size=5, unique=True)
    wishes = tuple(
        Wish(f"w{n}", draw(words), draw(some_ids), draw(st.booleans())) for n in range(draw(st.integers(0, 2))))
    goals = tuple(
        Goal(f"g{n}", draw(words), draw(some_ids), draw(maybe() | words), draw(st.sampled_from(GoalState)))
        for n in range(draw(st.integers(0, 2))))
    blocked = [*ids, *(each.id for each in (*wishes, *goals))]
    barriers = tuple(
        Barrier(f"b{n}", draw(words), draw(maybe() | st.sampled_from(blocked)) if blocked else None)
        for n in range(draw(st.integers(0, 2))))
    return WellbeingMap(
        tuple(draw(items(item_id, words)) for item_id in ids),
        tuple(Tie(a, b, draw(maybe() | words), draw(st.integers(1, 3))) for a, b in (draw(pairs) if len(ids) > 1 else [])),
        wishes, barriers, goals)
