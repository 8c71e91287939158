"""Random whole maps with the labels that spoil files: emoji, right-to-left, quotes, line ends, control signs, formulas."""

from datetime import UTC, datetime

from hypothesis import strategies as st

from mapping.model import (
    Barrier, Closeness, Frequency, Goal, GoalState, Impact, Item, Kind, Status, Tie, WellbeingMap, Wish, is_formal,
)

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
NASTY = (
    "👩‍👩‍👧‍👦", "😀 Sam", "سارة", "שרה \u200f(x)", "Kai “K” <b>&amp;", 'the "quoted"', "two\nlines", "two\r\nlines", "bare\rreturn",
    "nul\0", "bell\x07", "escape\x1b[31m", "\x85next", "\ufffe", "\uffff", "=1+1", "+44 7700", "-5", "@here", "\tTab", "\rBack",
    "'=x", "''=x", "'plain", "a,b;c", " leading", "trailing ", "ਜਸਪ੍ਰੀਤ", "我的朋友", "]]>", "<!--", "&#0;", "#{x}", "{name}", "%s", "0", "nan", "NULL",
    "x" * 300,
)
LABELS = st.one_of(st.sampled_from(NASTY), st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12))
MAYBE = st.none() | LABELS


def _related(draw: st.DrawFn) -> tuple[str | None, str | None, bool | None]:
    """A relation, the words for it, and whether it is formal: said, or known from the relation."""
    relation = draw(st.none() | st.sampled_from(["friend", "gp"]))
    return relation, draw(MAYBE), draw(st.none() | st.booleans()) if relation is None else is_formal(relation)


@st.composite
def nasty_maps(draw: st.DrawFn, labels: st.SearchStrategy[str] = LABELS) -> WellbeingMap:
    """A whole map: up to eight items, with ties, wishes, barriers and goals."""
    count = draw(st.integers(0, 8))
    items = tuple(
        Item(
            f"i{n}", draw(st.sampled_from(Kind)), draw(labels), *_related(draw), draw(st.none() | st.sampled_from(Closeness)),
            draw(st.none() | st.sampled_from(Frequency)), draw(st.none() | st.sampled_from(Impact)), draw(MAYBE),
            draw(st.sampled_from(Status)), draw(MAYBE), tuple(draw(st.lists(labels, max_size=2))), (f"m{n}",),
        )
        for n in range(count)
    )
    ids = [item.id for item in items]
    pairs = draw(st.lists(st.tuples(st.sampled_from(ids), st.sampled_from(ids)), max_size=6)) if ids else []
    ties = {tuple(sorted(pair)): draw(MAYBE) for pair in pairs if pair[0] != pair[1]}
    some = st.lists(st.sampled_from(ids), max_size=2, unique=True).map(tuple) if ids else st.just(())
    return WellbeingMap(
        items, tuple(Tie(*pair, words, draw(st.integers(1, 3)), ("m0",)) for pair, words in ties.items()),
        tuple(Wish(f"w{n}", draw(labels), draw(some), draw(st.booleans()), ("m1",)) for n in range(draw(st.integers(0, 2)))),
        tuple(Barrier(f"b{n}", draw(labels), None, ("m2",)) for n in range(draw(st.integers(0, 2)))),
        tuple(
            Goal(f"g{n}", draw(labels), draw(some), draw(MAYBE), draw(st.sampled_from(GoalState)), NOW, ("m3",))
            for n in range(draw(st.integers(0, 2)))
        ),
        at=NOW, session=2, name=draw(MAYBE),
    )
