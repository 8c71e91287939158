"""No suggestion is one that the map contradicts, on random lives full of loss, hurt and hate; and without the guard, many would be.

The judge here is written apart from the guard: it knows the little world of these maps, and reads no word list of ours.
"""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, find, given, settings
from hypothesis import strategies as st

from mapping.model import Barrier, Frequency, Goal, Impact, Item, Kind, Status, Tie, WellbeingMap, Wish
from mapping.resources import Resource
from mapping.suggestions import Suggestion, SuggestionKind, suggest
from mapping.suggestions.choosing import candidates
from mapping.suggestions.fitting import Fitting
from mapping.suggestions.guard import Guard
from mapping.suggestions.tuning import WAYS, Tuning

PEOPLE, PLACES, DOING = ("Nan", "Dev", "Mo", "Ivy", "Karen"), ("gym", "library", "pool", "pub", "church"), (
    "swimming", "badminton", "knitting", "drinking", "walking", "my tablets")
HATING = ("I hate it", "can't stand him", "he hits me", "she scares me", "don't like it there", "he bullies me")
DEATHS = ("he died last year", "she passed away", "is dead now")
PLAIN = ("makes me laugh", "good for a chat", "it's quiet there")
NEVER = {"pub", "drinking", "my tablets"}
BAD_COMPANY = {"hated", "hard", "gone"}
SWIM = Resource("r1", "Quiet swim", "active", terms=("Swimming",))
FARES = Resource("r2", "Fare help", "active", terms=("Benefits advice", "Bus fare"))
EVERY_WAY = Tuning(ways=WAYS)


@st.composite
def lives(draw: st.DrawFn) -> WellbeingMap:
    """A small life: people, places, things they do, each with anything said of it, and wishes and barriers that name them."""
    items = []
    for number, (label, kind) in enumerate(draw(st.lists(
            st.sampled_from([*((name, Kind.PERSON) for name in PEOPLE), *((name, Kind.PLACE) for name in PLACES),
                             *((name, Kind.ACTIVITY) for name in DOING)]), max_size=7, unique=True))):
        impact = draw(st.sampled_from((None, *Impact)))
        own = st.sampled_from((None, *PLAIN, *DEATHS) if kind is Kind.PERSON else (None, *PLAIN))
        own = own if impact is Impact.HELPS else own | st.sampled_from(HATING)
        items.append(Item(
            f"i{number}", kind, label, impact=impact, impact_words=draw(own), status=draw(st.sampled_from(Status)),
            frequency=draw(st.sampled_from((None, *Frequency))), sources=("m",),
            relation_words=draw(st.sampled_from((None, None, "ex", "late husband", "best mate"))) if kind is Kind.PERSON else None,
            formal=draw(st.sampled_from((True, False, None))) if kind is Kind.PERSON else None))
    ids = [item.id for item in items]
    pairs = draw(st.lists(st.lists(st.sampled_from(ids), min_size=2, max_size=2, unique=True).map(sorted).map(tuple), max_size=5, unique=True)) \
        if len(ids) > 1 else []
    wish = st.sampled_from(("see {} more", "go to {}", "learn to swim", "get fit", "more walks", "drink more", "stop drinking", "less of {}"))
    some = st.sampled_from(items) if items else st.none()
    wishes = []
    for number in range(draw(st.integers(0, 2))):
        text, item = draw(wish), draw(some)
        text = text.format(item.label if item else "it")
        about = (item.id,) if item and item.label in text and draw(st.booleans()) else ()
        wishes.append(Wish(f"w{number}", text, about, text.startswith("less")))
    barriers = []
    for number in range(draw(st.integers(0, 2))):
        text, item = draw(st.sampled_from((
            "the bus fare", "bad knees", "I hate {}", "{} shouts at me", "too shy", "nobody to go with", "{} is too dear"))), draw(some)
        barriers.append(Barrier(
            f"b{number}", text.format(item.label if item else "it"), draw(st.sampled_from((None, *ids, *(each.id for each in wishes))))))
    goals = (Goal("g", "anything", (ids[0],)),) if ids and draw(st.booleans()) else ()
    return WellbeingMap(tuple(items), tuple(Tie(*pair) for pair in pairs), tuple(wishes), tuple(barriers), goals)


def wrongs(life: WellbeingMap, item: Item) -> set[str]:
    """What this life has against an item."""
    found = set()
    told = [barrier.text for barrier in life.barriers if barrier.blocks == item.id or item.label in barrier.text]
    if item.impact_words in HATING or any(word in text for text in told for word in ("hate", "shouts")):
        found.add("hated")
    if item.impact in (Impact.HINDERS, Impact.MIXED):
        found.add("hard" if item.impact is Impact.HINDERS else "mixed")
    if item.kind is Kind.PERSON and (
            item.status is Status.PAST or item.impact_words in DEATHS or item.relation_words in ("ex", "late husband")):
        found.add("gone")
    if any(wish.less and item.id in wish.items for wish in life.wishes):
        found.add("less wanted")
    if item.label in NEVER:
        found.add("never")
    return found


COMPANY = {"back_to_with", "together", "together_at", "also_with"}
MOVING = {"swimming", "badminton", "walking", "gym", "pool"}


def blocked(life: WellbeingMap, idea: Suggestion) -> Iterator[str]:
    """What it asks for though a barrier was told to stand in its way; to ask somebody along goes round "nobody to go with"."""
    if idea.kind.startswith("barrier_"):
        return
    for barrier in life.barriers:
        wished = next((wish for wish in life.wishes if wish.id == barrier.blocks), None)
        for item in (item for item_id in idea.items if (item := life.item(item_id))):
            told_of = barrier.blocks == item.id or item.label in barrier.text or wished is not None and item.id in wished.items
            round_it = barrier.text == "nobody to go with" and idea.kind in COMPANY and item.kind is not Kind.PERSON
            if told_of and not round_it:
                yield f"{item.label} has a barrier"
            if barrier.text == "bad knees" and item.label in MOVING:
                yield f"bad knees and {item.label}"
        if wished is not None and wished.id in idea.items:
            yield "the wish has a barrier"


def contradictions(life: WellbeingMap, idea: Suggestion) -> Iterator[str]:
    """Everything in this life that speaks against this suggestion."""
    items = [item for item_id in idea.items if (item := life.item(item_id))]
    if idea.kind is SuggestionKind.LEAN_LESS:
        yield from ("not their wish" for item in items if "less wanted" not in wrongs(life, item))
        yield from ("treatment" for item in items if item.label == "my tablets")
        yield from (f"{item.label} frightens them" for item in items if item.kind is Kind.PERSON and "hated" in wrongs(life, item))
        return
    yield from blocked(life, idea)
    for item in items:
        yield from (f"{item.label} is {wrong}" for wrong in wrongs(life, item))
        if item.kind is Kind.PERSON:
            if item.formal and idea.kind is not SuggestionKind.BARRIER_ASK:
                yield f"{item.label} is paid"
            if item.status is not Status.CURRENT and not idea.kind.startswith("wish_"):
                yield f"{item.label} is not in their life"
        else:
            ends = {end for tie in life.ties if item.id in (tie.a, tie.b) for end in (tie.a, tie.b)} - {item.id}
            for person in (each for each in life.items if each.id in ends and each.kind is Kind.PERSON):
                if wrongs(life, person) & {"hated", "hard"} or item.status is Status.PAST and "gone" in wrongs(life, person):
                    yield f"{item.label} is where {person.label} is"
    for item in life.items:
        if item.label in idea.about and wrongs(life, item) - {"less wanted"} and (item.kind is Kind.PERSON or wrongs(life, item) - {"gone"}):
            yield f"the wish names {item.label}"
    if any(habit in idea.about for habit in ("drink more", "go to pub", "go to my tablets")):
        yield "a habit"
    if idea.kind.startswith("move_") and any(barrier.text == "bad knees" for barrier in life.barriers):
        yield "bad knees"
    if idea.kind in (SuggestionKind.TOGETHER, SuggestionKind.TOGETHER_AT) and any({tie.a, tie.b} == set(idea.items) for tie in life.ties):
        yield "together already"


def ideas(life: WellbeingMap) -> list[Suggestion]:
    """Everything that may be suggested to this life, not only what would be chosen first."""
    fitting = Fitting(life, (), (), (SWIM, FARES))
    return [idea for pool in candidates(life, fitting, EVERY_WAY) for idea in pool]


def against(life: WellbeingMap) -> list[str]:
    return [why for idea in ideas(life) for why in contradictions(life, idea)]


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(lives())
def test_no_suggestion_is_one_that_the_map_contradicts(life: WellbeingMap) -> None:
    assert against(life) == []
    there = {each.id for each in (*life.items, *life.wishes, *life.barriers)}
    for idea in ideas(life):
        assert idea.items and set(idea.items) <= there, "each is about the person's own"
        assert idea.names and all(isinstance(value, str) for value in idea.names.values())
    chosen = suggest(life, count=5, tuning=EVERY_WAY, nearby=(SWIM, FARES))
    assert chosen == suggest(life, count=5, tuning=EVERY_WAY, nearby=(SWIM, FARES)), "the same map always gives the same"
    assert set(chosen) <= set(ideas(life)) and len(set(chosen)) == len(chosen) <= 5


def _item(label: str, **said: object) -> Item:
    kind = Kind.PERSON if label in PEOPLE else Kind.PLACE if label in PLACES else Kind.ACTIVITY
    return Item(label, kind, label, sources=("m",), **said)  # type: ignore[arg-type]


GYM, DEV = _item("gym"), _item("Dev", frequency=Frequency.LESS_OFTEN)
AGAINST = {
    "Nan is gone": WellbeingMap((GYM, _item("Nan", status=Status.PAST))),
    "Mo is gone": WellbeingMap((GYM, _item("Mo", impact=Impact.HELPS, impact_words="he died last year"))),
    "Ivy is gone": WellbeingMap((GYM, _item("Ivy", relation_words="ex"))),
    "Mo is hard": WellbeingMap((_item("walking"), _item("Mo", impact=Impact.HINDERS)), wishes=(Wish("w", "more walks"),)),
    "Ivy is mixed": WellbeingMap((GYM, _item("Ivy", impact=Impact.MIXED))),
    "gym is hated": WellbeingMap((DEV, GYM), barriers=(Barrier("b", "I hate gym"),)),
    "Dev is hated": WellbeingMap((GYM, _item("Dev", impact=Impact.NEITHER, impact_words="he hits me"))),
    "Mo is hated": WellbeingMap((GYM, _item("Mo")), barriers=(Barrier("b", "Mo shouts at me"),)),
    "gym is where Mo is": WellbeingMap((DEV, GYM, _item("Mo", impact=Impact.HINDERS)), (Tie("Mo", "gym"),)),
    "swimming is where Nan is": WellbeingMap(
        (_item("swimming", status=Status.PAST), _item("Nan", status=Status.PAST)), (Tie("Nan", "swimming"),)),
    "Karen is paid": WellbeingMap((GYM, _item("Karen", formal=True)), barriers=(Barrier("b", "too shy"),)),
    "pub is never": WellbeingMap((DEV, _item("pub"))),
    "treatment": WellbeingMap((_item("my tablets"),), wishes=(Wish("w", "less of my tablets", ("my tablets",), True),)),
    "Mo frightens them": WellbeingMap((_item("Mo", impact_words="he hits me"),), wishes=(Wish("w", "less of Mo", ("Mo",), True),)),
    "Dev is less wanted": WellbeingMap((GYM, DEV), wishes=(Wish("w", "less of Dev", ("Dev",), True),)),
    "the wish names Nan": WellbeingMap((_item("Nan", status=Status.PAST),), wishes=(Wish("w", "see Nan more"),)),
    "a habit": WellbeingMap(wishes=(Wish("w", "drink more"),)),
    "bad knees": WellbeingMap((DEV,), wishes=(Wish("w", "more walks"),), barriers=(Barrier("b", "bad knees"),)),
    "bad knees and swimming": WellbeingMap((_item("swimming", status=Status.PAST),), barriers=(Barrier("b", "bad knees"),)),
    "knitting has a barrier": WellbeingMap((_item("knitting", status=Status.PAST),), barriers=(Barrier("b", "the bus fare", "knitting"),)),
    "gym has a barrier": WellbeingMap((DEV, GYM), barriers=(Barrier("b", "gym is too dear"),)),
    "library has a barrier": WellbeingMap(
        (_item("library", impact=Impact.HELPS),), wishes=(Wish("w", "go to library", ("library",)),), barriers=(Barrier("b", "the bus fare", "w"),)),
    "the wish has a barrier": WellbeingMap(wishes=(Wish("w", "learn to swim"),), barriers=(Barrier("b", "the bus fare", "w"),)),
}


@pytest.mark.parametrize("why", AGAINST)
def test_the_guard_is_what_holds_it(why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The property can fail: take the guard out, and each of these lives gets a suggestion that speaks against it."""
    assert against(AGAINST[why]) == []
    monkeypatch.setattr(Guard, "allows", lambda *_, **__: True)
    assert why in against(AGAINST[why])


def test_on_random_lives_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Guard, "allows", lambda *_, **__: True)
    assert find(lives(), lambda life: bool(against(life)), settings=settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck)))
