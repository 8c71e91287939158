"""What is said of one item, as short facts: "Odette: aunt; weekly; in Leith"."""

from collections.abc import Iterator
from functools import cache

from mapping.describe.names import could_be_more, listed, quoted_if
from mapping.layout.labels import shown_name
from mapping.layout.measure import tidy
from mapping.model import RELATIONS, Item, Kind, Status, is_formal
from mapping.naming import fold_label
from mapping.words import of_them, read_words

_LIKE_PEOPLE = (Kind.PERSON, Kind.GROUP, Kind.PET)


def item_line(name: str, item: Item, *, with_kind: bool = True, with_ring: bool = True) -> str:
    """One line about an item. A heading may say its kind or its ring already.

    What it does for the person is told of what is in their life now, under its own heading; else here.
    """
    said = list(item_facts(item, with_kind=with_kind, with_ring=with_ring))
    if item.status is not Status.CURRENT:
        said += _impact(item)
    return f"{name}: {'; '.join(said)}." if said else f"{name}."


def item_facts(item: Item, *, with_kind: bool, with_ring: bool) -> Iterator[str]:
    """All that is said of the item but its name, its impact and whether it is a wish or past, in the order of speech."""
    words = read_words()
    said = words["text"]["facts"]
    if with_kind:
        yield said[item.kind.value]
    yield from _relation(item)
    if item.formal or item.formal is False and is_formal(item.relation) is not False:
        yield said["formal" if item.formal else "informal"]
    if item.frequency:
        yield words["frequency"][item.frequency.value]
    if item.locality:
        yield said["locality"].format(place=fact(tidy(item.locality)))
    if others := other_names(item):
        yield said["aliases"].format(names=listed([quoted_if(name, could_be_more(name)) for name in others]))
    if with_ring and item.closeness:
        yield said["ring"].format(ring=words["rings"][item.closeness.value])


def _impact(item: Item) -> Iterator[str]:
    said = read_words()["text"]["facts"]
    if item.impact:
        yield said[item.impact.value]
    if words := tidy(item.impact_words or ""):
        yield said["own_words"].format(words=words.replace("”", "””"))


def _relation(item: Item) -> Iterator[str]:
    """The relation in the usual word and in the person's own; nothing where the name says it already."""
    said = read_words()["text"]["facts"]
    usual, own = usual_word(item), tidy(item.relation_words or "")
    if usual and own and fold_label(own) != fold_label(usual):
        yield said["relation_own"].format(relation=usual, words=own.replace("”", "””"))
    elif usual:
        if told_by_name(item) != usual:
            yield usual
    elif own:
        yield quoted_if(own, could_be_more(own) or own.casefold() in reserved() or own.casefold().startswith(openings()))
    elif told_by_name(item):
        yield said["relation_unknown"]


def usual_word(item: Item) -> str | None:
    """What people call this relation ("mum"). None for "other" and "pet", which nobody says."""
    return relation_words().get(item.relation or "")


def told_by_name(item: Item) -> str | None:
    """The relation that a name gives away: "mum", or "my sister Ann"."""
    if item.kind not in _LIKE_PEOPLE:
        return None
    said = shown_name(item).casefold().split()
    found = [word for word in relation_words().values() if word.casefold() in said]
    return found[0] if len(found) == 1 else None


def other_names(item: Item) -> list[str]:
    """The other words for it, without those that only say its name or its relation again."""
    known = {fold_label(word) for word in (item.relation_words, item.relation, usual_word(item)) if word}
    in_name = set(fold_label(item.label).split())
    tidied = dict.fromkeys(tidy(alias) for alias in item.aliases)
    return [
        alias for alias in tidied if alias and fold_label(alias) not in known and not set(fold_label(alias).split()) <= in_name
    ]


def fact(text: str) -> str:
    """Somebody's words as one fact of a line."""
    return quoted_if(text, could_be_more(text))


@cache
def relation_words() -> dict[str, str]:
    """Every relation that people have a word for, with that word."""
    words = read_words()["relations"]
    said = {relation: words.get(relation, relation) for relation in sorted(RELATIONS)}
    return {relation: word for relation, word in said.items() if word}


def reserved() -> frozenset[str]:
    """The facts that are always put the same way, in small letters."""
    return _reserved(of_them())


def openings() -> tuple[str, ...]:
    """How the other facts begin, in small letters."""
    return _openings(of_them())


@cache
def _reserved(of_them: bool) -> frozenset[str]:
    words = read_words()
    fixed = (text for text in words["text"]["facts"].values() if "{" not in text)
    return frozenset(text.casefold() for text in (*fixed, *words["frequency"].values(), *relation_words().values()))


@cache
def _openings(of_them: bool) -> tuple[str, ...]:
    facts = read_words()["text"]["facts"].values()
    return tuple(text[: text.index("{")].casefold() for text in facts if text.find("{") > 0)
