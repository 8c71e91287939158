"""How an item is written into a change and read back: plain JSON, nothing that was not said."""

from dataclasses import fields
from typing import Any

from mapping.model import Closeness, Frequency, Impact, Item, Kind, Status

CLOSED_SETS = {"kind": Kind, "closeness": Closeness, "frequency": Frequency, "impact": Impact, "status": Status}
SAID = tuple(f.name for f in fields(Item) if f.name not in ("id", "sources"))


def item_body(item: Item) -> dict[str, Any]:
    """All that is said about an item, by field, without its id and sources."""
    return {name: plain(value) for name in SAID if (value := getattr(item, name)) not in (None, ())}


def plain(value: object) -> Any:
    """A field's value as JSON: closed sets as their word, several as a list."""
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    return str(value) if isinstance(value, str) else value


def item_of(item_id: str, said: dict[str, Any], sources: tuple[str, ...]) -> Item:
    """The item that these fields describe."""
    values = dict(said)
    for name, closed_set in CLOSED_SETS.items():
        if values.get(name) is not None:
            values[name] = closed_set(values[name])
    values["aliases"] = tuple(values.get("aliases") or ())
    return Item(id=item_id, sources=sources, **values)
