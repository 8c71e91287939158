"""The text of a map is complete: somebody who has only the text can build the map again."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings

from mapping.describe import describe_map, split_for_telegram
from mapping.layout.labels import shown_name
from mapping.layout.measure import tidy
from mapping.model import Barrier, Goal, Item, Kind, Status, Tie, WellbeingMap, Wish, is_formal
from mapping.naming import fold_label
from tests.unit.test_describe import FULL
from tests.unit.text_reader import RELATION_WORDS, read_text
from tests.unit.whole_maps import whole_maps

MANY = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
USUAL = {relation: word for word, relation in RELATION_WORDS.items()}


def told(map: WellbeingMap) -> WellbeingMap:
    """The map as its text may tell it: no ids, sources or times; each thing by its name, words on one line.

    "other" and "pet" are no relations that people say; a full stop at the end of somebody's words is left out, and so is a
    word for an item that only says its name or its relation again. Whether somebody is paid goes by the relation, unless said.
    """
    names = _names(map)
    kept = {item.id for item in map.items}
    items = tuple(_told_item(item, names[item.id]) for item in map.items)
    blocked = {wish.id: "wish " + _bare(wish.text) for wish in map.wishes}
    blocked |= {goal.id: "goal " + _bare(goal.text) for goal in map.goals} | {item.id: "item " + names[item.id] for item in map.items}
    return WellbeingMap(
        items,
        tuple(Tie(names[tie.a], names[tie.b], tidy(tie.words or "") or None, tie.strength) for tie in map.ties if {tie.a, tie.b} <= kept),
        tuple(Wish("", _bare(wish.text), tuple(names[each] for each in wish.items), wish.less) for wish in map.wishes),
        tuple(Barrier("", _bare(barrier.text), blocked.get(barrier.blocks or "")) for barrier in map.barriers),
        tuple(Goal("", _bare(goal.text), tuple(names[each] for each in goal.items),
                   _bare(goal.first_step) if tidy(goal.first_step or "") else None, goal.state) for goal in map.goals),
    )


def _bare(text: str) -> str:
    return tidy(text).rstrip(" .") or tidy(text)


def _told_item(item: Item, name: str) -> Item:
    relation = item.relation if item.relation in USUAL else None
    own = tidy(item.relation_words or "") or None
    own = None if relation and own and fold_label(own) == fold_label(USUAL[relation]) else own
    formal = is_formal(relation) if item.formal is None else item.formal
    return Item(
        name, item.kind, name, relation, own, formal, item.closeness, item.frequency, item.impact,
        tidy(item.impact_words or "") or None, item.status, tidy(item.locality or "") or None, _told_aliases(item))


def _told_aliases(item: Item) -> tuple[str, ...]:
    said = {fold_label(word) for word in (item.relation_words, item.relation, USUAL.get(item.relation or "")) if word}
    aliases = dict.fromkeys(tidy(alias) for alias in item.aliases)
    new = (alias for alias in aliases if alias and fold_label(alias) not in said)
    return tuple(alias for alias in new if set(fold_label(alias).split()) - set(fold_label(item.label).split()))


def _names(map: WellbeingMap) -> dict[str, str]:
    """Who is who, from the order of the map alone: names that are shared get their kind or a number."""
    found: dict[str, str] = {}
    for item in map.items:
        alike = [each for each in map.items if shown_name(each).casefold() == shown_name(item).casefold()]
        name = shown_name(item)
        if len(alike) > 1 and [each.kind for each in alike].count(item.kind) == 1:
            name += f" ({item.kind})"
        number = 2
        while name.casefold() in {taken.casefold() for taken in found.values()}:
            name, number = f"{shown_name(item)} ({number})", number + 1
        found[item.id] = name
    return found


def _sorted(map: WellbeingMap) -> WellbeingMap:
    """In an order of its own: the text goes by rings and headings."""
    return replace(map, items=tuple(sorted(map.items, key=lambda item: item.id)), ties=tuple(sorted(map.ties, key=str)))


@MANY
@given(whole_maps())
@example(FULL)
def test_the_map_can_be_built_again_from_its_text(map: WellbeingMap) -> None:
    assert _sorted(read_text(describe_map(map))) == _sorted(told(map))


@MANY
@given(whole_maps())
def test_and_from_the_messages_it_is_sent_in(map: WellbeingMap) -> None:
    pieces = split_for_telegram(describe_map(map), 700)
    assert all(len(piece.encode("utf-16-le")) // 2 <= 700 for piece in pieces)
    whole = "\n\n".join(pieces)
    if all(len(line) < 600 for line in describe_map(map).splitlines()):
        joined = _joined_lists(whole)
        assert _sorted(read_text(joined)) == _sorted(told(map))


def _joined_lists(text: str) -> str:
    """Lists that go on in another message put together again, as a listener does."""
    paragraphs: list[str] = []
    for paragraph in text.split("\n\n"):
        heading, _, rest = paragraph.partition("\n")
        if heading.endswith(": (more)"):
            assert paragraphs[-1].startswith(heading.removesuffix(" (more)"))
            paragraphs[-1] += "\n" + rest
        else:
            paragraphs.append(paragraph)
    return "\n\n".join(paragraphs)


@pytest.mark.parametrize("lost", ["relation", "frequency", "locality", "impact_words", "aliases", "closeness", "impact", "status", "formal"])
def test_each_thing_said_makes_a_difference_to_the_text(lost: str) -> None:
    """The proof can fail: take one thing off the map, and the text is another."""
    item = next(item for item in FULL.items if item.id == "a")
    poorer = replace(item, **{lost: {"aliases": (), "status": Status.PAST, "formal": True}.get(lost)})
    assert describe_map(FULL) != describe_map(replace(FULL, items=(poorer, *FULL.items[1:])))


def test_names_that_are_shared_are_told_apart() -> None:
    map = WellbeingMap((Item("a", Kind.PLACE, "home"), Item("b", Kind.ACTIVITY, "Home"), Item("c", Kind.PERSON, "Bo"), Item("d", Kind.PERSON, "bo")))
    text = describe_map(map)
    assert all(line in text for line in ("- home (place).", "- Home (activity).", "- Bo.", "- bo (2)."))
