"""What the bot says in an invented talk: the domain's own words, with what was understood filled in."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from mapping.model import Item, Kind
from mapping.naming import fold_label, spoken
from mapping.services import Understood
from mapping.words import read_responses


def words(name: str, **values: object) -> str:
    """The words of one response with its blanks filled. Raises KeyError where the domain has no such response."""
    text = str(_responses()[name]["text"]).strip()
    for blank, value in values.items():
        text = text.replace("{" + blank + "}", str(value))
    return text


def told(understood: Understood) -> str:
    """What a message did to the map, in a line or two; nothing where it did nothing."""
    return " ".join(_lines(understood))


def called(item: Item) -> str:
    """How something is spoken of: "Kai", "your mum", "the gym"."""
    return spoken(item)


def _lines(understood: Understood) -> Iterator[str]:
    for old, new in understood.renamed:
        yield words("utter_map_renamed", old=old, new=new)
    if understood.removed:
        yield words("utter_map_removed", things=_listed([spoken(item) for item in understood.removed]))
    if understood.added:
        yield words("utter_map_added", things=_listed([_first(item) for item in understood.added]))
    if understood.ties and not understood.added:
        yield words("utter_map_linked", links=_listed([words("utter_phrase_link", first=spoken(a), second=spoken(b)) for a, b in understood.ties]))
    if noted := [line for change in understood.changed for line in _noted(change.after, change.fields)]:
        yield words("utter_map_noted", things=". ".join(noted))
    elif understood.mentioned and not understood.added:
        yield words("utter_map_known", things=_listed([spoken(item) for item in understood.mentioned]))
    if understood.wishes:
        yield words("utter_map_wished", things=_listed([wish.text for wish in understood.wishes]))
    if understood.barriers:
        yield words("utter_map_barrier", things=_listed([barrier.text for barrier in understood.barriers]))


def _first(item: Item) -> str:
    said = spoken(item)
    being = item.kind in (Kind.PERSON, Kind.PET) and item.relation not in (None, "other", "pet")
    return words("utter_phrase_named", label=said, relation=item.relation) if being and fold_label(item.relation or "") not in fold_label(said) else said


def _noted(item: Item, fields: Sequence[str]) -> Iterator[str]:
    facts = [words(f"utter_phrase_{name}_{str(value).replace(' ', '_')}") for name in ("impact", "closeness", "frequency", "status")
             if name in fields and (value := getattr(item, name)) is not None]
    if facts:
        yield words("utter_phrase_told", label=spoken(item), told=_listed(facts))


def _listed(things: Sequence[str]) -> str:
    return "".join(things) if len(things) < 2 else words("utter_phrase_and", first=", ".join(things[:-1]), last=things[-1])


@lru_cache(maxsize=1)
def _responses() -> dict[str, dict[str, object]]:
    return read_responses()
