"""A person's map from the rows as they stand in the store, even where some of them can't be read any more."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from mapping.export.sound import LeftOut
from mapping.history import fold
from mapping.model import Change, ChangeKind, WellbeingMap

_BROKEN = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)  # what a row of an odd shape can cause


def map_of_rows(rows: Iterable[Mapping[str, Any]]) -> tuple[WellbeingMap, tuple[LeftOut, ...]]:
    """The map that these rows of the table ``change`` lead to (oldest first, times ISO 8601), and the rows left out."""
    left: list[LeftOut] = []
    changes: list[Change] = []
    for row in rows:
        try:
            changes.append(_change(row))
        except _BROKEN:
            left.append(_left_out(row))
    try:
        return fold(changes), tuple(left)
    except _BROKEN:
        return _one_by_one(changes, left)


def _one_by_one(changes: list[Change], left: list[LeftOut]) -> tuple[WellbeingMap, tuple[LeftOut, ...]]:
    """Only once something is known to be broken: each change must still lead to a map with those before it."""
    kept: list[Change] = []
    found = WellbeingMap()
    for change in changes:
        try:
            found = fold([*kept, change])
        except _BROKEN:
            left.append(_left_out({"body": change.body}))
        else:
            kept.append(change)
    return found, tuple(left)


def _change(row: Mapping[str, Any]) -> Change:
    body = row["body"]
    if not isinstance(body, dict):
        raise TypeError("the body of a change is an object")
    return Change(
        ChangeKind(row["kind"]), body, str(row["message_id"]), datetime.fromisoformat(row["at"]), int(row["session"]),
        row.get("seq"),
    )


def _left_out(row: Mapping[str, Any]) -> LeftOut:
    body = row.get("body")
    said = body.get("said") if isinstance(body, dict) else None
    name = (said.get("label") if isinstance(said, dict) else None) or (body.get("text") if isinstance(body, dict) else None)
    return LeftOut("change", "odd", name if isinstance(name, str) else "")
