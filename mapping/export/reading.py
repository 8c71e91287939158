"""Reads a map file back: networkx node-link JSON with the attributes of design §5 (``selfmap draw`` reads it)."""

import json
from dataclasses import replace
from datetime import datetime
from typing import Any

from mapping.errors import MapUnreadable
from mapping.export.node_link import FORMAT, FORMAT_VERSION
from mapping.export.signs import HALF_SIGN
from mapping.model import (
    Barrier, Closeness, Frequency, Goal, GoalState, Impact, Item, Kind, Status, Tie, WellbeingMap, Wish, is_formal,
)

_IMPACTS = {"positive": "helps", "negative": "hinders"}  # as `selfmap extract` says it
_MIDDLE = ("participant", "me", "ego")  # the participant is the middle of the map and no item on it
_WORDS = ("relation", "relation_words", "impact_words", "locality")


def load_map(text: str) -> WellbeingMap:
    """The map in the text of a file. Attributes may be missing, `links` may stand for `edges`. Raises MapUnreadable."""
    data = _parsed(text)
    nodes = _rows(data, "nodes")
    middle = {str(node.get("id")) for node in nodes if str(node.get("kind", node.get("type"))).lower() in _MIDDLE}
    items = tuple(_item(node) for node in nodes if str(node.get("id")) not in middle)
    if len({item.id for item in items}) < len(items):
        raise MapUnreadable("Two things in the map file have the same id. Give each its own.")
    rows = [
        row
        for row in _rows(data, "edges" if "edges" in data else "links")
        if not middle & {_end(row, "source"), _end(row, "target")}
    ]
    graph = data["graph"] if isinstance(data.get("graph"), dict) else {}
    return WellbeingMap(
        items,
        _ties(rows, {item.id for item in items}),
        *(_said(graph, kind) for kind in ("wishes", "barriers", "goals")),
        at=_time(graph.get("at")),
        session=graph["session"] if isinstance(graph.get("session"), int) else None,
        name=graph["name"] if isinstance(graph.get("name"), str) and graph["name"] else None,
    )


def _parsed(text: str) -> dict[str, Any]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        where = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise MapUnreadable(f"The map file is not JSON{where}. It must be networkx node-link data.") from None
    if not isinstance(data, dict) or "nodes" not in data:
        raise MapUnreadable("The map file has no list named nodes. It must be networkx node-link data.")
    version = str(data.get("version")) if data.get("format") == FORMAT else FORMAT_VERSION
    if version.split(".")[0] != FORMAT_VERSION.split(".")[0]:
        raise MapUnreadable(f"The map file is of version {version[:9]!r}, and this Selfmap reads version 1. Use a newer Selfmap.")
    if HALF_SIGN.search(json.dumps(data, ensure_ascii=False)):
        raise MapUnreadable("The map file holds half of a sign (a lone surrogate). Write the whole sign, or take it out.")
    return data


def _rows(data: dict[str, Any], name: str) -> list[dict[str, Any]]:
    rows = data.get(name) or []
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise MapUnreadable(f"In the map file, {name} must be a list of objects in curly brackets.")
    return rows


def _item(node: dict[str, Any]) -> Item:
    if node.get("id") is None:
        raise MapUnreadable("In the map file, one of the nodes has no id.")
    label = str(node.get("label") or node["id"])
    words = {name: str(node[name]) for name in _WORDS if node.get(name)}
    status = _member(Status, node.get("status"), label) or (
        Status.PAST if node.get("current") is False else Status.CURRENT
    )
    impact = node.get("impact")
    return Item(
        str(node["id"]),
        _member(Kind, node.get("kind", node.get("type")), label, needed=True),
        label,
        **words,
        formal=node["formal"] if isinstance(node.get("formal"), bool) else is_formal(words.get("relation")),
        closeness=_member(Closeness, node.get("closeness"), label),
        frequency=_member(Frequency, node.get("frequency"), label),
        impact=_member(Impact, _IMPACTS.get(impact, impact) if isinstance(impact, str) else impact, label),
        status=status,
        aliases=_strings(node.get("aliases")),
        sources=_strings(node.get("sources")),
    )


def _member(closed_set: Any, value: object, label: str, *, needed: bool = False) -> Any:
    """The member of a closed set with this value; None for nothing, unless one is needed."""
    if value in (None, "") and not needed:
        return None
    allowed = [str(member) for member in closed_set]
    if value not in allowed:
        name = closed_set.__name__.lower()
        raise MapUnreadable(
            f"In the map file, the {name} of {label!r} is {value!r}. It must be one of: {', '.join(allowed)}."
        )
    return closed_set(value)


def _end(row: dict[str, Any], name: str) -> str:
    return str(row.get(name))


def _ties(rows: list[dict[str, Any]], ids: set[str]) -> tuple[Tie, ...]:
    ties: dict[tuple[str, str], Tie] = {}
    for row in rows:
        a, b = sorted((_end(row, "source"), _end(row, "target")))
        if not {a, b} <= ids:
            missing = next(end for end in (a, b) if end not in ids)
            raise MapUnreadable(f"In the map file, a tie goes to {missing!r}, but no node has that id.")
        strength = row.get("strength")
        if a != b:
            words = str(row["words"]) if row.get("words") else None
            ties.setdefault(
                (a, b),
                Tie(
                    a,
                    b,
                    words,
                    strength if isinstance(strength, int) and strength > 0 else 1,
                    _strings(row.get("sources")),
                ),
            )
    return tuple(ties.values())


def _said(graph: dict[str, Any], kind: str) -> tuple[Any, ...]:
    """The wishes, barriers or goals of a file; a plain sentence will do for each."""
    made, told = {"wishes": Wish, "barriers": Barrier, "goals": Goal}[kind], []
    rows = graph.get(kind) or []
    if not isinstance(rows, list):
        raise MapUnreadable(f"In the map file, {kind} must be a list.")
    for place, row in enumerate(rows):
        row = row if isinstance(row, dict) else {"text": row}
        if not isinstance(row.get("text"), str):
            raise MapUnreadable(f"In the map file, one of the {kind} has no text.")
        values = {name: value for name, value in row.items() if name in made.__slots__ and value is not None}
        values |= {name: _strings(values[name]) for name in ("items", "sources") if name in values}
        told.append(_times(made(**{"id": f"{kind[0]}{place}"} | values), row))
    return tuple(told)


def _times[Said: (Wish, Barrier, Goal)](said: Said, row: dict[str, Any]) -> Said:
    if not isinstance(said, Goal):
        return said
    times = {name: _time(row.get(name)) for name in said.__slots__ if name.endswith("_at")}
    return replace(said, state=_member(GoalState, row.get("state"), said.text) or GoalState.ACTIVE, **times)


def _strings(values: object) -> tuple[str, ...]:
    return tuple(str(value) for value in values) if isinstance(values, list | tuple) else ()


def _time(text: object) -> datetime | None:
    try:
        at = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        raise MapUnreadable(
            f"In the map file, the time {text!r} can't be read. Write it as 2024-05-31T09:30:00+00:00."
        ) from None
    if at is not None and at.tzinfo is None:
        raise MapUnreadable(f"In the map file, the time {text!r} has no zone. Add +00:00 for UTC.")
    return at
